"""Records and own words in, a portfolio out; nothing on disk but the blobs."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from proofolio.assemble.assemble import assemble
from proofolio.assemble.inputs import Inputs
from proofolio.assemble.inventory import inventory
from proofolio.assemble.posts import body, front_matter
from proofolio.content.fitted import fit_with
from proofolio.model.records import NotebookRecord, ProfileRecord
from proofolio.notebook_cache.converted import convert_notebooks
from proofolio.store import ObjectStore
from tests.builders import a_repo, a_snapshot, post_words, project_words, settings, words

TODAY = date(2026, 3, 10)


def png(width=400, height=300) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(out, "PNG")
    return out.getvalue()


def notebook(text="# A title\n\nWhat it is about, in a sentence.") -> bytes:
    cell = {"cell_type": "markdown", "metadata": {}, "id": "a", "source": text}
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    ).encode()


@pytest.fixture
def store(tmp_path):
    return ObjectStore(tmp_path / "objects")


@pytest.fixture
def put_together(store, tmp_path):
    def build(snapshot, own=None, today=TODAY, **portfolio):
        derived = ObjectStore(tmp_path / "cache" / "objects")

        def get(blob):
            return store.get(blob) if store.has(blob) else derived.get(blob)

        library = convert_notebooks(
            inventory(snapshot, get), objects=store, cache=tmp_path / "cache"
        )
        own = own or words()
        return assemble(
            Inputs(
                snapshot=snapshot,
                library=library,
                words=own,
                settings=settings(**portfolio),
                pictures=(),
                get=get,
                fit=fit_with(get, derived.put),
                today=today,
            )
        )

    return build


def test_a_repository_without_own_words_gets_a_good_page(store, put_together):
    files = {
        "README.md": b"# Food Vision\n\nNames dishes from a photo of a plate.\n\n![plot](docs/plot.png)\n\n[nb](nb/a.ipynb)\n",
        "docs/plot.png": png(),
        "nb/a.ipynb": notebook(),
        "app.py": b"import streamlit as st\n",
        "tests/test_x.py": b"",
        "Dockerfile": b"FROM python",
    }
    portfolio = put_together(
        a_snapshot(
            a_repo("food_vision", store, files, topics=("vision",), homepage="https://x.example")
        )
    )
    (project,) = portfolio.projects
    assert (project.slug, project.title) == ("food-vision", "Food Vision")
    assert project.summary == "Names dishes from a photo of a plate."
    assert "<h1" not in project.readme, "the page has the title already"
    assert 'href="a/"' in project.readme
    assert project.cover is not None
    assert "<img" not in project.readme, "the page has the cover already"
    assert "Names dishes" not in project.readme, "and the summary"
    assert project.demo_url == "https://x.example"
    assert (project.facts.app, project.facts.has_tests, project.facts.has_dockerfile) == (
        "app.py",
        True,
        True,
    )
    (book,) = project.notebooks
    assert book.path == "projects/food-vision/a/"
    assert (
        book.colab_url
        == "https://colab.research.google.com/github/sample-learner/food_vision/blob/main/nb/a.ipynb"
    )
    assert (
        book.source_url
        == f"https://github.com/sample-learner/food_vision/blob/{'c' * 40}/nb/a.ipynb"
    )
    assert not portfolio.problems


def test_own_words_come_first(store, put_together):
    repo = a_repo(
        "iris",
        store,
        {"README.md": b"# Iris\n\nThe README.\n", "docs/a.png": png(), "docs/b.png": png(900, 900)},
    )
    own = project_words(
        "iris",
        "## The problem\n\nMine.",
        title="Petals",
        summary="My line.",
        cover="docs/a.png",
        demo="https://demo.example",
    )
    (project,) = put_together(a_snapshot(repo), words(own)).projects
    assert (project.title, project.summary, project.demo_url) == (
        "Petals",
        "My line.",
        "https://demo.example",
    )
    assert "Mine." in project.story
    assert "The README." in project.readme
    assert project.cover is not None
    assert "/a-" in project.cover.path


def test_a_link_of_the_readme_leads_to_its_own_heading_not_to_that_of_own_words(
    store, put_together
):
    repo = a_repo(
        "iris", store, {"README.md": b"# Iris\n\n[See](#results).\n\n## Results\n\nIts.\n"}
    )
    own = project_words("iris", "## Results\n\nMine.")
    (project,) = put_together(a_snapshot(repo), words(own)).projects
    assert 'id="u-results"' in project.story
    assert 'id="u-results-1"' in project.readme
    assert 'href="#u-results-1"' in project.readme


def test_of_two_repositories_with_one_name_the_older_keeps_the_address(put_together):
    old = a_repo("iris", owner="zoo", created_at=datetime(2020, 1, 1, tzinfo=UTC))
    new = a_repo("iris", owner="ant", created_at=datetime(2024, 1, 1, tzinfo=UTC))
    slugs = {p.repository: p.slug for p in put_together(a_snapshot(new, old)).projects}
    assert slugs == {"zoo/iris": "iris", "ant/iris": "ant-iris"}


def test_a_renamed_repository_keeps_its_address_and_its_own_words(put_together):
    words_of_a = project_words("iris"), project_words("b", repository="sample-learner/wine")
    repos = [
        a_repo("flowers", former_names=("sample-learner/iris",)),
        a_repo("grapes", owner="sample-lab", former_names=("sample-learner/wine",)),
        a_repo("tide-tables", former_names=("sample-learner/tides", "sample-learner/ebb")),
    ]
    portfolio = put_together(a_snapshot(*repos), words(*words_of_a))
    assert {p.repository: p.slug for p in portfolio.projects} == {
        "sample-learner/flowers": "iris",
        "sample-lab/grapes": "b",
        "sample-learner/tide-tables": "tides",
    }
    assert not portfolio.problems


def test_a_new_repository_with_an_old_name_takes_the_own_words_that_name_it(put_together):
    repos = [
        a_repo("flowers", former_names=("sample-learner/iris",)),
        a_repo("iris", created_at=datetime(2026, 5, 1, tzinfo=UTC)),
    ]
    own = words(project_words("petals", repository="sample-learner/iris"))
    slugs = {p.repository: p.slug for p in put_together(a_snapshot(*repos), own).projects}
    assert slugs == {"sample-learner/iris": "petals", "sample-learner/flowers": "iris"}


def test_a_file_of_own_words_keeps_its_name_whatever_is_called_alike(put_together):
    own = project_words("iris", repository="ant/iris")
    old = a_repo("iris", owner="zoo", created_at=datetime(2020, 1, 1, tzinfo=UTC))
    portfolio = put_together(a_snapshot(old, a_repo("iris", owner="ant")), words(own))
    assert {p.repository: p.slug for p in portfolio.projects} == {
        "ant/iris": "iris",
        "zoo/iris": "zoo-iris",
    }


def test_clashes_and_what_is_missing_are_named_with_their_place(put_together):
    own = words(
        project_words("a", repository="iris"),
        project_words("b", repository="sample-learner/iris"),
        project_words("c", repository="irs"),
        project_words("x-y"),
        project_words("X_y"),
        posts=(post_words("one", projects=["a", "nope"]), post_words("two", slug="one")),
    )
    portfolio = put_together(a_snapshot(a_repo("iris")), own, pin=["a", "zzz"])
    told = {(str(p.where), p.message) for p in portfolio.problems}
    assert {place for place, _ in told} == {
        "projects/b.md:1",
        "projects/c.md:1",
        "projects/X_y.md:1",
        "posts/one.md:1",
        "posts/two.md:1",
        "portfolio.yml",
    }
    assert all(problem.hint for problem in portfolio.problems)
    assert [p.slug for p in portfolio.posts] == ["one"]
    paths = [project.path for project in portfolio.projects]
    assert len(paths) == len(set(paths))


def test_a_project_can_be_hidden_and_can_have_no_repository(put_together):
    own = words(project_words("iris", hidden=True), project_words("talk", "Text.", title="A talk"))
    portfolio = put_together(a_snapshot(a_repo("iris")), own)
    assert [(p.slug, p.title, p.repository) for p in portfolio.projects] == [
        ("talk", "A talk", None)
    ]


def test_pins_of_the_learner_go_before_those_of_the_profile(put_together):
    repos = [a_repo("a"), a_repo("b", pin_rank=0), a_repo("c", pin_rank=1), a_repo("d")]
    assert [p.slug for p in put_together(a_snapshot(*repos)).projects][:2] == ["b", "c"]
    pinned = put_together(a_snapshot(*repos), pin=["d", "a"]).projects
    assert [(p.slug, p.featured) for p in pinned][:3] == [("d", True), ("a", True), ("b", False)]


def test_a_notebook_that_stands_alone_is_a_project(store, put_together):
    record = NotebookRecord(
        key="drive:abc",
        name="Untitled7.ipynb",
        blob=store.put(notebook()),
        size_bytes=1,
        colab_url="https://colab.research.google.com/drive/abc",
        view_url=None,
    )
    (project,) = put_together(a_snapshot(notebooks=(record,))).projects
    assert (project.slug, project.title) == ("a-title", "A title")
    assert project.notebooks[0].colab_url == record.colab_url


def test_two_notebooks_of_one_name_get_two_pages(store, put_together):
    repo = a_repo(
        "iris",
        store,
        {"a/run.ipynb": notebook(), "b/run.ipynb": notebook("# Other"), "files.ipynb": notebook()},
    )
    (project,) = put_together(a_snapshot(repo)).projects
    assert sorted(book.path for book in project.notebooks) == [
        "projects/iris/b-run/",
        "projects/iris/files-2/",
        "projects/iris/run/",
    ]


def test_nothing_of_the_profile_is_published_as_an_address(put_together):
    profile = ProfileRecord(
        login="sample-learner",
        name="Sample\u202eLearner",
        bio="Bio.",
        location="Lisbon",
        website="javascript:alert(1)",
        url="https://github.com/sample-learner",
        is_organisation=False,
        readme=None,
    )
    person = put_together(a_snapshot(profile=profile)).person
    assert [link.url for link in person.links] == ["https://github.com/sample-learner"]
    assert person.name == "SampleLearner"
    assert person.email == ""
    person = put_together(a_snapshot(profile=replace(profile, website="example.org"))).person
    assert [link.url for link in person.links][1:] == ["https://example.org"]


def test_drafts_and_posts_to_come_are_not_there_yet(put_together):
    own = words(
        posts=(
            post_words("draft", draft=True),
            post_words("later", date=date(2026, 3, 11)),
            post_words("now"),
        )
    )
    assert [p.slug for p in put_together(a_snapshot(), own).posts] == ["now"]
    assert len(put_together(a_snapshot(), own, today=date(2026, 3, 11)).posts) == 2


@pytest.mark.parametrize(
    "text",
    [
        "<!-- A comment\n\nthat goes on. -->\n\nIn short.\n\nMore.",
        "![A plot](plot.png)\n\nIn short.",
        "# A heading\n\n```python\nx = 1\n```\n\nIn short.",
    ],
)
def test_the_excerpt_of_a_post_is_its_first_paragraph_with_words(put_together, text):
    (entry,) = put_together(a_snapshot(), words(posts=(post_words("one", text),))).posts
    assert entry.excerpt == "In short."


def test_a_post_reaches_the_engine_complete_and_its_links_lead_to_pages(put_together):
    post = post_words(
        "one",
        "First *paragraph* with a [link](../projects/iris.md#x).\n\n<!-- more -->\n\nRest.",
        projects=["iris"],
    )
    portfolio = put_together(a_snapshot(a_repo("iris")), words(posts=(post,)))
    (entry,) = portfolio.posts
    assert entry.excerpt == "First paragraph with a link."
    front = front_matter(entry, post, {"iris": "Iris"})
    assert front["slug"] == "one"
    assert front["projects"] == [{"title": "Iris", "path": "projects/iris/"}]
    assert "](../../projects/iris/index.md#x)" in body(post, {"projects/iris.md": "projects/iris/"})


def test_a_picture_that_is_none_is_not_served_and_an_svg_loses_its_scripts(
    store, put_together, tmp_path
):
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'><script>y()</script></svg>"
    files = {"README.md": b"# A\n\n![x](a.png) ![y](b.svg)\n", "a.png": b"<html>", "b.svg": svg}
    portfolio = put_together(a_snapshot(a_repo("a", store, files)))
    (asset,) = portfolio.assets
    served = ObjectStore(tmp_path / "cache" / "objects").get(asset.blob)
    assert b"<svg" in served
    assert b"onload" not in served
    assert b"script" not in served
    assert portfolio.projects[0].readme.count("<img") == 1


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("# Caf\u00e9\n\nText.".encode("utf-16"), "Café"),
        ("# Caf\u00e9\n\nText.".encode("latin-1"), "Café"),
        (b"# {{ 7*7 }} & <b>x</b>\n", "{{ 7*7 }} & x"),
    ],
)
def test_a_readme_is_read_as_it_was_meant(store, put_together, data, shown):
    (project,) = put_together(a_snapshot(a_repo("a", store, {"README.md": data}))).projects
    assert project.title == shown


def test_a_readme_that_is_not_markdown_is_shown_as_written(store, put_together):
    files = {"README.txt": b"Title\n=====\n\n.. code:: x <b>\n"}
    (project,) = put_together(a_snapshot(a_repo("a", store, files))).projects
    assert "<pre>" in project.readme
    assert "&lt;b&gt;" in project.readme


def test_a_starter_that_is_not_filled_in_says_nothing(put_together):
    text = "## The problem\n\n## What I did\n\nI tried.\n\n### With what\n\n## What I learned\n"
    (project,) = put_together(a_snapshot(a_repo("a")), words(project_words("a", text))).projects
    assert "What I did" in project.story
    assert "I tried." in project.story
    for empty in ("The problem", "With what", "What I learned"):
        assert empty not in project.story


def test_what_a_notebook_says_of_itself_wins(put_together, store):
    said = "---\ndate: 2024-05-06\nimage: ../docs/a.png\n---\n\n# One\n"
    repo = a_repo(
        "iris",
        store,
        {
            "nb/one.ipynb": notebook(said),
            "nb/two.ipynb": notebook("---\ntitle: Two\ndraft: true\n---\nText"),
            "docs/a.png": png(),
            "docs/b.png": png(900, 900),
        },
    )
    (book,) = put_together(a_snapshot(repo)).projects[0].notebooks
    assert book.title == "One"
    assert book.date == date(2024, 5, 6)
    assert book.cover.path.startswith("projects/iris/files/a-")
