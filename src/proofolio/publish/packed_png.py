"""PNG in base64, of which only what stands beside the pixels is decoded: they are nearly all of it."""

import binascii
import re
import struct
from typing import Final

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_ENDS: Final = re.compile(rb"(?:\\n)*={0,2}\Z")
_KIND: Final = re.compile(rb"[A-Za-z]{4}")
_PIXELS: Final = frozenset({b"IDAT", b"fdAT"})
_FRAME: Final = 12
"""Bytes of a part's length, kind and checksum: https://www.w3.org/TR/png-3/#5Chunk-layout."""


def beside_pixels(run: bytes) -> bytes:
    """Return a PNG without its pixels, where it keeps to the format and ends with its last part.

    Args:
        run: base64, at whose end there may be line ends as JSON writes them.

    Returns:
        Empty for whatever else it is: that has to be decoded in full.
    """
    text = run[: _last(run)]
    size = len(text) * 3 // 4
    if _part(text, 0, len(_SIGNATURE)) != _SIGNATURE:
        return b""
    kept, position, kind = [_SIGNATURE], len(_SIGNATURE), b""
    while kind != b"IEND":
        if position + _FRAME > size:
            return b""
        head = _part(text, position, 8)
        (length,) = struct.unpack_from(">I", head)
        kind, end = head[4:], position + _FRAME + length
        if end > size or not _KIND.fullmatch(kind):
            return b""
        if kind not in _PIXELS:
            kept.append(_part(text, position, _FRAME + length))
        position = end
    return b"".join(kept) if position == size else b""


def _last(run: bytes) -> int:
    """Where the letters of base64 end; 0 where a backslash stands among them."""
    ends = _ENDS.search(run, max(0, len(run) - 100))
    last = ends.start() if ends else len(run)
    return 0 if b"\\" in run[:last] else last


def _part(text: bytes, start: int, length: int) -> bytes:
    """Decode some bytes in the middle, which are there."""
    first = start // 3
    letters = text[first * 4 : (start + length + 2) // 3 * 4]
    decoded = binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    return decoded[start - first * 3 :][:length]
