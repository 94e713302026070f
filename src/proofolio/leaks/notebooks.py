"""What a person wrote or a program printed in a notebook, as plain text, cell by cell."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, Final, Literal

_ANSI: Final = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_TAG: Final = re.compile(r"<[/!a-zA-Z][^<>]*>")
_PICTURE: Final = re.compile(r"base64,[A-Za-z0-9+/=\\\s]{100,}")
_MOST_CHARACTERS: Final = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One text of a notebook."""

    cell: int | None
    """Counted from 1, text cells too; None for the notebook's own metadata."""
    kind: Literal["code", "markdown", "raw", "output", "traceback", "metadata"]
    text: str


def parts(data: bytes) -> Iterator[Part] | None:
    """Return a notebook's texts; None when it is none that can be read.

    Pictures are left out: chance makes anything of their letters. Formats 3 and 4 are read.
    """
    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(notebook, dict):
        return None
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        sheets = notebook.get("worksheets")
        cells = []
        for sheet in sheets if isinstance(sheets, list) else ():
            within = sheet.get("cells") if isinstance(sheet, dict) else None
            cells += within if isinstance(within, list) else []
    return _parts(notebook, cells)


def _parts(notebook: dict[str, Any], cells: list[Any]) -> Iterator[Part]:
    yield Part(cell=None, kind="metadata", text=_dumped(notebook.get("metadata")))
    for number, cell in enumerate(cells, 1):
        if not isinstance(cell, dict):
            continue
        kind = cell.get("cell_type")
        named: Literal["code", "markdown", "raw"] = (
            "markdown" if kind in {"markdown", "heading"} else "code" if kind == "code" else "raw"
        )
        yield Part(cell=number, kind=named, text=_joined(cell.get("source", cell.get("input"))))
        yield Part(cell=number, kind="metadata", text=_dumped(cell.get("metadata")))
        outputs = cell.get("outputs")
        for output in outputs if isinstance(outputs, list) else []:
            if isinstance(output, dict):
                yield from _of_output(number, output)


def _of_output(cell: int, output: dict[str, Any]) -> Iterator[Part]:
    if output.get("traceback"):
        lines = output["traceback"]
        text = "\n".join(map(str, lines)) if isinstance(lines, list) else str(lines)
        yield Part(
            cell=cell,
            kind="traceback",
            text=_ANSI.sub("", text) + "\n" + str(output.get("evalue", "")),
        )
    if "text" in output:
        yield Part(cell=cell, kind="output", text=_ANSI.sub("", _joined(output["text"])))
    data = output.get("data")
    for kind, value in data.items() if isinstance(data, dict) else ():
        if str(kind).startswith(("image/", "audio/", "video/")) and kind != "image/svg+xml":
            continue
        text = _joined(value) if isinstance(value, str | list) else _dumped(value)
        text = _PICTURE.sub("base64,", text) if "base64," in text else text
        if kind == "text/html":
            text = f"{unescape(_TAG.sub(' ', text))}\n{text}" if len(text) < 1_000_000 else text
        yield Part(cell=cell, kind="output", text=text)


def _joined(value: Any) -> str:
    """Return a text as the format writes it: whole, or as a list of lines."""
    text = (
        "".join(map(str, value))
        if isinstance(value, list)
        else value
        if isinstance(value, str)
        else ""
    )
    return text[:_MOST_CHARACTERS]


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:_MOST_CHARACTERS] if value else ""
