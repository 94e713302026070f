"""Files that are either wholly there or not there at all."""

import os
import tempfile
from pathlib import Path


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
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
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
