"""Pictures that were pulled: are they what they say, how large, and safe to serve?"""

import base64
import binascii
import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from proofolio.content import image_metadata, redrawn, svg

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


_FORMS: Final = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP"}
"""Extension → Pillow's name of the kind."""
_OTHER_FORMS: Final = {
    ".avif": "AVIF",
    ".bmp": "BMP",
    ".dib": "BMP",
    ".tif": "TIFF",
    ".tiff": "TIFF",
}
"""Suffix → Pillow's name, of pictures that are served as they lie beside own words."""
_SPELLINGS: Final = {
    **SUFFIXES,
    ".apng": "png",
    ".jfif": "jpg",
    ".jpe": "jpg",
    ".mpo": "jpg",
    ".pjp": "jpg",
    ".pjpeg": "jpg",
}
"""Suffixes as they are seldom written, too → extension."""
_NOT_CLEANED: Final = frozenset(
    {
        ".3fr",
        ".arw",
        ".cr2",
        ".cr3",
        ".dng",
        ".heic",
        ".heif",
        ".hif",
        ".iiq",
        ".insp",
        ".j2k",
        ".jp2",
    }
    | {
        ".jps",
        ".jxl",
        ".jxr",
        ".mef",
        ".mrw",
        ".nef",
        ".nrw",
        ".orf",
        ".pef",
        ".psb",
        ".psd",
        ".raf",
    }
    | {".raw", ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".wdp", ".x3f", ".xcf"}
)
"""Suffixes of pictures that Pillow cannot write: of phones, cameras and programs; browsers show none."""
SERVED: Final = frozenset({*_SPELLINGS, *_OTHER_FORMS, *_NOT_CLEANED})
"""Suffixes of files that are pictures."""
_LAST_UPRIGHT: Final = 4
"""Exif orientations beyond it turn a picture on its side."""


class UnfitError(ValueError):
    """A picture that must not be served; the message ends the sentence 'The picture …'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A picture that may be served."""

    data: bytes
    """Pixels without place, owner and camera, the right way up; of an SVG what is harmless."""
    extension: str
    """What it is, whatever it was called."""
    width: int
    height: int
    """Pixels; 0 for an SVG that states none."""


def prepare(data: bytes, extension: str) -> Prepared:
    """Make a picture fit to be served: it is what it says, of a bounded size, and tells of nobody.

    A file that is followed to its end keeps its pixels byte for byte. One that is odd or cut off, that
    stands on its side, or whose colours are not the web's, is drawn anew.

    Args:
        data: the file.
        extension: what it calls itself, a value of `MEDIA_TYPES`; any raster format is taken for another.

    Raises:
        UnfitError: it is damaged, far too large, or no picture.
    """
    if len(data) > MAX_BYTES:
        raise UnfitError("is larger than 20 MB")
    if extension == "svg":
        cleaned = svg.clean(data, embedded=cleaned_address)
        if cleaned is None:
            raise UnfitError("is not a well-formed SVG")
        return Prepared(data=cleaned[0], extension="svg", width=cleaned[1], height=cleaned[2])
    readers = _readers()
    for found in dict.fromkeys((extension, *_FORMS)):
        reader = readers.get(_FORMS.get(found, ""))
        if reader is None:
            continue
        followed = image_metadata.follow(data, found)
        size = _size(reader, followed.data if followed else data)
        if size is not None:
            return _prepared(data, found, followed, size)
    raise UnfitError("is damaged")


def cleaned_file(data: bytes, suffix: str) -> bytes:
    """Return a file as it may be served under its own name.

    Args:
        data: a picture of a kind in `SERVED`.
        suffix: of its name, in small letters, with the dot.

    Raises:
        UnfitError: as `prepare`, or it is of a kind that cannot be cleaned.
    """
    if suffix == ".svg":
        return _own_svg(data)
    if suffix in _SPELLINGS:
        prepared = prepare(data, _SPELLINGS[suffix])
        return prepared.data
    form = _OTHER_FORMS.get(suffix)
    if form is None:
        raise UnfitError("is of a kind whose place, owner and camera Proofolio cannot take out")
    if len(data) > MAX_BYTES:
        raise UnfitError("is larger than 20 MB")
    size = _size(_readers()[form], data)
    if size is None:
        raise UnfitError("is damaged")
    return _redrawn(data, form, size, turn=None)[0]


