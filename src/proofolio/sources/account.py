"""A GitHub account: its profile and its repositories with their files."""

import os
from dataclasses import replace
from datetime import UTC, datetime

from proofolio.model.records import (
    Event,
    Failure,
    Harvest,
    Keep,
    Omission,
    Put,
    RepoRecord,
    Report,
    Snapshot,
)
from proofolio.model.wanted import Wanted
from proofolio.sources.choose import Choice, choose_repositories
from proofolio.sources.endpoints import Endpoints, find_token
from proofolio.sources.github import list_account
from proofolio.sources.listing import Listed, Listing
from proofolio.sources.repositories import Outcome, Reader

GONE = "no longer on GitHub, or private now"
NOT_LISTED = "GitHub did not list it"
MISREAD = "its name or what GitHub tells of it is in an unknown form"
_HINT = "A name of the letters a to z, digits, `-`, `_` and `.` is understood; rename it on GitHub."


def pull_account(
    wanted: Wanted, *, previous: Snapshot | None, put: Put, report: Report, keep: Keep
) -> Harvest:
    """Pull the account named `wanted.github`; see `contract.Pull`.

    A repository that cannot be read now keeps its last good record, marked as stale; one that is
    private now does not.
    """
    if wanted.github is None:
        return Harvest()
    endpoints = Endpoints.from_environment(os.environ)
    token = find_token(os.environ, endpoints)
    report(Event(kind="start", subject=wanted.github))
    listing = list_account(wanted.github, endpoints=endpoints, token=token, report=report)
    choice = choose_repositories(listing, wanted)
    report(Event(kind="found", subject=wanted.github, total=len(listing.repos)))
    for omission in choice.omissions:
        report(Event(kind="skipped", subject=omission.subject, detail=omission.reason))
    reader = Reader(
        endpoints=endpoints,
        token=token,
        wanted=wanted,
        before=_before(previous),
        before_at=previous.synced_at if previous else datetime.min.replace(tzinfo=UTC),
        known_empty=frozenset(
            omission.subject
            for omission in (previous.omissions if previous else ())
            if omission.reason == "empty"
        ),
        put=put,
        keep=keep,
        report=report,
    )
    to_read = [*choice.repos, *([choice.readme] if choice.readme else [])]
    outcomes = reader.read([_with_pin(listed, listing, reader) for listed in to_read])
    return _harvest(listing, choice, outcomes, reader)


def _before(previous: Snapshot | None) -> dict[str, RepoRecord]:
    """By host id, which a rename does not change."""
    if previous is None:
        return {}
    records = list(previous.repos)
    if previous.profile and previous.profile.readme:
        records.append(previous.profile.readme)
    return {record.host_id: record for record in records}


def _with_pin(listed: Listed, listing: Listing, reader: Reader) -> Listed:
    """REST does not tell what is pinned, so what was pinned when a token told stays so."""
    before = reader.before.get(listed.repo.host_id)
    if listing.has_pins or before is None:
        return listed
    return replace(listed, repo=replace(listed.repo, pin_rank=before.pin_rank))


def _harvest(listing: Listing, choice: Choice, outcomes: list[Outcome], reader: Reader) -> Harvest:
    readme = outcomes[-1].record if choice.readme else None
    projects = outcomes[:-1] if choice.readme else outcomes
    repos = [outcome.record for outcome in projects if outcome.record]
    omissions = [*choice.omissions, *(one.omission for one in outcomes if one.omission)]
    failures = [*choice.failures, *(one.failure for one in outcomes if one.failure)]
    for odd in listing.misread:
        name = f"{listing.profile.login}/{odd.name}"
        failures.append(
            Failure(subject=name, message=f"{name} was left out: {MISREAD}.", hint=_HINT)
        )
        reader.report(Event(kind="failed", subject=name, detail=MISREAD))
    misread = {odd.host_id for odd in listing.misread}
    for record in _vanished(listing, reader):
        if record.host_id in misread:
            repos.append(reader.kept(record, MISREAD))
        elif listing.is_complete:
            omissions.append(Omission(subject=record.full_name, reason=GONE))
            reader.report(Event(kind="skipped", subject=record.full_name, detail=GONE))
        else:
            repos.append(reader.kept(record, NOT_LISTED))
    if not listing.is_complete:
        failures.append(
            Failure(
                subject=listing.profile.login,
                message="GitHub listed some of the repositories only; the others are kept as "
                "they were.",
                hint="Run `proofolio sync` again later.",
            )
        )
    return Harvest(
        profile=replace(listing.profile, readme=readme),
        repos=tuple(sorted(repos, key=lambda record: record.full_name.casefold())),
        omissions=tuple(sorted(omissions, key=lambda omission: omission.subject.casefold())),
        failures=tuple(failures),
        quota=listing.quota,
        requests=listing.requests,
    )


def _vanished(listing: Listing, reader: Reader) -> list[RepoRecord]:
    """What the last snapshot has of this account and GitHub does not list any more."""
    listed = {one.repo.host_id for one in listing.repos}
    login = listing.profile.login.casefold()
    return [
        record
        for host_id, record in sorted(reader.before.items())
        if host_id not in listed and record.owner.casefold() == login
    ]
