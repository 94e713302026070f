"""Pictures, links and READMEs of other kinds, from a snapshot to the pages."""

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from proofolio.model.records import FileRecord, WebPicture
from tests.assemble.test_assemble import notebook, png, put_together, store
from tests.builders import a_repo, a_snapshot

__all__ = ["put_together", "store"]

ATTACHED = "https://github.com/user-attachments/assets/0b8b7f2c-6a7e-4b8e-9d57-2f6b8a1d9c11"
LEAD = b"# Tide\n\nForecasts the tide of a harbour from open data.\n\n"


def of_web(store, url, data=None, by="README.md", **changes):
    blob = store.put(data) if data else None
    size = len(data or b"")
    return WebPicture(url=url, shown_by=(by,), blob=blob, size_bytes=size, **changes)


def blank(width, height):
    out = io.BytesIO()
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).line((0, 0, 20, 0), "grey")
    image.save(out, "PNG")
    return out.getvalue()


def kept(store, path, data):
    return FileRecord(path=path, blob=store.put(data), size_bytes=len(data))


def test_an_upload_is_shown_and_may_be_the_cover(store, put_together):
    readme = LEAD + f'<img width="600" alt="The app" src="{ATTACHED}" />\n'.encode()
    book = notebook(f"# A\n\n![again]({ATTACHED})")
    picture = of_web(store, ATTACHED, png())
    repo = a_repo("tide", store, {"README.md": readme, "a.ipynb": book}, web_pictures=(picture,))
    portfolio = put_together(a_snapshot(repo))
    (project,) = portfolio.projects
    assert project.cover is not None
    assert project.cover.path in {asset.path for asset in portfolio.assets}
    name = project.cover.path.removeprefix(project.path)
    assert dict(project.notebooks[0].body.resolved)["src", ATTACHED] == f"../{name}"
    assert ATTACHED not in project.readme


def test_the_repositorys_own_addresses_show_its_pictures_each_in_its_scheme(store, put_together):
    raw = "https://raw.githubusercontent.com/Sample-Learner/tide/main"
    readme = (
        f'<picture><source media="(prefers-color-scheme: dark)" srcset="{raw}/d.png">'
        f'<img alt="Loss" src="{raw}/l.png"></picture>\n\n## More\n\n![b](../../raw/master/b.png)\n\n'
        "![c](https://github.com/sample-learner/old-tide/blob/main/c.png?raw=true)\n"
    )
    files = {f"{name}.png": png(90 + n, 40) for n, name in enumerate("bcdl")}
    repo = a_repo(
        "tide",
        store,
        {"README.md": LEAD + readme.encode(), **files},
        former_names=("sample-learner/old-tide",),
    )
    html = put_together(a_snapshot(repo)).projects[0].readme
    assert html.count("<img ") == 4
    assert html.count('#only-dark"') == html.count('#only-light"') == 1


def test_a_picture_of_another_host_is_a_link_with_its_host_and_the_author_hears_of_it(
    store, put_together
):
    url = "https://cdn.example.org/loss.png"
    readme = LEAD + f"![Loss]({url})\n\n![]({url}?2)\n\n[![Try](https://example.com/t.png)](https://example.com)\n".encode()  # fmt: skip
    gone = of_web(store, ATTACHED, reason="it is not there")
    book = notebook(f"# A\n\n![x]({url})")
    repo = a_repo(
        "tide",
        store,
        {"README.md": readme, "a.ipynb": book},
        web_pictures=(gone, of_web(store, url, reason="elsewhere", is_elsewhere=True)),
    )
    portfolio = put_together(a_snapshot(repo))
    html = portfolio.projects[0].readme
    assert f'<a href="{url}" rel="noopener">Loss (Picture on cdn.example.org)</a>' in html
    assert ">Picture on cdn.example.org</a>" in html
    assert "<span>Try (Picture on example.com)</span></a>" in html
    assert "<img" not in html
    said = [problem.message for problem in portfolio.advice]
    assert f"sample-learner/tide: a picture lies on other hosts and is a link there: {url}." in said
    assert f"sample-learner/tide: a picture was not pulled: {ATTACHED} (it is not there)." in said


