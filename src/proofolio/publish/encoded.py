"""Files that stand in a text as base64 or percent-encoded: `data:` addresses, outputs, attachments."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_to_bytes

from proofolio.publish.budget import Budget, SpentError
from proofolio.publish.packed_png import beside_pixels

# A backslash belongs to it: JSON writes the end of a line as `\n`, and may write `/` as `\/`.
_LONG: Final = re.compile(rb"[A-Za-z0-9+/\\]++={0,2}")
_OF_BASE64: Final = re.compile(rb"[A-Za-z0-9+/\\]")
_IS_OF_IT: Final = bytes(bool(_OF_BASE64.match(bytes([byte]))) for byte in range(256))
_LEAST: Final = 100
"""Bytes of what nothing says to be a file."""
_DECLARED: Final = re.compile(rb"base64,([A-Za-z0-9+/\\=%_-]{12,})")
_WRITTEN_OUT: Final = re.compile(
    rb"data:(?:(?:text|application)\\?/[\w.+-]{1,60}(?:;[\w.+-]{1,40}(?:=[\w.+-]{1,40})?){0,3})?,([^\"'\s<>()]{8,})"
)
_BODY: Final = rb"[A-Za-z0-9+/\\]{100,}+={0,2}"
_PICTURES: Final = tuple(
    re.compile(beginning + _BODY)
    for beginning in (
        rb"iVBORw0KGgo",
        rb"/9j/",
        rb"\\/9j\\/",
        rb"R0lGOD",
        rb"UklGR",
        rb"AAAAIGZ0eX",
    )
)
"""PNG, JPEG, GIF, WebP, AVIF. What begins with a fixed text is found quickly."""
_ENDS: Final = re.compile(rb"\\[nrt]")
_LINE_ENDS: Final = (b"\r", b"\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file in a text."""

    name: str
    data: bytes
    is_declared: bool
    """Whether the text says that it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Found):
    """A picture in a text."""

    packed: bytes
    """As it stands there."""
    is_whole: bool
    """Whether its pixels are in `data`, too."""
    is_at_end_of_line: bool
    """Whether a line ends behind it: more of it may stand on the next."""

    @property
    def whole(self) -> bytes:
        """All of it."""
        return self.data if self.is_whole else _decoded(self.packed)


def files_in(text: bytes, budget: Budget) -> Iterator[Found]:
    """Yield what stands in a text as base64 or percent-encoded; all of it that the budget allows.

    Args:
        text: without the pictures that `apart` takes out.
        budget: what decoding may cost.
    """
    try:
        yield from _files_in(text, budget)
    except SpentError:
        return


def _files_in(text: bytes, budget: Budget) -> Iterator[Found]:
    seen: set[int] = set()
    if b"base64," in text:
        for match in _DECLARED.finditer(text):
            seen.add(match.start(1))
            data = _decoded(match[1])
            if data:
                yield Found(name=_name(data), data=budget.spend(data), is_declared=True)
    for match in _long_runs(text):
        data = b"" if match.start() in seen else _decoded(match[0])
        if data:
            yield Found(name=_name(data), data=budget.spend(data), is_declared=False)
    if b"data:" in text:
        for match in _WRITTEN_OUT.finditer(text):
            data = unquote_to_bytes(match[1])
            yield Found(name=_name(data), data=budget.spend(data), is_declared=True)


def _long_runs(text: bytes) -> Iterator[re.Match[bytes]]:
    """Yield each long run of what base64 is made of; bytes are searched a hundred times as fast as a pattern."""
    marks = text.translate(_IS_OF_IT)
    end = 0
    while (start := marks.find(b"\1" * _LEAST, end)) >= 0:
        match = _LONG.match(text, start)
        if match is None:
            return
        yield match
        end = match.end()


@lru_cache(maxsize=1)
def without_pictures(text: bytes) -> tuple[bytes, tuple[Picture, ...]]:
    """Return what `apart` does; the last text is remembered, for a file is looked at in more than one way."""
    return apart(text)


def apart(text: bytes) -> tuple[bytes, tuple[Picture, ...]]:
    """Return a text without pictures in base64, and the pictures, where that is easy without their pixels; JSON stays JSON."""
    found: list[Picture] = []

    def take(match: re.Match[bytes]) -> bytes:
        run = match[0]
        some = beside_pixels(run)
        data = some or _decoded(run)
        if data:
            found.append(
                Picture(
                    name="picture",
                    data=data,
                    is_declared=True,
                    packed=run,
                    is_whole=not some,
                    is_at_end_of_line=text[match.end() : match.end() + 1] in _LINE_ENDS,
                )
            )
        return b"\\" if _ends_open(run) else b""

    for pattern in _PICTURES:
        text = pattern.sub(take, text)
    return text, tuple(found)


def _ends_open(run: bytes) -> bool:
    """Whether its last character is a backslash that belongs to what follows."""
    return (len(run) - len(run.rstrip(b"\\"))) % 2 == 1


def _decoded(run: bytes) -> bytes:
    if b"%" in run:
        run = unquote_to_bytes(run)
    if b"\\" in run:
        run = _ENDS.sub(b"", run).replace(b"\\", b"")
    run = run.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
    try:
        # What is left of the last four characters may be a letter that stood behind.
        return binascii.a2b_base64(run[: len(run) - len(run) % 4] + _rest(run[len(run) & ~3 :]))
    except binascii.Error:
        return b""


def _rest(last: bytes) -> bytes:
    return last + b"=" * (4 - len(last)) if len(last) > 1 else b""


def _name(data: bytes) -> str:
    return "data.html" if data.lstrip()[:1] == b"<" else "data.txt"
