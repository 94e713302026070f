"""A leak with its value, masked as it is reported."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from proofolio.leaks.masks import mask
from proofolio.model.leak import Leak


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A leak together with its value; in memory only, never in what is reported or kept."""

    leak: Leak
    value: str


def secret_at(
    start: int,
    end: int,
    secret: str,
    *,
    rule: str,
    name: str,
    masked: str | None = None,
    revoke: str = "",
) -> Secret:
    """Return a secret; masked at both ends unless `masked` is given."""
    leak = Leak(
        rule=rule,
        name=name,
        masked=mask(secret) if masked is None else masked,
        fingerprint=hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()[:16],
        start=start,
        end=end,
        revoke=revoke,
    )
    return Secret(leak=leak, value=secret)


def together(first: Iterable[Secret], then: Iterable[Secret]) -> tuple[Secret, ...]:
    """Both, in the order of the text; of the second what overlaps nothing before it."""
    kept = sorted(first, key=lambda secret: secret.leak.start)
    ends = [secret.leak.end for secret in kept]
    for secret in then:
        place = bisect_left(ends, secret.leak.start + 1)
        if place == len(kept) or kept[place].leak.start >= secret.leak.end:
            kept.insert(place, secret)
            ends.insert(place, secret.leak.end)
    return tuple(kept)
