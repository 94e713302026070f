"""Files in Git LFS: a commit holds a pointer, and a push sends the file itself along.

See https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md.
"""

import re
from pathlib import Path
from typing import Final

from proofolio.sources.git.objects import GitFolder, output

_POINTER: Final = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:[a-z0-9.-]+ .*\n)*?oid sha256:([0-9a-f]{64})\n"
)
_LONGEST: Final = 1_024


def behind_pointer(git: GitFolder, data: bytes) -> Path | None:
    """Return the file that a pointer stands for, where it is on this disk; None for any other bytes."""
    pointer = _POINTER.match(data) if len(data) < _LONGEST else None
    if pointer is None:
        return None
    own = output(git, "rev-parse", "--git-common-dir").decode("utf-8", "replace").rstrip("\n")
    name = pointer[1].decode("ascii")
    path = git.folder / own / "lfs" / "objects" / name[:2] / name[2:4] / name
    return path if path.is_file() else None
