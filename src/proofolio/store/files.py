"""Files that are either wholly there or not there at all, and what is left over of those that were not."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

TEMPORARY = ".tmp-"
"""What the name of a file begins with while it is being written."""


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Put `data` at `path` in one step: a reader sees the old bytes or the new ones.

    Args:
        path: the file; its folder is made when missing.
        data: what it is to hold.
        durable: let the bytes reach the disk before the name does, so that a power cut cannot leave
            an empty file. What can be made again does not need it.

    Raises:
        OSError: no space, no permission; what stood at `path` still stands, and nothing is left over.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def settle(folders: Iterable[Path]) -> None:
    """Let the names in these folders reach the disk, as `fsync` alone does not for a new file.

    See https://man7.org/linux/man-pages/man2/fsync.2.html. Windows writes names down by itself, and
    opens no folders.
    """
    if os.name == "nt":
        return
    for folder in folders:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(path: Path) -> int:
    """Remove a file, as far as the system lets us; returns how many bytes are free now."""
    try:
        size = path.lstat().st_size
        path.unlink()
    except OSError:
        return 0
    return size


def sweep(folder: Path, *, deep: bool) -> None:
    """Remove the files that a writer which died left half written.

    Args:
        folder: where; need not exist.
        deep: look into the folders within, too.
    """
    for parent, folders, files in os.walk(folder):
        for name in files:
            if name.startswith(TEMPORARY):
                remove(Path(parent, name))
        if not deep:
            folders.clear()


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is in it, as far as the system lets us."""
    shutil.rmtree(folder, ignore_errors=True)