def test_a_cover_says_something(store, put_together):
    files = {
        "README.md": LEAD + b"![](assets/logo.png) ![](wide.png) ![](blank.png) ![](loss.png)",
        "assets/logo.png": png(900, 700),
        "wide.png": png(2000, 300),
        "blank.png": blank(900, 600),
        "loss.png": png(400, 300),
    }
    (project,) = put_together(a_snapshot(a_repo("tide", store, files))).projects
    assert project.cover is not None
    assert "/loss-" in project.cover.path
    del files["loss.png"]
    (project,) = put_together(a_snapshot(a_repo("tide", store, files))).projects
    assert project.cover is None


def test_a_plot_that_nothing_shows_is_the_cover_of_what_shows_none_and_the_others_stay_out(
    store, put_together
):
    plots = (kept(store, "figures/roc.png", png()), kept(store, "figures/b.png", png(300, 300)))
    repo = a_repo("tide", store, {"README.md": LEAD}, plots=plots)
    portfolio = put_together(a_snapshot(repo))
    (project,) = portfolio.projects
    assert project.cover is not None
    assert "/roc-" in project.cover.path
    assert [asset.path for asset in portfolio.assets] == [project.cover.path]


def test_links_between_readmes_of_one_account_lead_to_its_pages(store, put_together):
    member = "# {}\n\nSays what this part of the work is about, in a sentence.\n\n"
    many = {
        "README.md": b"# Portfolio\n\n| Project | What |\n|---|---|\n| [Churn](churn) | Who leaves |\n"
        b"| [Tides](./tides/) | When the water comes |\n\n[iris](../../../iris) [issues](../../issues)\n",
        "churn/README.md": (member.format("Churn") + "[t](../tides) [i](https://github.com/sample-learner/iris/blob/main/README.md)").encode(),
        "churn/a.ipynb": notebook(),
        "tides/README.md": (member.format("Tides") + "[up](../README.md) [c](../churn/README.md)").encode(),
        "tides/b.ipynb": notebook(),
    }  # fmt: skip
    iris = {
        "README.md": LEAD + b"[c](https://github.com/Sample-Learner/work/tree/main/churn)",
        "a.ipynb": notebook(),
    }
    portfolio = put_together(a_snapshot(a_repo("iris", store, iris), a_repo("work", store, many)))
    pages = {project.slug: project.readme + project.readme_rest for project in portfolio.projects}
    assert set(pages) == {"iris", "churn", "tides"}
    assert 'href="../tides/"' in pages["churn"]
    assert 'href="../iris/"' in pages["churn"]
    assert 'href="../churn/"' in pages["tides"]
    assert 'href="../work/"' in pages["tides"]
    assert 'href="../churn/"' in pages["iris"]
    (collection,) = portfolio.collections
    assert 'href="../iris/"' in collection.readme
    assert 'href="https://github.com/sample-learner/work/issues"' in collection.readme


