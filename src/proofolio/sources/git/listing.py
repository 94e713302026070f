"""What a host of git repositories lists of an account; pure."""

from dataclasses import dataclass

from proofolio.model.records import ProfileRecord, Quota, RepoRecord
from proofolio.sources.git.activity import Learner


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A repository before its files were read."""

    repo: RepoRecord
    """Without files. It is read again when `head_commit` is another one, or, where the host does not tell
    that, when `pushed_at` or `default_branch` are."""
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
    waited_s: float = 0.0
    """How long the host made us wait while it was asked."""


def by_name(one: Listed) -> str:
    """Return what a listing is sorted by."""
    return one.repo.full_name.casefold()
