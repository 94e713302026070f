"""What a stage did, for whoever asked for it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from proofolio.errors import Problem
from proofolio.model.finding import Merits
from proofolio.model.portfolio import Portfolio
from proofolio.model.records import Harvest, Quota, Snapshot, Withdrawn
from proofolio.model.share import Unlisted


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did."""

    site: Path
    projects: int
    pages: int
    converted: int
    """Notebooks that were not in the cache."""
    is_unchanged: bool
    """Whether everything was as it is now already, so that nothing had to be done."""
    problems: tuple[Problem, ...]
    """Of the learner's files, of notebooks, and of the engine."""
    advice: tuple[Problem, ...] = ()
    """What the author may want to know, although nothing is wrong."""
    on_portfolio: tuple[Problem, ...] = ()
    """That of it which is about what the site shows."""
    merits: tuple[Merits, ...] = ()
    """What a check grades the projects by, so that it need not put them together again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What there is, from when, and what is wrong."""

    snapshot: Snapshot | None
    portfolio: Portfolio | None
    problems: tuple[Problem, ...]
    shares: tuple[Unlisted, ...] = ()
    """Pages for one employer each, which nothing leads to."""
    address: str = ""
    """Of the site, ending in `/`; empty when it is not known."""
    advice: tuple[Problem, ...] = ()
    """What the author may want to know, although nothing is wrong."""


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
