"""Which repositories were shown and are not public any more: pure.

What is shown stands in the snapshot with its visibility; what left stands here. A repository that was
public and turned private is not shown because `include` names it: it was named while it was public,
because it is a fork perhaps. To show it as a private one, its name is taken out for one sync and put
in again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from proofolio.model.records import RepoRecord, Withdrawn
from proofolio.sources.git.listing import Listed

MOST = 100
"""Withdrawals that are remembered, the latest."""


def is_withheld(
    listed: Listed, before: Mapping[str, RepoRecord], known: Iterable[Withdrawn]
) -> bool:
    """Whether a private repository that `include` names was named when it was public."""
    if not listed.repo.is_private:
        return False
    shown = before.get(listed.repo.host_id)
    if shown is not None:
        return not shown.is_private
    return any(one.host_id == listed.repo.host_id and one.is_named for one in known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visibility:
    """Who may see what, as a listing says; host ids."""

    gone: Collection[str]
    """Those that nobody may see."""
    private: Collection[str]
    """Those that are listed as private and not shown."""
    withheld: Collection[str]
    """Those among them that `include` names."""
    public: Collection[str]
    """Those that are listed as public, or shown."""


def withdrawn_now(
    known: Iterable[Withdrawn],
    before: Mapping[str, RepoRecord],
    found: Visibility,
    now: datetime,
) -> tuple[Withdrawn, ...]:
    """Return what left the site because it is not public any more; the latest come first.

    Args:
        known: what had left so far.
        before: host id → the record of the last good snapshot.
        found: who may see what now.
        now: what is found now is so since now.
    """
    left = {one.host_id: one for one in known}
    for host_id in found.public:
        left.pop(host_id, None)
    for host_id in (*found.gone, *found.private):
        last = left.get(host_id)
        shown = before.get(host_id) or last
        if shown is None:
            continue
        left[host_id] = Withdrawn(
            host_id=host_id,
            full_name=shown.full_name,
            reason="private" if host_id in found.private else "gone",
            since=last.since if last else now,
            is_named=host_id in found.withheld,
        )
    latest = sorted(left.values(), key=lambda one: (one.since, one.host_id), reverse=True)
    return tuple(latest[:MOST])
