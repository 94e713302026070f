"""Building again: what did not change costs nothing."""

import os
import shutil
import subprocess

import pytest

from proofolio.errors import InputError
from proofolio.site import trust
from proofolio.usecases.build import build
from proofolio.usecases.sync import sync
from tests.conftest import NOTEBOOK, TODAY


@pytest.fixture
def portfolio(small, tmp_path):
    root = tmp_path / "portfolio"
    shutil.copytree(small, root)
    build(root, today=TODAY)
    return root


@pytest.fixture
def runs(monkeypatch):
    """Counts how often the engine runs."""
    from proofolio.site import engine_run

    count = []
    real = engine_run.run

    def run(*args):
        count.append(args)
        return real(*args)

    monkeypatch.setattr(engine_run, "run", run)
    return count


def test_nothing_changed_costs_nothing(portfolio, runs):
    before = {path: path.stat().st_mtime_ns for path in (portfolio / "site").rglob("*")}
    again = build(portfolio, today=TODAY)
    assert again.is_unchanged
    assert again.pages >= 5
    assert not runs
    assert {path: path.stat().st_mtime_ns for path in (portfolio / "site").rglob("*")} == before


@pytest.mark.parametrize("path", ["posts", "portfolio.yml", "mkdocs.yml", "resume.yml"])
def test_a_file_of_the_learners_that_was_touched_is_looked_at(portfolio, path):
    found = portfolio / path
    file = found if found.is_file() else next(found.glob("*.md"))
    os.utime(file, (1, 1))
    assert not build(portfolio, today=TODAY).is_unchanged


def test_an_edited_file_reaches_the_page(portfolio, runs):
    file = portfolio / "portfolio.yml"
    words = portfolio / "about.md"
    words.write_text("I study tides.\n")
    build(portfolio, today=TODAY)
    assert "I study tides" in (portfolio / "site/about/index.html").read_text()
    assert file.exists()
    assert len(runs) == 1


def test_a_page_that_somebody_removed_comes_back_without_the_engine(portfolio, runs):
    (portfolio / "site/index.html").unlink()
    assert not build(portfolio, today=TODAY).is_unchanged
    assert (portfolio / "site/index.html").exists()
    assert not runs


def test_another_day_is_another_build(portfolio):
    assert not build(portfolio, today=TODAY.replace(day=28)).is_unchanged


def test_what_reads_more_than_we_know_of_always_runs(portfolio, runs):
    config = portfolio / "mkdocs.yml"
    (portfolio / "hook.py").write_text("")
    config.write_text(config.read_text() + "hooks:\n  - hook.py\n")
    trust.remember(config)
    build(portfolio, today=TODAY)
    assert not build(portfolio, today=TODAY).is_unchanged
    assert len(runs) == 2


def test_a_warning_is_told_again_and_is_an_error_when_strict(portfolio):
    post = next((portfolio / "posts").glob("*.md"))
    post.write_text(post.read_text() + "\n\n[nowhere](nowhere.md)\n")
    first = build(portfolio, today=TODAY)
    again = build(portfolio, today=TODAY)
    assert again.is_unchanged
    assert again.problems == first.problems
    assert "nowhere.md" in again.problems[0].message
    with pytest.raises(InputError, match=r"nowhere\.md"):
        build(portfolio, today=TODAY, strict=True)


def test_an_edited_notebook_costs_one_conversion_and_not_the_engine(tmp_path, runs):
    work = tmp_path / "work"
    work.mkdir()
    for number in range(3):
        (work / f"{number}.ipynb").write_text(NOTEBOOK.replace("6 * 7", f"6 * 7 + {number}"))
    root = tmp_path / "portfolio"
    from proofolio.usecases import scaffold

    list(scaffold.write_portfolio(root, github="", colab=()))
    (root / "portfolio.yml").write_text("folders: [../work]\n")
    sync(root, lambda _: None)
    assert build(root, today=TODAY).converted == 3
    assert len(runs) == 1
    (work / "1.ipynb").write_text(NOTEBOOK.replace("6 * 7", "len('forty-two')"))
    sync(root, lambda _: None)
    assert build(root, today=TODAY).converted == 1
    assert len(runs) == 1
    assert any("forty-two" in page.read_text() for page in (root / "site").rglob("*.html"))


def test_a_commit_dates_a_post_that_says_no_date(portfolio):
    (portfolio / "posts/plain.md").write_text("# A plain post\n\nText.\n")
    told = [problem.message for problem in build(portfolio, today=TODAY).problems]
    assert told == ["This post has no date."]
    person = ["-c", "user.name=sample", "-c", "user.email=sample"]
    for arguments in (
        ["init", "-q"],
        ["add", "posts"],
        ["commit", "-qm", "x", "--date=2026-03-04T12:00:00"],
    ):
        subprocess.run(
            ["git", "-C", portfolio, *person, *arguments], check=True, capture_output=True
        )
    assert not build(portfolio, today=TODAY).problems
    assert "4 Mar 2026" in (portfolio / "site/log/2026/plain/index.html").read_text()


def test_the_site_speaks_the_language_of_the_readmes_unless_another_is_named(
    portfolio, monkeypatch
):
    monkeypatch.setattr("proofolio.usecases.context.written_language", lambda *_: "de")
    built = build(portfolio, today=TODAY.replace(day=28))
    home = (portfolio / "site/index.html").read_text()
    assert '<html lang="de"' in home
    assert "Zu den Projekten" in home
    assert any("`de`" in advice.message for advice in built.advice)
    config = portfolio / "mkdocs.yml"
    config.write_text(config.read_text().replace("  # language: en", "  language: en"))
    assert not any("`de`" in advice.message for advice in build(portfolio, today=TODAY).advice)
    assert "See the work" in (portfolio / "site/index.html").read_text()
