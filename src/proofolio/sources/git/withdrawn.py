"""Which repositories were shown and are not public any more: the ledger of visibility; pure.

What is shown stands in the snapshot with its visibility; what left stands here. A repository that was
public and turned private is not shown because `include` names it: it was named while it was public,
because it is a fork perhaps. To show it as a private one, its name is taken out for one sync and put
in again.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from proofolio.model.records import RepoRecord, Withdrawn
from proofolio.sources.git.listing import Listed

MOST = 100
"""Withdrawals that are remembered, the latest."""


def is_withheld(
    listed: Listed, before: Mapping[str, RepoRecord], ledger: Iterable[Withdrawn]
) -> bool:
    """Whether a private repository that `include` names was named when it was public."""
    if not listed.repo.is_private:
        return False
    shown = before.get(listed.repo.host_id)
    if shown is not None:
        return not shown.is_private
    return any(one.host_id == listed.repo.host_id and one.is_named for one in ledger)


def withdrawn_now(
    ledger: Iterable[Withdrawn],
    before: Mapping[str, RepoRecord],
    *,
    now: datetime,
    gone: Collection[str],
    private: Collection[str],
    withheld: Collection[str],
    public: Collection[str],
) -> tuple[Withdrawn, ...]:
    """Bring the ledger up to date; the latest come first.

    Args:
        ledger: as it was so far.
        before: host id → the record of the last good snapshot.
        now: what is found now is so since now.
        gone: host ids of those that nobody may see.
        private: of those that are listed as private and not shown.
        withheld: of those among them that `include` names.
        public: of those that are listed as public, or shown.
    """
    known_by_id = {one.host_id: one for one in ledger}
    for host_id in public:
        known_by_id.pop(host_id, None)
    for host_id in (*gone, *private):
        known = known_by_id.get(host_id)
        shown = before.get(host_id) or known
        if shown is None:
            continue
        known_by_id[host_id] = Withdrawn(
            host_id=host_id,
            full_name=shown.full_name,
            reason="private" if host_id in private else "gone",
            since=known.since if known else now,
            is_named=host_id in withheld,
        )
    latest = sorted(known_by_id.values(), key=lambda one: (one.since, one.host_id), reverse=True)
    return tuple(latest[:MOST])
