"""Secrets in the bytes of a file of any kind, as it leaves."""

from dataclasses import dataclass

from proofolio.leaks import FoundLeak
from proofolio.publish.ours import is_ours
from proofolio.publish.search import VERSION, search

__all__ = ["VERSION", "Looked", "look_into"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a look into a file came to."""

    leaks: tuple[FoundLeak, ...] = ()
    unread: tuple[str, ...] = ()
    """What in it could not be looked into: why, in words that go after 'because'."""


def look_into(path: str, data: bytes) -> Looked:
    """Look for secrets in a file; what comes with Proofolio holds none.

    Args:
        path: its name tells what it is.
        data: its bytes.
    """
    if is_ours(data):
        return Looked()
    found = search(path, data)
    return Looked(
        leaks=tuple(one.found for one in found.sights),
        unread=tuple(dict.fromkeys(one.why for one in found.unread)),
    )
