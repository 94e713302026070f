"""Brackets in the learner's own words: `79.4 % [7:42]` leads to cell 42 of notebook 7."""

import re
from collections.abc import Iterator
from typing import Final

from proofolio.assemble.links import relative
from proofolio.assemble.results import Cells, has_printed
from proofolio.content import escape
from proofolio.model.portfolio import SafeHtml

_PARTS: Final = re.compile(r"(<[^<>]*>)")
_BRACKET: Final = re.compile(r"\[(\d{1,3}:\d{1,6})\]")
_FIGURE: Final = re.compile(
    r"[-+\N{MINUS SIGN}]?\d[\d,.]*\d?(?:[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]?(?:%|ms\b))?"
)
_VERBATIM: Final = re.compile(r"<(/?)(?:pre|code|a|math)\b")
_NEAR: Final = 120
"""Characters before a bracket in which the figure that it proves is looked for."""


def with_brackets(html: SafeHtml, cells: Cells, page: str) -> tuple[SafeHtml, tuple[str, ...]]:
    """Link each bracket that names a cell, and mark the figure before it if that cell printed it.

    Args:
        html: own words, rendered and placed.
        cells: of the project's notebooks.
        page: of the project, from the site's root.

    Returns:
        The text, and the brackets that name no cell.
    """
    if not _BRACKET.search(html):
        return html, ()
    unknown: list[str] = []
    depth = 0
    parts = []
    for part in _PARTS.split(html):
        if part.startswith("<"):
            if found := _VERBATIM.match(part):
                depth += -1 if found[1] else 1
            parts.append(part)
        else:
            parts.append("".join(_linked(part, cells, page, unknown)) if depth == 0 else part)
    return SafeHtml("".join(parts)), tuple(unknown)


def _linked(text: str, cells: Cells, page: str, unknown: list[str]) -> Iterator[str]:
    position = 0
    for match in _BRACKET.finditer(text):
        before, position = text[position : match.start()], match.end()
        cell = cells.find(match[1])
        if cell is None:
            unknown.append(match[1])
            yield before + match[0]
            continue
        yield _marked(before, cell.printed)
        address = escape.text(relative(page, cell.url))
        yield f'<a class="pf-cite" href="{address}">[{cell.reference}]</a>'
    yield text[position:]


def _marked(text: str, printed: str) -> str:
    """Mark the last figure of a text that was printed."""
    start = max(0, len(text) - _NEAR)
    for match in reversed(list(_FIGURE.finditer(text, start))):
        if has_printed(match[0].rstrip(".,"), printed):
            figure = match[0].rstrip(".,")
            end = match.start() + len(figure)
            return f"{text[: match.start()]}<mark>{figure}</mark>{text[end:]}"
    return text
