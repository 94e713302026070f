"""What a host of git repositories lists of an account; pure."""

from dataclasses import dataclass
from datetime import datetime

from proofolio.model.records import Addresses, Language, ProfileRecord, Quota, RepoRecord
from proofolio.sources.git.activity import Learner


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A repository before its files were read."""

    repo: RepoRecord
    """Without files; `head_commit` is empty when the host does not tell it."""
    is_empty: bool | None = None
    """None when only git can tell."""
    omit: str = ""
    """Why it is left out unless it is named, in words: 'the Pages repository'; empty when it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misread:
    """A repository that is listed in a way that we do not understand."""

    host_id: str
    name: str
    """For messages only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An account and its repositories."""

    owner: str
    """The account's name on its host."""
    learner: Learner
    """Whose commits are counted."""
    repos: tuple[Listed, ...]
    profile: ProfileRecord | None = None
    """Without its README."""
    profile_repository: str = ""
    """The name of the repository whose README is the account's own page; empty when there is none."""
    misread: tuple[Misread, ...] = ()
    """What was listed besides."""
    is_complete: bool = True
    """False when the host answered for some of the repositories only."""
    has_pins: bool = False
    """Whether the host tells what is pinned."""
    quota: Quota | None = None
    requests: int = 0
    """API requests sent."""


def listed(
    *,
    host_id: str,
    owner: str,
    name: str,
    url: str,
    created_at: datetime,
    pushed_at: datetime,
    addresses: Addresses = Addresses(),  # noqa: B008  frozen
    default_branch: str = "",
    head_commit: str = "",
    description: str = "",
    homepage: str = "",
    topics: tuple[str, ...] = (),
    languages: tuple[Language, ...] = (),
    licence: str | None = None,
    stars: int = 0,
    is_fork: bool = False,
    is_archived: bool = False,
    is_template: bool = False,
    is_private: bool = False,
    pin_rank: int | None = None,
    is_empty: bool | None = None,
    omit: str = "",
) -> Listed:
    """Return a repository as its host lists it; see `RepoRecord` and `Listed`.

    What is not known is left out. A repository is read again when `head_commit` is another one, or, where
    it is empty, when `pushed_at` or `default_branch` are.
    """
    repo = RepoRecord(
        host_id=host_id, owner=owner, name=name, url=url, description=description, homepage=homepage,
        topics=topics, languages=languages, licence=licence, stars=stars, default_branch=default_branch,
        head_commit=head_commit, created_at=created_at, pushed_at=pushed_at, committed_at=pushed_at,
        is_fork=is_fork, is_archived=is_archived, is_template=is_template, is_private=is_private,
        pin_rank=pin_rank, files=(), skipped=(), addresses=addresses,
    )  # fmt: skip
    return Listed(repo=repo, is_empty=is_empty, omit=omit)


def by_name(one: Listed) -> str:
    """Return what a listing is sorted by."""
    return one.repo.full_name.casefold()
