"""A notebook's bytes into what a person reads in it, without pictures."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

PartKind = Literal["code", "markdown", "raw", "output", "traceback", "metadata"]

MAX_DEPTH: Final = 40
"""Of values in values; deeper ones are searched as JSON."""

_COLOUR: Final = re.compile(r"\x1b\[[0-9;:?]{0,60}[A-Za-z]")
_PICTURE: Final = re.compile(
    rb'"image/(?:png|jpeg|gif|webp)"\s{0,4}:\s{0,80}(?P<data>"[A-Za-z0-9+/=\\n]*+"|'
    rb'\[(?:\s*+"[A-Za-z0-9+/=\\n]*+",?)*+\s*+\])'
)
_SHORT: Final = 200
"""Bytes that a notebook without its pictures may keep of one: what was taken out already need not be looked at again."""
_KINDS: Final[dict[str, PartKind]] = {"markdown": "markdown", "heading": "markdown", "code": "code"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A text of a notebook."""

    cell: int | None
    """Counted from 1; None for what belongs to the whole notebook."""
    kind: PartKind
    text: str


@lru_cache(maxsize=1)
def parts_of(data: bytes) -> tuple[Part, ...]:
    """Sources, outputs in words, tracebacks without colours, metadata; in the order of the notebook.

    What is no notebook, or broken, is one part with the whole text. The last one is remembered.
    """
    bare = _without_pictures(data)
    notebook = read_json(bare)
    if not isinstance(notebook, dict) or not ("cells" in notebook or "worksheets" in notebook):
        return (Part(cell=None, kind="raw", text=bare.decode("utf-8-sig", "replace")),)
    return tuple(part for part in _parts(notebook) if part.text.strip())


@lru_cache(maxsize=1)
def read_json(data: bytes) -> Any:
    """Return what a JSON file says, None where it is none; not to be changed, for the last one is remembered."""
    try:
        return json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None


def _without_pictures(data: bytes) -> bytes:
    """A notebook's bytes with its pictures empty: most of them are nothing else."""
    kept: list[bytes] = []
    done = 0
    place = data.find(b'"image/')
    while place >= 0:
        picture = _PICTURE.match(data, place)
        if picture and len(picture["data"]) > _SHORT:
            kept += (data[done : picture.start("data")], b'""')
            done = picture.end()
        place = data.find(b'"image/', picture.end() if picture else place + 1)
    return b"".join((*kept, data[done:])) if kept else data


def _parts(notebook: dict[str, Any]) -> Iterator[Part]:
    for number, cell in enumerate(_cells(notebook), 1):
        kind = cell.get("cell_type")
        source = _joined(cell.get("source", cell.get("input")))
        yield Part(
            cell=number,
            kind=_KINDS.get(kind, "raw") if isinstance(kind, str) else "raw",
            text=source,
        )
        yield from _output_parts(number, cell.get("outputs"))
        metadata = cell.get("metadata")
        if metadata:
            yield Part(cell=number, kind="metadata", text=_words(metadata))
    yield Part(cell=None, kind="metadata", text=_words(notebook.get("metadata")))


def _cells(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    sheets = notebook.get("worksheets")
    for holder in (notebook, *(sheets if isinstance(sheets, list) else ())):
        cells = holder.get("cells") if isinstance(holder, dict) else None
        for cell in cells if isinstance(cells, list) else ():
            if isinstance(cell, dict):
                yield cell


def _output_parts(number: int, outputs: Any) -> Iterator[Part]:
    if not outputs:
        return
    shown: list[str] = []
    stream = ""
    for output in outputs if isinstance(outputs, list) else ():
        if not isinstance(output, dict):
            continue
        kind = output.get("output_type")
        if kind in ("error", "pyerr"):
            yield Part(cell=number, kind="traceback", text=_traceback(output))
        elif kind == "stream":
            name = str(output.get("name", output.get("stream", "")))
            text = _plain(_joined(output.get("text")))
            # What one stream printed may be cut anywhere.
            if shown and stream == name:
                shown[-1] += text
            else:
                shown.append(text)
            stream = name
            continue
        else:
            shown.extend(_bundle(output))
        stream = ""
    yield Part(cell=number, kind="output", text="\n".join(shown))


def _traceback(output: dict[str, Any]) -> str:
    lines = output.get("traceback")
    told = [_joined(output.get("ename")), _joined(output.get("evalue"))]
    if isinstance(lines, list):
        told += [line for line in lines if isinstance(line, str)]
    elif isinstance(lines, str):
        told.append(lines)
    return _plain("\n".join(told))


def _bundle(output: dict[str, Any]) -> Iterator[str]:
    data = output.get("data")
    # Before format 4 the types stood in the output itself.
    bundle = data if isinstance(data, dict) else output
    for type_, value in bundle.items():
        if type_.startswith(("image/png", "image/jpeg", "image/gif", "video/", "audio/")):
            continue
        if type_ in {"png", "jpeg", "output_type", "metadata", "prompt_number"}:
            continue
        if type_ == "application/pdf":
            continue
        text = _joined(value)
        yield _plain(text) if text else _words(value)


def _plain(text: str) -> str:
    return _COLOUR.sub("", text) if "\x1b" in text else text


def _words(value: Any) -> str:
    """The names and texts of a value, a pair on each line: what stands in JSON, without its escapes."""
    return "\n".join(_lines(value, 0))


def _lines(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth > MAX_DEPTH:
        yield json.dumps(value, ensure_ascii=False)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str):
                yield f'"{key}": "{inner}"'
            elif isinstance(inner, dict | list):
                yield key
                yield from _lines(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _lines(inner, depth + 1)


def _joined(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        try:
            return "".join(value)
        except TypeError:
            return "".join(part for part in value if isinstance(part, str))
    return ""
