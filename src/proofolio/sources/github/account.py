"""A GitHub account: its profile and its repositories with their files."""

import os
from collections.abc import Mapping
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
    Withdrawn,
)
from proofolio.model.wanted import Wanted
from proofolio.sources.git.choose import Choice, choose_repositories, matches_any
from proofolio.sources.git.pictures import WebPictures
from proofolio.sources.git.renewed import former_names
from proofolio.sources.git.repositories import NOT_LISTED, Outcome, Reader
from proofolio.sources.git.withdrawn import is_withheld, withdrawn_now
from proofolio.sources.github.answers import Listed, Listing
from proofolio.sources.github.endpoints import Endpoints, Token, find_token
from proofolio.sources.github.lists import list_account
from proofolio.sources.github.refusals import NEW_TOKEN
from proofolio.sources.http.patience import Patience

TURNED_PRIVATE = "private now; to show it, take its name out of `include` for one sync"
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
    patience = Patience(subject="GitHub", report=report, left_s=wanted.wait_s)
    listing = list_account(
        wanted.github,
        endpoints=endpoints,
        token=token,
        patience=patience,
        older=previous.older if previous and not wanted.fresh else None,
    )
    before = _before(previous)
    listing = replace(
        listing, repos=tuple(_with_former_names(one, before) for one in listing.repos)
    )
    choice = choose_repositories(listing, wanted)
    report(Event(kind="found", subject=wanted.github, total=len(listing.repos)))
    for omission in choice.omissions:
        report(Event(kind="skipped", subject=omission.subject, detail=omission.reason))
    reader = Reader(
        endpoints=endpoints,
        token=token,
        learner=listing.learner,
        wanted=wanted,
        before=before,
        before_at=previous.synced_at if previous else datetime.min.replace(tzinfo=UTC),
        known_empty=frozenset(
            omission.subject
            for omission in (previous.omissions if previous else ())
            if omission.reason == "empty"
        ),
        put=put,
        keep=keep,
        report=report,
        pictures=WebPictures(endpoints, report),
    )
    withheld = [one for one in choice.repos if is_withheld(one, reader.before, _ledger(previous))]
    choice = replace(choice, repos=tuple(one for one in choice.repos if one not in withheld))
    to_read = [*choice.repos, *([choice.readme] if choice.readme else [])]
    outcomes = reader.read([_with_pin(listed, listing, reader) for listed in to_read])
    harvest = _harvest(listing, choice, outcomes, reader)
    unlisted = _unlisted(listing, previous, reader, wanted)
    if listing.is_complete:
        sought = reader.seek(unlisted, listing.profile.login)
    else:
        sought = [Outcome(record=reader.kept(record, NOT_LISTED)) for record in unlisted]
    emptied = [
        reader.emptied(reader.before[one.repo.host_id])
        for one in listing.repos
        if one.is_empty and one.repo.host_id in reader.before and not one.repo.is_private
    ]
    harvest = _with(harvest, [*sought, *emptied], withheld)
    shown = {repo.host_id for repo in harvest.repos}
    return replace(
        harvest,
        waited_s=patience.waited_s,
        advice=_advice(listing, harvest, token),
        withdrawn=withdrawn_now(
            previous,
            reader.before,
            now=datetime.now(UTC).replace(microsecond=0),
            gone=[
                record.host_id
                for record, outcome in zip(unlisted, sought, strict=True)
                if outcome.record is None
            ],
            private=[
                one.repo.host_id
                for one in listing.repos
                if one.repo.is_private and one.repo.host_id not in shown
            ],
            withheld=[one.repo.host_id for one in withheld],
            public=[
                *shown,
                *(one.repo.host_id for one in listing.repos if not one.repo.is_private),
            ],
        ),
    )


def _advice(listing: Listing, harvest: Harvest, token: Token | None) -> tuple[str, ...]:
    """A token that sees more than it needs to is a risk without a gain."""
    sees_private = any(one.repo.is_private for one in listing.repos)
    if token is None or not sees_private or any(repo.is_private for repo in harvest.repos):
        return ()
    advice = (
        f"the token from {token.origin} can see your private repositories, and nothing here needs "
        f"that. One that reads public repositories only does the same: {NEW_TOKEN}"
    )
    return (advice,)


def _ledger(previous: Snapshot | None) -> tuple[Withdrawn, ...]:
    return previous.withdrawn if previous else ()


def _with(harvest: Harvest, outcomes: list[Outcome], withheld: list[Listed]) -> Harvest:
    """A harvest with what became of repositories that were read before."""
    records = [*harvest.repos, *(one.record for one in outcomes if one.record)]
    omissions = [
        *harvest.omissions,
        *(one.omission for one in outcomes if one.omission),
        *(Omission(subject=one.repo.full_name, reason=TURNED_PRIVATE) for one in withheld),
    ]
    return replace(
        harvest,
        repos=tuple(sorted(records, key=lambda record: record.full_name.casefold())),
        omissions=tuple(sorted(omissions, key=lambda omission: omission.subject.casefold())),
        failures=(*harvest.failures, *(one.failure for one in outcomes if one.failure)),
    )


def _before(previous: Snapshot | None) -> dict[str, RepoRecord]:
    """By host id, which a rename does not change."""
    if previous is None:
        return {}
    records = list(previous.repos)
    if previous.profile and previous.profile.readme:
        records.append(previous.profile.readme)
    return {record.host_id: record for record in records}


def _with_former_names(listed: Listed, before: Mapping[str, RepoRecord]) -> Listed:
    """What portfolio.yml calls by an older name is still meant."""
    known = before.get(listed.repo.host_id)
    if known is None:
        return listed
    return replace(listed, repo=replace(listed.repo, former_names=former_names(known, listed.repo)))


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
        if before := reader.before.get(odd.host_id):
            repos.append(reader.kept(before, MISREAD))
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
        repos=tuple(repos),
        omissions=tuple(omissions),
        failures=tuple(failures),
        quota=listing.quota,
        requests=listing.requests,
        older=listing.older,
    )


def _unlisted(
    listing: Listing, previous: Snapshot | None, reader: Reader, wanted: Wanted
) -> list[RepoRecord]:
    """What was pulled of this account before, is not listed any more, and is still wanted."""
    if previous is None:
        return []
    login = listing.profile.login.casefold()
    listed = {one.repo.host_id for one in listing.repos}
    listed |= {odd.host_id for odd in listing.misread}
    # One that moved to another owner was this account's all the same.
    is_same = previous.profile is not None and previous.profile.login.casefold() == login
    return [
        record
        for host_id, record in sorted(reader.before.items())
        if host_id not in listed
        and (is_same or record.owner.casefold() == login)
        and not matches_any(wanted.exclude, record)
    ]
