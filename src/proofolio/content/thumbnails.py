"""Pictures in the sizes that pages show them in, as WebP, which every browser of today reads."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from PIL import Image

VERSION: Final = "1"
"""Grows when the same picture becomes other bytes."""

_FORMATS: Final = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP"}
"""Extension → Pillow's name. An SVG is sharp at every size, and stays as it is."""
_SIDES: Final = (480, 960)
"""Pixels of the longer side: on a card, and beside a title on a sharp screen."""
_NARROW: Final = 560
"""Pixels of width up to which there is one size: told to choose, a browser enlarges what is narrower than its place."""
_LAST_SIDE: Final = 240
"""Of what is too heavy at any other size."""
_MOST_BYTES: Final = 60_000
_LIGHT_BYTES: Final = 16_000
"""A picture of no more is served as it is: nobody waits for it."""
_QUALITIES: Final = (82, 70, 55, 40, 25, 10)
_PLAIN_MODES: Final = {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}
"""Others (CMYK, 16 bits) would change their colours on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumbnail:
    """A picture, smaller."""

    data: bytes
    """WebP."""
    width: int
    height: int


def thumbnails(data: bytes, extension: str) -> tuple[Thumbnail, ...]:
    """Return a picture in smaller sizes, the smallest first; none where the picture itself serves better.

    None is larger than the picture, in pixels or in bytes, nor has more than 60 kB. What is animated, light
    already or damaged has none.

    Args:
        data: a picture that `images.prepare` passed.
        extension: `png`, `jpg`, `gif` or `webp`; others have none.
    """
    if extension not in _FORMATS or len(data) <= _LIGHT_BYTES:
        return ()
    try:
        image = _opened(data, _FORMATS[extension])
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        MemoryError,
    ):
        return ()
    if image is None:
        return ()
    longer = max(image.size)
    sides = dict.fromkeys(min(side, longer) for side in _SIDES)
    made = [_made(image, side, below=len(data), is_drawn=extension != "jpg") for side in sides]
    found = [one for one in made if one]
    if not found or max(found[-1].width, found[-1].height) < [*sides][-1]:
        # A small one must not stand for a light, large one; for a heavy one, something must.
        if len(data) <= _MOST_BYTES:
            return ()
        last = _made(image, min(_LAST_SIDE, longer), below=len(data), is_drawn=True)
        return tuple(found) or ((last,) if last else ())
    if found[-1].width < _NARROW:
        return (found[-1],)
    return tuple(one for one in found if one is found[-1] or len(one.data) < len(found[-1].data))


def _opened(data: bytes, form: str) -> "Image.Image | None":
    """Return the pixels as a browser turns them; None for what would lose something on the way."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=[form]) as found:
        if getattr(found, "is_animated", False) or found.mode not in _PLAIN_MODES:
            return None
        profile = found.info.get("icc_profile")
        # JPEG alone: it is read at a half, a quarter or an eighth, as far as is large enough.
        found.draft("RGB", (2 * _SIDES[-1], 2 * _SIDES[-1]))
        turned = ImageOps.exif_transpose(found)
        is_clear = turned.mode in {"LA", "PA", "RGBA"} or "transparency" in turned.info
        image = turned.convert("RGBA" if is_clear else "RGB")
        image.info = {"icc_profile": profile} if profile else {}
        return image


def _made(image: "Image.Image", side: int, *, below: int, is_drawn: bool) -> Thumbnail | None:
    """Return the picture with its longer side of `side` pixels, if that is worth its bytes.

    Only what would be too heavy otherwise loses what an eye may miss.
    """
    from PIL import Image

    share = side / max(image.size)
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    small = image if size == image.size else image.resize(size, Image.Resampling.LANCZOS)
    profile = image.info.get("icc_profile")
    fits: bytes | None = None
    for quality in _QUALITIES if below > _MOST_BYTES else _QUALITIES[:1]:
        lossy = _packed(small, quality=quality, alpha_quality=quality, icc_profile=profile)
        if len(lossy) < min(below, _MOST_BYTES):
            fits = lossy
            break
    if is_drawn:
        # Of a plot, all that there is often needs fewer bytes.
        exact = _packed(small, lossless=True, icc_profile=profile)
        if len(exact) < min(below, len(fits or b"") or _MOST_BYTES):
            fits = exact
    return Thumbnail(data=fits, width=size[0], height=size[1]) if fits else None


def _packed(image: "Image.Image", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", method=4, **options)
    return out.getvalue()
