"""Pictures that were pulled: are they what they say, how large, and safe to serve?"""

import io
import re
import warnings
from xml.etree import ElementTree as ET

from PIL import Image

_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
_MAX_PIXELS = 100_000_000
_ACTIVE_ELEMENTS = frozenset(
    {
        "script",
        "foreignobject",
        "iframe",
        "object",
        "embed",
        "handler",
        "listener",
        "set",
        "animate",
    }
)
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|in|cm|mm|)\s*")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
_MAX_SVG_BYTES = 5_000_000


def measure(data: bytes, name: str) -> tuple[int, int] | None:
    """Return a picture's width and height in pixels, or None when it must not be served.

    That is when the bytes are not what the name says, when they would unpack to more than 100
    megapixels, and for an SVG that could run a script or call another host when opened by itself. The
    size of an SVG that states none is (0, 0).
    """
    suffix = name[name.rfind(".") :].lower()
    if suffix == ".svg":
        return _measure_svg(data)
    if suffix not in _FORMATS:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[_FORMATS[suffix]]) as image:
                width, height = image.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return (width, height) if width * height <= _MAX_PIXELS else None


def _measure_svg(data: bytes) -> tuple[int, int] | None:
    if len(data) > _MAX_SVG_BYTES or b"<!ENTITY" in data or re.search(rb"<!DOCTYPE[^>]*\[", data):
        return None
    if b"<?xml-stylesheet" in data:
        return None
    try:
        root = ET.fromstring(data)  # noqa: S314 - entities are refused above
    except (ET.ParseError, ValueError, LookupError):
        return None
    if _local(root.tag) != "svg" or any(not _is_passive(element) for element in root.iter()):
        return None
    return _size(root)


def _is_passive(element: ET.Element) -> bool:
    if _local(element.tag) in _ACTIVE_ELEMENTS:
        return False
    if _local(element.tag) == "style" and _OUTSIDE.search("".join(element.itertext())):
        return False
    return all(_is_passive_attribute(_local(name), value) for name, value in element.attrib.items())


def _is_passive_attribute(name: str, value: str) -> bool:
    if name.startswith("on"):
        return False
    if name in ("href", "src"):
        return value.strip().startswith(("#", "data:image/png", "data:image/jpeg"))
    return not _OUTSIDE.search(value)


def _size(root: ET.Element) -> tuple[int, int]:
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    if width and height:
        return width, height
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        return (
            (max(0, round(float(box[2]))), max(0, round(float(box[3]))))
            if len(box) == 4
            else (0, 0)
        )
    except (ValueError, OverflowError):
        return 0, 0


def _pixels(length: str) -> int:
    match = _LENGTH.fullmatch(length)
    return round(float(match[1]) * _PIXELS[match[2]]) if match else 0


def _local(name: object) -> str:
    """Return a tag or attribute name without its namespace, in lower case; comments have none."""
    return name.rsplit("}", 1)[-1].lower() if isinstance(name, str) else ""
