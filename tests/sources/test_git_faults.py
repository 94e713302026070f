"""What goes wrong between the list of repositories and the files of one: told, survived, made good.

Every fault meets a portfolio that was synced before, through the command line, over real git and HTTP.
What was good stays to the byte, and once the trouble is over the next sync has everything.
"""

import contextlib
import hashlib
import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from proofolio import cli
from proofolio.model.records import RepoRecord
from proofolio.model.snapshot import Snapshot
from proofolio.sources.git import session as git_session
from proofolio.sources.github import account as account_source
from proofolio.store import SnapshotStore
from proofolio.usecases import scaffold
from tests.standin.faults import Fault

NEW = {"work.ipynb": b'{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": []}'}


@dataclass
class Learner:
    """Somebody with a portfolio at a terminal."""

    root: Path
    github: object
    monkeypatch: pytest.MonkeyPatch

    def sync(self) -> tuple[int, str]:
        """Run `proofolio sync`; returns the exit code and all that was said."""
        self.monkeypatch.setattr(sys, "argv", ["proofolio", "-C", str(self.root), "sync"])
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = cli._run()
        return int(code), said.getvalue()

    @property
    def store(self) -> SnapshotStore:
        return SnapshotStore(self.root / ".proofolio/snapshot")

    def snapshot(self) -> Snapshot:
        found = self.store.read()
        assert found
        return found

    def repo(self, number: int = 2) -> RepoRecord:
        """The record of `project-02`, whatever it is called now."""
        return next(r for r in self.snapshot().repos if r.host_id == f"200000{number}")

    def own_files(self) -> dict[str, str]:
        return {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.root.rglob("*")
            if path.is_file() and ".proofolio" not in path.parts
        }

    def kept(self) -> dict[str, bytes]:
        """Every byte of the snapshot."""
        return {
            path.relative_to(self.store.folder).as_posix(): path.read_bytes()
            for path in self.store.folder.rglob("*")
            if path.is_file() and path.name != "lock"
        }

    def after_the_list(self, change: Callable[[], object]) -> None:
        """Let something happen on GitHub between the list and the first clone."""
        listed = account_source.list_account

        def list_account(*args, **kwargs):
            found = listed(*args, **kwargs)
            change()
            return found

        self.monkeypatch.setattr(account_source, "list_account", list_account)


@pytest.fixture
def learner(syncer_at, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Learner]:
    """A portfolio that was synced; since then there is a new commit in `project-02`."""
    syncer = syncer_at(2)
    root = tmp_path / "portfolio"
    list(scaffold.write_portfolio(root, github="sample-learner", colab=()))
    found = Learner(root=root, github=syncer.github, monkeypatch=monkeypatch)
    code, said = found.sync()
    assert code == 0, said
    syncer.github.edit("project-02", NEW)
    # A server that says nothing is given up after a second here instead of thirty.
    monkeypatch.setitem(git_session._CONFIG, "http.lowSpeedTime", "1")
    return found


@dataclass(frozen=True, kw_only=True)
class Case:
    """A fault of git's server, and what the learner reads."""

    fault: Fault
    says: str


