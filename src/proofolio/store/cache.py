"""A cache that does not grow for ever: what the last two builds did not use is removed."""

import os
import re
import time
from collections.abc import Collection
from pathlib import Path

from proofolio.store.files import TEMPORARY, remove, write_atomically

_USED = "used.txt"
_OURS = re.compile(r"(?:\w+/)*(?:[0-9a-f]{2}/[0-9a-f]{62}|[0-9a-f]{64})(?:\.[a-z]+)?")
"""What everything in a cache is called: by the SHA-256 of what it was made of, or of itself."""
_YOUNG_S = 3600
"""A file that was written so lately may be another command's, which is at work now."""


def keep_used(cache: Path, used: Collection[Path]) -> int:
    """Remove the files of a cache that neither this build nor the one before used; nobody else's.

    Args:
        cache: the folder.
        used: files in it that this build used, or would have used.

    Returns:
        How many bytes are free now.
    """
    names = {path.relative_to(cache).as_posix() for path in used}
    stay = names | _used_before(cache) | {_USED}
    freed = 0
    for folder, _, files in os.walk(cache):
        for name in files:
            path = Path(folder, name)
            shown = path.relative_to(cache).as_posix()
            is_ours = name.startswith(TEMPORARY) or _OURS.fullmatch(shown)
            if shown not in stay and is_ours and _is_old(path):
                freed += remove(path)
    write_atomically(cache / _USED, "\n".join(sorted(names)).encode(), durable=False)
    return freed


def _used_before(cache: Path) -> set[str]:
    try:
        return set((cache / _USED).read_text("utf-8").splitlines())
    except (OSError, ValueError):
        return set()


def _is_old(path: Path) -> bool:
    try:
        return abs(time.time() - path.lstat().st_mtime) > _YOUNG_S
    except OSError:
        return False
