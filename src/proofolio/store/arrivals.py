"""Repositories that arrived while a sync is not done yet, so that the next one need not read them again."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from proofolio.model.records import RepoRecord, Snapshot
from proofolio.store.files import remove, remove_if_empty, write_atomically
from proofolio.store.objects import ObjectStore
from proofolio.store.serialise import dump, load

_NAME = re.compile(r"[0-9a-f]{32}\.json")


@dataclass(frozen=True, slots=True)
class Arrivals:
    """A folder with a file for each repository; its blobs are in the store before it is."""

    folder: Path

    def keep(self, record: RepoRecord) -> None:
        """Remember a repository that was read in full. Safe from several threads at once."""
        name = hashlib.sha256(record.host_id.encode()).hexdigest()[:32]
        write_atomically(self.folder / f"{name}.json", dump(record))

    def over(self, previous: Snapshot | None, objects: ObjectStore) -> Snapshot | None:
        """Return the last good snapshot with what arrived since.

        Args:
            previous: the last good snapshot, if there is one.
            objects: where the blobs are; a record that lacks one did not arrive.
        """
        arrived = {
            record.host_id: record for record in self._read() if all(map(objects.has, record.blobs))
        }
        if not arrived:
            return previous
        snapshot = previous or Snapshot(
            synced_at=datetime.now(UTC).replace(microsecond=0),
            profile=None,
            repos=(),
            notebooks=(),
            omissions=(),
            failures=(),
        )
        readme = snapshot.profile and snapshot.profile.readme
        if snapshot.profile and readme and readme.host_id in arrived:
            fresh = arrived.pop(readme.host_id)
            snapshot = replace(snapshot, profile=replace(snapshot.profile, readme=fresh))
        others = [repo for repo in snapshot.repos if repo.host_id not in arrived]
        return replace(snapshot, repos=(*others, *arrived.values()))

    def forget(self) -> None:
        """Forget them all; a manifest names them now. What is not ours stays."""
        for file in self.folder.glob("*.json"):
            if _NAME.fullmatch(file.name) and not file.is_symlink():
                remove(file)
        remove_if_empty(self.folder)

    def _read(self) -> Iterable[RepoRecord]:
        for file in sorted(self.folder.glob("*.json")):
            try:
                yield load(RepoRecord, file.read_bytes())
            except (OSError, ValueError):
                continue
