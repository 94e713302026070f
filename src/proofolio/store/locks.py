"""Locks that go with the process that holds them, however it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class TakenError(Exception):
    """Another process holds the lock."""


@contextmanager
def locked(file: Path, *, wait_s: float = 0) -> Iterator[None]:
    """Hold a lock.

    Args:
        file: what stands for the lock; its folder is made when missing.
        wait_s: how long to wait for another process to let go of it.

    Raises:
        TakenError: it did not.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file)
    try:
        lock.acquire(timeout=wait_s)
    except Timeout as error:
        raise TakenError from error
    try:
        yield
    finally:
        lock.release()
