"""Pull the repositories that a host of git repositories lists.

Whatever the host: what did not change is not read again, what cannot be read keeps its last good record
marked as stale, what is not listed any more is looked for, and what is not public any more leaves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from proofolio.model.records import Event, Failure, Omission, RepoRecord, Withdrawn
from proofolio.model.snapshot import SourceResult, SourceSnapshot
from proofolio.model.sync_request import PullContext, SyncRequest
from proofolio.sources.git.choose import Choice, choose_repositories, matches_any
from proofolio.sources.git.host import GitHost
from proofolio.sources.git.listing import Listed, Listing, by_name
from proofolio.sources.git.pictures import WebPictures
from proofolio.sources.git.renewed import former_names
from proofolio.sources.git.repositories import Outcome, Reader
from proofolio.sources.git.withdrawn import Visibility, is_withheld, withdrawn_now

TURNED_PRIVATE = "private now; to show it, take its name out of `include` for one sync"
MISREAD = "its name or what {host} tells of it is in an unknown form"
_HINT = "A name of the letters a to z, digits, `-`, `_` and `.` is understood; rename it on {host}."


def pull_repositories(listing: Listing, host: GitHost, context: PullContext) -> SourceResult:
    """Read the repositories of an account, and say what became of those that were read before.

    Args:
        listing: what the host lists of the account.
        host: where they are read from.
        context: which of them are wanted, and what the source is given to read them with.

    Raises:
        SystemProblemError: this computer got in the way.
    """
    ours, request, report = _Before(part=context.previous), context.request, context.report
    listing = _in_order(listing, ours)
    choice = choose_repositories(listing, request)
    report(Event(kind="found", subject=listing.owner, total=len(listing.repos)))
    for omission in choice.omissions:
        report(Event(kind="skipped", subject=omission.subject, detail=omission.reason))
    reader = Reader(
        host=host,
        learner=listing.learner,
        request=request,
        before=ours.repos,
        before_at=ours.at,
        known_empty=ours.empty,
        put=context.put,
        checkpoint=context.checkpoint,
        report=report,
        pictures=WebPictures(host, report),
    )
    choice, withheld = _without_withheld(choice, ours)
    to_read = [*choice.repos, *([choice.readme] if choice.readme else [])]
    outcomes = reader.read([_with_pin(one, listing, reader) for one in to_read])
    result = _result(listing, choice, outcomes, reader)
    unlisted = _unlisted(listing, ours, request)
    if listing.is_complete:
        sought = reader.seek(unlisted, listing.owner)
    else:
        sought = [Outcome(record=reader.kept(record, reader.not_listed)) for record in unlisted]
    result = _with(result, [*sought, *_emptied(listing, ours, reader)], withheld)
    gone = [
        record.host_id
        for record, outcome in zip(unlisted, sought, strict=True)
        if outcome.record is None
    ]
    return replace(result, withdrawn=_withdrawn(listing, result, ours, gone, withheld))


def _in_order(listing: Listing, ours: "_Before") -> Listing:
    renamed = (_with_former_names(one, ours.repos) for one in listing.repos)
    return replace(listing, repos=tuple(sorted(renamed, key=by_name)))


def _without_withheld(choice: Choice, ours: "_Before") -> tuple[Choice, list[Listed]]:
    """Return the choice without repositories that turned private, and those."""
    withheld = [one for one in choice.repos if is_withheld(one, ours.repos, ours.withdrawn)]
    kept = tuple(one for one in choice.repos if one not in withheld)
    return replace(choice, repos=kept), withheld


def _emptied(listing: Listing, ours: "_Before", reader: Reader) -> list[Outcome]:
    """Return what becomes of repositories that held something and are empty now."""
    return [
        reader.emptied(ours.repos[one.repo.host_id])
        for one in listing.repos
        if one.is_empty and one.repo.host_id in ours.repos and not one.repo.is_private
    ]


@dataclass(frozen=True, kw_only=True)
class _Before:
    """What the same source brought last."""

    part: SourceSnapshot | None

    @cached_property
    def repos(self) -> dict[str, RepoRecord]:
        """By host id, which a rename does not change."""
        return {repo.host_id: repo for repo in self.part.all_repos} if self.part else {}

    @property
    def at(self) -> datetime:
        """When it did; the beginning of time when it never did."""
        return self.part.synced_at if self.part else datetime.min.replace(tzinfo=UTC)

    @property
    def empty(self) -> frozenset[str]:
        """Full names of what was empty."""
        omissions = self.part.omissions if self.part else ()
        return frozenset(one.subject for one in omissions if one.reason == "empty")

    @property
    def withdrawn(self) -> tuple[Withdrawn, ...]:
        """What had left by then."""
        return self.part.withdrawn if self.part else ()

    def is_of(self, owner: str) -> bool:
        """Tell whether it was this account's."""
        profile = self.part.profile if self.part else None
        owners = [profile.login] if profile else [repo.owner for repo in self.repos.values()]
        return owner.casefold() in {one.casefold() for one in owners}


