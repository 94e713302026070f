"""Stamps: short texts that differ when files differ, found by looking at sizes and times only."""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = (
    "proofolio",
    "mkdocs",
    "mkdocs-material",
    "markdown",
    "pymdown-extensions",
    "pygments",
    "jinja2",
)
"""Whose version decides what a site looks like."""


def of_files(paths: Iterable[Path]) -> str:
    """Return the stamp of files and of all files in folders, whether they exist or not.

    Size and modification time tell, as they do for git's index and for make.
    """
    digest = hashlib.sha256()
    for path in paths:
        for line in _lines(path):
            digest.update(f"{line}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


@cache
def of_program() -> str:
    """Return the stamp of this program and of the libraries that its output depends on."""
    versions = [f"{name} {_version(name)}" for name in _LIBRARIES]
    found = (sys.version, *versions, of_files([_PACKAGE]))
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


def _lines(path: Path) -> Iterator[str]:
    try:
        stat = path.stat()
    except OSError:
        yield f"{path} is missing"
        return
    if not path.is_dir():
        yield f"{path} {stat.st_size} {stat.st_mtime_ns}"
        return
    yield f"{path}/"
    with os.scandir(path) as entries:
        names = sorted(entry.name for entry in entries if entry.name != "__pycache__")
    for name in names:
        if (path / name).is_symlink() and (path / name).is_dir():
            yield f"{path / name} leads elsewhere"
        else:
            yield from _lines(path / name)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
