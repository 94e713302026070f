"""What a look into packed files may cost, and what comes of it."""

import re
from dataclasses import dataclass
from typing import Final

MAX_BYTES: Final = 200_000_000
"""That are unpacked of one file of the site, in all."""
MAX_MEMBER: Final = 50_000_000
"""That are unpacked of one file within it."""
MAX_MEMBERS: Final = 10_000

_PRINTABLE: Final = re.compile(rb"[\x20-\x7e\t\r\n]{8,}")
_WIDE: Final = re.compile(rb"(?:[\x20-\x7e]\0){8,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A text that can be read in a file."""

    inside: str
    """Where: the path in an archive, 'text block'; empty for the file itself."""
    name: str
    """By which its kind is known, as of any file."""
    data: bytes
    """UTF-8."""
    shapes: bool = True
    """Whether rules are tried on it; else it is searched for values alone."""
    parts: tuple[bytes, ...] = ()
    """What it is made of, a line for each, where they stand for themselves: the same come on every page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What could not be looked into."""

    inside: str
    why: str
    """In words, to go after 'because'."""


class SpentError(Exception):
    """Unpacking would take more than was set aside for it."""


@dataclass(slots=True)
class Budget:
    """Bytes and files that may still be unpacked."""

    size_bytes: int = MAX_BYTES
    members: int = MAX_MEMBERS

    @property
    def most(self) -> int:
        """How many bytes the next file may have."""
        return min(self.size_bytes, MAX_MEMBER)

    def spend(self, data: bytes) -> bytes:
        """Take note of what was unpacked; returns it.

        Raises:
            SpentError: it was too much.
        """
        self.size_bytes -= len(data)
        self.members -= 1
        if self.size_bytes < 0 or self.members < 0:
            raise SpentError
        return data


def printable(data: bytes) -> bytes:
    """The words that stand in bytes of any kind, a line each: ASCII, and the same as UTF-16."""
    found = _PRINTABLE.findall(data)
    if b"\0" in data:
        found += [wide[::2] for wide in _WIDE.findall(data)]
    return b"\n".join(found)
