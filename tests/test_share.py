"""Words, codes and the command to share a page with."""

import json
import re
from email.parser import Parser
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import typst
import zxingcpp
from click.testing import CliRunner
from PIL import Image

from proofolio.cli.commands import proofolio
from proofolio.errors import InputError
from proofolio.model.share import Card, Proof
from proofolio.share.codes import qr_svg
from proofolio.share.short import short_paths
from proofolio.share.texts import texts, weight_on_x
from proofolio.usecases.share_kit import share, write_code
from tests.conftest import SITE_ADDRESS as ADDRESS
from tests.conftest import TODAY

URL = f"{ADDRESS}projects/double-descent/"


def a_card(title="Double descent", line="A replication.", **changes):
    return Card(
        **{
            "page": "projects/double-descent/",
            "kicker": "",
            "title": title,
            "line": line,
            "name": "Sample Learner",
            "results": (Proof(words="Peak: 41.2 %", reference="1:9"),),
            "skills": (Proof(words="NumPy", reference="1:2"), Proof(words="R&D", reference="")),
            "cover": None,
            **changes,
        }
    )


def decoded(svg):
    """Read a code as a phone would: from its pixels."""
    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    drawn = typst.Compiler(page).compile(format="png", ppi=144, sys_inputs={"svg": svg.decode()})
    return [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(drawn)))]


def test_everything_that_is_known_is_said_where_there_is_room():
    said = texts(a_card(), URL)
    for text in (said.linkedin, said.x, said.bluesky, said.mastodon):
        for part in ("Double descent", "A replication.", "Peak: 41.2 %", "NumPy, R&D", URL):
            assert part in text
    assert "[" not in said.linkedin, "a citation leads nowhere there"


@pytest.mark.parametrize("length", [1, 60, 200, 270, 1000, 5000])
@pytest.mark.parametrize("letter", ["a ", "猫", "🍔", "é", "a.bc "], ids=ascii)
def test_a_text_is_as_long_as_its_place_allows_and_keeps_the_address(letter, length):
    for card in (a_card(letter * length), a_card(line=letter * length)):
        said = texts(card, URL)
        assert weight_on_x(said.x) <= 280
        assert len(said.bluesky) <= 300
        assert len(said.mastodon) <= 500
        assert len(said.linkedin) <= 3000
        for text in (said.x, said.bluesky, said.mastodon, said.linkedin):
            assert text.endswith(URL)
            assert len(text) > len(URL) + 10 or length == 1, "something is left to say"


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("abc", 3),
        ("猫", 2),
        ("é", 1),
        ("e\u0301", 1),
        (URL, 23),
        (f"a {URL}", 25),
        ("x.py", 23),
        ("0.550,", 6),
    ],
)
def test_x_counts_letters_and_addresses_as_it_says(text, weight):
    assert weight_on_x(text) == weight


def test_a_letter_opens_as_it_was_written():
    mail = texts(a_card("R&D: 50 % + more?", "Über «x» & y #1\nsecond"), URL).mail
    told = parse_qs(urlsplit(mail.link).query, strict_parsing=True)
    assert told["subject"] == [mail.subject] == ["R&D: 50 % + more?"]
    assert told["body"][0].replace("\r\n", "\n") == mail.body
    assert Parser().parsestr(f"Subject: {mail.subject}\n\n")["Subject"] == mail.subject
    assert URL in mail.body
    assert mail.body.endswith("Sample Learner")


@pytest.mark.parametrize(
    "address", [URL, f"{ADDRESS}{'a-long-name-' * 12}/", "https://a.example/é/"]
)
def test_a_phone_reads_the_code(address):
    assert decoded(qr_svg(address)) == [address]
    assert qr_svg(address) == qr_svg(address)


def test_every_page_that_is_shared_shows_its_address_and_its_code(shared_site, sample_portfolio):
    pages = [item.path for item in (*sample_portfolio.projects, *sample_portfolio.posts)]
    for path in pages:
        text = (shared_site / path / "index.html").read_text()
        assert re.search(rf'data-pf-copy="[^>]*>{re.escape(ADDRESS + path)}<', text)
        assert 'src="qr.svg"' in text.replace("./qr.svg", "qr.svg")
    for path in ("", pages[0], pages[-1]):
        assert decoded((shared_site / path / "qr.svg").read_bytes()) == [ADDRESS + path]


