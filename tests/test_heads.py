"""What others read of a page when it is shared: cards, addresses, linked data."""

import json
import warnings

import pytest

from proofolio.model.portfolio import Link
from proofolio.pages import lay_out
from proofolio.pages.heads import heads, with_heads
from proofolio.pages.linked_data import written
from proofolio.pages.render import render
from tests.conftest import SITE_ADDRESS as ADDRESS
from tests.pages.factories import a_notebook, a_person, a_portfolio, a_post, a_project

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import extruct


def read(site, path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return extruct.extract(
            (site / path / "index.html").read_text(),
            base_url=ADDRESS + path,
            syntaxes=["json-ld", "opengraph"],
            uniform=True,
        )


def types(data):
    return {kind for item in data["json-ld"] for kind in _types(item)}


def _types(item):
    for part in item.get("@graph", [item]):
        yield part["@type"]


def test_every_page_says_what_it_is_where_it_is_and_in_which_words(shared_site):
    import lxml.html

    short = shared_site / "s"
    pages = [page for page in shared_site.rglob("index.html") if short not in page.parents]
    assert len(pages) > 50
    described = set()
    for path in pages:
        page = lxml.html.parse(path).getroot()
        told = {
            meta.get("property") or meta.get("name"): meta.get("content")
            for meta in page.iter("meta")
        }
        where = path.parent.relative_to(shared_site).as_posix()
        url = ADDRESS if where == "." else f"{ADDRESS}{where}/"
        assert told["og:url"] == url
        assert [link.get("href") for link in page.iterfind(".//link[@rel='canonical']")] == [url]
        assert told["og:site_name"] == "Sample Learner"
        assert told["og:locale"] == "en_GB"
        assert told["og:title"]
        assert told["description"] == told["og:description"]
        assert len(told["description"]) <= 200
        described.add(told["description"])
    assert len(described) > len(pages) / 2


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("ProfilePage", ""),
        ("WebSite", ""),
        ("ProfilePage", "about/"),
        ("ProfilePage", "resume/"),
        ("SoftwareSourceCode", "projects/double-descent/"),
        ("BlogPosting", "log/2026/hostile/"),
    ],
)
def test_a_parser_reads_whose_work_a_page_is(shared_site, kind, path):
    (data,) = read(shared_site, path)["json-ld"]
    found = next(part for part in data.get("@graph", [data]) if part["@type"] == kind)
    person = found.get("author") or found["mainEntity"]
    assert person["name"] == "Sample Learner"
    assert person["@id"] == f"{ADDRESS}#person"
    assert found["url"] == ADDRESS + path


def test_a_notebook_is_a_part_of_its_project(shared_site, sample_portfolio):
    project = next(project for project in sample_portfolio.projects if project.notebooks)
    (data,) = read(shared_site, project.notebooks[0].path)["json-ld"]
    assert data["@type"] == "TechArticle"
    assert data["headline"] == project.notebooks[0].title
    assert data["isPartOf"]["url"] == ADDRESS + project.path


def test_a_shared_link_shows_a_picture_that_is_there(shared_site, sample_portfolio):
    from PIL import Image

    project = next(project for project in sample_portfolio.projects if project.notebooks)
    shown = {}
    for path in ("", "about/", project.path, project.notebooks[0].path, "log/2026/hostile/"):
        (told,) = read(shared_site, path)["opengraph"]
        with Image.open(shared_site / told["og:image"].removeprefix(ADDRESS)) as image:
            assert image.size == (int(told["og:image:width"]), int(told["og:image:height"]))
        assert told["og:image:alt"]
        shown[path] = told["og:image"]
    assert shown[""] == shown["about/"]
    assert shown[project.path] == shown[project.notebooks[0].path]
    assert len(set(shown.values())) == 3
    assert (
        'name="twitter:card" content="summary_large_image"'
        in (shared_site / "index.html").read_text()
    )


def test_words_cannot_end_the_script_or_the_attribute_that_they_stand_in(shared_site):
    text = (shared_site / "log/2026/hostile/index.html").read_text()
    assert "<script>alert" not in text
    (data,) = read(shared_site, "log/2026/hostile/")["json-ld"]
    assert data["headline"].startswith('</script><script>alert(1)</script> "quoted" & {{ 7*7 }}')
    told = read(shared_site, "log/2026/hostile/")["opengraph"][0]
    assert told["og:title"].startswith('</script><script>alert(1)</script> "quoted" & {{ 7*7 }}')
    assert told["@type"] == "article"


def test_what_stands_in_a_script_comes_back_as_it_was():
    said = {"name": "</SCRIPT> <!-- & \u2028\u2029 \x85 \udc80 \ufffe 猫 \\u003c"}
    text = written(said)
    assert not set("<>&\u2028\u2029\x85\udc80\ufffe") & set(text)
    assert json.loads(text) == said


def test_without_an_address_nothing_pretends_to_have_one():
    portfolio = a_portfolio(
        person=a_person(links=(Link(label="GitHub", url="https://github.com/sample-learner"),)),
        projects=(a_project("iris", notebooks=(a_notebook("explore"),)),),
        posts=(a_post("first"),),
    )
    pages = lay_out(portfolio)
    said = heads(portfolio, pages, cards={}, address="")
    assert not any(head["url"] or head["image"] for head in said.values())
    for head in said.values():
        assert '"url": ""' not in head["data"]
        assert "@id" not in head["data"]
    assert "https://github.com/sample-learner" in said[""]["data"]
    assert all("description: " in render(page).text for page in with_heads(pages, said))
