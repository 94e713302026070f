import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from proofolio.errors import InputError, SourceError, SystemProblemError
from proofolio.model.records import ActivityRecord, FileRecord, WeekRecord
from proofolio.settings import read_words
from proofolio.usecases.new_posts import start_from_notebook, start_weekly
from tests.builders import a_repo, a_snapshot
from tests.conftest import LOGIN, NOTEBOOK
from tests.pages.factories import a_notebook, a_portfolio, a_project
from tests.standin.server import StandIn

TODAY = date(2026, 11, 19)


def test_a_notebook_becomes_a_draft_and_stays_as_it_was(tmp_path):
    source = tmp_path / "why it broke.ipynb"
    source.write_text(NOTEBOOK)
    path = start_from_notebook(tmp_path, "What: broke", str(source), TODAY)
    assert path == tmp_path / "posts/2026-11-19-what-broke.ipynb"
    assert source.read_text() == NOTEBOOK
    (post,) = read_words(tmp_path).posts
    assert (post.title, post.date, post.front.draft) == ("What: broke", TODAY, True)
    made, before = json.loads(path.read_text()), json.loads(NOTEBOOK)
    assert made["cells"][1:] == before["cells"]
    with pytest.raises(InputError, match="there already"):
        start_from_notebook(tmp_path, "What: broke", str(source), TODAY)


def test_what_a_first_cell_says_already_is_kept(tmp_path):
    notebook = json.loads(NOTEBOOK)
    said = "---\ntitle: Mine\ncategories: [R]\ndraft: false\n---\n\nText."
    notebook["cells"][0] = {"cell_type": "markdown", "metadata": {}, "source": said}
    (tmp_path / "a.ipynb").write_text(json.dumps(notebook))
    start_from_notebook(tmp_path, "", str(tmp_path / "a.ipynb"), TODAY)
    (post,) = read_words(tmp_path).posts
    assert (post.title, post.front.tags, post.front.draft) == ("Mine", ("R",), True)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": 1}', '{"cells": [1]}'])
def test_what_is_no_notebook_is_refused(tmp_path, text):
    (tmp_path / "a.ipynb").write_text(text)
    with pytest.raises(InputError, match="not a notebook"):
        start_from_notebook(tmp_path, "A", str(tmp_path / "a.ipynb"), TODAY)
    assert not (tmp_path / "posts").exists()


def a_week(monday, last):
    """A snapshot and a portfolio with three commits in a week, and a notebook committed on a day."""
    repo = a_repo("iris")
    file = FileRecord(path="explore.ipynb", blob="0" * 64, size_bytes=1, first=last, last=last)
    repo = replace(
        repo,
        files=(file,),
        activity=ActivityRecord(weeks=(WeekRecord(monday=monday, commits=3),), is_whole=True),
    )
    book = a_notebook("explore", title="Explore [x](y)", file_name="explore.ipynb")
    project = a_project("iris", repository=repo.full_name, notebooks=(book,), title="Iris")
    return a_snapshot(repo), a_portfolio(projects=(project, a_project("idle")))


@pytest.mark.parametrize("monday", [date(2026, 11, 16), date(2026, 11, 9)])
def test_a_weekly_post_lists_the_work_of_this_week_or_else_of_the_last(tmp_path, monday):
    path = start_weekly(tmp_path, *a_week(monday, monday), TODAY)
    text = path.read_text()
    assert "- [Iris](../projects/iris.md): 3 commits" in text
    assert "Explore" in text
    assert "](y)" not in text, "a pulled title makes no link"
    assert "idle" not in text
    (post,) = read_words(tmp_path).posts
    assert post.front.draft
    assert post.front.projects == ("iris",)
    assert str(monday.day) in post.title
    path.write_text("My words.")
    with pytest.raises(InputError, match="there already"):
        start_weekly(tmp_path, *a_week(monday, monday), TODAY)
    assert path.read_text() == "My words."


def test_without_work_there_is_no_weekly_post(tmp_path):
    long_ago = date(2026, 8, 3)
    snapshot, portfolio = a_week(long_ago, long_ago)
    snapshot = replace(snapshot, synced_at=datetime(2026, 8, 9, tzinfo=UTC))
    with pytest.raises(SystemProblemError, match="since 9 November 2026") as caught:
        start_weekly(tmp_path, snapshot, portfolio, TODAY)
    assert "9 August 2026" in caught.value.problems[0].hint
    assert not (tmp_path / "posts").exists()


@pytest.mark.parametrize(
    "said",
    [
        '---\ntitle: "Why"\ndate: "March 4, 2025"\ncategories: [pandas, reading]\nauthor: Sam Sample\n---',
        "---\ntitle: Why\ndate: 4 Mar 2025\ncategories:\n  - pandas\n  - reading\nauthor:\n  - name: Sam Sample\n---",
        '# Why\n\n> In short.\n\n- title: "Why"\n- date: 2025-03-04\n- categories: [pandas, reading]\n- author: Sam Sample\n- toc: true\n\nText.',
        "# Why\n> In short.\n* date: 03/04/2025\n* tags: [pandas, reading]\n* description: So: why?\n* authors: [Sam Sample]",
    ],
)
def test_a_first_cell_of_quarto_or_nbdev_says_title_day_tags_and_author(tmp_path, said):
    notebook = json.loads(NOTEBOOK)
    notebook["cells"][0] = {"cell_type": "markdown", "metadata": {}, "source": said}
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/why.ipynb").write_text(json.dumps(notebook))
    found = read_words(tmp_path)
    assert not found.problems
    (post,) = found.posts
    assert (post.title, post.date) == ("Why", date(2025, 3, 4))
    assert post.front.tags == ("pandas", "reading")
    assert post.front.authors == ("Sam Sample",)


def test_a_list_that_says_something_else_is_text(tmp_path):
    notebook = json.loads(NOTEBOOK)
    said = "# Plan\n\n- date: when it is done\n- cost: nothing\n"
    notebook["cells"][0] = {"cell_type": "markdown", "metadata": {}, "source": said}
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/2026-01-31-plan.ipynb").write_text(json.dumps(notebook))
    found = read_words(tmp_path)
    assert not found.problems
    assert found.posts[0].date == date(2026, 1, 31)


def test_a_link_is_read_and_opens_in_colab(tmp_path, make_account, monkeypatch):
    gist, colab = "a" * 32, "https://colab.research.google.com"
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "portfolio"
    with StandIn(make_account(0, gists={gist: {"why it broke.ipynb": NOTEBOOK}})) as github:
        for name, value in github.environment().items():
            monkeypatch.setenv(name, value)
        path = start_from_notebook(root, "", f"{colab}/gist/{LOGIN}/{gist}", TODAY)
        with pytest.raises(SourceError):
            start_from_notebook(root, "", f"{colab}/gist/{LOGIN}/{'b' * 32}", TODAY)
    assert [path] == list((root / "posts").iterdir())
    assert path.name == "2026-11-19-why-it-broke.ipynb"
    (post,) = read_words(root).posts
    assert post.front.draft
    assert post.front.colab.startswith(f"{colab}/gist/{LOGIN}/{gist}")
    assert json.loads(path.read_text())["cells"][1:] == json.loads(NOTEBOOK)["cells"]


def test_only_a_colab_address_opens_in_colab(tmp_path):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/2026-01-31-a.md").write_text("---\ncolab: https://example.org\n---\n")
    (problem,) = read_words(tmp_path).problems
    assert str(problem.where) == "posts/2026-01-31-a.md:2"
