"""The commits of a repository on this disk, and the files that each brought in.

Read with git's plumbing: nothing is checked out, no hook runs, nothing is fetched on the way.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from proofolio.errors import Place, SystemProblemError
from proofolio.sources.git.session import git_program

_SUBMODULE: Final = "160000"
_READ_ONLY: Final = {
    "LC_ALL": "C",
    # What is sent is what was committed, whatever `git replace` shows in its place.
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
}
# Programs that a repository's settings may name.
_QUIET: Final = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")


@dataclass(frozen=True, slots=True, kw_only=True)
class GitFolder:
    """A repository on this disk."""

    folder: Path
    """Where git is run: within the work tree, or the bare repository itself."""
    environment: Mapping[str, str]
    """All of git's environment variables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file as a commit brought it in."""

    commit: str
    path: str
    """From the top of the repository."""
    blob: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitText:
    """What a commit says of itself."""

    id: str
    at: datetime
    """When it was committed, UTC."""
    message: str


def output(git: GitFolder, *arguments: str, given: bytes = b"") -> bytes:
    """Return what a git command that reads printed.

    Raises:
        SystemProblemError: it failed.
    """
    with _running(git, arguments, given) as printed:
        return printed.read()


def commits(git: GitFolder, tips: Sequence[str], without: Sequence[str] = ()) -> list[str]:
    """Return the commits that `tips` have and `without` have not, parents before children."""
    asked = "".join([*(f"{tip}\n" for tip in tips), *(f"^{one}\n" for one in without)])
    told = output(git, "rev-list", "--topo-order", "--reverse", "--stdin", given=asked.encode())
    return told.decode().split()


def changes(git: GitFolder, among: Iterable[str]) -> Iterator[Change]:
    """Yield each file that one of these commits has otherwise than a parent of it.

    A file that a merge alone brought in is among them. The same file may come more than once.
    """
    given = "".join(f"{commit}\n" for commit in among).encode()
    # No rename is looked for: that would need the files' contents.
    arguments = ("diff-tree", "--stdin", "-r", "-m", "--root", "-z", "--no-renames", "--raw")
    with _running(git, arguments, given) as printed:
        fields = _fields(printed)
        commit = ""
        for field in fields:
            if not field.startswith(b":"):
                commit = field.decode("ascii")[:64]
                continue
            path = next(fields).decode("utf-8", "replace")
            _, mode, _, blob, status = field.decode("ascii").split(" ")
            if not status.startswith("D") and mode != _SUBMODULE:
                yield Change(commit=commit, path=path, blob=blob)


def sizes(git: GitFolder, ids: Iterable[str]) -> dict[str, int]:
    """Return the size in bytes of each of these objects that is here."""
    told = output(
        git,
        "cat-file",
        "--batch-check=%(objectname) %(objectsize)",
        given="".join(f"{one}\n" for one in ids).encode(),
    )
    lines = (line.split() for line in told.decode("ascii", "replace").splitlines())
    return {line[0]: int(line[1]) for line in lines if line[1] != "missing"}


def contents(git: GitFolder, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield these objects, which have to be here, with their bytes; one is in memory at a time."""
    given = "".join(f"{one}\n" for one in ids).encode()
    with _running(git, ("cat-file", "--batch"), given) as printed:
        for one in ids:
            size_bytes = int(printed.readline().split()[2])
            data = printed.read(size_bytes)
            printed.read(1)
            yield one, data


def texts(git: GitFolder, among: Sequence[str]) -> Iterator[CommitText]:
    """Yield what these commits say, without who made them and without signatures."""
    for one, data in contents(git, among):
        head, _, message = data.decode("utf-8", "replace").partition("\n\n")
        line = next((line for line in head.split("\n") if line.startswith("committer ")), "")
        yield CommitText(id=one, at=_moment(line), message=message)


def missing(git: GitFolder) -> frozenset[str]:
    """Return the objects that the repository names and that were not fetched."""
    told = output(
        git, "rev-list", "--objects", "--all", "--missing=print", "--no-object-names"
    ).decode("ascii", "replace")
    return frozenset(line[1:] for line in told.splitlines() if line.startswith("?"))


def _moment(committer: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(committer.rsplit(" ", 2)[1]), UTC)
    except (IndexError, ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _fields(printed: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := printed.read(1 << 16):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole


@contextmanager
def _running(git: GitFolder, arguments: Sequence[str], given: bytes) -> Iterator[IO[bytes]]:
    """Run git, and read what it prints while it does."""
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as errors:
        stdin.write(given)
        stdin.seek(0)
        process = subprocess.Popen(
            [git_program(), *_QUIET, *arguments],
            cwd=git.folder,
            env={**git.environment, **_READ_ONLY},
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
        if process.stdout is None:  # pragma: no cover - it was asked for
            raise AssertionError
        is_read = False
        try:
            with process.stdout as printed:
                yield printed
                is_read = not printed.read(1)
        finally:
            if not is_read:
                process.kill()
            status = process.wait()
        if is_read and status:
            errors.seek(0)
            said = errors.read(10_000).decode(errors="replace").strip().splitlines()
            raise SystemProblemError(
                f"git could not read the repository: {said[-1] if said else 'no reason was told'}",
                "Try `git fsck` in this folder.",
                Place(path=str(git.folder)),
            )
