"""What a picture tells beside what it shows: where it was taken, by whom, with which camera."""

import base64
import binascii
import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from PIL import ExifTags, Image, IptcImagePlugin

from proofolio.content import image_metadata
from proofolio.content.images import SERVED
from proofolio.model.finding import Spot
from proofolio.publish.encoded import Picture, without_pictures
from proofolio.publish.pages import SiteFile
from proofolio.publish.raw_findings import RawFinding

MOST_IN_A_FILE: Final = 20
"""Pictures of one file that are named; one is enough to stop it."""

_SIGNATURES: Final = {
    b"\xff\xd8\xff": "jpg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF8": "gif",
    b"RIFF": "webp",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
}
"""How a file begins → what `image_metadata` calls it; nothing there follows a TIFF."""
_IN_BASE64: Final = (b"/9j/", b"iVBORw0KGgo", b"R0lGOD", b"UklGR", b"SUkqA", b"TU0AK")
"""The same beginnings as base64."""
_BASE64: Final = re.compile(rb"(?:[A-Za-z0-9+/\r\n]++|\\[n/])++={0,2}")
_LEAST: Final = 200
"""Bytes of a picture in base64."""
_IN_PDF: Final = re.compile(rb"stream\r?\n(?=\xff\xd8\xff)")
_FILMS: Final = frozenset({".3gp", ".m4v", ".mov", ".mp4"})
_OF_A_FILM: Final = {
    b"\xa9xyz": "position",
    b"com.apple.quicktime.location": "position",
    b"loci\0": "position",
    b"\xa9mak": "camera",
    b"\xa9mod": "camera",
    b"com.apple.quicktime.make": "camera",
    b"com.apple.quicktime.model": "camera",
    b"com.apple.quicktime.author": "owner",
}
"""Names of what phones write into films."""
_OWNER: Final = frozenset(
    {ExifTags.Base.Artist, ExifTags.Base.Copyright, ExifTags.Base.CameraOwnerName}
    | {ExifTags.Base.XPAuthor, ExifTags.Base.XPComment, ExifTags.Base.UserComment}
    | {ExifTags.Base.HostComputer, ExifTags.Base.ImageDescription}
)
_CAMERA: Final = frozenset(
    {ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.BodySerialNumber}
    | {ExifTags.Base.LensMake, ExifTags.Base.LensModel, ExifTags.Base.LensSerialNumber}
    | {ExifTags.Base.MakerNote, ExifTags.Base.UniqueCameraModel, ExifTags.Base.CameraSerialNumber}
    | {ExifTags.Base.DateTimeOriginal}
)
_OF_XMP: Final = {
    "position": re.compile(rb"GPS|Location|photoshop:City", re.IGNORECASE),
    "owner": re.compile(rb"creator|OwnerName|rights|Artist|photoshop:Credit", re.IGNORECASE),
    "camera": re.compile(rb"tiff:Make|tiff:Model|SerialNumber|aux:Lens|exifEX:", re.IGNORECASE),
}


def metadata(file: SiteFile) -> Iterator[RawFinding]:
    """Yield each picture of a file of the site that tells a position, an owner or a camera.

    The file is a picture itself, or holds some: a notebook in its outputs, a page in its addresses, a PDF.
    """
    if file.is_of_the_theme:
        return
    details: dict[str, None] = {}
    for number, data in enumerate(_pictures(file)):
        if number >= MOST_IN_A_FILE and details:
            break
        details.update(dict.fromkeys(tells(data)))
    suffix = PurePosixPath(file.path).suffix.lower()
    if suffix in _FILMS:
        details.update({word: None for mark, word in _OF_A_FILM.items() if mark in file.data})
    if details:
        yield _raw_finding(file, tuple(details), is_film=suffix in _FILMS)


def tells(data: bytes) -> tuple[str, ...]:
    """Return what a picture tells: `position`, `owner`, `camera`, and `more behind its end`."""
    kind = next((kind for mark, kind in _SIGNATURES.items() if data.startswith(mark)), "")
    followed = image_metadata.follow(data, kind) if kind not in {"", "tiff"} else None
    if followed and followed.data is data:
        return ()
    details = {*_in_tags(data), *_in_xmp(data)}
    if followed is None and kind not in {"", "tiff"}:
        return tuple(sorted(details))
    if followed and len(followed.data) + len(followed.exif) + len(followed.profile) < len(data):
        details |= _behind(data)
    return tuple(sorted(details))


