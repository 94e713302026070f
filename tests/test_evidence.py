"""Every claim of the sample portfolio carries its proof: each link is followed to the cell or the line."""

import re
import shutil
from functools import cache
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin

import pytest

from proofolio.usecases.build import build
from tests.conftest import TODAY
from tests.standin import SAMPLE_ACCOUNT
from tests.standin.account import load
from tests.standin.git_store import GitStore

FILE = re.compile(r"https://github\.com/([^/]+/[^/]+)/blob/([0-9a-f]{40})/([^#]+)(?:#L(\d+))?")
CELL = re.compile(
    r'<div class="pf-cell" id="([^"]+)">(.*?)(?=<div class="pf-cell" id=|$)', re.DOTALL
)
SITE = "https://learner.example/"


@pytest.fixture(scope="module")
def every(sample_portfolio):
    """Every piece of evidence, with its skill."""
    found = [(skill, item) for skill in sample_portfolio.skills for item in skill.evidence]
    assert len(found) > 100
    return found


@pytest.fixture(scope="module")
def cells(sample):
    """Returns the text of a page's cells, by their anchors."""

    @cache
    def read(page):
        html = (sample[0] / "site" / page / "index.html").read_text("utf-8")
        return {name: _text(body) for name, body in CELL.findall(html)}

    return read


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    """Returns the lines of a file at a commit, from the repository itself."""
    account = load(SAMPLE_ACCOUNT)
    store = GitStore(tmp_path_factory.mktemp("repositories"))

    @cache
    def read(full_name, commit, path):
        directory = store.directory(account.repository(full_name.partition("/")[2]))
        return directory.blob(directory.entries(commit)[path].oid).decode().splitlines()

    return read


def test_evidence_in_a_notebook_leads_to_the_cell_that_does_the_work(every, cells):
    """The cell names what is used, or what was made with it in a cell above is at work there."""
    found = [(skill, item) for skill, item in every if item.cell is not None]
    assert len(found) > 80
    names = 0
    for skill, item in found:
        page, _, anchor = item.url.partition("#")
        texts = cells(page)
        above = list(texts)[: list(texts).index(anchor) + 1]
        if skill.kind != "language":
            where = [at for at in above if any(_word(word) in texts[at] for word in item.used)]
            assert where, (skill.name, item, texts[anchor])
            names += where[-1] == anchor
        else:
            names += 1
    assert names > 0.8 * len(found)


def test_evidence_in_a_file_leads_to_its_line_at_that_commit(every, lines):
    found = [(skill, item) for skill, item in every if item.cell is None and item.path]
    assert len(found) > 20
    for skill, item in found:
        repository, commit, path, line = FILE.fullmatch(item.url).groups()
        assert (repository, commit, unquote(path)) == (item.repository, item.commit, item.path)
        text = lines(repository, commit, item.path)
        if line:
            said = text[int(line) - 1].casefold()
            assert int(line) == item.line
            assert any(_word(word).casefold() in said for word in item.used), (skill.name, item)


def test_what_the_repository_says_leads_to_the_repository(every):
    for _, item in every:
        if item.cell is None and not item.path:
            assert item.url == f"https://github.com/{item.repository}"


def test_every_bracket_on_the_site_is_evidence(sample, every):
    root = sample[0] / "site"
    known = {urljoin(SITE, item.url) for _, item in every}
    followed = set()
    for path in root.rglob("index.html"):
        page = urljoin(SITE, path.relative_to(root).as_posix().removesuffix("index.html"))
        followed |= {urljoin(page, link) for link in _citations(path.read_text("utf-8"))}
    assert len(followed) > 60
    for link in followed - known:  # A figure of a project leads to the cell that printed it.
        page, _, anchor = link.removeprefix(SITE).partition("#")
        assert f'id="{anchor}"' in (root / page / "index.html").read_text("utf-8"), link
    assert len(followed - known) < 10


def test_a_certificate_that_led_to_no_work_is_told_to_its_author_alone(sample, tmp_path):
    root = tmp_path / "portfolio"
    shutil.copytree(sample[0], root, ignore=shutil.ignore_patterns("site"))
    resume = root / "resume.yml"
    text = resume.read_text("utf-8")
    resume.write_text(text.replace("certificates:", "certificates:\n  - name: Rowing"), "utf-8")

    (problem,) = (said for said in build(root, today=TODAY).advice if "certificate" in said.message)
    assert "`Rowing` led to no work" in problem.message
    page = _text((root / "site/skills/index.html").read_text("utf-8"))
    assert "Rowing" in page
    assert "led to no work" not in page


def _citations(html):
    links = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            given = dict(attrs)
            if tag == "a" and given.get("class") == "pf-cite":
                links.append(given["href"])

    Reader().feed(html)
    return links


def _text(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


def _word(used):
    """The last name of what was used: an import under another name keeps it."""
    return used.lstrip("%").split("=")[0].split()[0]