def _own_svg(data: bytes) -> bytes:
    """Return an SVG of the author's own, which may move and lead elsewhere, without what its editor noted."""
    return svg.without_notes(data, embedded=cleaned_address)


def cleaned_address(url: str) -> str:
    """Return a `data:image/…;base64,…` address with its picture cleaned; empty when it cannot be shown."""
    head, _, content = url.partition(",")
    media_type = head.strip()[len("data:") :].partition(";")[0].lower()
    try:
        raw = base64.b64decode("".join(unquote(content).split()), validate=True)
        image = prepare(raw, MEDIA_TYPES.get(media_type, "png"))
    except (UnfitError, binascii.Error, ValueError):
        return ""
    if image.data is raw:
        return url
    kind = next(kind for kind, extension in MEDIA_TYPES.items() if extension == image.extension)
    return f"data:{kind};base64,{base64.b64encode(image.data).decode('ascii')}"


def _prepared(
    data: bytes, extension: str, followed: image_metadata.Followed | None, size: tuple[int, int]
) -> Prepared:
    if size[0] * size[1] > MAX_PIXELS:
        raise UnfitError(f"has {size[0]} by {size[1]} pixels")
    if followed:
        turn = redrawn.orientation(followed.exif)
        if turn == 1 and redrawn.has_usual_colours(followed.profile):
            return Prepared(data=followed.data, extension=extension, width=size[0], height=size[1])
        data, size = _redrawn(
            followed.data, _FORMS[extension], size, turn=turn, profile=followed.profile
        )
    else:
        data, size = _redrawn(data, _FORMS[extension], size, turn=None)
    return Prepared(data=data, extension=extension, width=size[0], height=size[1])


def _redrawn(
    data: bytes, form: str, size: tuple[int, int], *, turn: int | None, profile: bytes = b""
) -> tuple[bytes, tuple[int, int]]:
    """Return a picture that Pillow has drawn anew, and its size.

    Args:
        data: the file.
        form: Pillow's name of its kind.
        size: as its header says it.
        turn: the Exif orientation; None to ask Pillow for it and for the profile.
        profile: the ICC profile.
    """
    if size[0] * size[1] > MAX_PIXELS:
        raise UnfitError(f"has {size[0]} by {size[1]} pixels")
    try:
        image = _readers()[form](io.BytesIO(data))  # type: ignore[call-arg]
        if turn is None:
            told = image.info.get("exif", b"")
            # Pillow turns a TIFF by itself when it loads it.
            exif = told.removeprefix(b"Exif\0\0") if isinstance(told, bytes) else b""
            turn = 1 if form == "TIFF" else redrawn.orientation(exif)
            profile = image.info.get("icc_profile") or b""
        drawn = redrawn.redraw(image, form, turn=turn, profile=profile)
    except redrawn.TooMuchError:
        raise UnfitError("is an animation of too many pixels") from None
    except Exception as error:
        raise UnfitError("is damaged") from error
    is_on_its_side = turn > _LAST_UPRIGHT
    return drawn, (size[1], size[0]) if is_on_its_side else size


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
    """Return Pillow's name of a kind → reader; imported here, since most builds meet no new picture."""
    from PIL.AvifImagePlugin import AvifImageFile
    from PIL.BmpImagePlugin import BmpImageFile
    from PIL.GifImagePlugin import GifImageFile
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile
    from PIL.TiffImagePlugin import TiffImageFile
    from PIL.WebPImagePlugin import WebPImageFile

    # Named one by one: `Image.open` would try every format that Pillow knows.
    return {
        "PNG": PngImageFile,
        "JPEG": JpegImageFile,
        "GIF": GifImageFile,
        "WEBP": WebPImageFile,
        "TIFF": TiffImageFile,
        "BMP": BmpImageFile,
        "AVIF": AvifImageFile,
    }


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
