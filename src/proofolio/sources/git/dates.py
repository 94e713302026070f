"""When files of the learner's own folder were first committed, by the git that is around it."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from unicodedata import normalize

from proofolio.sources.secrets import without_secrets

_LOG: Final = (
    "log", "-z", "--name-status", "--no-show-signature", "-M100%", "--diff-filter=AR", "--relative",
    "--date=short", "--format=%x01%ad%x00%P",
)  # fmt: skip
"""A commit begins with a byte that no path of ours holds: its author's day, its parents, then files."""
_TIME_OUT_S: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitDays:
    """What git knows of a folder's files."""

    is_repository: bool
    first: Mapping[str, date]
    """Path from the folder, in NFC → the day of its first commit, as its author's calendar had it."""
    cut_off: frozenset[str]
    """Files that were there already where a shallow clone ends: their first day is not known."""


def commit_days(root: Path, folder: str) -> CommitDays:
    """Ask git when each file below `root/folder` was first committed; it asks no other host.

    Args:
        root: the portfolio's folder; paths are told from here.
        folder: relative to it.
    """
    told = _git(root, *_LOG, "--", folder)
    if told is None:
        inside = _git(root, "rev-parse", "--is-inside-work-tree") == b"true\n"
        return CommitDays(is_repository=inside, first={}, cut_off=frozenset())
    is_shallow = _git(root, "rev-parse", "--is-shallow-repository") == b"true\n"
    first: dict[str, date] = {}
    cut_off: set[str] = set()
    now_called: dict[str, str] = {}
    for day, is_first_commit, status, before, path in _touches(told):
        name = now_called.get(path, path)
        if status == "R":
            now_called[before] = name
        elif is_first_commit and is_shallow:
            cut_off.add(name)
        else:
            first[name] = day
    return CommitDays(
        is_repository=True,
        first={path: day for path, day in first.items() if path not in cut_off},
        cut_off=frozenset(cut_off),
    )


def _touches(told: bytes) -> Iterator[tuple[date, bool, str, str, str]]:
    """Yield, newest first, each file that was added or moved: day, whether it is a first commit, status, old and new path."""
    for commit in told.decode("utf-8", "surrogateescape").split("\x01")[1:]:
        said, _, rest = commit.partition("\0")
        parents, _, files = rest.partition("\0")
        try:
            day = date.fromisoformat(said)
        except ValueError:
            continue
        parts = iter(normalize("NFC", files).strip("\n").split("\0"))
        for status in parts:
            kind = status.strip("\n")[:1]
            if kind == "R":
                before = next(parts, "")
                yield day, not parents.strip(), kind, before, next(parts, "")
            elif kind == "A":
                yield day, not parents.strip(), kind, "", next(parts, "")


def _git(root: Path, *arguments: str) -> bytes | None:
    """Run git in a folder; None when it is not installed, or has nothing to say."""
    environment = {
        **without_secrets(os.environ),
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIME_OUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