def _withdrawn(
    listing: Listing,
    result: SourceResult,
    ours: _Before,
    gone: list[str],
    withheld: list[Listed],
) -> tuple[Withdrawn, ...]:
    shown = {repo.host_id for repo in result.repos}
    listed = {one.repo.host_id: one.repo for one in listing.repos}
    found = Visibility(
        gone=gone,
        private=[key for key, repo in listed.items() if repo.is_private and key not in shown],
        withheld=[one.repo.host_id for one in withheld],
        public=[*shown, *(key for key, repo in listed.items() if not repo.is_private)],
    )
    now = datetime.now(UTC).replace(microsecond=0)
    return withdrawn_now(ours.withdrawn, ours.repos, found, now)


def _with(result: SourceResult, outcomes: list[Outcome], withheld: list[Listed]) -> SourceResult:
    """Return a result with what became of repositories that were read before."""
    records = [*result.repos, *(one.record for one in outcomes if one.record)]
    omissions = [
        *result.omissions,
        *(one.omission for one in outcomes if one.omission),
        *(Omission(subject=one.repo.full_name, reason=TURNED_PRIVATE) for one in withheld),
    ]
    return replace(
        result,
        repos=tuple(sorted(records, key=lambda record: record.full_name.casefold())),
        omissions=tuple(sorted(omissions, key=lambda omission: omission.subject.casefold())),
        failures=(*result.failures, *(one.failure for one in outcomes if one.failure)),
    )


def _with_former_names(one: Listed, before: Mapping[str, RepoRecord]) -> Listed:
    """Let what portfolio.yml calls by an older name still be meant."""
    known = before.get(one.repo.host_id)
    if known is None:
        return one
    return replace(one, repo=replace(one.repo, former_names=former_names(known, one.repo)))


def _with_pin(one: Listed, listing: Listing, reader: Reader) -> Listed:
    """Keep what was pinned when the host told, where it does not tell now: REST does not."""
    before = reader.before.get(one.repo.host_id)
    if listing.has_pins or before is None:
        return one
    return replace(one, repo=replace(one.repo, pin_rank=before.pin_rank))


def _result(
    listing: Listing, choice: Choice, outcomes: list[Outcome], reader: Reader
) -> SourceResult:
    readme = outcomes[-1].record if choice.readme else None
    projects = outcomes[:-1] if choice.readme else outcomes
    repos = [outcome.record for outcome in projects if outcome.record]
    omissions = [*choice.omissions, *(one.omission for one in outcomes if one.omission)]
    failures = [one.failure for one in outcomes if one.failure]
    host = reader.host.label
    for odd in listing.misread:
        name, why = f"{listing.owner}/{odd.name}", MISREAD.format(host=host)
        failures.append(
            Failure(
                subject=name, message=f"{name} was left out: {why}.", hint=_HINT.format(host=host)
            )
        )
        reader.report(Event(kind="failed", subject=name, detail=why))
        if before := reader.before.get(odd.host_id):
            repos.append(reader.kept(before, why))
    if not listing.is_complete:
        failures.append(
            Failure(
                subject=listing.owner,
                message=f"{host} listed some of the repositories only; the others are kept as "
                "they were.",
                hint="Run `proofolio sync` again later.",
            )
        )
    return SourceResult(
        profile=replace(listing.profile, readme=readme) if listing.profile else None,
        repos=tuple(repos),
        omissions=tuple(omissions),
        failures=tuple(failures),
        unmatched=choice.unmatched,
        quota=listing.quota,
        requests=listing.requests,
        waited_s=listing.waited_s,
    )


def _unlisted(listing: Listing, ours: _Before, request: SyncRequest) -> list[RepoRecord]:
    """Return what was pulled of this account before, is not listed any more, and is still wanted."""
    owner = listing.owner.casefold()
    listed = {one.repo.host_id for one in listing.repos}
    listed |= {odd.host_id for odd in listing.misread}
    # One that moved to another owner was this account's all the same.
    is_same = ours.is_of(listing.owner)
    return [
        record
        for host_id, record in sorted(ours.repos.items())
        if host_id not in listed
        and (is_same or record.owner.casefold() == owner)
        and not matches_any(request.exclude, record)
    ]
