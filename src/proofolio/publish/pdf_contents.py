"""What can be read in a PDF: its pages, its metadata, its links and notes, the files attached to it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (  # fmt: skip
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

from proofolio.publish.archives import Member
from proofolio.publish.budget import Budget, Layer, SpentError, Unread, printable

_NOT_WORDS: Final = frozenset({"/Image", "/Type1C", "/CIDFontType0C", "/OpenType"})
_MAX_DEPTH: Final = 30
_BROKEN: Final = (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError, NotImplementedError, OverflowError)  # fmt: skip
"""What pypdf raises where a file is not as it should be."""


def parts(data: bytes, inside: str, budget: Budget) -> Iterator[Member | Layer | Unread]:
    """Yield all texts of a PDF, and its attachments.

    Args:
        data: its bytes.
        inside: where it is.
        budget: what unpacking may cost.
    """
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            yield Unread(inside=inside, why="it is a PDF with a password")
            return
        text = "\n".join(page.extract_text() for page in reader.pages)
        yield _layer(inside, text)
        # A long word is cut at the end of a line.
        squeezed = "".join(text.replace("-\n", "").split())
        yield Layer(inside=inside, name="squeezed.txt", data=squeezed.encode("utf-8", "replace"), shapes=False)  # fmt: skip
        yield from _objects(reader, inside, budget)
    except SpentError:
        yield Unread(inside=inside, why="it unpacks to too much")
    except _BROKEN:
        yield Unread(inside=inside, why="it is a PDF that cannot be read")
        yield Layer(inside=inside, name="strings.txt", data=printable(data))


def _objects(reader: PdfReader, inside: str, budget: Budget) -> Iterator[Member | Layer]:
    """Whatever no page shows: the information, notes, links, names, scripts, packets of XMP."""
    texts: list[str] = []
    packed: list[bytes] = []
    numbers = {number for table in reader.xref.values() for number in table}
    for number in sorted(numbers | set(reader.xref_objStm)):
        found = reader.get_object(IndirectObject(number, 0, reader))
        texts += _strings(found, 0)
        if not isinstance(found, StreamObject) or found.get("/Subtype") in _NOT_WORDS:
            continue
        if "/Length1" in found or found.get("/Type") in {"/ObjStm", "/XRef"}:
            continue
        data = budget.spend(found.get_data())
        if found.get("/Type") == "/EmbeddedFile":
            yield Member(name="attachment", data=data)
        else:
            packed.append(printable(data))
    texts += [str(value) for value in (reader.metadata or {}).values()]
    yield _layer(inside, "\n".join(texts))
    yield Layer(inside=inside, name="strings.txt", data=b"\n".join(packed))


def _strings(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, TextStringObject):
        yield str(value)
    elif isinstance(value, ByteStringObject):
        yield value.decode("latin-1")
    elif depth > _MAX_DEPTH:
        return
    elif isinstance(value, DictionaryObject):
        for inner in value.values():
            yield from _strings(inner, depth + 1)
    elif isinstance(value, ArrayObject):
        for inner in value:
            yield from _strings(inner, depth + 1)


def _layer(inside: str, text: str) -> Layer:
    data = text.replace("\0", " ").encode("utf-8", "replace")
    return Layer(inside=inside, name="words.txt", data=data)
