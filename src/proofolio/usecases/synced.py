"""What a sync did, and the snapshot that it made of what the sources returned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from proofolio.errors import ProofolioError
from proofolio.model.records import Failure, Quota, Stale, Withdrawn
from proofolio.model.snapshot import Snapshot, SourceResult, SourceSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What came of one source."""

    source: str
    """Its name."""
    label: str
    """For people; empty when it need not be credited."""
    previous: SourceSnapshot | None
    """What it brought last."""
    result: SourceResult
    fault: ProofolioError | None = None
    """Why it could not be read at all."""


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
    quota_of: str = ""
    """What people call the source that has the quota."""
    dropped: tuple[SourceSnapshot, ...] = ()
    """What sources had brought that are not asked for any more; it is among what is gone."""


def join(pulled: Sequence[Pulled]) -> Snapshot:
    """Make one snapshot, as of now, of what the sources brought."""
    now = datetime.now(UTC).replace(microsecond=0)
    unmatched = tuple(_unmatched(pulled))
    # What no source has is told once, by the first that could have had it.
    first = next((one for one in pulled if one.result.unmatched is not None), None)
    return Snapshot(
        synced_at=now,
        sources=tuple(_part(one, now, unmatched if one is first else ()) for one in pulled),
    )


def _part(one: Pulled, now: datetime, unmatched: tuple[Failure, ...]) -> SourceSnapshot:
    if one.fault is not None:
        return _kept(one, now)
    result = one.result
    return SourceSnapshot(
        name=one.source,
        label=one.label,
        synced_at=now,
        profile=result.profile,
        repos=tuple(sorted(result.repos, key=lambda repo: repo.full_name.casefold())),
        notebooks=result.notebooks,
        omissions=result.omissions,
        failures=(*unmatched, *result.failures),
        withdrawn=result.withdrawn,
        state=result.state,
    )


def _kept(one: Pulled, now: datetime) -> SourceSnapshot:
    """Return what a source brought last, marked as stale: it could not be read now."""
    last = one.previous
    if last is None:
        return SourceSnapshot(
            name=one.source, label=one.label, synced_at=now, failures=one.result.failures
        )
    reason = one.fault.problems[0].message.rstrip(".") if one.fault else ""
    stale = last.stale or Stale(since=last.synced_at, reason=reason)
    return replace(
        last,
        label=one.label,
        stale=stale,
        repos=tuple(replace(repo, stale=repo.stale or stale) for repo in last.repos),
        notebooks=tuple(replace(item, stale=item.stale or stale) for item in last.notebooks),
        failures=one.result.failures,
    )


def _unmatched(pulled: Sequence[Pulled]) -> Iterator[Failure]:
    """Yield the names in `portfolio.yml` that no source has a repository of, if all of them could tell."""
    lists = [one.result.unmatched for one in pulled if one.result.unmatched is not None]
    if not lists or any(one.fault for one in pulled):
        return
    for one in lists[0]:
        others = [{(it.key, it.pattern) for it in names} for names in lists[1:]]
        if all((one.key, one.pattern) in names for names in others):
            owners = [
                it.owner
                for names in lists
                for it in names
                if (it.key, it.pattern) == (one.key, one.pattern)
            ]
            who = (
                f"{owners[0]} has no such repository"
                if len(owners) == 1
                else f"none of {', '.join(owners)} has such a repository"
            )
            yield Failure(
                subject=one.pattern,
                message=f"`{one.key}` in portfolio.yml names {one.pattern!r}, and {who}.",
                hint=one.hint,
            )


def compare(previous: Snapshot | None, snapshot: Snapshot, pulled: Sequence[Pulled]) -> Synced:
    """Tell what is new, changed, unchanged and gone since the snapshot before."""
    before, after = _things(previous), _things(snapshot)
    names = {source.name for source in snapshot.sources}
    dropped = tuple(
        part for part in (previous.sources if previous else ()) if part.name not in names
    )
    known = {
        (part.name, one.host_id)
        for part in (previous.sources if previous else ())
        for one in part.withdrawn
    }
    limited = next((one for one in pulled if one.result.quota), None)
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
            for part in snapshot.sources
            for one in part.withdrawn
            if (part.name, one.host_id) not in known
        ),
        advice=(*(text for one in pulled for text in one.result.advice), *_twice(snapshot)),
        quota=limited.result.quota if limited else None,
        quota_of=limited.label if limited else "",
        requests=sum(one.result.requests for one in pulled),
        dropped=dropped,
    )


def _twice(snapshot: Snapshot) -> Iterator[str]:
    """Tell of repositories that two sources have under one name, as mirrors have."""
    seen: dict[str, str] = {}
    for part in snapshot.sources:
        label = part.label or part.name
        for repo in part.repos:
            first = seen.setdefault(repo.full_name.casefold(), label)
            if first != label:
                yield (
                    f"{repo.full_name} is on {first} and on {label}; the one on {first} is shown. "
                    "To show the other, rename one of them, or pull one source only."
                )


def _things(snapshot: Snapshot | None) -> dict[str, tuple[str, object]]:
    """Return identity → name and state; a repository keeps its identity when it is renamed.

    That a record could not be read again is told as a failure, and is no change.
    """
    if snapshot is None:
        return {}
    found: dict[str, tuple[str, object]] = {}
    for part in snapshot.sources:
        for repo in part.repos:
            found[f"{part.name}:{repo.host_id}"] = (repo.full_name, replace(repo, stale=None))
    # Notebooks come after all repositories, as they are listed.
    return found | {item.key: (item.name, replace(item, stale=None)) for item in snapshot.notebooks}