def test_a_part_shows_pictures_of_the_whole_and_the_whole_those_of_its_parts(store, put_together):
    member = "# {}\n\nSays what this part of the work is about, in a sentence.\n\n"
    raw = "https://raw.githubusercontent.com/sample-learner/work/main"
    many = {
        "README.md": b"# Portfolio\n\n| Project | What |\n|---|---|\n| [Churn](churn) | Who leaves |\n"
        b"| [Tides](./tides/) | When the water comes |\n\n![t](tides/t.png)\n",
        "images/c.png": png(),
        "churn/README.md": (member.format("Churn") + "![c](../images/c.png)").encode(),
        "churn/a.ipynb": notebook(f"# A\n\n![c]({raw}/tides/t.png)"),
        "tides/README.md": member.format("Tides").encode() + f"![t]({raw}/tides/t.png)".encode(),
        "tides/b.ipynb": notebook(),
        "tides/t.png": png(300, 300),
    }  # fmt: skip
    portfolio = put_together(a_snapshot(a_repo("work", store, many)))
    churn, tides = sorted(portfolio.projects, key=lambda project: project.slug)
    assert churn.cover is not None
    assert tides.cover is not None
    assert "/c-" in churn.cover.path
    assert all(value for _, value in churn.notebooks[0].body.resolved)
    assert "<img" in portfolio.collections[0].readme
    assert "/t-" in tides.cover.path
    served = {asset.path for asset in portfolio.assets}
    assert {churn.cover.path, tides.cover.path} <= served


RST = b"""
.. image:: https://img.shields.io/badge/a-b-blue
   :target: https://example.org

Tide forecast
=============

**Tide** forecasts the tide of a harbour from open data. See :func:`tide.run`.

Results
-------

.. figure:: loss.png
   :alt: The loss

   Falls.

.. toctree::
   :maxdepth: 2

.. include:: /etc/passwd
.. raw:: html

   <script>alert(1)</script>

`Code <src/a.py>`_ and |nothing| and `nowhere`_.
"""


def test_a_readme_in_restructured_text_is_laid_out_and_reaches_nothing_else(store, put_together):
    files = {"README.rst": RST, "loss.png": png(), "a.ipynb": notebook()}
    (project,) = put_together(a_snapshot(a_repo("t", store, files))).projects
    assert project.title == "Tide forecast"
    assert project.summary.startswith("Tide forecasts the tide of a harbour from open data.")
    assert project.cover is not None
    assert 'alt="The loss"' in project.readme
    assert f'href="https://github.com/sample-learner/t/blob/{"c" * 40}/src/a.py"' in project.readme
    assert "<code>tide.run</code>" in project.readme
    for unwanted in ("root:", "alert", "badge", "Unknown", "ystem Message", "<h1", "toctree"):
        assert unwanted not in project.readme


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.org", "# -*- mode: org -*-\n#+AUTHOR: x\n#+TITLE: Tide forecast\n\n* What <b>it</b> is\n"),
        ("README.adoc", "= Tide forecast\n:toc: left\n\n== What <b>it</b> is\n"),
    ],
)  # fmt: skip
def test_a_readme_that_is_not_laid_out_is_shown_as_written_and_the_author_hears_of_it(
    name, text, store, put_together
):
    repo = a_repo("t", store, {name: text.encode(), "a.ipynb": notebook()})
    portfolio = put_together(a_snapshot(repo))
    (project,) = portfolio.projects
    assert project.title == "Tide forecast"
    assert "<pre>" in project.readme
    assert "What &lt;b&gt;it&lt;/b&gt; is" in project.readme
    assert f"sample-learner/t: {name} is shown as it was written." in {
        problem.message for problem in portfolio.advice
    }


def test_a_snapshot_of_an_older_version_is_read(store, tmp_path):
    from proofolio.store.serialise import dump, load

    repo = a_repo("tide", store, {"README.md": LEAD})
    written = dump(repo).decode()
    older = written.replace(',\n "web_pictures": null,\n "plots": []', "")
    assert len(older) < len(written)
    assert load(type(repo), older.encode()) == repo
    assert repo.blobs == {hashlib.sha256(LEAD).hexdigest()}


def test_the_theme_shows_a_picture_in_its_scheme_by_how_its_address_ends():
    import material

    folder = Path(material.__file__).parent / "templates/assets/stylesheets"
    css = "".join(file.read_text() for file in folder.glob("*.css"))
    for scheme, ending in (("default", "#only-dark"), ("slate", "#only-light")):
        assert f'[data-md-color-scheme={scheme}] img[src$="{ending}"]' in css
