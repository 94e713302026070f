"""Pages for one employer: found by who has the address, and by nobody else."""

import json
import re
import shutil
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner

from proofolio.cli.commands import proofolio
from proofolio.errors import InputError
from proofolio.settings import load
from proofolio.usecases.build import build
from proofolio.usecases.new_shares import start_share
from proofolio.usecases.status import status
from tests.conftest import TODAY

KEY = "Zq3vB7nK1tX9cR5mW2yL8dF4hJ6gP0sA"
OLD = "aB3vB7nK1tX9cR5mW2yL8dF4hJ6gP0sZ"
LAST_DAY = date(2026, 12, 31)


def written(root, name, *lines):
    path = root / "shares" / f"{name}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


@pytest.fixture(scope="module")
def root(sample, tmp_path_factory):
    """The sample with two pages, one of them over, a résumé for a role, and no menu of its own."""
    root = tmp_path_factory.mktemp("unlisted") / "portfolio"
    shutil.copytree(sample[0], root)
    config = root / "mkdocs.yml"
    text = config.read_text().replace("# site_url:", "site_url:")
    config.write_text(re.sub(r"(?m)^nav:\n(?:  - .*\n)+", "", text))
    (root / "resumes").mkdir()
    (root / "resumes/data.yml").write_text("label: Data engineer\n")
    written(
        root,
        "example-company",
        "for: Example Company <b>&",
        "projects: [stdlib-search, sample-learner/double-descent]",
        "note: Thank you for **reading** this. <script>alert(1)</script>",
        "resume: data",
        f"expires: {LAST_DAY}",
        f"key: {KEY}",
    )
    written(root, "over", "for: Another", "expires: 2026-11-01", f'key: "{OLD}"')
    return root


@pytest.fixture(scope="module")
def built(root):
    return build(root, today=TODAY)


def everywhere(site):
    """Return the text of each file, and of what is packed in it."""
    import gzip

    for path in site.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            yield path, gzip.decompress(data) if path.suffix == ".gz" else data


def test_the_page_shows_what_was_chosen(built, root):
    text = (root / f"site/for/{KEY}/index.html").read_text()
    assert "For Example Company &lt;b&gt;&amp;" in text
    assert "<strong>reading</strong>" in text
    assert "<script>alert" not in text
    order = [text.find(f"projects/{slug}/") for slug in ("stdlib-search", "double-descent")]
    assert 0 < order[0] < order[1]
    assert "projects/second-look/" not in text
    assert 'href="../../resume/data/"' in text
    assert '<meta name="robots" content="noindex, nofollow">' in text
    assert '<meta name="referrer" content="no-referrer">' in text
    assert "og:" not in text


def test_nothing_else_on_the_site_knows_of_it(built, root):
    known = [path for path, data in everywhere(root / "site") if KEY.encode() in data]
    assert known == [root / f"site/for/{KEY}/index.html"]
    for path, data in everywhere(root / "site"):
        assert f"for/{KEY[:6]}".encode() not in data or path in known
        assert b"Example Company" not in data or path in known
    sitemap = (root / "site/sitemap.xml").read_text()
    assert sitemap.startswith("<?xml")
    assert "projects/stdlib-search/" in sitemap
    assert "resume/</loc>" in sitemap
    assert "resume/data/" not in sitemap, "one for a role is not to be found, either"
    menu = (root / "site/index.html").read_text()
    assert 'href="about/"' in menu
    assert "resume/data/" not in menu


def test_status_tells_the_address_and_the_days_that_are_left(root, monkeypatch):
    monkeypatch.setenv(
        "SOURCE_DATE_EPOCH", str(int(datetime(2026, 12, 21, tzinfo=UTC).timestamp()))
    )
    done = CliRunner().invoke(proofolio, ["-C", str(root), "status"])
    assert f"https://sample-learner.github.io/portfolio/for/{KEY}/" in done.output
    told = json.loads(CliRunner().invoke(proofolio, ["-C", str(root), "status", "--json"]).output)
    assert told["shares"] == [
        {
            "name": "example-company",
            "for": "Example Company <b>&",
            "address": f"https://sample-learner.github.io/portfolio/for/{KEY}/",
            "expires": "2026-12-31",
        }
    ]
    assert re.search(r"For Example Company .* 10 days left", done.output)


