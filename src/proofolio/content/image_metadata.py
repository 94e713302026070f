"""Raster files whose every part is known: what must be shown is kept, byte for byte, and nothing else.

A file is followed from its first byte to its last part. Parts that say how the pixels look are copied;
everything else (Exif, XMP, IPTC, comments, thumbnails, a second picture or a film behind the end) is not.
A file that does not keep to its format's rules is not followed at all, so nothing hides in what was
misread: Pillow has to draw it anew.
"""

import re
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

MAX_PROFILE_BYTES: Final = 4_000_000

_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT"}
    | {b"cHRM", b"cICP", b"gAMA", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"hIST"}
)
_PNG_KIND: Final = re.compile(rb"[A-Za-z]{4}")
_SRGB: Final = b"\0\0\0\1sRGB\0\xae\xce\x1c\xe9"
"""A chunk that says in one byte what the usual colour profile says in 3,000."""

_JPEG_KEPT: Final = frozenset(
    {0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF}
    | {0xDA, 0xDB, 0xDD}
)
"""Frames, tables, restart intervals and scans: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B."""
_JPEG_NOTES: Final = frozenset({*range(0xE0, 0xF0), 0xFE})
"""Application segments and comments."""
_JPEG_IN_SCAN: Final = re.compile(rb"\xff[^\x00\xd0-\xd7]")
"""A marker that ends a scan; within one, `FF` is followed by 0 or a restart's number."""

_WEBP_KEPT: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_WEBP_FRAME: Final = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_WEBP_FLAGS: Final = 0x12
"""What the flags may promise: animation and transparency, for Exif, XMP and profile are gone."""

_GIF_KEPT: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""Applications that repeat an animation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A file that keeps to its format."""

    data: bytes
    """What is shown, and nothing else; the very same bytes when there was nothing else."""
    exif: bytes = b""
    """What was taken out: TIFF structure, which may say which side is up."""
    profile: bytes = b""
    """What was taken out: an ICC profile."""


class _OddError(ValueError):
    """A file that does not keep to its format."""


def follow(data: bytes, extension: str) -> Followed | None:
    """Take a raster file apart; None when it cannot be followed to its end.

    Args:
        data: the file.
        extension: `png`, `jpg`, `webp` or `gif`.
    """
    try:
        return _FOLLOWERS[extension](data)
    except (_OddError, struct.error, IndexError, zlib.error):
        return None


def _png(data: bytes) -> Followed:
    """https://www.w3.org/TR/png-3/#5Chunk-layout."""
    _demand(data.startswith(_PNG_SIGNATURE))
    kept, exif, profile = [_PNG_SIGNATURE], b"", b""
    position, kind = 8, b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", data, position)
        kind, end = data[position + 4 : position + 8], position + 12 + length
        _demand(end <= len(data) and _PNG_KIND.fullmatch(kind) is not None)
        _demand(kind != b"IEND" or length == 0)
        if kind in _PNG_KEPT:
            kept.append(data[position:end])
        elif kind == b"eXIf":
            exif = data[position + 8 : end - 4]
        elif kind == b"iCCP":
            name, _, packed = data[position + 8 : end - 4].partition(b"\0")
            _demand(len(name) < 80)
            profile = zlib.decompressobj().decompress(packed[1:], MAX_PROFILE_BYTES)
            kept.append(_SRGB)
        position = end
    _demand(kept[1][4:8] == b"IHDR")
    return Followed(data=_joined(kept, data), exif=exif, profile=profile)


