"""What was found in files of git, kept by their objects, so that each is searched once.

Of a secret only its mask and its fingerprint are kept.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from proofolio.leaks import FoundLeak, rules_version
from proofolio.model.leak import Leak
from proofolio.publish.lfs import behind_pointer
from proofolio.publish.look_into import VERSION, Looked, look_into
from proofolio.sources.git import objects as git_objects
from proofolio.sources.git.objects import GitFolder

MOST_BYTES: Final = 50_000_000
"""Of a file that is searched; GitHub takes 100 MB at most."""
_AT_ONCE: Final = 500
_MESSAGE: Final = "commit message.txt"
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS found (blob TEXT, name TEXT, looked TEXT, PRIMARY KEY (blob, name))"
    " WITHOUT ROWID"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """A file that was searched."""

    path: str
    blob: str
    looked: Looked | None
    """What is in it; None where it is too large."""


_NOWHERE: Final = ":memory:"


class SearchCache:
    """Searches files of git, and remembers what was in them; a context manager."""

    def __init__(self, file: Path) -> None:
        """Remember in this file; it is begun anew when it is damaged or of other rules."""
        self._file = file

    def __enter__(self) -> Self:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._database = self._opened(self._file)
            except sqlite3.DatabaseError:
                self._file.unlink(missing_ok=True)
                self._database = self._opened(self._file)
        except (OSError, sqlite3.DatabaseError):
            # On a disk that is full or read-only the search goes on, and is not remembered.
            self._database = self._opened(_NOWHERE)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._keep()
        self._database.close()

    def search(
        self,
        git: GitFolder,
        files: Iterable[tuple[str, str]],
        *,
        on_done: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Iterator[Searched]:
        """Yield each of these files with what is in it; what is not here is passed over.

        What was searched is remembered now and then, so that a search that is stopped goes on there.

        Args:
            git: the repository.
            files: path and object of each.
            on_done: told how many of how many were searched.
        """
        wanted = sorted(set(files), key=lambda file: (file[1], file[0]))
        for begin in range(0, len(wanted), _AT_ONCE):
            yield from self._some(git, wanted[begin : begin + _AT_ONCE])
            self._keep()
            on_done(min(begin + _AT_ONCE, len(wanted)), len(wanted))

    def search_text(self, commit: str, text: str) -> Looked:
        """Return what is in the message of a commit."""
        looked = self._known(commit, _MESSAGE)
        if looked is None:
            looked = look_into(_MESSAGE, text.encode())
            self._remember(commit, _MESSAGE, looked)
        return looked

    def _some(self, git: GitFolder, files: list[tuple[str, str]]) -> Iterator[Searched]:
        new: dict[str, list[str]] = {}
        for path, blob in files:
            looked = self._known(blob, path)
            if looked is None:
                new.setdefault(blob, []).append(path)
            else:
                yield Searched(path=path, blob=blob, looked=looked)
        sizes = git_objects.sizes(git, new)
        fitting = [blob for blob in new if sizes.get(blob, MOST_BYTES + 1) <= MOST_BYTES]
        for blob, data in git_objects.contents(git, fitting):
            stored = behind_pointer(git, data)
            if stored and stored.stat().st_size > MOST_BYTES:
                yield from (Searched(path=path, blob=blob, looked=None) for path in new[blob])
                continue
            for path in new[blob]:
                looked = look_into(path, stored.read_bytes() if stored else data)
                self._remember(blob, path, looked)
                yield Searched(path=path, blob=blob, looked=looked)
        for blob, paths in new.items():
            if sizes.get(blob, 0) > MOST_BYTES:
                for path in paths:
                    yield Searched(path=path, blob=blob, looked=None)

    def _known(self, blob: str, path: str) -> Looked | None:
        query = "SELECT looked FROM found WHERE blob = ? AND name = ?"
        row = self._database.execute(query, (blob, _name(path))).fetchone()
        if row is None:
            return None
        row_data = json.loads(row[0])
        leaks = tuple(_leak(one) for one in row_data["leaks"])
        return Looked(leaks=leaks, unread=tuple(row_data["unread"]))

    def _remember(self, blob: str, path: str, looked: Looked) -> None:
        row = (blob, _name(path), json.dumps(asdict(looked)))
        with suppress(sqlite3.OperationalError):
            self._database.execute("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", row)

    def _keep(self) -> None:
        try:
            self._database.commit()
        except sqlite3.OperationalError:
            self._database.close()
            self._database = self._opened(_NOWHERE)

    @staticmethod
    def _opened(place: Path | str) -> sqlite3.Connection:
        database = sqlite3.connect(place)
        version = int(rules_version()[:7], 16) ^ VERSION
        if database.execute("PRAGMA user_version").fetchone()[0] != version:
            database.execute("DROP TABLE IF EXISTS found")
            database.execute(f"PRAGMA user_version = {version}")
        database.execute(_TABLE)
        return database


def _name(path: str) -> str:
    """What of a path decides how a file is searched."""
    return path.rpartition("/")[2].casefold()


def _leak(row_data: dict[str, Any]) -> FoundLeak:
    return FoundLeak(**{**row_data, "leak": Leak(**row_data["leak"])})
