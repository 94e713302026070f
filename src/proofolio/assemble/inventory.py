"""Which notebooks a snapshot holds."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

from proofolio.model.records import FileRecord, Get, RepoRecord
from proofolio.model.snapshot import Snapshot
from proofolio.notebooks.text_formats import (
    IPYNB,
    MAX_BYTES,
    is_notebook_name,
    is_paired,
    is_script_of_cells,
    may_be_script,
    suffix_of,
)

if TYPE_CHECKING:
    from proofolio.notebook_cache.converted import Wanted

_COPIED: Final = frozenset({"renv", "packrat"})
"""Folders of packages that R keeps beside a project."""


def inventory(snapshot: Snapshot, get: Get) -> "tuple[Wanted, ...]":
    """Return every notebook of a snapshot, under the key that `assemble` looks it up by.

    Args:
        snapshot: what was pulled.
        get: bytes of scripts, which alone tell whether they have cells.
    """
    from proofolio.notebook_cache.converted import Wanted  # noqa: PLC0415  a check converts nothing

    found = [
        Wanted(key=notebook_key(repo, file.path), name=file.path.rsplit("/", 1)[-1], blob=file.blob)
        for repo in snapshot.repos
        for file in _notebooks(repo, get)
    ]
    found += [Wanted(key=item.key, name=item.name, blob=item.blob) for item in snapshot.notebooks]
    return tuple(found)


def is_notebook(path: str) -> bool:
    """Tell an `.ipynb` by its name."""
    return suffix_of(path) == IPYNB and is_notebook_name(path)


def notebook_key(repo: RepoRecord, path: str) -> str:
    """Return the key of a repository's notebook; it reads well in a report."""
    return f"{repo.full_name}: {path}"


def _notebooks(repo: RepoRecord, get: Get) -> Iterator[FileRecord]:
    names = {file.path for file in repo.files}
    for file in repo.files:
        if is_notebook(file.path) or _is_text_notebook(file, names, get):
            yield file


def _is_text_notebook(file: FileRecord, names: Collection[str], get: Get) -> bool:
    """Whether a file is a notebook that is kept as text, and no copy of an `.ipynb` beside it."""
    if _COPIED.intersection(file.path.split("/")[:-1]):
        return False
    if is_notebook_name(file.path):
        return file.size_bytes > MAX_BYTES or not is_paired(file.path, get(file.blob), names)
    if not may_be_script(file.path) or file.size_bytes > MAX_BYTES:
        return False
    data = get(file.blob)
    return is_script_of_cells(file.path, data) and not is_paired(file.path, data, names)
