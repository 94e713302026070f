"""Real git clones from the stand-in."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.standin.server import StandIn


def git(*arguments, cwd=None, check=True):
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }
    return subprocess.run(
        ["git", *arguments],
        cwd=cwd,
        env=os.environ | settings,
        check=check,
        capture_output=True,
        text=True,
    )


def files_in(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if ".git" not in path.parts and path.is_file()
    }


def test_a_sparse_blobless_clone_brings_the_wanted_files_alone(make_account, tmp_path):
    files = {"a.ipynb": "{}", "data/big.bin": os.urandom(300_000), "README.md": "# One\n"}
    with StandIn(make_account([{"name": "one", "files": files}])) as server:
        url = f"{server.url}/sample-learner/one"
        options = ("--depth", "1", "--filter=blob:none", "--no-checkout")
        git("clone", *options, url, "clone", cwd=tmp_path)
        git("sparse-checkout", "set", "--no-cone", "*.ipynb", cwd=tmp_path / "clone")
        git("checkout", "HEAD", cwd=tmp_path / "clone")

        assert files_in(tmp_path / "clone") == {"a.ipynb"}
        assert git("rev-parse", "HEAD", cwd=tmp_path / "clone").stdout.strip() == server.head("one")
        packs = (tmp_path / "clone/.git/objects").rglob("*.pack")
        assert sum(pack.stat().st_size for pack in packs) < 10_000
        assert {request.kind for request in server.requests} == {"git"}


def test_a_commit_that_is_not_the_tip_can_be_fetched(make_account, tmp_path):
    with StandIn(make_account([{"name": "one"}])) as server:
        first = server.head("one")
        server.edit("one", {"README.md": b"# Two\n"})
        git("init", "-q", "clone", cwd=tmp_path)
        url = f"{server.url}/sample-learner/one.git"
        git("fetch", "--depth", "1", url, first, cwd=tmp_path / "clone")

        assert git("rev-parse", "FETCH_HEAD", cwd=tmp_path / "clone").stdout.strip() == first


def test_a_long_request_arrives_whole(make_account, tmp_path):
    # Above a kilobyte git compresses what it asks for.
    files = {f"{number:02}.txt": f"{number}" for number in range(60)}
    with StandIn(make_account([{"name": "one", "files": files}])) as server:
        url = f"{server.url}/sample-learner/one"
        git("clone", "--filter=blob:none", url, "clone", cwd=tmp_path)

        assert len(files_in(tmp_path / "clone")) == 60
        assert "gzip" in [request.headers.get("content-encoding") for request in server.requests]


@pytest.mark.parametrize("version", ["0", "2"])
def test_both_protocol_versions_are_spoken(make_account, tmp_path, version):
    with StandIn(make_account(repos=1)) as server:
        url = f"{server.url}/sample-learner/project-01"
        git("-c", f"protocol.version={version}", "clone", url, "clone", cwd=tmp_path)
        assert files_in(tmp_path / "clone") == {"README.md", "work.ipynb"}


def test_a_private_repository_needs_the_token(make_account, tmp_path):
    with StandIn(make_account([{"name": "mine", "private": True}])) as server:
        url = f"{server.url}/sample-learner/mine"
        header = "http.extraHeader=Authorization: Bearer "

        refused = git("clone", url, "a", cwd=tmp_path, check=False)
        wrong = git("-c", f"{header}expired", "clone", url, "b", cwd=tmp_path, check=False)
        git("-c", f"{header}good-token", "clone", url, "c", cwd=tmp_path)

        assert refused.returncode != 0
        assert wrong.returncode != 0
        assert files_in(tmp_path / "c") == {"README.md", "work.ipynb"}


def test_an_empty_repository_can_be_cloned(make_account, tmp_path):
    with StandIn(make_account([{"name": "none", "commits": []}])) as server:
        git("clone", f"{server.url}/sample-learner/none", "clone", cwd=tmp_path)
        assert files_in(tmp_path / "clone") == set()


def test_a_renamed_repository_is_found_under_its_old_name(make_account, tmp_path):
    with StandIn(make_account(repos=1)) as server:
        server.account.rename("project-01", "better-name")
        git("clone", f"{server.url}/sample-learner/project-01", "clone", cwd=tmp_path)
        assert files_in(tmp_path / "clone") == {"README.md", "work.ipynb"}


def test_nothing_can_be_pushed(make_account, tmp_path):
    with StandIn(make_account(repos=1)) as server:
        url = f"{server.url}/sample-learner/project-01"
        git("clone", url, "clone", cwd=tmp_path)
        pushed = git("push", "origin", "HEAD:other", cwd=tmp_path / "clone", check=False)
        assert pushed.returncode != 0


def test_an_existing_repository_is_served_as_it_is(make_account, tmp_path):
    work = tmp_path / "work"
    git("init", "-q", "-b", "trunk", str(work))
    (work / "a.py").write_text("x = 1\n")
    git("add", ".", cwd=work)
    author = ("-c", "user.name=Sample Learner", "-c", "user.email=sample-learner@example.com")
    git(*author, "commit", "-q", "-m", "Begin", cwd=work)
    head = git("rev-parse", "HEAD", cwd=work).stdout.strip()
    folder = make_account(
        [{"name": "real", "git_dir": str(work / ".git"), "default_branch": None, "files": {}}]
    )
    with StandIn(folder) as server:
        git("clone", f"{server.url}/sample-learner/real", "clone", cwd=tmp_path)

        assert server.head("real") == head
        assert server.account.repository("real").default_branch == "trunk"
        assert files_in(tmp_path / "clone") == {"a.py"}
