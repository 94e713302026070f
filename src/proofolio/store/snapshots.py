"""The last good snapshot: objects that it names, and the manifest that is renamed into place last."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from proofolio.errors import Place, SystemProblemError
from proofolio.model.records import RepoRecord
from proofolio.model.snapshot import Snapshot, SourceSnapshot
from proofolio.store import first_schema
from proofolio.store.checkpoints import Checkpoints
from proofolio.store.files import (
    remove_if_empty,
    remove_tree,
    settle,
    sweep,
    write_atomically,
)
from proofolio.store.locks import TakenError, locked
from proofolio.store.objects import ObjectStore
from proofolio.store.serialise import dump, load

SCHEMA_VERSION = 2
"""Raised whenever a manifest of the version before could not be read as it is."""

SCRATCH = "proofolio-"
"""What the names of the folders in which git unpacks begin with."""

_HOUR = re.compile(rb'("synced_at": ?"[0-9-]{10})T[^"]*')


@dataclass(frozen=True, slots=True)
class SnapshotStore:
    """The snapshot of one portfolio, in a folder of its own."""

    folder: Path

    @property
    def objects(self) -> ObjectStore:
        """The blobs."""
        return ObjectStore(self.folder / "objects")

    def read(self) -> Snapshot | None:
        """Return the last good snapshot, or None when there was no sync yet.

        Raises:
            SystemProblemError: the manifest is damaged, or from another version of Proofolio.
        """
        try:
            data = self._manifest.read_bytes()
        except FileNotFoundError:
            return None
        try:
            version = json.loads(data[: data.index(b"\n")])["schema_version"]
        except (ValueError, KeyError, TypeError) as error:
            raise self._unreadable("is damaged") from error
        read = _READERS.get(version) if isinstance(version, int) else None
        if read is None:
            raise self._unreadable(
                f"was written by another version of Proofolio (schema {version})"
            )
        try:
            return read(data[data.index(b"\n") + 1 :])
        except ValueError as error:
            raise self._unreadable("is damaged") from error

    def read_whole(self, *, tolerant: bool = False) -> Snapshot | None:
        """Return the last good snapshot without the records whose blobs are gone: they are to be read again.

        Args:
            tolerant: take a manifest that cannot be read for none, as somebody who pulls afresh does.

        Raises:
            SystemProblemError: the manifest cannot be read, unless `tolerant`.
        """
        try:
            snapshot = self.read()
        except SystemProblemError:
            if not tolerant:
                raise
            return None
        if snapshot is None:
            return None
        return replace(snapshot, sources=tuple(map(self._whole, snapshot.sources)))

    def _whole(self, source: SourceSnapshot) -> SourceSnapshot:
        profile = source.profile
        if profile and profile.readme and not self._is_whole(profile.readme):
            profile = replace(profile, readme=None)
        return replace(
            source,
            profile=profile,
            repos=tuple(repo for repo in source.repos if self._is_whole(repo)),
            notebooks=tuple(item for item in source.notebooks if self.objects.has(item.blob)),
        )

    def _is_whole(self, repo: RepoRecord) -> bool:
        return all(map(self.objects.has, repo.blobs))

    def write(self, snapshot: Snapshot) -> None:
        """Make `snapshot` the last good one. Every blob that it names must be in the store.

        Were the power cut at any moment, the manifest that is found then names nothing that is not.
        """
        header = json.dumps({"schema_version": SCHEMA_VERSION}).encode()
        if snapshot.blobs:
            self.objects.settle(snapshot.blobs)
        write_atomically(self._manifest, header + b"\n" + dump(snapshot))
        settle([self.folder])

    def stamp(self) -> str:
        """Return what tells one snapshot from another; the hour of the sync is no difference."""
        try:
            data = self._manifest.read_bytes()
        except OSError:
            return ""
        return hashlib.sha256(_HOUR.sub(rb"\1", data)).hexdigest()

    def collect(self, *kept: Snapshot | None) -> int:
        """Remove the objects that none of these snapshots names; call it while holding the lock.

        Returns:
            How many bytes are free now.
        """
        wanted = {blob for snapshot in kept if snapshot for blob in snapshot.blobs}
        return self.objects.collect(wanted)

    @property
    def checkpoints(self) -> Checkpoints:
        """What a sync that is not done yet read in full."""
        return Checkpoints(self.folder / "checkpoints")

    @property
    def scratch(self) -> Path:
        """Where git unpacks what it reads; empty unless a sync is running."""
        return self.folder / "scratch"

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the store alone, without what syncs that died left over.

        The lock goes with the process, however it ends.

        Raises:
            SystemProblemError: another sync of this portfolio is running.
        """
        try:
            with locked(self.folder / "lock"):
                self._sweep()
                try:
                    yield
                finally:
                    self._sweep_scratch()
        except TakenError as error:
            raise SystemProblemError(
                "Another sync of this portfolio is running.",
                "Wait until it ends, or stop it, then try again.",
                Place(path=str(self.folder)),
            ) from error

    def _sweep(self) -> None:
        self._sweep_scratch()
        sweep(self.folder, deep=True)

    def _sweep_scratch(self) -> None:
        """Remove what git unpacked, and nothing else that may lie there."""
        for left_over in self.scratch.glob(f"{SCRATCH}*"):
            remove_tree(left_over)
        remove_if_empty(self.scratch)

    @property
    def _manifest(self) -> Path:
        return self.folder / "manifest.json"

    def _unreadable(self, why: str) -> SystemProblemError:
        return SystemProblemError(
            f"The snapshot {why}.",
            "Run `proofolio sync --fresh` to pull everything again; your own files are not touched.",
            Place(path=str(self._manifest)),
        )


def _read_current(data: bytes) -> Snapshot:
    return load(Snapshot, data)


_READERS: Mapping[int, Callable[[bytes], Snapshot]] = {
    first_schema.SCHEMA: first_schema.split,
    SCHEMA_VERSION: _read_current,
}
"""Schema → what reads a manifest of it."""
