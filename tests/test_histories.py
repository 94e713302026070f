"""Old commits are public, too: the whole history is searched, within limits, and never twice."""

import subprocess
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from proofolio.cli.commands import proofolio
from proofolio.errors import ExitCode
from proofolio.publish import searched
from proofolio.sources.git import mirror as git_history
from proofolio.sources.git.session import Limits
from proofolio.usecases import check_history, scaffold
from proofolio.usecases.sync import sync
from tests.conftest import LOGIN, write_account
from tests.leaks.making import code, github, notebook
from tests.standin.faults import Fault
from tests.standin.server import StandIn

OLD, STILL, SAID = github(1), github(2), github(3)
REPOSITORY = "sample-learner/project-01"


def at(day):
    return datetime(2026, 1, day, 12, tzinfo=UTC)


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A portfolio that was pulled, and the server; one secret is gone, one is there, one is in a message."""
    home = write_account(tmp_path, [{}, {"private": True}])
    with StandIn(home, work_dir=tmp_path / "git") as server:
        shown = {"output_type": "stream", "name": "stdout", "text": f"{OLD}\n"}
        server.edit("project-01", {"a.ipynb": notebook(code("print(token)", shown))}, "Try", at(1))
        server.edit("project-01", {"a.ipynb": notebook(code("print(1)"))}, "Take it out", at(2))
        server.edit("project-01", {"src/deep/run.py": f"key = '{STILL}'\n".encode()}, "Run", at(3))
        server.edit("project-01", {"x.bin": b"x" * 3_000}, f"Log in with {SAID}", at(4))
        root = tmp_path / "portfolio"
        list(scaffold.write_portfolio(root, github=LOGIN, colab=()))
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        sync(root, lambda _: None)
        server.forget()
        yield root, server


def check(root, *more):
    arguments = ["-C", str(root), "check", "--history", *more]
    return CliRunner().invoke(proofolio, arguments, standalone_mode=False)


def test_each_secret_is_told_with_commit_file_day_and_whether_it_is_still_there(served):
    root, server = served
    done = check(root)
    assert done.return_value == ExitCode.INCOMPLETE, done.output
    lines = [" ".join(line.split()) for line in done.output.splitlines()]
    for place, note in (
        (f"{REPOSITORY}/a.ipynb, cell 1, commit ", ", 2026-01-01, not there any more"),
        (f"{REPOSITORY}/src/deep/run.py:1, commit ", ", 2026-01-03, and still there"),
        (f"{REPOSITORY}, the commit's message, commit ", ", 2026-01-04, not there any more"),
    ):
        assert any(line.startswith(place) and line.endswith(note) for line in lines), place
    assert "Revoke it now at https://github.com/settings/tokens" in done.output
    assert "Searched the history of 1 repository: 5 commits" in done.output
    assert not any(secret in done.output for secret in (OLD, STILL, SAID))
    asked = [request for request in server.requests if request.path.startswith("/sample-learner/")]
    assert asked
    assert all("project-01" in request.path for request in asked), "a private one is left alone"
    assert not any(request.headers.get("authorization") for request in asked)
    kept = (root / ".proofolio/searched.sqlite").read_bytes()
    assert not any(secret.encode() in kept for secret in (OLD, STILL, SAID))


def test_what_was_accepted_counts_no_more(served):
    root, _ = served
    found = check_history.search_histories(root).findings
    lines = "".join(f"  - id: '{one.id}'\n    reason: revoked on 5 January\n" for one in found)
    (root / "accepted.yml").write_text(f"accepted:\n{lines}")
    assert len(found) == 3
    assert all(one.accepted for one in check_history.search_histories(root).findings)
    assert check(root).return_value == ExitCode.OK


def test_each_file_is_fetched_and_searched_once(served, monkeypatch):
    root, server = served
    looked = []
    look_into = searched.look_into
    monkeypatch.setattr(
        searched, "look_into", lambda path, data: looked.append(path) or look_into(path, data)
    )
    first = check_history.search_histories(root)
    assert "a.ipynb" in looked
    looked.clear()
    again = check_history.search_histories(root)
    assert again == first
    assert looked == []
    server.edit("project-01", {"new.md": b"# New\n"}, "More", at(5))
    later = check_history.search_histories(root)
    assert sorted(looked) == ["commit message.txt", "new.md"]
    assert later.count.commits == first.count.commits + 1
    assert {one.id for one in later.findings} == {one.id for one in first.findings}


def test_a_fetch_that_breaks_off_goes_on_where_it_was(served, monkeypatch):
    root, server = served
    monkeypatch.setattr(git_history, "_STEP", 1)
    posts = Fault(path="git-upload-pack$", method="POST", after=4, behaviour="reset")
    server.misbehave(posts)
    part = check_history.search_histories(root)
    assert 0 < part.count.commits < 5
    unread = [one for one in part.findings if one.rule == "history-unread"]
    assert f"Not all of the history of {REPOSITORY} was searched" in unread[0].message
    server.behave()
    whole = check_history.search_histories(root)
    assert whole.count.commits == 5
    assert not [one for one in whole.findings if one.rule == "history-unread"]
    assert len(whole.findings) == 3


def test_what_a_killed_fetch_left_is_swept(served):
    root, _ = served
    check_history.search_histories(root)
    folder = next((root / ".proofolio/history").glob("*.git"))
    (folder / "shallow.lock").touch()
    (folder / "objects/pack/tmp_pack_x").write_bytes(b"half")
    found = check_history.search_histories(root)
    assert len(found.findings) == 3
    assert not (folder / "objects/pack/tmp_pack_x").exists()


def test_files_over_the_limit_are_not_fetched_and_that_is_said(served):
    root, _ = served
    limits = Limits(max_file_bytes=2_000, max_repo_bytes=10_000_000)
    found = check_history.search_histories(root, limits=limits)
    assert found.count.absent == 1
    small = Limits(max_file_bytes=2_000, max_repo_bytes=1)
    again = check_history.search_histories(root, limits=small)
    assert [one.rule for one in again.findings if one.severity == "suggestion"] == [
        "history-unread"
    ]
    assert len(again.findings) == 4, "what is here already is searched all the same"


def test_the_portfolios_own_repository_is_searched_as_far_as_it_is_public(served):
    root, _ = served
    secret = github(9)
    git = [
        "git",
        "-C",
        root,
        "-c",
        "user.name=Sample Learner",
        "-c",
        "user.email=s@learner.example",
    ]

    def run(*arguments):
        subprocess.run([*git, *arguments], check=True, capture_output=True)

    run("init", "--quiet", "--initial-branch", "main")
    run("remote", "add", "origin", "https://github.com/sample-learner/portfolio")
    (root / "about.md").write_text(f"{secret}\n")
    run("add", ".")
    run("commit", "--quiet", "--message", "Begin")
    assert len(check_history.search_histories(root).findings) == 3, "nothing was pushed yet"
    run("update-ref", "refs/remotes/origin/main", "HEAD")
    found = check_history.search_histories(root).findings
    assert [str(spot) for one in found for spot in one.spots if "about.md" in spot.path] != []
