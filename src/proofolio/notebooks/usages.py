"""What files of Python use, told on all cores; what was told before costs a file read."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from proofolio.model.records import BlobId
from proofolio.model.usage import Usage
from proofolio.notebooks.runnable.usage import VERSION, usage_of_file
from proofolio.notebooks.workers import run
from proofolio.store import ObjectStore
from proofolio.store.files import write_atomically
from proofolio.store.serialise import dump, load

_AT_ONCE: Final = 100
_NOTHING: Final = Usage(language="", uses=(), idle=())


def open_usages(
    wanted: Iterable[BlobId], *, objects: ObjectStore, cache: Path
) -> dict[BlobId, Usage]:
    """Tell what files of Python use, keeping each result in the folder `cache` under its bytes and our version.

    Args:
        wanted: addresses of their bytes.
        objects: where the bytes are.
        cache: a folder of ours.

    Returns:
        What each uses; nothing for those that cannot be read.
    """
    found = {blob: _kept(cache, blob) for blob in wanted}
    new = [blob for blob, usage in found.items() if usage is None]
    jobs = [
        _Job(objects=objects, cache=cache, blobs=tuple(new[start : start + _AT_ONCE]))
        for start in range(0, len(new), _AT_ONCE)
    ]
    run(_tell, jobs, size=_size, on_done=lambda _done, _total: None, meanwhile=lambda: None)
    for blob in new:
        found[blob] = _kept(cache, blob)
    return {blob: usage or _NOTHING for blob, usage in found.items()}


def usage_path(blob: BlobId, cache: Path) -> Path:
    """Return the file of the cache that holds what a file uses."""
    key = hashlib.sha256(f"{VERSION}\0{blob}".encode()).hexdigest()
    return cache / "usages" / key[:2] / f"{key[2:]}.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    objects: ObjectStore
    cache: Path
    blobs: tuple[BlobId, ...]


def _size(job: _Job) -> int:
    return sum(map(job.objects.size, job.blobs))


def _tell(job: _Job) -> tuple[()]:
    for blob in job.blobs:
        told = dump(usage_of_file(job.objects.get(blob)))
        write_atomically(usage_path(blob, job.cache), told, durable=False)
    return ()


def _kept(cache: Path, blob: BlobId) -> Usage | None:
    try:
        return load(Usage, usage_path(blob, cache).read_bytes())
    except (OSError, ValueError):
        return None
