"""The words of what is written in a markup or in JSON: as people read them, and what programs read besides."""

import html
import json
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any, Final

from proofolio.leaks import read_json
from proofolio.publish.budget import Layer

_BLOCK: Final = re.compile(
    r"</?(?!span|code)(?:address|article|aside|blockquote|br|button|dd|details|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|header|hr|label|li|main|nav|ol|option|p|pre|script|section|style|summary|table"
    r"|tbody|td|tfoot|th|thead|title|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_MAX_DEPTH: Final = 60
_READ_ELSEWHERE: Final = frozenset({"source", "input", "outputs", "metadata"})
"""Of a notebook and a cell: `leaks.notebooks` takes them apart."""
_WITH_CELLS: Final = _READ_ELSEWHERE | {"cells"}
_OF_OUTPUTS: Final = frozenset(
    {"data", "text", "traceback", "ename", "evalue", "output_type", "name"}
)


@lru_cache(maxsize=1)
def words(source: str) -> str:
    """What a page shows, with a line for each block; the last one is remembered."""
    # What stood on both sides of a tag must not become one when that is gone, and go as well.
    return html.unescape(_TAG.sub("", _BLOCK.sub("\n<>", source)).replace("<>", ""))


@lru_cache(maxsize=1)
def tags(source: str) -> tuple[str, ...]:
    """What a page does not show: tags with all that stands in them, and comments; the same one once."""
    return tuple(map(html.unescape, dict.fromkeys(_TAG.findall(source))))


def layers(inside: str, text: bytes) -> Iterator[Layer]:
    """Yield the words of HTML or XML, and what stands in its tags and comments.

    Feeds hold pages as text; of those, too.
    """
    source = text.decode("utf-8", "replace")
    shown = words(source)
    yield _layer(inside, "words.txt", shown)
    yield _tags(inside, source)
    if source.lstrip().startswith("<?xml"):
        yield _layer(inside, "words.txt", words(shown))
        yield _tags(inside, shown)


def values_of_json(inside: str, text: bytes) -> Iterator[Layer]:
    """Yield every text of a JSON file, without its escapes; nothing where it is none."""
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield _layer(inside, "values.txt", html.unescape("\n".join(_texts(value))))


def rest_of_notebook(inside: str, text: bytes) -> Iterator[Layer]:
    """Yield what a notebook holds beside sources, outputs and metadata: attachments, names, what no format knows."""
    notebook = read_json(text)
    if not isinstance(notebook, dict):
        return
    cells = notebook.get("cells", ())
    texts: list[str] = []
    _collect(notebook, 0, texts, _WITH_CELLS)
    for cell in cells if isinstance(cells, list) else ():
        _collect(cell, 1, texts, _READ_ELSEWHERE)
        outputs = cell.get("outputs") if isinstance(cell, dict) else None
        for output in outputs if isinstance(outputs, list) else ():
            if isinstance(output, dict):
                _collect(output, 1, texts, _OF_OUTPUTS)
    yield _layer(inside, "rest.txt", "\n".join(texts))


def _texts(value: Any, depth: int = 0) -> list[str]:
    texts: list[str] = []
    _collect(value, depth, texts)
    return texts


def _collect(
    value: Any, depth: int, texts: list[str], left_out: AbstractSet[str] = frozenset()
) -> None:
    if isinstance(value, str):
        texts.append(value)
    elif depth > _MAX_DEPTH:
        texts.append(json.dumps(value, ensure_ascii=False))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in left_out:
                continue
            if isinstance(inner, str):
                texts.append(f'"{key}": "{inner}"')
            else:
                texts.append(key)
                if isinstance(inner, dict | list):
                    _collect(inner, depth + 1, texts)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, depth + 1, texts)


def _tags(inside: str, source: str) -> Layer:
    parts = tuple(map(_bytes, tags(source)))
    return Layer(inside=inside, name="tags.txt", data=b"\n".join(parts), parts=parts)


def _layer(inside: str, name: str, text: str) -> Layer:
    return Layer(inside=inside, name=name, data=_bytes(text))


def _bytes(text: str) -> bytes:
    return text.replace("\0", " ").encode("utf-8", "replace")
