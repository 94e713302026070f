"""What stands in a picture beside its pixels: text blocks, comments, Exif, XMP, and what lies behind its end."""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Final

from proofolio.publish.archives import Member
from proofolio.publish.budget import Budget, Layer, SpentError, Unread, printable

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_OTHERS: Final = (b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\0\0\1\0")
_FORMS: Final = frozenset({b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"})
_PIXELS: Final = frozenset({b"IDAT", b"fdAT", b"PLTE", b"IHDR", b"IEND", b"tRNS"})
_PACKED: Final = frozenset({b"zTXt", b"iTXt", b"iCCP"})
_MARKER: Final = re.compile(rb"\xff[^\0\xd0-\xd7\xff]")
_PACKING: Final = re.compile(rb"[\x08-\x78][\x01\x5e\x9c\xda]")
_MOST_BEFORE: Final = 2_000
"""Bytes of a block that its keyword and language take, before what is packed."""
_WHERE: Final = "text block"
_BEHIND: Final = "behind the picture"


def is_picture(data: bytes) -> bool:
    """Whether the bytes begin as a picture of a known kind does."""
    return (
        data.startswith((_PNG, _JPEG, *_OTHERS))
        or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")
        or (data.startswith(b"BM") and data[2:6] == struct.pack("<I", len(data)))
        or (data[4:8] == b"ftyp" and data[8:12] in _FORMS)
    )


def parts(data: bytes, inside: str, budget: Budget) -> Iterator[Member | Layer | Unread]:
    """Yield the words of a picture, and what was put behind its end.

    Args:
        data: its bytes.
        inside: where it is.
        budget: what unpacking may cost.
    """
    where = f"{inside}, {_WHERE}" if inside else _WHERE
    try:
        if data.startswith(_PNG):
            texts, end = _of_png(data, budget)
        elif data.startswith(_JPEG):
            texts, end = _of_jpeg(data)
        else:
            texts, end = data, len(data)
    except SpentError:
        yield Unread(inside=where, why="it unpacks to too much")
        return
    yield Layer(inside=where, name="strings.txt", data=_as_words(texts))
    behind = data[end:]
    if behind.strip(b"\0\r\n "):
        yield Member(name=_BEHIND, data=behind)


def _as_words(texts: bytes) -> bytes:
    """Both as bytes of any kind, and as UTF-8, for words of other scripts."""
    try:
        text = texts.decode("utf-8").replace("\0", "\n")
    except UnicodeDecodeError:
        return printable(texts)
    return text.encode()


def _of_png(data: bytes, budget: Budget) -> tuple[bytes, int]:
    """https://www.w3.org/TR/png-3/#5Chunk-layout."""
    texts: list[bytes] = []
    position = 8
    while position + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, position)
        kind = data[position + 4 : position + 8]
        body = data[position + 8 : position + 8 + length] if kind not in _PIXELS else b""
        if kind in _PACKED:
            texts += (body, _unpacked(body, budget))
        elif body:
            texts.append(body)
        position += 12 + length
        if kind == b"IEND":
            return b"\n".join(texts), position
    return b"\n".join(texts), len(data)


def _unpacked(body: bytes, budget: Budget) -> bytes:
    """The text of a block that may be packed; where in it that begins, its language and keyword decide."""
    for place in (match.start() for match in _PACKING.finditer(body[:_MOST_BEFORE])):
        packed = zlib.decompressobj()
        try:
            text = packed.decompress(body[place:], budget.most)
        except zlib.error:
            continue
        if text:
            return budget.spend(text)
    return b""


def _of_jpeg(data: bytes) -> tuple[bytes, int]:
    """https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B."""
    texts: list[bytes] = []
    position = 2
    while True:
        found = _MARKER.search(data, position)
        if found is None:
            return b"\n".join(texts), len(data)
        # Between segments there are pixels; what else was put there is read.
        marker = found[0][1]
        if marker == 0xD9:
            return b"\n".join(texts), found.end()
        if marker in {0x01, 0xD8} or found.end() + 2 > len(data):
            position = found.end()
            continue
        (length,) = struct.unpack_from(">H", data, found.end())
        end = found.end() + max(length, 2)
        if 0xE0 <= marker <= 0xFE:
            texts.append(data[found.end() + 2 : end])
        position = end
