"""What files of Python, R and Julia use, told on all cores; what was told before costs a file read."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from proofolio.model.records import BlobId
from proofolio.model.usage import Usage
from proofolio.notebook_cache.workers import run
from proofolio.notebook_check.other_languages import usage_of_text
from proofolio.notebook_check.usage import VERSION, usage_of_file
from proofolio.store import ObjectStore
from proofolio.store.files import write_atomically
from proofolio.store.serialise import dump, load

_AT_ONCE: Final = 100
_NOTHING: Final = Usage(language="", uses=(), idle=())


def open_usages(
    wanted: Mapping[BlobId, str], *, objects: ObjectStore, cache: Path
) -> dict[BlobId, Usage]:
    """Tell what files of code use, keeping each result in the folder `cache` under its bytes and our version.

    Args:
        wanted: addresses of their bytes, each with its language: `python`, `r`, `julia`.
        objects: where the bytes are.
        cache: a folder of ours.

    Returns:
        What each uses; nothing for those that cannot be read.
    """
    found = {blob: _kept(cache, blob, it) for blob, it in wanted.items()}
    new = [(blob, wanted[blob]) for blob, usage in found.items() if usage is None]
    jobs = [
        _Job(objects=objects, cache=cache, files=tuple(new[start : start + _AT_ONCE]))
        for start in range(0, len(new), _AT_ONCE)
    ]
    run(_tell, jobs, size=_size, on_done=lambda _done, _total: None, meanwhile=lambda: None)
    for blob, language in new:
        found[blob] = _kept(cache, blob, language)
    return {blob: usage or _NOTHING for blob, usage in found.items()}


def usage_path(blob: BlobId, language: str, cache: Path) -> Path:
    """Return the file of the cache that holds what a file uses."""
    key = hashlib.sha256(f"{VERSION}\0{language}\0{blob}".encode()).hexdigest()
    return cache / "usages" / key[:2] / f"{key[2:]}.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    objects: ObjectStore
    cache: Path
    files: tuple[tuple[BlobId, str], ...]


def _size(job: _Job) -> int:
    return sum(job.objects.size(blob) for blob, _ in job.files)


def _tell(job: _Job) -> tuple[()]:
    for blob, language in job.files:
        data = job.objects.get(blob)
        told = usage_of_file(data) if language == "python" else usage_of_text(language, data)
        write_atomically(usage_path(blob, language, job.cache), dump(told), durable=False)
    return ()


def _kept(cache: Path, blob: BlobId, language: str) -> Usage | None:
    try:
        return load(Usage, usage_path(blob, language, cache).read_bytes())
    except (OSError, ValueError):
        return None
