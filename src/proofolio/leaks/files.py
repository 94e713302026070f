"""Secrets in a file of any kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from proofolio.leaks.named import find_printed, find_settings
from proofolio.leaks.notebooks import PartKind, parts_of
from proofolio.leaks.scan import find_secrets
from proofolio.leaks.telling import together
from proofolio.model.leak import Leak

_HEAD: Final = 8_000
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


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
    return tuple(found for found, _ in secrets_in_file(path, data))


def secrets_in_file(path: str, data: bytes) -> tuple[tuple[FoundLeak, str], ...]:
    """Find secrets as `find_in_file` does, each with its value, to look for it elsewhere.

    The values are for the memory of this process alone: they are never written anywhere.
    """
    if path.casefold().endswith(".ipynb"):
        return tuple(_in_notebook(data))
    text = as_text(data)
    if text is None:
        return ()
    return tuple(
        (
            FoundLeak(
                leak=secret.leak, kind=None, cell=None, line=line_of(text, secret.leak.start)
            ),
            secret.value,
        )
        for secret in together(find_secrets(text), find_settings(path, text))
    )


def _in_notebook(data: bytes) -> Iterator[tuple[FoundLeak, str]]:
    sources: dict[int | None, str] = {}
    for part in parts_of(data):
        if part.kind == "code":
            sources[part.cell] = part.text
        secrets = find_secrets(part.text)
        if part.kind == "output":
            secrets = together(secrets, find_printed(sources.get(part.cell, ""), part.text))
        has_lines = part.kind in {"code", "markdown", "raw"}
        for secret in secrets:
            line = line_of(part.text, secret.leak.start) if has_lines else None
            found = FoundLeak(leak=secret.leak, kind=part.kind, cell=part.cell, line=line)
            yield found, secret.value


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
