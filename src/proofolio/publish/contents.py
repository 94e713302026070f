"""What can be read in a file's bytes, whatever they are packed in; and what cannot, told one by one.

A file is known by its first bytes, never by its name. What is packed is unpacked within a budget, so that
a small file cannot ask for much.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from proofolio.publish import archives, encoded, markup, pdf_contents, picture_texts
from proofolio.publish.budget import Budget, Layer, Unread, printable

MAX_DEPTH: Final = 4
"""Of archives in archives, and of whatever else holds files."""

_CLOSED: Final = (
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x04\x22\x4d\x18", "an LZ4 archive"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document of the old form"),
    (b"\x80\x02", "a pickle"),
    (b"\x80\x03", "a pickle"),
    (b"\x80\x04", "a pickle"),
    (b"\x80\x05", "a pickle"),
)
"""Their words may be packed in a way that nothing here unpacks."""
_OPEN: Final = (
    b"SQLite format 3\0",
    b"wOFF",
    b"wOF2",
    b"OTTO",
    b"\0\1\0\0",
    b"true",
    b"ID3",
    b"OggS",
    b"fLaC",
    b"\x1aE\xdf\xa3",
    b"\xff\xfb",
    b"\xff\xf3",
    b"\xff\xf2",
    b"FORM",
)
"""Databases, fonts, sound and film: whatever words they hold stand in them as they are."""
_MARKS: Final = {
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_HEAD: Final = 8_000
_CONTROLS: Final = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS: Final = 1 / 500
"""Of a text's bytes, more are control characters in pictures and programs only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file, or one within another."""

    name: str
    """Its path, by which settings files and notebooks are known."""
    data: bytes
    inside: str = ""
    """Where it is within the file that is looked at; empty for that itself."""
    depth: int = 0


def read_contents(name: str, data: bytes) -> Iterator[Layer | Unread]:
    """Yield every text that can be read in a file, and what cannot be looked into.

    Args:
        name: its path.
        data: its bytes.
    """
    yield from _read(File(name=name, data=data), Budget())


def _read(file: File, budget: Budget) -> Iterator[Layer | Unread]:
    if file.depth > MAX_DEPTH:
        yield Unread(inside=file.inside, why="it is packed too deep")
        return
    held = _held(file, budget)
    if held is None:
        yield from _plain(file, budget)
        return
    for item in held:
        if isinstance(item, archives.Member):
            yield from _read(
                File(
                    name=item.name,
                    data=item.data,
                    inside=f"{file.inside}/{item.name}" if file.inside else item.name,
                    depth=file.depth + 1,
                ),
                budget,
            )
        else:
            yield item


def _held(file: File, budget: Budget) -> Iterator[Layer | Unread | archives.Member] | None:
    """What a file holds that is made of others; None for any other."""
    data = file.data
    if archives.is_archive(data):
        return archives.members(file.name, data, file.inside, budget)
    if b"%PDF-" in data[:1024]:
        return pdf_contents.parts(data, file.inside, budget)
    if picture_texts.is_picture(data):
        return picture_texts.parts(data, file.inside, budget)
    return None


def _plain(file: File, budget: Budget) -> Iterator[Layer | Unread]:
    text = as_text(file.data)
    if text is None:
        yield Layer(inside=file.inside, name="strings.txt", data=printable(file.data))
        if not file.data.startswith(_OPEN) and file.data[4:8] != b"ftyp":
            why = next((why for mark, why in _CLOSED if file.data.startswith(mark)), "")
            yield Unread(inside=file.inside, why=why or "it is of a kind that is not known here")
        return
    # Of the file itself more is asked afterwards; what is packed in it must not push that out of mind.
    text, pictures = (encoded.apart if file.depth else encoded.without_pictures)(text)
    yield from _text(file, text)
    for found in (*pictures, *encoded.files_in(text, budget)):
        inside = f"{file.inside}/{found.name}" if file.inside else found.name
        inner = File(name=found.name, data=found.data, inside=inside, depth=file.depth + 1)
        if found.is_declared or _held(inner, budget) is not None or as_text(found.data) is not None:
            for item in _read(inner, budget):
                # Numbers in figures are packed so (Bokeh's with gzip), and nobody could say what they are.
                bare = {inside} if found.is_declared else {inside, f"{inside}/{found.name}"}
                if not (isinstance(item, Unread) and item.inside in bare):
                    yield item


def _text(file: File, text: bytes) -> Iterator[Layer]:
    name = file.name.casefold()
    if name.endswith(".ipynb"):
        yield Layer(inside=file.inside, name=file.name, data=text)
        yield from markup.rest_of_notebook(file.inside, text)
    elif name.endswith((".html", ".htm", ".xhtml", ".svg", ".xml")):
        yield from markup.layers(file.inside, text)
    else:
        yield Layer(inside=file.inside, name=file.name, data=text)
        if name.endswith((".json", ".webmanifest", ".map")):
            yield from markup.values_of_json(file.inside, text)


def as_text(data: bytes) -> bytes | None:
    """The text of a file as UTF-8; None when it is none."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _utf8(data.decode(encoding, "replace"))
    head = data[:_HEAD]
    if b"\0" in head:
        encoding = _without_mark(head)
        return _utf8(data.decode(encoding, "replace")) if encoding else None
    if len(_CONTROLS.findall(head)) > len(head) * _MOST_CONTROLS:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        # Of before Unicode: the letters may be others, but what a key is made of is the same.
        return _utf8(data.decode("latin-1"))
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b" ")


def _utf8(text: str) -> bytes:
    return text.replace("\0", " ").encode("utf-8", "replace")


def _without_mark(head: bytes) -> str:
    """UTF-16 as some programs write it, without saying so: every other byte of plain words is NUL."""
    half = len(head) // 2
    for encoding, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        other = head[1 - start :: 2]
        if head[start::2].count(0) > half * 0.6 and other.count(0) < half * 0.05:
            return encoding
    return ""
