"""The whole history of a repository, kept on this disk; a fetch that is stopped goes on where it was.

It comes in steps, some generations of commits at a time, and each step that arrived stays. Large files are
left out by a filter (https://git-scm.com/docs/git-rev-list#Documentation/git-rev-list.txt---filterltfilter-specgt).
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from proofolio.sources.git.objects import GitFolder, output
from proofolio.sources.git.session import Limits, Remote, Session, isolated
from proofolio.sources.unreadable import UnreadableError

_STEP: Final = 500
"""Generations of commits that are fetched at once."""
_ALL: Final = ("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
_LOCKS: Final = ("shallow.lock", "packed-refs.lock", "config.lock", "HEAD.lock")
# What is here already is offered, so that it is not sent again.
_OFFER: Final = {"fetch.negotiationAlgorithm": "consecutive"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptHistory:
    """What is on this disk of a repository's history."""

    git: GitFolder
    gap: str
    """Why it is not all of it, in words; empty when it is."""


def folder_of(url: str, within: Path) -> Path:
    """Return where the history of a repository is kept."""
    return within / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}.git"


def fetch_history(remote: Remote, within: Path, limits: Limits) -> KeptHistory:
    """Fetch what is new of the history of all branches and tags, and what is still missing of it.

    Args:
        remote: where from; a public one, so without a token.
        within: the folder that keeps histories.
        limits: the size of a file that is fetched, of all that is kept, and the time of this fetch.

    Raises:
        UnreadableError: it cannot be read, and nothing was read before.
        SystemProblemError: git is missing or too old, or there is no space.
    """
    folder = folder_of(remote.url, within)
    _sweep(folder)
    git = GitFolder(folder=folder, environment=isolated(folder, home=within))
    gap = ""
    try:
        with Session(remote, limits, kept=folder) as session:
            _fetch(session, folder, limits)
    except UnreadableError as error:
        if not folder.is_dir() or not tips(git):
            raise
        gap = error.message
    return KeptHistory(git=git, gap=gap)


def tips(git: GitFolder, *under: str) -> list[str]:
    """Return the commits that branches and tags stand for.

    Args:
        git: the repository.
        under: where the names are; branches and tags unless they are said.
    """
    told = output(
        git,
        "for-each-ref",
        "--format=%(objectname) %(objecttype)%(*objecttype)",
        *(under or ("refs/heads", "refs/tags")),
    )
    lines = (line.split() for line in told.decode("ascii", "replace").splitlines())
    return sorted({line[0] for line in lines if line[1:] in (["commit"], ["tagcommit"])})


def newest(git: GitFolder, *under: str) -> frozenset[str]:
    """Return the files, as objects, of the newest state of each branch.

    Args:
        git: the repository.
        under: where the branches are named.
    """
    heads = "".join(f"{tip}\n" for tip in tips(git, *(under or ("refs/heads",)))).encode()
    told = output(
        git, "rev-list", "--objects", "--no-walk", "--no-object-names", "--missing=allow-any", "--stdin", given=heads,
    ) if heads else b""  # fmt: skip
    return frozenset(told.decode("ascii").split())


def _fetch(session: Session, folder: Path, limits: Limits) -> None:
    is_begun = any((folder / "refs/heads").iterdir()) or (folder / "packed-refs").exists()
    depth = () if is_begun else (f"--depth={_STEP}",)
    _step(session, limits, "--prune", *depth)
    while (folder / "shallow").exists():
        before = (folder / "shallow").read_bytes()
        _step(session, limits, f"--deepen={_STEP}")
        if (folder / "shallow").exists() and (folder / "shallow").read_bytes() == before:
            return


def _step(session: Session, limits: Limits, *more: str) -> None:
    session.network(
        "fetch", "--quiet", "--force", "--no-write-fetch-head", "--no-auto-maintenance",
        f"--filter=blob:limit={limits.max_file_bytes}", *more, "origin", *_ALL, settings=_OFFER,
    )  # fmt: skip


def _sweep(folder: Path) -> None:
    """Remove what a fetch that was killed left over."""
    left = [*(folder / "objects/pack").glob("tmp_*"), *(folder / name for name in _LOCKS)]
    left += (folder / "refs").rglob("*.lock")
    for path in left:
        with suppress(OSError):
            path.unlink(missing_ok=True)
