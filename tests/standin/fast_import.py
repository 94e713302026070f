"""From a folder and its planned commits to what `git fast-import` reads.

Author, dates and modes are fixed, so commit ids are the same on every machine.
The format is that of https://git-scm.com/docs/git-fast-import.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.standin.account import PlannedCommit, Repository

EMAIL = "sample-learner@users.noreply.example.com"
IDENTITY = f"Sample Learner <{EMAIL}>"
"""Committer of every commit that the stand-in makes, and author where nobody else is named."""

_NEVER_COMMITTED = frozenset({".git", "__pycache__", ".ipynb_checkpoints", ".DS_Store"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What stands at a path."""

    mode: str
    """`100644` for a file, `120000` for a symbolic link."""
    data: bytes
    """The file's bytes, or the link's target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A commit to be made."""

    date: datetime
    message: str
    changes: Mapping[str, Content | None]
    """By path; None removes."""
    author: str = IDENTITY
    """`Name <address>`."""


def plan(repository: Repository) -> list[Revision]:
    """The commits of a repository, oldest first; what no commit names goes into the last."""
    left = dict(_files(repository.folder))
    revisions = []
    for number, commit in enumerate(repository.commits, start=1):
        is_last = number == len(repository.commits)
        chosen = {p: c for p, c in left.items() if is_last or _names(commit, p)}
        left = {p: c for p, c in left.items() if p not in chosen}
        date = datetime.fromisoformat(commit.date)
        revisions.append(Revision(date=date, message=commit.message, changes=chosen))
    return revisions


def stream(branch: str, revisions: Sequence[Revision], parent: str | None = None) -> bytes:
    """The input of `git fast-import --done` that puts `revisions` onto `branch`."""
    parts = []
    for number, revision in enumerate(revisions):
        when = f"{int(revision.date.timestamp())} +0000"
        author = "" if revision.author == IDENTITY else f"author {revision.author} {when}\n"
        parts.append(f"commit refs/heads/{branch}\n{author}committer {IDENTITY} {when}\n".encode())
        parts.append(_data(revision.message.encode()))
        if number == 0 and parent is not None:
            parts.append(f"from {parent}\n".encode())
        parts.extend(_change(path, content) for path, content in revision.changes.items())
    parts.append(b"done\n")
    return b"".join(parts)


def _names(commit: PlannedCommit, path: str) -> bool:
    return any(
        path == named or (named.endswith("/") and path.startswith(named)) for named in commit.paths
    )


def _files(folder: Path) -> Iterator[tuple[str, Content]]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _NEVER_COMMITTED)
        links = [name for name in folders if Path(where, name).is_symlink()]
        for name in sorted([*files, *links]):
            if name in _NEVER_COMMITTED:
                continue
            path = Path(where, name)
            yield path.relative_to(folder).as_posix(), _content(path)


def _content(path: Path) -> Content:
    if path.is_symlink():
        return Content(mode="120000", data=os.fsencode(path.readlink()))
    return Content(mode="100644", data=path.read_bytes())


def _change(path: str, content: Content | None) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    quoted = b'"' + os.fsencode(escaped) + b'"'
    if content is None:
        return b"D " + quoted + b"\n"
    return b"M " + content.mode.encode() + b" inline " + quoted + b"\n" + _data(content.data)


def _data(data: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(data), data)