def _pictures(file: SiteFile) -> Iterator[bytes]:
    if PurePosixPath(file.path).suffix.lower() in SERVED - {".svg"}:
        yield file.data
        return
    if file.path.endswith(".pdf"):
        for match in _IN_PDF.finditer(file.data):
            end = file.data.find(b"endstream", match.end())
            yield file.data[match.end() : end if end > 0 else None].rstrip(b"\r\n")
        return
    rest, found = without_pictures(file.data)
    if any(picture.is_at_end_of_line for picture in found):
        rest = file.data
    else:
        yield from map(_as_told, found)
    yield from _in_text(rest)


def _as_told(picture: Picture) -> bytes:
    """All of a picture, or as much of it as shows that it tells nothing."""
    if picture.is_whole:
        return picture.data
    followed = image_metadata.follow(picture.data, "png")
    return picture.data if followed and followed.data is picture.data else picture.whole


def _in_text(data: bytes) -> Iterator[bytes]:
    """Yield pictures that stand in a text as base64, whatever the text is."""
    for beginning in _IN_BASE64:
        start = data.find(beginning)
        while start >= 0:
            match = _BASE64.match(data, start)
            is_long = match is not None and match.end() - start >= _LEAST
            if match and is_long:
                yield from _decoded(match[0])
            start = data.find(beginning, match.end() if match and is_long else start + 1)


def _decoded(text: bytes) -> Iterator[bytes]:
    plain = text.replace(b"\\n", b"").translate(None, b"\r\n\\")
    try:
        yield base64.b64decode(plain + b"=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return


def _in_tags(data: bytes) -> Iterator[str]:
    try:
        with Image.open(io.BytesIO(data)) as image:
            exif = image.getexif()
            if exif.get_ifd(ExifTags.IFD.GPSInfo):
                yield "position"
            tags = {*exif, *exif.get_ifd(ExifTags.IFD.Exif)}
            if tags & _OWNER or image.info.get("comment") or _texts(image):
                yield "owner"
            if tags & _CAMERA:
                yield "camera"
            if IptcImagePlugin.getiptcinfo(image):
                yield "owner"
    except Exception:  # noqa: BLE001  Pillow raises what it likes at damaged files
        return


def _texts(image: Image.Image) -> dict[str, Any]:
    """Return the words that a PNG holds, but for the name of what drew it."""
    found = getattr(image, "text", None) or {}
    return {key: value for key, value in found.items() if key not in {"Software", "Title"}}


def _in_xmp(data: bytes) -> Iterator[str]:
    start = data.find(b"<x:xmpmeta")
    while start >= 0:
        end = data.find(b"</x:xmpmeta>", start)
        words = data[start : end if end > 0 else None]
        yield from (word for word, pattern in _OF_XMP.items() if pattern.search(words))
        start = data.find(b"<x:xmpmeta", start + 1)


def _behind(data: bytes) -> set[str]:
    """Look at what phones put behind a picture: a second one, or a film."""
    second = data.find(b"\xff\xd8\xff", 3)
    has_film = data.find(b"ftyp", 3) > 0 and data.startswith(b"\xff\xd8")
    return {"more behind its end"} if second > 0 or has_film else set()


def _raw_finding(file: SiteFile, details: tuple[str, ...], *, is_film: bool) -> RawFinding:
    what = "film" if is_film else "picture"
    hint = (
        "Take it out: `ffmpeg -i FILE -map_metadata -1 -c copy NEW`."
        if is_film
        else "Save the picture anew without it (`exiftool -all= FILE`), and build again; a PDF has to be made again from clean pictures."
    )
    return RawFinding(
        rule="picture-metadata",
        key=file.path,
        severity="blocker",
        message=f"A {what} on the site tells more than it shows: {', '.join(details)}.",
        hint=hint,
        spot=Spot(path=f"site/{file.path}"),
    )