def _jpeg(data: bytes) -> Followed:
    _demand(data.startswith(b"\xff\xd8"))
    kept, exif = [data[:2]], b""
    profile: dict[int, bytes] = {}
    position = 2
    while True:
        _demand(data[position] == 0xFF)
        marker = data[position + 1]
        if marker == 0xFF:  # padding
            position += 1
            continue
        if marker == 0xD9:
            break
        _demand(marker in _JPEG_KEPT or marker in _JPEG_NOTES)
        (length,) = struct.unpack_from(">H", data, position + 2)
        end = position + 2 + length
        _demand(length >= 2 and end <= len(data))
        content = data[position + 4 : end]
        if marker == 0xDA:
            found = _JPEG_IN_SCAN.search(data, end)
            _demand(found is not None)
            end = found.start() if found else end
        if marker in _JPEG_KEPT:
            kept.append(data[position:end])
        elif marker == 0xE0 and content.startswith(b"JFIF\0"):
            # Version, density, and no thumbnail behind them.
            kept.append(b"\xff\xe0\x00\x10" + content[:12] + b"\0\0")
            _demand(len(content) >= 14)
        elif marker == 0xEE and content.startswith(b"Adobe"):
            kept.append(b"\xff\xee\x00\x0e" + content[:12])
            _demand(len(content) >= 12)
        elif marker == 0xE1 and content.startswith(b"Exif\0"):
            exif = exif or content[6:]
        elif marker == 0xE2 and content.startswith(b"ICC_PROFILE\0"):
            profile[content[12]] = content[14:]
        position = end
    kept.append(b"\xff\xd9")
    joined = b"".join(profile[number] for number in sorted(profile))
    return Followed(data=_joined(kept, data), exif=exif, profile=joined[:MAX_PROFILE_BYTES])


def _webp(data: bytes) -> Followed:
    """https://developers.google.com/speed/webp/docs/riff_container."""
    _demand(data[:4] == b"RIFF" and data[8:12] == b"WEBP")
    kept, exif, profile = [], b"", b""
    end_of_file = 8 + struct.unpack_from("<I", data, 4)[0]
    _demand(end_of_file <= len(data))
    position = 12
    while position < end_of_file:
        kind, content, end = _riff_part(data, position, end_of_file)
        if kind == b"VP8X":
            flags = bytes([content[0] & _WEBP_FLAGS])
            kept.append(data[position : position + 8] + flags + data[position + 9 : end])
        elif kind in _WEBP_KEPT:
            if kind == b"ANMF":
                _check_frame(content)
            kept.append(data[position:end])
        elif kind == b"EXIF":
            exif = content.removeprefix(b"Exif\0\0")
        elif kind == b"ICCP":
            profile = content[:MAX_PROFILE_BYTES]
        position = end
    body = b"".join(kept)
    header = b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP"
    return Followed(data=_joined([header, body], data), exif=exif, profile=profile)


def _riff_part(data: bytes, position: int, limit: int) -> tuple[bytes, bytes, int]:
    (length,) = struct.unpack_from("<I", data, position + 4)
    end = position + 8 + length + length % 2
    _demand(position + 8 + length <= limit)
    return data[position : position + 4], data[position + 8 : position + 8 + length], end


def _check_frame(content: bytes) -> None:
    """Look whether a frame of an animation holds a picture and nothing else."""
    position = 16
    while position < len(content):
        kind, _, position = _riff_part(content, position, len(content))
        _demand(kind in _WEBP_FRAME)


def _gif(data: bytes) -> Followed:
    """https://www.w3.org/Graphics/GIF/spec-gif89a.txt."""
    _demand(data[:6] in {b"GIF87a", b"GIF89a"})
    position = 13 + _colours(data[10])
    kept = [data[:position]]
    while data[position] != 0x3B:
        start, mark = position, data[position]
        _demand(mark in {0x21, 0x2C})
        position += 11 + _colours(data[start + 9]) if mark == 0x2C else 2
        first_block = position
        while data[position]:
            position += 1 + data[position]
        position += 1
        _demand(position < len(data))
        label = data[start + 1]
        is_repeat = label == 0xFF and data[first_block + 1 : first_block + 12] in _GIF_KEPT
        if mark == 0x2C or label == 0xF9 or is_repeat:
            kept.append(data[start:position])
    return Followed(data=_joined([*kept, b";"], data))


def _colours(flags: int) -> int:
    """Bytes of the table of colours that follows, if one does."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _joined(parts: list[bytes], before: bytes) -> bytes:
    """Join what is kept; the same object when that is everything, so that nothing is copied twice."""
    joined = b"".join(parts)
    return before if joined == before else joined


def _demand(is_so: bool) -> None:
    if not is_so:
        raise _OddError


_FOLLOWERS: Final[Mapping[str, Callable[[bytes], Followed]]] = {
    "png": _png,
    "jpg": _jpeg,
    "webp": _webp,
    "gif": _gif,
}
