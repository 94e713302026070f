"""Paths that every computer can hold, inside one folder."""

import unicodedata
from functools import cache
from pathlib import Path

from proofolio.errors import InputError, Place

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that Windows cannot create (learn.microsoft.com, 'Naming Files, Paths, and Namespaces')."""

_FORBIDDEN = frozenset('<>:"\\|?*')

_MAX_NAME_BYTES = 255


def check_path(path: str) -> None:
    """Refuse a path that some computer cannot hold.

    Raises:
        InputError: it is absolute, climbs (`..`), is not NFC, or a part of it is reserved on Windows.
    """
    if not is_fit(path):
        raise InputError(
            f"`{path}` cannot be a file's path on every computer.",
            "Rename it: letters, digits, `-`, `_` and `.` are safe.",
            Place(path=path),
        )


def check_folder(folder: Path) -> None:
    """Refuse a folder's path on which something lies that is no folder.

    Raises:
        InputError: a file, or a symbolic link that leads to no folder; it is named.
    """
    for path in (folder, *folder.parents):
        if path.is_dir():
            return
        if path.exists() or path.is_symlink():
            kind = "symbolic link that leads to no folder" if path.is_symlink() else "file"
            raise InputError(
                f"A {kind} is in the way: a folder must be at `{path.name}`.",
                "Move it away, or delete it if it is of no use to you.",
                Place(path=str(path)),
            )


def is_fit(path: str) -> bool:
    """Tell whether a path with `/` is relative, plain and possible on Linux, macOS and Windows."""
    return unicodedata.is_normalized("NFC", path) and all(map(_is_name, path.split("/")))


def is_inside(root: Path, path: str) -> bool:
    """Tell whether a path stays in the folder once symbolic links are followed; `root` is resolved."""
    return (root / path).resolve().is_relative_to(root)


@cache
def _is_name(part: str) -> bool:
    return (
        part not in {"", ".", ".."}
        and not part.endswith((".", " "))
        and not (_FORBIDDEN & set(part))
        and part.isprintable()
        and part.partition(".")[0].lower() not in _RESERVED
        and len(part.encode("utf-8")) <= _MAX_NAME_BYTES
    )
