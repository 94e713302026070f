"""Accounts of more than a page: what lies beyond the first is not asked for again; pure.

GitHub lists 100 repositories a request. The first page holds those that were pushed to last, so a
push or a new repository shows there. What else may happen to the others shows in their number and,
with a token, in when they changed last; without one it is seen within a day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from proofolio.model.records import RepoRecord
from proofolio.sources.git.listing import Listed
from proofolio.store.serialise import dump, load

_FOR = timedelta(days=1)
_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderRecord:
    """What an account has beyond the 100 repositories that were pushed to last.

    They are not asked for again as long as nothing tells that they changed.
    """

    login: str
    by_token: bool
    """Whether it was listed by somebody with a token, who sees more."""
    listed_at: datetime
    """When all of them were listed, UTC."""
    total: int
    """Repositories of the account, the first 100 among them."""
    changed_at: datetime
    """When GitHub last saw a change of any repository of the account, UTC."""
    repos: tuple[RepoRecord, ...]
    """Without files."""
    empty: tuple[str, ...]
    """Host ids of those that are empty."""


def to_state(older: OlderRecord | None) -> str:
    """Return it as the text that the snapshot keeps for this source."""
    return dump(older).decode() if older else ""


def from_state(state: str) -> OlderRecord | None:
    """Return what was kept; None when there is nothing, or nothing that can be understood."""
    try:
        return load(OlderRecord, state.encode()) if state else None
    except ValueError:
        return None


def remember(
    repos: Sequence[Listed],
    first: Sequence[Listed],
    *,
    login: str,
    by_token: bool,
    total: int,
    changes: Mapping[str, datetime],
    now: datetime,
) -> OlderRecord | None:
    """What to keep of a complete list; None when it is one page.

    Args:
        repos: all of them.
        first: those of the first page.
        login: of the account.
        by_token: whether a token was used.
        total: how many there are, as GitHub says.
        changes: host id → when it changed, of the 100 that changed last; empty when unknown.
        now: the time.
    """
    shown = {one.repo.host_id for one in first}
    older = [one for one in repos if one.repo.host_id not in shown]
    if not older or len(repos) != total:
        return None
    return OlderRecord(
        login=login,
        by_token=by_token,
        listed_at=now,
        total=total,
        changed_at=max(changes.values(), default=datetime.min.replace(tzinfo=UTC)),
        repos=tuple(one.repo for one in older),
        empty=tuple(one.repo.host_id for one in older if one.is_empty),
    )


def recall(
    older: OlderRecord | None,
    first: Sequence[Listed],
    *,
    login: str,
    by_token: bool,
    total: int,
    changes: Mapping[str, datetime],
    now: datetime,
) -> list[Listed] | None:
    """The repositories beyond the first page, if nothing tells that they changed; see `remember`."""
    if (
        older is None
        or (older.login.casefold(), older.by_token, older.total)
        != (login.casefold(), by_token, total)
        or not timedelta(0) <= now - older.listed_at < _FOR
    ):
        return None
    kept = {repo.host_id for repo in older.repos}
    shown = {one.repo.host_id for one in first}
    if kept & shown or len(kept) + len(shown) != total or _changed(older, kept, changes):
        return None
    return [
        Listed(repo=repo, is_empty=repo.host_id in older.empty or (False if by_token else None))
        for repo in older.repos
    ]


def _changed(older: OlderRecord, kept: set[str], changes: Mapping[str, datetime]) -> bool:
    since = [host_id for host_id, moment in changes.items() if moment > older.changed_at]
    # When all that are told changed since, there may be more of them.
    return not kept.isdisjoint(since) or len(since) >= _PAGE