CASES = {
    "refused with 401": Case(
        fault=Fault(status=401), says="it was deleted, renamed or made private"
    ),
    "refused with 403": Case(
        fault=Fault(status=403), says="it was deleted, renamed or made private"
    ),
    "not there": Case(fault=Fault(status=404), says="it was deleted, renamed or made private"),
    "closed by law": Case(fault=Fault(status=451), says="it was deleted, renamed or made private"),
    "too many requests": Case(fault=Fault(status=429), says="the server asks to slow down"),
    "in trouble": Case(fault=Fault(status=500), says="the server is having trouble"),
    "down": Case(fault=Fault(status=503), says="the server is having trouble"),
    "reset": Case(fault=Fault(behaviour="reset"), says="the server could not be reached"),
    "silent": Case(fault=Fault(behaviour="hang"), says="the server stopped sending"),
    "dies in the middle of the list of refs": Case(
        fault=Fault(path="info/refs", behaviour="short_body"), says="the server stopped"
    ),
    "dies in the middle of a pack": Case(
        fault=Fault(path="git-upload-pack$", after=1, behaviour="short_body"),
        says="the server stopped in the middle",
    ),
    "dies in the middle of the files": Case(
        fault=Fault(path="git-upload-pack$", after=3, behaviour="short_body"),
        says="the server stopped in the middle",
    ),
    "a sign-in page": Case(fault=Fault(behaviour="html"), says="something else than git answered"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_repository_keeps_its_last_good_state_and_the_rest_goes_on(
    learner: Learner, name: str
) -> None:
    case = CASES[name]
    before, own, good = learner.repo(), learner.own_files(), learner.kept()
    fault = case.fault
    learner.github.misbehave(
        Fault(**{f: getattr(fault, f) for f in fault.__slots__} | {"kind": "git"})
    )

    code, said = learner.sync()

    assert code == 6
    assert f"sample-learner/project-02 could not be read: {case.says}" in " ".join(said.split())
    assert "Kept as of" in said
    kept = learner.repo()
    assert (kept.files, kept.head_commit) == (before.files, before.head_commit)
    assert kept.stale
    assert kept.stale.since == learner_synced(good)
    assert learner.repo(1).stale is None
    assert learner.own_files() == own
    now = learner.kept()
    assert {path: now.get(path) for path in good if path.startswith("objects")} == {
        path: data for path, data in good.items() if path.startswith("objects")
    }

    learner.github.behave()
    code, said = learner.sync()
    assert code == 0, said
    assert learner.repo().stale is None
    assert learner.repo().head_commit == learner.github.head("project-02")


def learner_synced(good: dict[str, bytes]):
    import json
    from datetime import datetime

    return datetime.fromisoformat(
        json.loads(good["manifest.json"].partition(b"\n")[2])["synced_at"]
    )


def test_two_syncs_at_once_are_told_and_nothing_is_touched(learner: Learner) -> None:
    own, good = learner.own_files(), learner.kept()
    code = (
        "import pathlib, sys\nfrom proofolio.store import SnapshotStore\n"
        "with SnapshotStore(pathlib.Path(sys.argv[1])).lock():\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, learner.store.folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        code, said = learner.sync()
        other.communicate()
    assert code == 5
    assert "Another sync of this portfolio is running" in said
    assert (learner.own_files(), learner.kept()) == (own, good)
    assert learner.sync()[0] == 0


@pytest.mark.parametrize("free_bytes", [0, 60_000, 200_000], ids=["none", "little", "some"])
def test_a_full_disk_is_told_and_the_last_good_snapshot_stands(
    learner: Learner, tmp_path: Path, free_bytes: int
) -> None:
    full = tmp_path / "full"
    full.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(full)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("needs the right to mount a small disk")
    try:
        subprocess.run(["cp", "-a", f"{learner.root}/.", str(full)], check=True)
        learner.root = full
        own, good = learner.own_files(), learner.kept()
        learner.github.edit("project-02", {f"{n}.ipynb": b"%d" % n * 40_000 for n in range(10)})
        fill(full, leave=free_bytes)

        code, said = learner.sync()

        assert code == 5, said
        assert "Free some space" in said
        assert "space" in said.partition("Free some")[0]
        assert learner.own_files() | {"filler": ""} == own | {"filler": ""}
        assert {path: learner.kept().get(path) for path in good} == good
        (full / "filler").unlink()
        subprocess.run(["mount", "-o", "remount,size=9m", str(full)], check=True)
        assert learner.sync()[0] == 0
        assert learner.repo().head_commit == learner.github.head("project-02")
    finally:
        subprocess.run(["umount", str(full)], check=True)


def fill(disk: Path, *, leave: int) -> None:
    """Write a file until the disk has only so much left."""
    with (disk / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(b"x" * 4096)
    with (disk / "filler").open("r+b") as filler:
        filler.truncate(max(0, filler.seek(0, 2) - leave))


def test_made_private_between_list_and_clone(learner: Learner) -> None:
    is_hidden = True
    repository = learner.github.account.repository("project-02")
    learner.after_the_list(lambda: setattr(repository, "private", is_hidden))
    before = learner.repo()
    code, said = learner.sync()
    assert code == 6
    assert "deleted, renamed or made private" in said
    assert learner.repo().files == before.files

    code, said = learner.sync()
    assert code == 0
    assert "Left the site: sample-learner/project-02 was deleted or made private" in said
    assert [repo.name for repo in learner.snapshot().repos] == ["project-01"]
    code, said = learner.sync()
    assert "Left the site" not in said, "what was said once is for `status` to repeat"
    assert [one.full_name for one in learner.snapshot().withdrawn] == ["sample-learner/project-02"]

    is_hidden = repository.private = False
    learner.sync()
    assert learner.repo()
    assert learner.snapshot().withdrawn == ()


def test_deleted_between_list_and_clone(learner: Learner) -> None:
    learner.after_the_list(
        lambda: (
            learner.github.account.repositories[1:] and learner.github.account.delete("project-02")
        )
    )
    assert learner.sync()[0] == 6
    assert learner.repo().stale
    code, said = learner.sync()
    assert "Left the site: sample-learner/project-02 was deleted or made private" in said
    assert code == 0


def test_renamed_between_list_and_clone(learner: Learner) -> None:
    account = learner.github.account
    learner.after_the_list(
        lambda: account.repositories[1].name == "tides" or account.rename("project-02", "tides")
    )
    code, said = learner.sync()
    assert code == 0, said
    assert learner.repo().head_commit == learner.github.head("tides")
    code, said = learner.sync()
    assert (code, learner.repo().name) == (0, "tides")
    assert learner.repo().former_names == ("sample-learner/project-02",)


def test_moved_to_another_owner(learner: Learner) -> None:
    """It stays in the portfolio and is read where it is now, then and later."""
    learner.github.account.transfer("project-02", "sample-lab")
    for _ in range(2):
        code, said = learner.sync()
        assert code == 0, said
        assert learner.repo().full_name == "sample-lab/project-02"
        assert learner.repo().url.endswith("/sample-lab/project-02")
        assert learner.repo().files[-1].size_bytes == len(NEW["work.ipynb"])
    portfolio = learner.root / "portfolio.yml"
    portfolio.write_text(portfolio.read_text().replace("exclude: []", "exclude: [project-02]"))
    learner.sync()
    assert [repo.name for repo in learner.snapshot().repos] == ["project-01"]


@pytest.mark.parametrize("signed_in", [False, True])
def test_emptied(learner: Learner, signed_in: bool) -> None:
    """What was read of it is kept and marked, because it is still there and still public."""
    if signed_in:
        learner.monkeypatch.setenv("GITHUB_TOKEN", "good-token")
    before = learner.repo()
    git = learner.github._hub.git.directory(learner.github.account.repository("project-02"))
    for ref in (git.path / "refs/heads").iterdir():
        ref.unlink()
    git._kept.clear()
    code, said = learner.sync()
    assert code == 6
    assert "sample-learner/project-02 was not read: it is empty now" in said
    assert learner.repo().files == before.files
    assert learner.repo().stale


def test_a_list_that_lacks_a_public_repository_is_not_believed(learner: Learner) -> None:
    account = learner.github.account
    repository = account.repository("project-02")
    account.transfer("project-02", "sample-learner")
    code, said = learner.sync()
    assert code == 6
    assert "is public, but GitHub did not list it; it is kept as it was" in said
    assert learner.repo().stale
    assert repository.name == "project-02"
