import pytest

from proofolio.assemble.links import Origin, relative, resolve, resolve_links
from proofolio.model.portfolio import SafeHtml
from tests.builders import a_repo

ORIGIN = Origin(
    folder="notebooks",
    pages={"notebooks/b.ipynb": "projects/iris/b/", "README.md": "projects/iris/"},
    files={"docs/plot.png": "projects/iris/files/plot-1.png"},
    outside=lambda path: f"https://github.com/o/iris/blob/{'c' * 40}/{path}",
    repo=a_repo(owner="o", former_names=("o/flowers",)),
    sites={"github.com/o/other": "projects/other/"},
)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("b.ipynb", "../b/"),
        ("b.ipynb#training", "../b/#u-training"),
        ("../README.md", "../"),
        ("https://github.com/o/iris/blob/main/notebooks/b.ipynb", "../b/"),
        ("../src/model.py", f"https://github.com/o/iris/blob/{'c' * 40}/src/model.py"),
        ("/src/model.py", f"https://github.com/o/iris/blob/{'c' * 40}/src/model.py"),
        ("https://example.org/x", "https://example.org/x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#here", "#here"),
        ("https://github.com/O/Iris/blob/main/notebooks/b.ipynb", "../b/"),
        ("https://github.com/o/flowers/tree/master/notebooks/b.ipynb#training", "../b/#u-training"),
        (
            "https://github.com/o/iris/blob/old/notebooks/b.ipynb",
            "https://github.com/o/iris/blob/old/notebooks/b.ipynb",
        ),
        ("../../../issues?q=bug", "https://github.com/o/iris/issues?q=bug"),
        ("../../../wiki/Home#a", "https://github.com/o/iris/wiki/Home#a"),
        ("../../main/notebooks/b.ipynb", "../b/"),
        ("../../../blob/main/notebooks/b.ipynb", "../b/"),
        (
            "../../../blob/main/src/model.py",
            f"https://github.com/o/iris/blob/{'c' * 40}/src/model.py",
        ),
        ("../../../../other", "../../other/"),
        ("../../../../other/blob/main/README.md", "../../other/"),
        ("../../../../else", "https://github.com/o/else"),
    ],
)
def test_a_link_leads_to_the_page_or_to_github_at_that_commit(link, expected):
    html = resolve_links(SafeHtml(f'<a href="{link}">x</a>'), ORIGIN, page="projects/iris/a/")
    assert f'href="{expected}"' in html


@pytest.mark.parametrize("link", ["../../../etc/passwd", "//evil.example", "http://[", "../.."])
def test_a_link_out_of_the_repository_is_no_link(link):
    html = resolve_links(SafeHtml(f'<a href="{link}">x</a>'), ORIGIN, page="projects/iris/a/")
    assert "href" not in html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("../docs/plot.png", 'src="../files/plot-1.png"'),
        (
            "https://raw.githubusercontent.com/o/iris/main/docs/plot.png",
            'src="../files/plot-1.png"',
        ),
    ],
)
def test_a_picture_is_served_by_the_site(source, expected):
    html = resolve_links(SafeHtml(f'<img src="{source}" alt="x">'), ORIGIN, page="projects/iris/a/")
    assert expected in html


def test_a_file_of_a_notebook_is_found_by_its_name():
    served = {"ab.png": "projects/iris/a/ab.png", "assets/frames/1.html": "assets/frames/1.html"}

    def found(name):
        return resolve(("src", f"pf-asset:{name}"), ORIGIN, page="projects/iris/a/", assets=served)

    assert found("ab.png") == "ab.png"
    assert found("assets/frames/1.html") == "../../../assets/frames/1.html"
    assert found("other.png") is None


@pytest.mark.parametrize(
    "source", ["https://img.shields.io/x.svg", "missing.png", "pf-asset:other.png"]
)
def test_no_visit_is_told_to_another_host(source):
    html = resolve_links(SafeHtml(f'<img src="{source}" alt="x">'), ORIGIN, page="projects/iris/a/")
    assert html == "<span>x</span>", "its words are shown instead"


def test_ways_work_under_any_sub_path():
    assert relative("", "projects/iris/") == "projects/iris/"
    assert relative("projects/iris/", "") == "../../"
    assert relative("projects/iris/", "projects/iris/files/a b.png") == "files/a%20b.png"
    assert relative("about/", "about/") == "./"


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("Gaussian-Naive-Bayes", "../b/#u-gaussian-naive-bayes"),
        ("gaussian-naive-bayes", "../b/#u-gaussian-naive-bayes"),
        ("nowhere", "../b/"),
    ],
)
def test_a_part_of_another_page_is_found_however_it_is_written(fragment, expected):
    origin = Origin(
        folder="",
        pages={"b.ipynb": "projects/x/b/"},
        files={},
        outside=lambda _: None,
        anchors=lambda path: {"u-gaussian-naive-bayes"} if path == "b.ipynb" else None,
    )
    found = resolve(("href", f"b.ipynb#{fragment}"), origin, page="projects/x/a/")
    assert found == expected
