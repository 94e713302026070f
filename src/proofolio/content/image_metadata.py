"""What a camera or program wrote into a picture beside its pixels: place, owner, serial number.

Taken out without touching the pixels. What changes how they look stays: colour profile, gamma,
animation, and of a photograph's Exif the orientation alone.
"""

import struct
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_DROPPED: Final = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"dSIG"})
_WEBP_DROPPED: Final = frozenset({b"EXIF", b"XMP "})
_JPEG_KEPT: Final = (b"JFIF\0", b"JFXX\0", b"ICC_PROFILE\0", b"Adobe")
"""Beginnings of the application segments that say how to decode."""
_GIF_KEPT: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""Applications that repeat an animation or say which colours are meant."""
_ORIENTATION: Final = 0x0112


def strip(data: bytes, extension: str) -> bytes:
    """The picture without what it tells beside its pixels; as it was when it cannot be followed.

    Args:
        data: a picture of the kind that it says.
        extension: `png`, `jpg`, `webp` or `gif`.
    """
    strippers = {"png": _png, "jpg": _jpeg, "webp": _webp, "gif": _gif}
    try:
        return strippers[extension](data) if extension in strippers else data
    except (struct.error, IndexError):
        return data


def _png(data: bytes) -> bytes:
    """https://www.w3.org/TR/png-3/#5Chunk-layout."""
    kept = [data[:8]]
    position = 8
    while position + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, position)
        kind = data[position + 4 : position + 8]
        end = position + 12 + length
        if kind not in _PNG_DROPPED:
            kept.append(data[position:end])
        position = end
        if kind == b"IEND":
            return b"".join(kept)
    # Cut off: browsers show the beginning.
    return b"".join(kept)


def _jpeg(data: bytes) -> bytes:
    """https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B."""
    kept = [data[:2]]
    position = 2
    while data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == 0xDA:
            # From here on pixels; what stands after their end is not shown.
            end = data.rfind(b"\xff\xd9")
            kept.append(data[position : end + 2] if end > position else data[position:])
            return b"".join(kept)
        (length,) = struct.unpack_from(">H", data, position + 2)
        segment = data[position : position + 2 + length]
        kept.append(_jpeg_segment(marker, segment))
        position += 2 + length
    return data


def _jpeg_segment(marker: int, segment: bytes) -> bytes:
    if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
        return _exif(_orientation(segment[10:]))
    is_application = 0xE0 <= marker <= 0xEF
    if marker == 0xFE or (is_application and not segment[4:].startswith(_JPEG_KEPT)):
        return b""
    return segment


def _orientation(tiff: bytes) -> int:
    """1 to 8; 1 when nothing is said."""
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, start)
        for index in range(min(count, 200)):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, start + 2 + index * 12)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _exif(orientation: int) -> bytes:
    """A segment that says nothing but which way is up; empty when it is the usual way."""
    if orientation == 1:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    tiff = b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    payload = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload


def _webp(data: bytes) -> bytes:
    """https://developers.google.com/speed/webp/docs/riff_container."""
    kept = []
    position = 12
    while position + 8 <= len(data):
        kind = data[position : position + 4]
        (length,) = struct.unpack_from("<I", data, position + 4)
        end = position + 8 + length + length % 2
        if kind == b"VP8X":
            # Its flags must not promise what is gone: Exif is 8, XMP 4.
            kept.append(data[position : position + 8] + bytes([data[position + 8] & ~0x0C]))
            kept.append(data[position + 9 : end])
        elif kind not in _WEBP_DROPPED:
            kept.append(data[position:end])
        position = end
    body = b"".join(kept)
    return data[:4] + struct.pack("<I", len(body) + 4) + data[8:12] + body


def _gif(data: bytes) -> bytes:
    """https://www.w3.org/Graphics/GIF/spec-gif89a.txt."""
    position = 13 + _colours(data[10])
    kept = [data[:position]]
    while data[position] in {0x21, 0x2C}:
        start = position
        is_picture = data[start] == 0x2C
        position += 11 + _colours(data[start + 9]) if is_picture else 2
        blocks = position
        while data[position]:
            position += 1 + data[position]
        position += 1
        label = data[start + 1]
        is_note = not is_picture and (
            label == 0xFE or (label == 0xFF and data[blocks + 1 : blocks + 12] not in _GIF_KEPT)
        )
        if not is_note:
            kept.append(data[start:position])
    return b"".join(kept) + b";"


def _colours(flags: int) -> int:
    """Bytes of the table of colours that follows, if one does."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0
