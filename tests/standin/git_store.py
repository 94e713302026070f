"""The git directories behind the stand-in's repositories: built from folders, read with git."""

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.standin import fast_import
from tests.standin.account import Repository

_REVISION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/-]*")
_LOG_FORMAT = "%H%x00%T%x00%P%x00%an%x00%ae%x00%at%x00%ct%x00%B%x00%x01"


def environment() -> dict[str, str]:
    """What git is started with: nothing of the user's own configuration.

    `uploadpack.*` is what GitHub allows, so that partial clones work; `safe.directory` because
    a repository that is served for a trial may belong to somebody else.
    """
    settings = {
        "uploadpack.allowFilter": "true",
        "uploadpack.allowAnySHA1InWant": "true",
        "safe.directory": "*",
        "core.compression": "1",
        "core.quotePath": "false",
        "fastimport.unpackLimit": "1",
    }
    chosen = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    chosen |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_COUNT": str(len(settings)),
        "LC_ALL": "C",
    }
    for number, (key, value) in enumerate(settings.items()):
        chosen |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit."""

    oid: str
    tree: str
    parents: tuple[str, ...]
    author: str
    email: str
    authored_at: str
    """ISO 8601, as GitHub writes it: `2025-03-02T10:00:00Z`."""
    committed_at: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file, folder, symbolic link or submodule of a commit."""

    path: str
    mode: str
    """Six octal digits."""
    type: str
    """`blob`, `tree` or `commit`."""
    oid: str
    size: int | None
    """Bytes; None unless it is a blob that is here."""


class GitDirectory:
    """One repository's git directory; what is read is kept until `forget`."""

    def __init__(self, path: Path, branch: str) -> None:
        self.path = path
        self.branch = branch
        self._kept: dict[tuple[str, ...], bytes] = {}

    def head(self) -> Commit | None:
        """The default branch's last commit; None for an empty repository."""
        return next(iter(self.log("HEAD", "--max-count=1")), None)

    def resolve(self, revision: str) -> Commit | None:
        """The commit that a branch, tag or commit id names."""
        if not _REVISION.fullmatch(revision) or ".." in revision:
            return None
        return next(iter(self.log(revision, "--max-count=1")), None)

    def log(self, revision: str, *options: str, path: str = "") -> tuple[Commit, ...]:
        """Commits from `revision` back, newest first; none for an unknown revision."""
        where = ("--", path) if path else ("--",)
        text = self._git("log", f"--format={_LOG_FORMAT}", *options, revision, *where).decode(
            "utf-8", "replace"
        )
        return tuple(_commit(item.lstrip("\n")) for item in text.split("\x01")[:-1])

    def entries(self, tree: str) -> Mapping[str, Entry]:
        """Everything in a commit or tree, by path, folders included; empty for an unknown one."""
        text = self._git("ls-tree", "-r", "-t", "-l", "-z", "--full-tree", tree)
        found = (_entry(line) for line in text.decode("utf-8", "surrogateescape").split("\0")[:-1])
        return {entry.path: entry for entry in found}

    def blob(self, oid: str) -> bytes:
        """The bytes of a blob."""
        return self._git("cat-file", "blob", oid, keep=False)

    def type_of(self, oid: str) -> str:
        """`blob`, `tree`, `commit`, `tag`, or nothing for an unknown object."""
        return self._git("cat-file", "-t", oid).decode().strip()

    def commit(
        self,
        changes: Mapping[str, bytes | None],
        message: str,
        date: datetime,
        author: str = fast_import.IDENTITY,
    ) -> Commit:
        """Adds a commit to the default branch; None as content removes a file."""
        head = self.head()
        revision = fast_import.Revision(
            date=date,
            message=message,
            changes={p: _plain(c) for p, c in changes.items()},
            author=author,
        )
        parent = head.oid if head else None
        self.import_revisions(fast_import.stream(self.branch, [revision], parent))
        self._kept.clear()
        made = self.head()
        if made is None:
            message = f"git made no commit in {self.path}."
            raise RuntimeError(message)
        return made

    def import_revisions(self, stream: bytes) -> None:
        """Feeds `git fast-import`."""
        subprocess.run(
            ["git", "fast-import", "--quiet", "--done"],
            input=stream,
            cwd=self.path,
            env=environment() | {"GIT_DIR": "."},
            check=True,
            capture_output=True,
        )

    def _git(self, *arguments: str, keep: bool = True) -> bytes:
        if arguments in self._kept:
            return self._kept[arguments]
        ran = subprocess.run(
            ["git", *arguments],
            env=environment() | {"GIT_DIR": str(self.path), "GIT_NO_LAZY_FETCH": "1"},
            check=False,
            capture_output=True,
        )
        output = ran.stdout if ran.returncode == 0 else b""
        if keep:
            self._kept[arguments] = output
        return output


class GitStore:
    """Git directories of an account's repositories, each built when it is first asked for."""

    def __init__(self, work_dir: Path) -> None:
        self._work_dir = work_dir
        self._directories: dict[int, GitDirectory] = {}
        self._lock = threading.Lock()
        self._locks: dict[int, threading.Lock] = {}

    def directory(self, repository: Repository) -> GitDirectory:
        """The git directory of a repository."""
        with self._lock:
            lock = self._locks.setdefault(repository.id, threading.Lock())
        with lock:
            if repository.id not in self._directories:
                self._directories[repository.id] = self._open(repository)
            return self._directories[repository.id]

    def _open(self, repository: Repository) -> GitDirectory:
        if repository.git_dir is not None:
            return GitDirectory(repository.git_dir.resolve(), repository.default_branch)
        path = self._work_dir / f"{repository.id}.git"
        directory = GitDirectory(path, repository.default_branch)
        _make_bare(path, repository.default_branch)
        revisions = fast_import.plan(repository)
        if revisions:
            directory.import_revisions(fast_import.stream(repository.default_branch, revisions))
        return directory


def iso(moment: datetime) -> str:
    """A moment as GitHub writes it: `2025-03-02T10:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _make_bare(path: Path, branch: str) -> None:
    # What `git init --bare` makes, without starting a process for each of a hundred repositories.
    if path.exists():
        shutil.rmtree(path)
    (path / "objects").mkdir(parents=True)
    (path / "refs").mkdir()
    (path / "HEAD").write_text(f"ref: refs/heads/{branch}\n")
    (path / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n")


def _plain(content: bytes | None) -> fast_import.Content | None:
    return None if content is None else fast_import.Content(mode="100644", data=content)


def _commit(text: str) -> Commit:
    oid, tree, parents, author, email, authored_at, committed_at, message, _ = text.split("\0")
    return Commit(
        oid=oid,
        tree=tree,
        parents=tuple(parents.split()),
        author=author,
        email=email,
        authored_at=iso(datetime.fromtimestamp(int(authored_at), UTC)),
        committed_at=iso(datetime.fromtimestamp(int(committed_at), UTC)),
        message=message.rstrip("\n"),
    )


def _entry(line: str) -> Entry:
    facts, path = line.split("\t", 1)
    mode, kind, oid, size = facts.split()
    return Entry(
        path=path, mode=mode, type=kind, oid=oid, size=int(size) if size.isdigit() else None
    )
