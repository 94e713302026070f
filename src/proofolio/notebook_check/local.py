"""Grades notebooks on this disk, before they are pushed anywhere."""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from proofolio.model.runnable import Checked, Examination
from proofolio.notebook_check.examine import examine
from proofolio.notebook_check.verdict import verdict
from proofolio.notebooks.read import MAX_BYTES

MAX_NOTEBOOKS: Final = 2_000
MAX_FILES: Final = 100_000
"""Of a repository; what a larger one has beyond these counts as not known."""

_AT_ONCE: Final = 50
_NOT_OWN: Final = frozenset({"node_modules", "site-packages", "__pycache__", "venv"})


def grade_paths(
    paths: Sequence[Path], *, on_done: Callable[[int, int], None] = lambda _done, _total: None
) -> tuple[Checked, ...]:
    """Grade notebooks by path; a folder stands for those in it.

    The repository is the nearest folder upwards that holds `.git`; without one, it is the folder that
    was named. Hidden folders and installed packages are left out.

    Raises:
        OSError: a file cannot be read.
    """
    notebooks = {
        path: named for named in paths for path in islice(notebooks_in(named), MAX_NOTEBOOKS)
    }
    known: dict[str, Examination] = {}
    names = list(notebooks)
    for start in range(0, len(names), _AT_ONCE):
        known |= examine({str(path): _read(path) for path in names[start : start + _AT_ONCE]})
        on_done(min(start + _AT_ONCE, len(names)), len(names))
    files: dict[Path, tuple[str, ...]] = {}
    checked = []
    for path, named in notebooks.items():
        root, is_repository = _root(path.absolute(), named.absolute())
        if root not in files:
            files[root] = tuple(islice(_files(root), MAX_FILES))
        found = verdict(
            known[str(path)],
            folder=path.absolute().parent.relative_to(root).as_posix().removeprefix("."),
            files=files[root],
            complete=is_repository and len(files[root]) < MAX_FILES,
        )
        checked.append(Checked(name=str(path), runnability=found))
    return tuple(checked)


def notebooks_in(named: Path) -> Iterator[Path]:
    """Yield a notebook, or those in a folder; hidden folders and installed packages are left out."""
    if named.is_file():
        yield named
        return
    home = named.resolve()
    for folder, name in _walk(named):
        path = folder / name
        # No pipe, and nothing that a link brings from elsewhere.
        if (
            name.lower().endswith(".ipynb")
            and path.is_file()
            and (not path.is_symlink() or path.resolve().is_relative_to(home))
        ):
            yield path


def _files(root: Path) -> Iterator[str]:
    for folder, name in _walk(root):
        yield (folder / name).relative_to(root).as_posix()


def _walk(root: Path) -> Iterator[tuple[Path, str]]:
    for parent, folders, names in os.walk(root):
        # https://docs.python.org/3/library/venv.html marks an environment of any name so.
        if "pyvenv.cfg" in names:
            folders.clear()
            continue
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _NOT_OWN)
        for name in sorted(names):
            yield Path(parent), name


def _root(path: Path, named: Path) -> tuple[Path, bool]:
    for folder in path.parents:
        if (folder / ".git").exists():
            return folder, True
    return (path.parent if named == path else named), False


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)
