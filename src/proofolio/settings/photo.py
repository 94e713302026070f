"""The learner's photo: is it there, and is it one?"""

import re
import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image

from proofolio.boundary import check_readable
from proofolio.errors import InputError, Place

KINDS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
"""Pillow's names → what every form of a résumé can show."""

_MAX_BYTES = 10_000_000


def check_photo(root: Path, image: str, shown: str) -> None:
    """Look whether `basics.image` is a picture; an address elsewhere is not followed.

    Raises:
        InputError: it is missing, outside the portfolio, too large, or no picture.
    """
    if not re.match(r"https?://", image):
        photo(root, image, shown)


def photo(root: Path, image: str, shown: str) -> tuple[bytes, str]:
    """Return a picture in the portfolio's folder, and its extension.

    Raises:
        InputError: as `check_photo`.
    """
    where = _place(root, image, shown)
    path = root / image
    check_readable(root, path)
    if not path.resolve().is_relative_to((root / "images").resolve()):
        raise InputError(
            f"`basics.image`: `{image}` does not lie in the folder `images`.",
            "Copy the picture there, and name it so: `images/me.jpg`.",
            where,
        )
    if not path.is_file():
        raise InputError(
            f"`basics.image`: there is no `{image}`.",
            "Name a picture from the portfolio's folder, as `images/me.jpg`, or take the line out.",
            where,
        )
    if path.stat().st_size > _MAX_BYTES:
        raise InputError(
            f"`basics.image`: `{image}` is larger than {_MAX_BYTES // 1_000_000} MB.",
            "A photo of 600 by 600 pixels is enough.",
            where,
        )
    data = path.read_bytes()
    kind = _kind(data)
    if kind not in KINDS:
        raise InputError(
            f"`basics.image`: `{image}` is not an image that can be shown.",
            "JPEG, PNG, WebP and GIF can; save the photo as one of them.",
            where,
        )
    return data, KINDS[kind]


def _kind(data: bytes) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(data)) as picture:
                picture.load()
                return picture.format or ""
    except Exception:  # noqa: BLE001  Pillow raises what it likes at damaged files
        return ""


def _place(root: Path, image: str, shown: str) -> Place:
    lines = (root / shown).read_text("utf-8-sig", "replace").splitlines()
    found = (n for n, line in enumerate(lines, 1) if "image" in line and image in line)
    return Place(path=shown, line=next(found, 1))
