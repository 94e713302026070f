"""What a sync did, and the snapshot that it made of what the sources returned."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from proofolio.model.records import Harvest, Quota, Snapshot, Withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What a sync did."""

    snapshot: Snapshot
    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    gone: tuple[str, ...]
    withdrawn: tuple[Withdrawn, ...]
    """Those among them that were public and are not any more."""
    advice: tuple[str, ...]
    """What the learner might do better, in sentences."""
    quota: Quota | None
    requests: int


def join(harvests: list[Harvest]) -> Snapshot:
    """Make one snapshot, as of now, of what the sources brought home."""
    repos = [repo for harvest in harvests for repo in harvest.repos]
    return Snapshot(
        synced_at=datetime.now(UTC).replace(microsecond=0),
        profile=next((harvest.profile for harvest in harvests if harvest.profile), None),
        repos=tuple(sorted(repos, key=lambda repo: repo.full_name.lower())),
        notebooks=tuple(notebook for harvest in harvests for notebook in harvest.notebooks),
        omissions=tuple(omission for harvest in harvests for omission in harvest.omissions),
        failures=tuple(failure for harvest in harvests for failure in harvest.failures),
        older=next((harvest.older for harvest in harvests if harvest.older), None),
        withdrawn=tuple(one for harvest in harvests for one in harvest.withdrawn),
    )


def compare(previous: Snapshot | None, snapshot: Snapshot, harvests: list[Harvest]) -> Synced:
    """Tell what is new, changed, unchanged and gone since the snapshot before."""
    before, after = _things(previous), _things(snapshot)
    return Synced(
        snapshot=snapshot,
        new=tuple(name for key, (name, _) in after.items() if key not in before),
        changed=tuple(
            name
            for key, (name, state) in after.items()
            if key in before and before[key][1] != state
        ),
        unchanged=tuple(
            name
            for key, (name, state) in after.items()
            if key in before and before[key][1] == state
        ),
        gone=tuple(name for key, (name, _) in before.items() if key not in after),
        withdrawn=tuple(
            one
            for one in snapshot.withdrawn
            if one.host_id not in {old.host_id for old in (previous.withdrawn if previous else ())}
        ),
        advice=tuple(one for harvest in harvests for one in harvest.advice),
        quota=next((harvest.quota for harvest in harvests if harvest.quota), None),
        requests=sum(harvest.requests for harvest in harvests),
    )


def _things(snapshot: Snapshot | None) -> dict[str, tuple[str, object]]:
    """Return identity → name and state; a repository keeps its identity when it is renamed.

    That a record could not be read again is told as a failure, and is no change.
    """
    if snapshot is None:
        return {}
    repos: dict[str, tuple[str, object]] = {
        f"repo:{r.host_id}": (r.full_name, replace(r, stale=None)) for r in snapshot.repos
    }
    return repos | {item.key: (item.name, replace(item, stale=None)) for item in snapshot.notebooks}
