import pytest

from proofolio.model.portfolio import Link
from proofolio.pages.links import buttons, href, safe


def test_the_first_button_that_leads_somewhere_is_the_primary_one():
    made = buttons(("Try it live", None), ("Open in Colab", "https://c.example/"), ("Code", "x/"))
    assert [(b.label, b.primary) for b in made] == [("Open in Colab", True), ("Code", False)]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", " JaVaScript:alert(1)", "//e.example/", "http://["],
)
def test_an_address_that_would_run_gets_no_button(url):
    assert buttons(("Try it live", url)) == ()
    assert safe([Link(label="x", url=url)]) == ()


@pytest.mark.parametrize(
    ("page", "target", "written"),
    [
        ("", "projects/", "projects/"),
        ("projects/iris/", "projects/", "../"),
        ("projects/iris/", "log/2026/a/", "../../log/2026/a/"),
        ("projects/", "https://example.org/", "https://example.org/"),
        ("projects/iris/", "projects/iris/plot.png", "plot.png"),
    ],
)
def test_links_work_under_any_sub_path(page, target, written):
    assert href(page, target) == written
