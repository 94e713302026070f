"""Files that are the same in every portfolio, known by their bytes: Proofolio's own, and Material's.

Nothing that was pulled or typed is in them, so they are not searched and may run. A name or a folder
tells nothing: whatever else lies at the same path is judged like any other file.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import material

from proofolio.notebooks.figures import libraries

_PACKAGE: Final = Path(__file__).parent.parent
_FOLDERS: Final = (
    _PACKAGE / "assets",
    _PACKAGE / "vendor",
    Path(material.__file__).parent / "templates" / "assets",
)


def is_ours(data: bytes) -> bool:
    """Tell whether a file's bytes are those of a file that comes with Proofolio or with Material."""
    return hashlib.sha256(data).hexdigest() in digests()


def is_frame_script(data: bytes) -> bool:
    """Tell whether a file is one of the two scripts that shut a frame in and draw in it."""
    return data in {libraries.content(name) for name in ("frame.js", "draw.js")}


@cache
def digests() -> frozenset[str]:
    """Return the SHA-256 of every such file, in hexadecimal digits."""
    return frozenset(hashlib.sha256(file.read_bytes()).hexdigest() for file in _files())


def _files() -> Iterator[Path]:
    for folder in _FOLDERS:
        yield from (file for file in folder.rglob("*") if file.is_file())
