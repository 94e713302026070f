"""Leaks as they are told."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable

from proofolio.leaks.masks import mask
from proofolio.model.leak import Leak


def leak_at(
    start: int,
    end: int,
    secret: str,
    *,
    rule: str,
    name: str,
    masked: str | None = None,
    revoke: str = "",
) -> Leak:
    """Tell of a secret without telling it; masked at both ends unless it is said how."""
    return Leak(
        rule=rule,
        name=name,
        masked=mask(secret) if masked is None else masked,
        fingerprint=hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()[:16],
        start=start,
        end=end,
        revoke=revoke,
    )


def together(first: Iterable[Leak], then: Iterable[Leak]) -> tuple[Leak, ...]:
    """Both, in the order of the text; of the second what overlaps nothing before it."""
    kept = sorted(first, key=lambda leak: leak.start)
    ends = [leak.end for leak in kept]
    for leak in then:
        place = bisect_left(ends, leak.start + 1)
        if place == len(kept) or kept[place].start >= leak.end:
            kept.insert(place, leak)
            ends.insert(place, leak.end)
    return tuple(kept)
