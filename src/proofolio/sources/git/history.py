"""The history that git fetched with the trees: who made each commit, and which files it touched; pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import BinaryIO, Final
from unicodedata import normalize

LOG: Final = (
    "log", "-z", "--name-status", "-M100%", "--format=%H%x00%P%x00%ct%x00%at%x00%ae%x00%an",
)  # fmt: skip
"""Six fields a commit, then the files, all closed by NUL, which none of them can hold.

A file that was moved unchanged is told by its object: `-M100%` reads no contents, which are not there.
"""
_FIELDS: Final = 6
_STATUS: Final = re.compile(rb"\n?([AMDTUX]|[RC]\d+)")
_MAX_AUTHORS: Final = 10
_PIECE_BYTES: Final = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Authored:
    """Who wrote a commit, and when. Both are what the author's computer claimed."""

    at_s: int
    """Seconds since 1970, UTC."""
    email: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """An author's work on a file."""

    email: str
    first_s: int
    last_s: int
    """Seconds since 1970, UTC; as `Authored` has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is there of a branch's history."""

    commit: str
    """The newest; 40 hexadecimal digits."""
    committed_at: datetime
    """Of the newest, UTC; 1970 when it claims none that can be."""
    commits: tuple[Authored, ...]
    """Newest first."""
    is_whole: bool
    """False when there are older commits than were read."""
    touches: Mapping[str, tuple[Touch, ...]]
    """By path in NFC, what each author did to a file; at most ten authors."""


def read_history(tokens: Iterator[bytes], *, paths: Collection[bytes], depth: int) -> History:
    """Read what `git log` printed with `LOG`.

    Args:
        tokens: what was printed, cut at NUL.
        paths: of the files that are asked about, at the newest commit.
        depth: how many generations were asked for. Where they end, a commit seems to have made
            every file that was there, and is no word on who did.
    """
    newest, committed_s = "", 0
    commits: list[Authored] = []
    files = _Files(paths)
    beginnings: list[tuple[Authored, list[bytes]]] = []
    token = next(tokens, b"")
    while token:
        head = [token, *islice(tokens, _FIELDS - 1)]
        if len(head) < _FIELDS:
            break
        author = Authored(
            at_s=_number(head[3]),
            email=head[4].decode("utf-8", "replace"),
            name=head[5].decode("utf-8", "replace"),
        )
        if not commits:
            newest, committed_s = head[0].decode("ascii", "replace"), _number(head[2])
        commits.append(author)
        changes, token = files.changes(tokens)
        if head[1]:
            files.note(author, changes)
        else:
            beginnings.append((author, changes))
    is_whole = len(commits) < depth
    if is_whole:
        for author, changes in beginnings:
            files.note(author, changes)
    return History(
        commit=newest,
        committed_at=_moment(committed_s),
        commits=tuple(commits),
        is_whole=is_whole,
        touches=files.touches(),
    )


def cut(stream: BinaryIO) -> Iterator[bytes]:
    """Cut a stream at NUL, holding no more of it than a piece."""
    rest = b""
    while chunk := stream.read(_PIECE_BYTES):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole
    if rest:
        yield rest


class _Files:
    """Follows files back through the history, under whatever name they had."""

    def __init__(self, paths: Collection[bytes]) -> None:
        self._now: dict[bytes, bytes] = {path: path for path in paths}
        self._touches: dict[bytes, dict[str, tuple[int, int]]] = {}

    def changes(self, tokens: Iterator[bytes]) -> tuple[list[bytes], bytes]:
        """Read a commit's files up to the next commit; returns the ones asked about, and its hash."""
        found: list[bytes] = []
        for token in tokens:
            status = _STATUS.fullmatch(token)
            if status is None:
                return found, token
            path = next(tokens, b"")
            if status[1][:1] in b"RC":
                before, path = path, next(tokens, b"")
                if path in self._now and status[1][:1] == b"R":
                    self._now.setdefault(before, self._now[path])
            if path in self._now and status[1] != b"D":
                found.append(self._now[path])
        return found, b""

    def note(self, author: Authored, paths: Iterable[bytes]) -> None:
        for path in paths:
            by = self._touches.setdefault(path, {})
            if author.email in by or len(by) < _MAX_AUTHORS:
                first, last = by.get(author.email, (author.at_s, author.at_s))
                by[author.email] = (min(first, author.at_s), max(last, author.at_s))

    def touches(self) -> dict[str, tuple[Touch, ...]]:
        return {
            normalize("NFC", path.decode("utf-8", "replace")): tuple(
                Touch(email=email, first_s=first, last_s=last)
                for email, (first, last) in by.items()
            )
            for path, by in self._touches.items()
        }


def _moment(at_s: int) -> datetime:
    try:
        return datetime.fromtimestamp(at_s, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _number(text: bytes) -> int:
    """A commit may carry any number for its date, or none."""
    return int(text) if text.lstrip(b"-").isdigit() and len(text) < 20 else 0
