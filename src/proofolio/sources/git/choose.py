"""Which of an account's repositories are pulled; pure."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from proofolio.model.records import Omission, RepoRecord
from proofolio.model.snapshot import Unmatched
from proofolio.model.sync_request import SyncRequest
from proofolio.sources.git.listing import Listed, Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A listing, sorted out."""

    readme: Listed | None
    """The profile repository, whose README is the account's own page."""
    repos: tuple[Listed, ...]
    omissions: tuple[Omission, ...]
    unmatched: tuple[Unmatched, ...]
    """Names in portfolio.yml that no repository of the account has."""


def choose_repositories(listing: Listing, request: SyncRequest) -> Choice:
    """Leave out by default forks, templates, archived, empty, private ones and the Pages repository.

    What `include` or `pin` names is kept all the same, unless it is empty or `exclude` names it;
    a private repository only when `include` names it in full, so that no `*` and no pin publishes one.
    """
    readme: Listed | None = None
    repos: list[Listed] = []
    omissions: list[Omission] = []
    for listed in listing.repos:
        reason = _reason(listed, listing, request)
        if reason is not None:
            omissions.append(Omission(subject=listed.repo.full_name, reason=reason))
        elif _is_profile(listed.repo, listing):
            readme = listed
        else:
            repos.append(listed)
    return Choice(
        readme=readme,
        repos=tuple(repos),
        omissions=tuple(omissions),
        unmatched=tuple(_unmatched(listing, request)),
    )


def _reason(listed: Listed, listing: Listing, request: SyncRequest) -> str | None:
    repo = listed.repo
    named = (*request.include, *request.pin)
    if matches_any(request.exclude, repo):
        return "excluded in portfolio.yml"
    if listed.is_empty:
        return "empty"
    if repo.is_private:
        return None if _is_named_in_full(request.include, repo) else "private"
    if matches_any(named, repo) or _is_profile(repo, listing):
        return None
    if repo.is_fork:
        return "a fork"
    if repo.is_template:
        return "a template"
    if repo.is_archived:
        return "archived"
    return listed.omit or None


def _is_profile(repo: RepoRecord, listing: Listing) -> bool:
    return repo.name.casefold() == listing.profile_repository.casefold()


def matches_any(patterns: Iterable[str], repo: RepoRecord) -> bool:
    """Whether one of the patterns names a repository."""
    full_names = [name.casefold() for name in (repo.full_name, *repo.former_names)]
    names = {*full_names, *(name.rpartition("/")[2] for name in full_names)}
    return any(fnmatchcase(name, pattern.casefold()) for pattern in patterns for name in names)


def _is_named_in_full(patterns: Iterable[str], repo: RepoRecord) -> bool:
    names = {repo.name.casefold(), repo.full_name.casefold()}
    return any(pattern.casefold() in names for pattern in patterns)


def _unmatched(listing: Listing, request: SyncRequest) -> Iterable[Unmatched]:
    if not listing.is_complete:
        return
    for key in ("include", "exclude", "pin"):
        patterns: tuple[str, ...] = getattr(request, key)
        for pattern in patterns:
            if not any(matches_any([pattern], listed.repo) for listed in listing.repos):
                yield Unmatched(
                    key=key, pattern=pattern, owner=listing.owner, hint=_hint(pattern, listing)
                )


def _hint(pattern: str, listing: Listing) -> str:
    names = {listed.repo.name.casefold(): listed.repo.name for listed in listing.repos}
    owner, slash, name = pattern.casefold().rpartition("/")
    close = difflib.get_close_matches(name, names, n=1)
    if slash and owner != listing.owner.casefold():
        return f"Only repositories that {listing.owner} owns can be named here."
    if close:
        return f"Did you mean {names[close[0]]!r}?"
    return "Correct or remove it; a private repository needs a token that may read it."
