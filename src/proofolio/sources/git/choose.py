"""Which of an account's repositories are pulled; pure."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from proofolio.model.records import Failure, Omission, RepoRecord
from proofolio.model.wanted import Wanted
from proofolio.sources.github.answers import Listed, Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A listing, sorted out."""

    readme: Listed | None
    """The profile repository, whose README is the account's own page."""
    repos: tuple[Listed, ...]
    omissions: tuple[Omission, ...]
    failures: tuple[Failure, ...]
    """Names in portfolio.yml that no repository has."""


def choose_repositories(listing: Listing, wanted: Wanted) -> Choice:
    """Leave out by default forks, templates, archived, empty, private ones and the Pages repository.

    What `include` or `pin` names is kept all the same, unless it is empty or `exclude` names it;
    a private repository only when `include` names it in full, so that no `*` and no pin publishes one.
    """
    readme: Listed | None = None
    repos: list[Listed] = []
    omissions: list[Omission] = []
    for listed in listing.repos:
        reason = _reason(listed, listing, wanted)
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
        failures=tuple(_unmatched(listing, wanted)),
    )


def _reason(listed: Listed, listing: Listing, wanted: Wanted) -> str | None:
    repo = listed.repo
    named = (*wanted.include, *wanted.pin)
    if matches_any(wanted.exclude, repo):
        return "excluded in portfolio.yml"
    if listed.is_empty:
        return "empty"
    if repo.is_private:
        return None if _is_named_in_full(wanted.include, repo) else "private"
    if matches_any(named, repo) or _is_profile(repo, listing):
        return None
    if repo.is_fork:
        return "a fork"
    if repo.is_template:
        return "a template"
    if repo.is_archived:
        return "archived"
    if repo.name.casefold() == f"{repo.owner}.github.io".casefold():
        return "the Pages repository"
    return None


def _is_profile(repo: RepoRecord, listing: Listing) -> bool:
    # https://docs.github.com/en/account-and-profile/concepts/personal-profile
    name = ".github" if listing.profile.is_organisation else listing.profile.login
    return repo.name.casefold() == name.casefold()


def matches_any(patterns: Iterable[str], repo: RepoRecord) -> bool:
    """Whether one of the patterns names a repository."""
    full_names = [name.casefold() for name in (repo.full_name, *repo.former_names)]
    names = {*full_names, *(name.rpartition("/")[2] for name in full_names)}
    return any(fnmatchcase(name, pattern.casefold()) for pattern in patterns for name in names)


def _is_named_in_full(patterns: Iterable[str], repo: RepoRecord) -> bool:
    names = {repo.name.casefold(), repo.full_name.casefold()}
    return any(pattern.casefold() in names for pattern in patterns)


def _unmatched(listing: Listing, wanted: Wanted) -> Iterable[Failure]:
    if not listing.is_complete:
        return
    for key in ("include", "exclude", "pin"):
        patterns: tuple[str, ...] = getattr(wanted, key)
        for pattern in patterns:
            if not any(matches_any([pattern], listed.repo) for listed in listing.repos):
                yield Failure(
                    subject=pattern,
                    message=f"`{key}` in portfolio.yml names {pattern!r}, "
                    f"and {listing.profile.login} has no such repository.",
                    hint=_hint(pattern, listing),
                )


def _hint(pattern: str, listing: Listing) -> str:
    names = {listed.repo.name.casefold(): listed.repo.name for listed in listing.repos}
    owner, slash, name = pattern.casefold().rpartition("/")
    close = difflib.get_close_matches(name, names, n=1)
    if slash and owner != listing.profile.login.casefold():
        return f"Only repositories that {listing.profile.login} owns can be named here."
    if close:
        return f"Did you mean {names[close[0]]!r}?"
    return "Correct or remove it; a private repository needs a token that may read it."
