"""The fonts of this computer, as far as telling whether they changed."""

import os
from typing import Final

_FONT_FOLDERS: Final = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)


def fonts_stamp() -> str:
    """Return what changes when fonts are installed on this computer, or removed."""
    found: list[str] = []
    for top in _FONT_FOLDERS:
        for folder, _, _ in os.walk(os.path.expanduser(top)):  # noqa: PTH111  walks bytes of names, too
            try:
                found.append(f"{folder} {os.stat(folder).st_mtime_ns}")  # noqa: PTH116
            except OSError:
                continue
    return "\n".join(sorted(found))
