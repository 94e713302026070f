"""Pictures that were pulled: are they what they say, how large, and safe to serve?"""

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from proofolio.content import image_metadata, svg

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES: Final = 20_000_000
MAX_PIXELS: Final = 60_000_000
"""Beyond it a phone's browser gives up."""

MEDIA_TYPES: Final = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
"""Media type → extension, best first."""

SUFFIXES: Final = {
    ".png": "png",
    ".jpg": "jpg",
    ".jpeg": "jpg",
    ".gif": "gif",
    ".webp": "webp",
    ".svg": "svg",
}
"""Suffix of a file's name → extension."""


class UnfitError(ValueError):
    """A picture that must not be served; the message ends the sentence 'The picture …'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A picture that may be served."""

    data: bytes
    """The pixels as they were pulled, without place, owner and camera; of an SVG what is harmless."""
    extension: str
    """What it is, whatever it was called."""
    width: int
    height: int
    """Pixels; 0 for an SVG that states none."""


def prepare(data: bytes, extension: str) -> Prepared:
    """Look at a picture's header and make it fit to be served.

    Args:
        data: the file.
        extension: what it calls itself, a value of `MEDIA_TYPES`; any raster format is taken for another.

    Raises:
        UnfitError: it is damaged, far too large, or no picture.
    """
    if len(data) > MAX_BYTES:
        raise UnfitError("is larger than 20 MB")
    if extension == "svg":
        cleaned = svg.clean(data)
        if cleaned is None:
            raise UnfitError("is not a well-formed SVG")
        return Prepared(data=cleaned[0], extension="svg", width=cleaned[1], height=cleaned[2])
    readers = _readers()
    for found in (extension, *readers):
        size = _size(readers[found], data) if found in readers else None
        if size is not None:
            if size[0] * size[1] > MAX_PIXELS:
                raise UnfitError(f"has {size[0]} by {size[1]} pixels")
            bare = image_metadata.strip(data, found)
            return Prepared(data=bare, extension=found, width=size[0], height=size[1])
    raise UnfitError("is damaged")


def lightened(png: bytes) -> bytes:
    """Return a PNG of ours in fewer bytes: with a palette where its colours are many, and packed well."""
    from PIL import Image

    with Image.open(io.BytesIO(png), formats=["PNG"]) as found:
        image: Image.Image = found.convert("RGB")
        if image.getcolors(256) is None:
            image = image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        packed = io.BytesIO()
        image.save(packed, "PNG", optimize=True)
    return packed.getvalue()


@cache
def _readers() -> dict[str, type["Image.Image"]]:
    """Return extension → reader; imported here, since most builds meet no new picture."""
    from PIL.GifImagePlugin import GifImageFile
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile
    from PIL.WebPImagePlugin import WebPImageFile

    # Named one by one: `Image.open` would try every format that Pillow knows.
    return {"png": PngImageFile, "jpg": JpegImageFile, "gif": GifImageFile, "webp": WebPImageFile}


def _size(reader: type["Image.Image"], data: bytes) -> tuple[int, int] | None:
    """Width and height from the header alone; nothing is unpacked."""
    try:
        # The plug-in's own class: `Image.open` warns of large images, which are told by us.
        image = reader(io.BytesIO(data))  # type: ignore[call-arg]
        return image.size if min(image.size) > 0 else None
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        OverflowError,
        MemoryError,
    ):
        return None
