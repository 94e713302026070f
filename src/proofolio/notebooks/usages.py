"""What all notebooks and files of Python use, told on all cores; what was told before costs a file read."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from proofolio.model.records import BlobId
from proofolio.model.usage import Usage
from proofolio.notebooks.read import MAX_BYTES
from proofolio.notebooks.usage import VERSION, usage_of_file, usage_of_notebook
from proofolio.notebooks.workers import run
from proofolio.store import ObjectStore
from proofolio.store.files import write_atomically
from proofolio.store.serialise import dump, load

_AT_ONCE: Final = 25
_NOTHING: Final = Usage(language="", uses=(), idle=())


def open_usages(
    wanted: Mapping[BlobId, str], *, objects: ObjectStore, cache: Path
) -> dict[BlobId, Usage]:
    """Tell what files use, keeping each result in the folder `cache` under its bytes and our version.

    Args:
        wanted: file names by their bytes' address; `.ipynb` is a notebook, all else Python.
        objects: where the bytes are.
        cache: a folder of ours.

    Returns:
        What each uses; nothing for those that cannot be read.
    """
    found = {blob: _kept(cache, blob, name) for blob, name in wanted.items()}
    new = [blob for blob, usage in found.items() if usage is None]
    jobs = [
        _Job(objects=objects, cache=cache, files=tuple((b, wanted[b]) for b in part))
        for part in (new[start : start + _AT_ONCE] for start in range(0, len(new), _AT_ONCE))
    ]
    run(_tell, jobs, size=_size, on_done=lambda _done, _total: None, meanwhile=lambda: None)
    for blob in new:
        found[blob] = _kept(cache, blob, wanted[blob])
    return {blob: usage or _NOTHING for blob, usage in found.items()}


def usage_paths(wanted: Mapping[BlobId, str], cache: Path) -> frozenset[Path]:
    """Return the files of the cache that `open_usages` reads."""
    return frozenset(_path(cache, blob, name) for blob, name in wanted.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    objects: ObjectStore
    cache: Path
    files: tuple[tuple[BlobId, str], ...]


def _size(job: _Job) -> int:
    return sum(job.objects.size(blob) for blob, _ in job.files) // 10


def _tell(job: _Job) -> tuple[()]:
    for blob, name in job.files:
        usage = _NOTHING
        if job.objects.size(blob) <= MAX_BYTES:
            data = job.objects.get(blob)
            is_notebook = _is_notebook(name)
            usage = usage_of_notebook(data, name=name) if is_notebook else usage_of_file(data)
        write_atomically(_path(job.cache, blob, name), dump(usage), durable=False)
    return ()


def _kept(cache: Path, blob: BlobId, name: str) -> Usage | None:
    try:
        return load(Usage, _path(cache, blob, name).read_bytes())
    except (OSError, ValueError):
        return None


def _path(cache: Path, blob: BlobId, name: str) -> Path:
    recipe = f"{VERSION}\0{_is_notebook(name)}\0{blob}"
    key = hashlib.sha256(recipe.encode()).hexdigest()
    return cache / "usages" / key[:2] / f"{key[2:]}.json"


def _is_notebook(name: str) -> bool:
    return name.lower().endswith(".ipynb")
