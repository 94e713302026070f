"""Files that are either wholly there or not there at all, and what is left over of those that were not."""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NEW = 0o644
"""The permissions of a file that is new."""

TEMPORARY = ".proofolio-half-"
"""What the name of a file begins with while it is being written: nobody else calls a file so."""
UNFINISHED = ".proofolio-made-"
"""The same of a folder in which the engine is at work."""


class InTheWayError(FileExistsError):
    """Something that is no file stands where one is to be written."""


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Put `data` at `path` in one step: a reader sees the old bytes or the new ones.

    The permissions of a file that is replaced stay.

    Args:
        path: the file; its folder is made when missing.
        data: what it is to hold.
        durable: let the bytes reach the disk before the name does, so that a power cut cannot leave
            an empty file. What can be made again does not need it.

    Raises:
        OSError: no space, no permission, or a link or a pipe in its place; what stood at `path` still
            stands, and nothing is left over.
    """
    with _written(path, data, durable=durable, mode=_mode(path)) as temporary:
        temporary.replace(path)


def write_new(path: Path, data: bytes, *, within: Path) -> bool:
    """Put `data` at `path` in one step, unless anything stands there; tells whether it was put there.

    Args:
        path: the file; its folder is made when missing.
        data: what it is to hold.
        within: a folder that exists; folders below it that were made for nothing are removed again.

    Raises:
        OSError: no space, no permission; nothing is left over.
    """
    if os.path.lexists(path):
        return False
    try:
        with _written(path, data, durable=True, mode=_NEW) as temporary:
            return _put_new(temporary, path, data)
    except BaseException:
        for folder in path.parents:
            if folder == within or not folder.is_relative_to(within):
                break
            with suppress(OSError):
                folder.rmdir()
        raise


@contextmanager
def _written(path: Path, data: bytes, *, durable: bool, mode: int) -> Iterator[Path]:
    """Write a file beside `path`; it is gone at the end, unless it was renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.chmod(mode)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _put_new(temporary: Path, path: Path, data: bytes) -> bool:
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:
        # A file system without hard links.
        return _put_plainly(path, data)
    return True


def _put_plainly(path: Path, data: bytes) -> bool:
    try:
        file = path.open("xb")
    except FileExistsError:
        return False
    try:
        with file:
            file.write(data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return True


def _mode(path: Path) -> int:
    """Return the permissions that a file at `path` is to have.

    Raises:
        InTheWayError: a link stands there, or anything else that is no file.
    """
    try:
        found = path.lstat().st_mode
    except FileNotFoundError:
        return _NEW
    if not stat.S_ISREG(found):
        raise InTheWayError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    return stat.S_IMODE(found)


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
    """Remove a folder with all that is in it, as far as the system lets us; no link is followed."""
    shutil.rmtree(folder, ignore_errors=True)


def remove_if_empty(folder: Path) -> None:
    """Remove a folder, unless something is in it."""
    with suppress(OSError):
        folder.rmdir()
