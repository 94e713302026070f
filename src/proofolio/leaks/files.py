"""Secrets in a file of any kind."""

import hashlib
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

from proofolio.leaks.blocks import secrets_in_texts
from proofolio.leaks.doubts import Around, doubts
from proofolio.leaks.notebooks import Part, PartKind, parts_of
from proofolio.leaks.printed import find_printed, find_settings
from proofolio.leaks.secret import together
from proofolio.model.leak import Leak

_HEAD: Final = 8_000
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_PROSE: Final = (".md", ".markdown", ".rmd", ".qmd", ".mdx", ".txt", ".rst")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLeak:
    """A leak and its place in a file."""

    leak: Leak
    kind: PartKind | None
    """The part of a notebook; None in other files."""
    cell: int | None
    """Of a notebook, counted from 1."""
    line: int | None
    """In the file, or in the cell's source; None in outputs and metadata."""


def find_in_file(path: str, data: bytes) -> tuple[FoundLeak, ...]:
    """Find secrets in a file; in a notebook, in what a person reads of it.

    Args:
        path: its name tells whether it is a notebook.
        data: the bytes; of pictures and other binary files nothing is read.

    Returns:
        In the order of the file.
    """
    return tuple(dict.fromkeys(found for found, _ in secrets_in_file(path, data)))


def secrets_in_file(
    path: str, data: bytes, *, known: AbstractSet[str] = frozenset()
) -> tuple[tuple[FoundLeak, str], ...]:
    """Find secrets as `find_in_file` does, each with its value, to look for it elsewhere.

    A secret that is put together from several texts comes several times: with its own value, and with
    each of those texts that may stand somewhere by itself. The values are for the memory of this process
    alone: they are never written anywhere.

    Args:
        path: as `find_in_file`.
        data: likewise.
        known: `cells_digest` of notebooks without a secret; where the cells are the same, they are
            not searched again.
    """
    name = path.casefold()
    if name.endswith(".ipynb"):
        parts = parts_of(data)
        if known and cells_digest(data) in known:
            parts = tuple(part for part in parts if part.kind == "metadata")
        return tuple(_in_notebook(parts))
    text = as_text(data)
    return () if text is None else tuple(_in_text(name, text))


def cells_digest(data: bytes) -> str:
    """Return a digest of what a notebook's cells say, their metadata aside."""
    told = "".join(
        f"{part.kind} {len(part.text)}\n{part.text}"
        for part in parts_of(data)
        if part.kind != "metadata"
    )
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _in_text(name: str, text: str) -> Iterator[tuple[FoundLeak, str]]:
    kind: PartKind = "raw"
    if name.endswith(".py"):
        kind = "code"
    elif name.endswith(_PROSE):
        kind = "markdown"
    (read,) = secrets_in_texts([(kind, text)])
    pieces = dict(read.found)
    known = together(pieces, find_settings(name, text))
    # Of a settings file or a page nothing stands around that could be read.
    is_raw = kind == "raw"
    said = ("",) * len(known) if is_raw else doubts(Around(kind=kind, text=text), known)
    for secret, doubt in zip(known, said, strict=True):
        line = line_of(text, secret.leak.start)
        found = FoundLeak(leak=replace(secret.leak, doubt=doubt), kind=None, cell=None, line=line)
        for value in (secret.value, *pieces.get(secret, ())):
            yield found, value


def _in_notebook(parts: Sequence[Part]) -> Iterator[tuple[FoundLeak, str]]:
    texts = secrets_in_texts([(part.kind, part.text) for part in parts])
    sources = {
        part.cell: part.text
        for part, read in zip(parts, texts, strict=True)
        if part.kind == "code" and read.is_suspect
    }
    codes: dict[int | None, str] = {}
    for part, read in zip(parts, texts, strict=True):
        pieces = dict(read.found)
        known = tuple(pieces)
        if part.kind == "output" and part.cell in sources:
            known = together(known, find_printed(sources[part.cell], part.text))
        if not known:
            continue
        codes = codes or {one.cell: one.text for one in parts if one.kind == "code"}
        around = Around(
            kind=part.kind,
            text=part.text,
            source=codes.get(part.cell, ""),
            codes=tuple(codes.values()),
        )
        has_lines = part.kind in {"code", "markdown", "raw"}
        for secret, doubt in zip(known, doubts(around, known), strict=True):
            line = line_of(part.text, secret.leak.start) if has_lines else None
            leak = replace(secret.leak, doubt=doubt)
            found = FoundLeak(leak=leak, kind=part.kind, cell=part.cell, line=line)
            for value in (secret.value, *pieces.get(secret, ())):
                yield found, value


def as_text(data: bytes) -> str | None:
    """The text of a file; None when it is none."""
    if data.startswith(_MARKS):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:_HEAD]:
        return None
    return data.decode("utf-8-sig", "replace")


def line_of(text: str, offset: int) -> int:
    """The line of a place, counted from 1."""
    return text.count("\n", 0, offset) + 1
