"""A converted notebook, kept: its text in blobs, the rest on a card."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from html import unescape
from typing import Final

from proofolio.content.links import addresses
from proofolio.model.portfolio import NotebookCard, NotebookDoc, SafeHtml, Section
from proofolio.model.records import Put

MAX_SECTION: Final = 20_000
"""Characters of a section beyond which a search gains nothing."""

_HEADING: Final = re.compile(r"<h([1-6])\b[^<>]*\sid=\"([^\"]*)\"[^<>]*>(.*?)</h\1>", re.DOTALL)
_HIDDEN: Final = re.compile(r"<(annotation|style)\b[^<>]*>[^<>]*</\1>")
_INLINE: Final = re.compile(
    r"</?(?:a|abbr|b|code|del|em|i|kbd|mark|s|small|span|strong|sub|sup|u|m[a-z]+)\b[^<>]*>"
)
_TAG: Final = re.compile(r"<[^<>]*>")


def keep_in_blobs(doc: NotebookDoc, put: Put) -> NotebookCard:
    """Keep a document's text; return its card."""
    text = "\n".join(piece.html for piece in doc.pieces)
    sections = json.dumps([asdict(section) for section in _sections(doc)], ensure_ascii=False)
    return NotebookCard(
        title=doc.title,
        description=doc.description,
        language=doc.language,
        date=doc.date,
        preferred_cover=doc.preferred_cover,
        is_draft=doc.is_draft,
        cell_count=doc.cell_count,
        headings=doc.headings,
        assets=doc.assets,
        cover=doc.cover,
        download=doc.download,
        notices=doc.notices,
        text=put(text.encode()),
        addresses=addresses(SafeHtml(text)),
        sections=put(sections.encode()),
    )


def _sections(doc: NotebookDoc) -> Iterator[Section]:
    """Cut the prose at its headings. Code and outputs are not what people search for."""
    prose = "\n".join(piece.html for piece in doc.pieces if piece.kind == "prose")
    anchor, title, start = "", "", 0
    for heading in _HEADING.finditer(prose):
        text = _plain(prose[start : heading.start()])
        if anchor or text:
            yield Section(anchor=anchor, title=title, text=text)
        anchor, title, start = unescape(heading[2]), _plain(heading[3]), heading.end()
    text = _plain(prose[start:])
    if anchor or text:
        yield Section(anchor=anchor, title=title, text=text)


def _plain(html: str) -> str:
    words = _TAG.sub(" ", _INLINE.sub("", _HIDDEN.sub("", html)))
    return " ".join(unescape(words).split())[:MAX_SECTION]