def test_what_is_not_there_is_told_with_its_line(root):
    path = written(
        root,
        "mistaken",
        "for: Somebody",
        "projects:",
        "  - stdlib-search",
        "  - second-lok",
        "resume: dta",
        f'key: "{KEY[::-1]}"',
    )
    try:
        told = {
            (problem.where.line, problem.hint)
            for problem in status(root, today=TODAY).problems
            if problem.where and problem.where.path == "shares/mistaken.yml"
        }
    finally:
        path.unlink()
    assert {line for line, _ in told} == {4, 5}
    assert any("`second-look`" in hint for _, hint in told)


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        (["for: Somebody"], 1, "proofolio new share somebody"),
        (["for: Somebody", "key: short"], 2, "nobody can guess"),
        (["for: Somebody", f"key: {'a' * 32}"], 2, "nobody can guess"),
        (["for: Somebody", f"key: ../{KEY[3:]}"], 2, "nobody can guess"),
        (["for: Somebody", "expires: 31.12.2026", f"key: {KEY[::-1]}"], 2, "date"),
        (["for: Somebody", f"key: {KEY}"], 2, "example-company"),
        ([f"key: {KEY[::-1]}"], 1, "for"),
        (["for: Somebody", "project: [a]", f"key: {KEY[::-1]}"], 2, "projects"),
    ],
)
def test_a_file_that_needs_an_edit_is_named_with_its_line(root, lines, line, said):
    path = written(root, "somebody", *lines)
    try:
        read = load(root)
    finally:
        path.unlink()
    (problem,) = read.problems
    assert "somebody" not in {share.slug for share in read.shares}, "there is no such page"
    assert (problem.where.path, problem.where.line) == ("shares/somebody.yml", line)
    assert said in f"{problem.message} {problem.hint}"


def test_a_page_is_begun_at_an_address_of_its_own(tmp_path):
    (tmp_path / "portfolio.yml").write_text("github: sample-learner\n")
    keys = set()
    for name in ("first", "second", "third"):
        path = start_share(tmp_path, name, 'A "quoted": name', TODAY)
        keys.add(next(s.file.key for s in load(tmp_path).shares if s.slug == name))
        assert path == tmp_path / f"shares/{name}.yml"
    assert len(keys) == 3
    share = load(tmp_path).shares[0]
    assert share.file.reader == 'A "quoted": name'
    assert share.file.expires == date(2027, 2, 20)


def test_a_key_is_added_once_and_nothing_else_is_changed(tmp_path):
    (tmp_path / "portfolio.yml").write_text("github: sample-learner\n")
    path = written(tmp_path, "mine", "# my note", "for: Somebody")
    path.write_text(path.read_text().rstrip())
    before = path.read_text()
    start_share(tmp_path, "mine", "", TODAY)
    assert path.read_text().startswith(f"{before}\nkey: ")
    assert load(tmp_path).shares[0].file.key
    after = path.read_text()
    with pytest.raises(InputError):
        start_share(tmp_path, "mine", "", TODAY)
    assert path.read_text() == after
    for name in ("../out", "Big", "a/b", ""):
        with pytest.raises(InputError):
            start_share(tmp_path, name, "", TODAY)


def test_it_is_gone_after_its_last_day(built, root):
    assert not (root / f"site/for/{OLD}").exists()
    (told,) = [one for one in built.advice if "Another" in one.message]
    assert (told.where.path, told.where.line) == ("shares/over.yml", 2)
    last = status(root, today=LAST_DAY)
    assert [share.slug for share in last.shares] == ["example-company"]
    later = build(root, today=LAST_DAY + timedelta(days=1))
    assert any("Example Company" in one.message for one in later.advice)
    assert not (root / "site/for").exists()
    assert not (root / ".proofolio/docs/for").exists()
    assert not any(KEY.encode() in data for _, data in everywhere(root / "site"))
