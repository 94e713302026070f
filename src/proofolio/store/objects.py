"""Bytes, each under the SHA-256 of itself."""

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from proofolio.errors import SystemProblemError
from proofolio.model.records import BlobId
from proofolio.store.files import remove, settle, write_atomically

_ADDRESS = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """A folder of objects, spread over 256 sub-folders by the first two digits of their address."""

    folder: Path
    name: str = "The snapshot"
    """What to call it in a message."""
    remedy: str = "Run `proofolio sync` to pull what is missing; your own files are not touched."
    """What to do when something is missing from it."""
    durable: bool = True
    """Whether an object must outlive a power cut; one that can be made again need not."""

    def put(self, data: bytes) -> BlobId:
        """Keep `data`; return its address. Safe from several threads and processes at once."""
        blob = hashlib.sha256(data).hexdigest()
        path = self.path(blob)
        if not path.exists():
            write_atomically(path, data, durable=self.durable)
        return blob

    def get(self, blob: BlobId) -> bytes:
        """Return the bytes at an address.

        Raises:
            SystemProblemError: the object is gone, or is no longer what its address says.
        """
        path = self.path(blob)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            data = None
        if data is None or hashlib.sha256(data).hexdigest() != blob:
            if data is not None:
                path.unlink(missing_ok=True)
            raise SystemProblemError(
                f"{self.name} is damaged: object {blob[:12]} is {'missing' if data is None else 'not what it was'}.",
                self.remedy,
            )
        return data

    def has(self, blob: BlobId) -> bool:
        """Tell whether an address is taken, without reading the bytes."""
        return self.path(blob).exists()

    def size(self, blob: BlobId) -> int:
        """Return how many bytes are at an address; 0 when there is nothing."""
        try:
            return self.path(blob).stat().st_size
        except OSError:
            return 0

    def settle(self, blobs: Iterable[BlobId]) -> None:
        """Let the names of objects reach the disk; `put` brought their bytes there."""
        settle({self.folder, *(self.path(blob).parent for blob in blobs)})

    def collect(self, wanted: Collection[BlobId]) -> int:
        """Remove every object that is not wanted; returns how many bytes are free now.

        Only what is an object by its bytes is ours to remove: nothing that merely lies among them.
        """
        freed = 0
        for path in self.folder.glob("*/*"):
            blob = path.parent.name + path.name
            if blob not in wanted and _ADDRESS.fullmatch(blob) and _is_object(path, blob):
                freed += remove(path)
        return freed

    def path(self, blob: BlobId) -> Path:
        """Return where an address is on this disk."""
        return self.folder / blob[:2] / blob[2:]


def _is_object(path: Path, blob: BlobId) -> bool:
    if path.parent.is_symlink() or path.is_symlink() or not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == blob
    except OSError:
        return False
