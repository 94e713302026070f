"""SVG files that stay pictures even when a visitor opens them by themselves."""

import re
from collections.abc import Callable
from typing import Final
from xml.etree import ElementTree as ET

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"
MAX_TAGS: Final = 400_000
"""A scatter plot of a hundred thousand points has fewer; parsing takes a hundred times their bytes."""

_ELEMENT_NAMES: Final = (
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath "
    "clipPath mask pattern linearGradient radialGradient stop marker image title desc style switch "
    "filter feBlend feColorMatrix feComponentTransfer feComposite feFlood feFuncA feFuncB feFuncG "
    "feFuncR feGaussianBlur feMerge feMergeNode feOffset"
)
_ELEMENTS: Final = frozenset(_ELEMENT_NAMES.split())
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE[^\[>]*>", re.IGNORECASE)
_DATA_IMAGE: Final = re.compile(r"\s*data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
# Repetitions give nothing back, or long white space would be walked through again and again.
_FETCHES: Final = re.compile(
    r"@import|url\(\s*+['\"]?+\s*+(?!#)|image-set|expression\(|\\", re.IGNORECASE
)
_LENGTH: Final = re.compile(r"\s*+([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*+(px|pt|in|cm|mm)?\s*+")
_PIXELS: Final = {None: 1.0, "px": 1.0, "pt": 4 / 3, "in": 96.0, "cm": 37.8, "mm": 3.78}

_NAMESPACES: Final = (f"{{{SVG}}}", f"{{{XLINK}}}", "{http://www.w3.org/XML/1998/namespace}")

ET.register_namespace("", SVG)
ET.register_namespace("xlink", XLINK)


def clean(data: bytes, *, embedded: Callable[[str], str]) -> tuple[bytes, int, int] | None:
    """An SVG with shapes, text and embedded raster images only, and its size.

    Scripts, event attributes, foreign content, animation, links and everything that would be
    fetched are gone. An SVG in an `<img>` cannot run scripts, but the same file opened on its own
    could.

    Args:
        data: the file.
        embedded: returns the address of a raster image that lies in it, cleaned; empty to leave it out.

    Returns:
        The file, width and height in pixels (0 when unknown), or None when it is not well-formed
        or declares entities.
    """
    if data.count(b"<") > MAX_TAGS:
        return None
    shouted = data.upper()
    if shouted.count(b"<!DOCTYPE") > 1 or b"<!ENTITY" in shouted:
        return None
    data = _DOCTYPE.sub(b"", data, count=1)
    if b"<!DOCTYPE" in data.upper():
        return None
    try:
        root = ET.fromstring(data)  # noqa: S314  entities, the danger here, were refused above
    except (ET.ParseError, ValueError, LookupError, RecursionError):
        return None
    if root.tag not in {f"{{{SVG}}}svg", "svg"}:
        return None
    try:
        _prune(root, embedded)
        width, height = _size(root)
        return ET.tostring(root, encoding="utf-8"), width, height
    except RecursionError:
        return None


_NOTES: Final = re.compile(
    rb"<!--.*?-->|<metadata\b.*?</metadata\s*>|<sodipodi:namedview\b[^<>]*(?:/>|>.*?</sodipodi:namedview>)"
    rb"|\s(?:sodipodi|inkscape):[\w-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')",
    re.DOTALL,
)
_EMBEDDED: Final = re.compile(rb"data:image/[a-z+]{1,20};base64,[A-Za-z0-9+/=\s]{200,}+")


def without_notes(data: bytes, *, embedded: Callable[[str], str]) -> bytes:
    """Return an SVG with all that it does, but without what its editor noted: paths, authors, comments.

    Args:
        data: the file.
        embedded: returns the address of a raster image that lies in it, cleaned; empty to leave it out.
    """

    def clean(match: re.Match[bytes]) -> bytes:
        return (embedded(match[0].decode("ascii")) or "data:,").encode("ascii")

    bare = _EMBEDDED.sub(clean, _NOTES.sub(b"", data))
    return data if bare == data else bare


def _prune(element: ET.Element, embedded: Callable[[str], str]) -> None:
    for child in list(element):
        if isinstance(child.tag, str) and _local(child.tag) in _ELEMENTS and _is_svg(child.tag):
            _prune(child, embedded)
        else:
            element.remove(child)
    for name, value in list(element.attrib.items()):
        if not _harmless(name, value):
            del element.attrib[name]
        elif _local(name).lower() in {"href", "src"} and not value.strip().startswith("#"):
            element.attrib[name] = embedded(value)
    if _local(element.tag) == "style":
        sheet = "".join(element.itertext())
        del element[:]
        element.text = "" if _FETCHES.search(sheet) else sheet


def _harmless(name: str, value: str) -> bool:
    local = _local(name).lower()
    if name.startswith("{") and not name.startswith(_NAMESPACES):
        return False  # An editor's: where the file was kept, and what it was exported as.
    if local.startswith("on") or local == "base":
        return False
    if local in {"href", "src"}:
        return value.strip().startswith("#") or _DATA_IMAGE.fullmatch(value) is not None
    return "url(" not in value.lower() or not _FETCHES.search(value)


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def _is_svg(tag: str) -> bool:
    return not tag.startswith("{") or tag.startswith(f"{{{SVG}}}")


def _size(root: ET.Element) -> tuple[int, int]:
    width = _pixels(root.get("width", ""))
    height = _pixels(root.get("height", ""))
    if width and height:
        return width, height
    box = [
        float(part)
        for part in re.findall(r"-?[0-9]{1,6}(?:\.[0-9]{1,6})?", root.get("viewBox", ""))
    ]
    return (round(box[2]), round(box[3])) if len(box) == 4 and min(box[2:]) > 0 else (0, 0)


def _pixels(length: str) -> int:
    match = _LENGTH.fullmatch(length)
    return round(float(match[1]) * _PIXELS[match[2]]) if match else 0