def run(root, *arguments):
    return CliRunner().invoke(proofolio, ["-C", str(root), "share", *arguments])


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("", ""),
        ("double-descent", "projects/double-descent/"),
        ("sample-learner/double-descent", "projects/double-descent/"),
        ("projects/stdlib-search.md", "projects/stdlib-search/"),
        ("forty-questions", "log/2026/forty-questions/"),
        ("posts/2026-05-24-forty-questions.md", "log/2026/forty-questions/"),
    ],
)
def test_a_page_is_found_by_what_people_call_it(shared_site, name, path):
    assert share(shared_site.parent, name, today=TODAY).address == ADDRESS + path


def test_the_command_prints_what_to_paste(shared_site, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    code = tmp_path / "poster.svg"
    done = run(shared_site.parent, "double-descent", "--qr", str(code))
    assert done.exit_code == 0, done.output
    assert done.output.startswith(URL)
    for place in ("LinkedIn", "X", "Bluesky", "Mastodon", "E-mail", "mailto:?subject="):
        assert place in done.output
    assert decoded(code.read_bytes()) == [URL]
    told = json.loads(run(shared_site.parent, "double-descent", "--json").output)
    assert told["address"] == URL
    assert told["email"]["link"].startswith("mailto:")
    assert all(URL in told[place] for place in ("linkedin", "x", "bluesky", "mastodon"))
    with Image.open(told["picture"]) as picture:
        assert picture.size == (1200, 630)
    assert decoded(Path(told["qr"]).read_bytes()) == [URL]


def test_a_code_overwrites_nothing_but_a_code(shared_site, tmp_path):
    mine = tmp_path / "mine.svg"
    mine.write_text("my own words")
    for name in ("mine.svg", "code.png"):
        done = run(shared_site.parent, "--qr", str(tmp_path / name))
        assert isinstance(done.exception, InputError)
    assert mine.read_text() == "my own words"
    assert not (tmp_path / "code.png").exists()


def test_a_code_is_not_written_through_a_link_that_leads_out(tmp_path):
    root, outside = tmp_path / "portfolio", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "codes").symlink_to(outside)
    with pytest.raises(InputError, match="codes is a link"):
        write_code(root / "codes/words.svg", ADDRESS, root)
    assert not list(outside.iterdir())
    write_code(outside / "words.svg", ADDRESS, root)
    assert [file.name for file in outside.iterdir()] == ["words.svg"]


def test_what_cannot_be_shared_says_why(shared_site, sample):
    with pytest.raises(InputError) as caught:
        share(shared_site.parent, "double-decent", today=TODAY)
    assert "`double-descent`" in caught.value.problems[0].hint
    with pytest.raises(InputError) as caught:
        share(sample[0], "double-descent", today=TODAY)
    assert "site_url" in caught.value.problems[0].hint


def test_a_short_address_leads_to_its_page_and_is_no_page_of_its_own(shared_site, sample_portfolio):
    project = sample_portfolio.projects[0]
    short = short_paths(
        ["", *(item.path for item in (*sample_portfolio.projects, *sample_portfolio.posts))]
    )
    assert all(re.fullmatch(r"s/[2-9a-z]{4}/", path) for path in short.values())
    text = (shared_site / short[project.path] / "index.html").read_text()
    assert f'url=../../{project.path}"' in text
    assert f'rel="canonical" href="{ADDRESS}{project.path}"' in text
    assert 'content="noindex"' in text
    assert "/s/" not in (shared_site / "sitemap.xml").read_text()


def test_short_addresses_that_meet_are_told_apart_and_others_stay():
    pages = [f"projects/{n}/" for n in range(3000)]
    short = short_paths(pages)
    assert len(set(short.values())) == len(pages)
    assert max(map(len, short.values())) < len("s/123456/")
    alone = short_paths(["projects/7/"])["projects/7/"]
    assert short["projects/7/"].startswith(alone.rstrip("/"))
