"""Pictures drawn anew by Pillow: the right way up, in the colours of the web, and without anything else."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from PIL import Image

MAX_FRAME_PIXELS: Final = 300_000_000
"""Pixels of all frames of an animation together that are drawn; it takes seconds."""
_QUALITY: Final = 92
"""Of a JPEG whose own tables cannot be taken over."""
_LOSSY_QUALITY: Final = 90
"""Of WebP and AVIF, which do not say theirs."""
_TURNS: Final = ("FLIP_LEFT_RIGHT", "ROTATE_180", "FLIP_TOP_BOTTOM", "TRANSPOSE", "ROTATE_270", "TRANSVERSE", "ROTATE_90")  # fmt: skip
"""What to do for the orientations 2 to 8 of Exif 3.0, 4.6.5.1.6."""
_ORIENTATION: Final = 0x0112


class TooMuchError(ValueError):
    """An animation that would take too long."""


def orientation(exif: bytes) -> int:
    """Return which side is up, from 1 (as it is) to 8; 1 also when nothing or nonsense is said.

    Args:
        exif: a TIFF structure; may be empty.
    """
    if not exif:
        return 1
    from PIL import Image

    found = Image.Exif()
    try:
        found.load(b"Exif\0\0" + exif)
        value = found.get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001  Pillow raises what it likes at damaged tags
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def has_usual_colours(profile: bytes) -> bool:
    """Tell whether a profile says what browsers take for granted without one."""
    if not profile:
        return True
    from PIL import ImageCms

    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        name = ImageCms.getProfileDescription(found).strip().lower()
    except (OSError, ValueError, TypeError, ImageCms.PyCMSError):
        return True  # A profile that cannot be read is one that nobody follows.
    return "srgb" in name or name in {"c2", "urgb"}


def redraw(image: "Image.Image", form: str, *, turn: int = 1, profile: bytes = b"") -> bytes:
    """Return the picture in a file of the same kind that holds its pixels alone.

    Args:
        image: opened, and not yet loaded; what is cut off is drawn as far as it goes.
        form: Pillow's name of the kind: PNG, JPEG, GIF, WEBP, TIFF, BMP or AVIF.
        turn: the Exif orientation to apply.
        profile: the ICC profile to apply.

    Raises:
        TooMuchError: an animation of too many pixels.
        Exception: what Pillow raises at damaged files.
    """
    with _tolerant():
        count = getattr(image, "n_frames", 1)
        if count * image.width * image.height > MAX_FRAME_PIXELS:
            raise TooMuchError
        options = _options(image, form)
        if count == 1:
            image.load()
            return _saved(_bare(image, turn, profile, form), form, **options)
        frames, durations = [], []
        for number in range(count):
            image.seek(number)
            image.load()
            durations.append(image.info.get("duration", 0))
            frames.append(_bare(image, turn, profile, form, is_frame=True))
    return _saved_all(frames, durations, form, image.info, options)


@contextmanager
def _tolerant() -> Iterator[None]:
    """Let Pillow draw what is there of a file that is cut off, as browsers do."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _options(image: "Image.Image", form: str) -> dict[str, Any]:
    if form == "JPEG":
        from PIL.JpegImagePlugin import get_sampling

        progressive = {"progressive": True} if image.info.get("progressive") else {}
        tables = getattr(image, "quantization", None)
        if not tables or max(max(table) for table in tables.values()) > 255:
            return {"quality": _QUALITY, **progressive}
        return {"qtables": tables, "subsampling": get_sampling(image), **progressive}
    if form == "TIFF":
        return {"compression": "tiff_adobe_deflate"}
    return {"quality": _LOSSY_QUALITY} if form in {"WEBP", "AVIF"} else {}


def _bare(
    image: "Image.Image", turn: int, profile: bytes, form: str, *, is_frame: bool = False
) -> "Image.Image":
    """Return the pixels alone, turned and with their colours as the web's."""
    from PIL import Image

    bare = Image.Image.copy(image)
    if is_frame and bare.mode not in {"RGB", "RGBA"}:
        bare = bare.convert("RGBA")
    if profile and not has_usual_colours(profile):
        bare = _in_usual_colours(bare, profile)
    shown = bare.info.get("transparency")
    bare.info = {} if shown is None or is_frame else {"transparency": shown}
    if form == "JPEG" and bare.mode not in {"L", "RGB", "CMYK"}:
        bare = bare.convert("RGB")
    return bare if turn == 1 else bare.transpose(Image.Transpose[_TURNS[turn - 2]])


def _in_usual_colours(image: "Image.Image", profile: bytes) -> "Image.Image":
    """Bring the pixels to sRGB; as they are when the profile does not fit them."""
    from PIL import ImageCms

    if image.mode in {"P", "PA", "LA"}:
        image = image.convert(
            "RGBA" if "transparency" in image.info or "A" in image.mode else "RGB"
        )
    wanted = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found = ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode=wanted
        )
    except (OSError, ValueError, TypeError, ImageCms.PyCMSError):
        return image
    return found or image


def _saved(image: "Image.Image", form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    try:
        image.save(out, form, **options)
    except (OSError, ValueError, TypeError):
        if "qtables" not in options:
            raise
        out = io.BytesIO()
        image.save(out, form, quality=_QUALITY)
    return out.getvalue()


def _saved_all(
    frames: "Sequence[Image.Image]",
    durations: Sequence[float],
    form: str,
    info: dict[str | tuple[int, int], Any],
    options: dict[str, Any],
) -> bytes:
    more: dict[str, Any] = {"save_all": True, "append_images": frames[1:], **options}
    if form in {"PNG", "GIF", "WEBP", "AVIF"}:
        more["duration"] = [round(one) for one in durations]
    # A GIF that says nothing plays once; elsewhere 0 is for ever.
    if form in {"PNG", "WEBP"} or "loop" in info:
        more["loop"] = info.get("loop", 0)
    if form == "GIF":
        more["disposal"] = 2
    return _saved(frames[0], form, **more)
