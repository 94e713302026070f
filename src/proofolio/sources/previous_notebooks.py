"""Notebooks of the last good snapshot, for when one cannot be read now; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal, Self

from proofolio.model.records import NotebookRecord, Stale
from proofolio.model.snapshot import SourceSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousNotebooks:
    """What there was before."""

    notebooks: Mapping[str, NotebookRecord]
    """By key."""
    at: datetime

    @classmethod
    def of(cls, previous: SourceSnapshot | None) -> Self:
        """Of what the same source brought last, or of nothing."""
        if previous is None:
            return cls(notebooks={}, at=datetime.min.replace(tzinfo=UTC))
        return cls(
            notebooks={notebook.key: notebook for notebook in previous.notebooks},
            at=previous.synced_at,
        )

    def exactly(self, key: str, reason: str) -> dict[str, NotebookRecord]:
        """The notebook of that key, if there was one, marked as stale."""
        return self._stale([key] if key in self.notebooks else [], reason)

    def as_good(self, key: str) -> NotebookRecord | None:
        """The notebook of that key as it was when it could be read."""
        before = self.notebooks.get(key)
        return None if before is None else replace(before, stale=None)

    def all_good(self, prefix: str) -> tuple[NotebookRecord, ...]:
        """The notebooks whose keys begin so, as they were when they could be read."""
        keys = [key for key in self.notebooks if key.startswith(prefix)]
        return tuple(replace(self.notebooks[key], stale=None) for key in keys)

    def beginning_with(self, prefix: str, reason: str) -> dict[str, NotebookRecord]:
        """The notebooks whose keys begin so, marked as stale."""
        return self._stale([key for key in self.notebooks if key.startswith(prefix)], reason)

    def opened_by(self, colab_url: str, reason: str) -> dict[str, NotebookRecord]:
        """The notebooks with that Colab link, marked as stale."""
        keys = [key for key, one in self.notebooks.items() if one.colab_url == colab_url]
        return self._stale(keys, reason)

    def compare(self, notebook: NotebookRecord) -> Literal["new", "changed", "unchanged"]:
        """How a notebook that was read now differs from before."""
        before = self.notebooks.get(notebook.key)
        if before is None:
            return "new"
        return "unchanged" if replace(before, stale=None) == notebook else "changed"

    def _stale(self, keys: list[str], reason: str) -> dict[str, NotebookRecord]:
        stale = {}
        for key in keys:
            before = self.notebooks[key]
            since = before.stale.since if before.stale else self.at
            stale[key] = replace(before, stale=Stale(since=since, reason=reason))
        return stale
