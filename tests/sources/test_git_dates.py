import os
import subprocess
from datetime import date

import pytest

from proofolio.sources.git.dates import commit_days

NOBODY = {
    f"GIT_{who}_{what}": "Sample" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}


@pytest.fixture
def repository(tmp_path):
    """A portfolio in a folder of a repository."""
    root = tmp_path / "repository" / "portfolio"
    (root / "posts").mkdir(parents=True)

    def git(*arguments, day="2026-01-01"):
        at = f"{day}T23:30:00-08:00"
        environment = {**os.environ, **NOBODY, "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
        subprocess.run(
            ["git", "-C", root, *arguments], env=environment, check=True, capture_output=True
        )

    def write(name, text, day):
        (root / "posts" / name).write_text(text)
        git("add", "-A")
        git("commit", "-qm", "x", day=day)

    git("init", "-q", root.parent)
    return root, git, write


def test_a_file_has_the_day_of_its_first_commit_on_its_authors_calendar(repository):
    root, _, write = repository
    write("a.md", "one", "2026-01-02")
    write("a.md", "two", "2026-05-06")
    write("é b.md", "three", "2026-03-04")
    found = commit_days(root, "posts")
    assert found.first == {"posts/a.md": date(2026, 1, 2), "posts/é b.md": date(2026, 3, 4)}
    assert found.is_repository


def test_a_file_that_was_moved_keeps_its_day(repository):
    root, git, write = repository
    write("a.md", "one", "2026-01-02")
    git("mv", "posts/a.md", "posts/b.md")
    git("commit", "-qm", "x", day="2026-06-07")
    assert commit_days(root, "posts").first == {"posts/b.md": date(2026, 1, 2)}


def test_a_shallow_clone_claims_no_day_for_what_was_there_before(repository, tmp_path):
    root, _, write = repository
    write("a.md", "one", "2026-01-02")
    write("b.md", "two", "2026-02-03")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{root.parent}", tmp_path / "c"],
        check=True,
        capture_output=True,
    )
    found = commit_days(tmp_path / "c/portfolio", "posts")
    assert found.first == {}
    assert found.cut_off == {"posts/a.md", "posts/b.md"}


def test_before_the_first_commit_there_is_a_repository_without_days(repository):
    assert commit_days(repository[0], "posts").is_repository


def test_a_folder_without_git_knows_no_day(tmp_path):
    found = commit_days(tmp_path, "posts")
    assert not found.is_repository
    assert not found.first
