"""What comes with Proofolio is known by its bytes, wherever it lies."""

from proofolio.publish.ours import is_ours


def test_every_script_and_style_sheet_of_the_sample_is_known_by_its_bytes(sample):
    site = sample[2].site
    ours = [file for file in site.rglob("*") if file.suffix in {".js", ".css", ".woff2"}]
    assert len(ours) > 10
    assert [file.name for file in ours if not is_ours(file.read_bytes())] == []


def test_a_name_of_ours_makes_nothing_ours(sample):
    script = next(sample[2].site.rglob("portfolio.js"))
    assert is_ours(script.read_bytes())
    assert not is_ours(script.read_bytes() + b" ")
    assert not is_ours(b"")
