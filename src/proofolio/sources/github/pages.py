"""The pages of a list of repositories, while they are turned; of later ones those of last time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from proofolio.sources.git.listing import Listed, Misread
from proofolio.sources.github import answers as read
from proofolio.sources.github.older import OlderRecord, recall, remember


@dataclass(slots=True, kw_only=True)
class Pages:
    """What was read of a list so far."""

    login: str
    by_token: bool
    total: int = 0
    """How many there are, as GitHub says."""
    changes: Mapping[str, datetime] = field(default_factory=dict)
    """See `older.remember`."""
    repos: list[Listed] = field(default_factory=list)
    misread: list[Misread] = field(default_factory=list)
    first: list[Listed] = field(default_factory=list)
    """Those of the first page."""
    is_recalled: bool = False
    """Whether a part of them stands here from last time."""

    def add(
        self, items: Sequence[dict[str, Any]], reader: Callable[[dict[str, Any]], Listed]
    ) -> bool:
        """Read a page; returns whether it had anything new."""
        listed, odd = read.read_each(items, reader)
        known = {one.repo.host_id for one in self.repos} | {one.host_id for one in self.misread}
        self.first = self.first or listed
        self.repos += [one for one in listed if one.repo.host_id not in known]
        self.misread += odd
        return not known.issuperset(
            [*(one.repo.host_id for one in listed), *(one.host_id for one in odd)]
        )

    @property
    def is_whole(self) -> bool:
        """Whether there are as many as GitHub says."""
        return len(self.repos) + len(self.misread) >= self.total

    def recall(self, older: OlderRecord | None) -> bool:
        """Add what lies beyond the first page from last time, if that is as it was."""
        rest = recall(
            older,
            self.first,
            login=self.login,
            by_token=self.by_token,
            total=self.total,
            changes=self.changes,
            now=datetime.now(UTC),
        )
        if rest is None or len(self.repos) > len(self.first):
            return False
        self.repos += rest
        self.is_recalled = True
        return True

    def remember(self, older: OlderRecord | None) -> OlderRecord | None:
        """What to keep for next time; the day does not begin anew with what was only recalled."""
        if self.is_recalled:
            return older
        return remember(
            self.repos,
            self.first,
            login=self.login,
            by_token=self.by_token,
            total=self.total,
            changes=self.changes,
            now=datetime.now(UTC).replace(microsecond=0),
        )
