"""Repositories that were read while a sync is not done yet, so that the next one need not read them again."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from proofolio.model.records import RepoRecord
from proofolio.model.snapshot import SourceSnapshot
from proofolio.store.files import remove, remove_if_empty, write_atomically
from proofolio.store.objects import ObjectStore
from proofolio.store.serialise import dump, load

_NAME = re.compile(r"[0-9a-f]{32}\.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpointed:
    """A repository that was read, and the source that read it."""

    source: str
    repo: RepoRecord


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """A folder with a file for each repository; its blobs are in the store before it is."""

    folder: Path

    def keep(self, source: str, record: RepoRecord) -> None:
        """Remember a repository that was read in full. Safe from several threads at once."""
        key = f"{source}\0{record.host_id}"
        name = hashlib.sha256(key.encode()).hexdigest()[:32]
        kept = Checkpointed(source=source, repo=record)
        write_atomically(self.folder / f"{name}.json", dump(kept))

    def over(
        self, previous: SourceSnapshot | None, name: str, objects: ObjectStore
    ) -> SourceSnapshot | None:
        """Return what a source brought last, with what it read since.

        Args:
            previous: what it brought in the last good sync, if it did.
            name: of the source.
            objects: where the blobs are; a record that lacks one is not taken.
        """
        read = {
            one.repo.host_id: one.repo
            for one in self._read()
            if one.source == name and all(map(objects.has, one.repo.blobs))
        }
        if not read:
            return previous
        part = previous or SourceSnapshot(
            name=name, synced_at=datetime.now(UTC).replace(microsecond=0)
        )
        readme = part.profile and part.profile.readme
        if part.profile and readme and readme.host_id in read:
            newer = read.pop(readme.host_id)
            part = replace(part, profile=replace(part.profile, readme=newer))
        others = [repo for repo in part.repos if repo.host_id not in read]
        return replace(part, repos=(*others, *read.values()))

    def forget(self) -> None:
        """Forget them all; a manifest names them now. What is not ours stays."""
        for file in self.folder.glob("*.json"):
            if _NAME.fullmatch(file.name) and not file.is_symlink():
                remove(file)
        remove_if_empty(self.folder)

    def _read(self) -> Iterable[Checkpointed]:
        for file in sorted(self.folder.glob("*.json")):
            try:
                yield load(Checkpointed, file.read_bytes())
            except (OSError, ValueError):
                continue
