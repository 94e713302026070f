"""A notebook's bytes into what its page shows."""

import re
from typing import Final

from proofolio.content import anchors, highlight, sanitize
from proofolio.content.escape import text
from proofolio.errors import NotebookError, Place
from proofolio.language import gettext as _
from proofolio.model.portfolio import Heading, NotebookDoc, Piece, SafeHtml
from proofolio.model.records import Put
from proofolio.notebooks import cells, directives, front_matter, prose, raw
from proofolio.notebooks.front_matter import FrontMatter
from proofolio.notebooks.pictures import Gallery
from proofolio.notebooks.read import Cell, Source, read
from proofolio.notebooks.text_formats import IPYNB

VERSION: Final = 11
"""Grows with every change to what comes out for the same bytes, so that caches can tell."""

_FIRST_BOLD: Final = re.compile(
    r"\s*<p>\s*<strong>((?:(?!</strong>|</p>).)+)</strong>\s*</p>\s*", re.DOTALL
)
_FIRST_HEADING: Final = re.compile(r"\s*<h1\b[^<>]*>(?:(?!</?h1\b).)*+</h1>\s*", re.DOTALL)
"""Without another within, whose end would be taken for its own."""
_CHORE: Final = re.compile(
    r"licen[cs]e|copyright|set.?up|install|import|depend|mount|config|connect|check|run (?:this|me)|download",
    re.IGNORECASE,
)


def convert(data: bytes, *, name: str, put: Put, suffix: str = IPYNB) -> NotebookDoc:
    """Reads a notebook and makes it safe to show. Never executes anything.

    Args:
        data: the file.
        name: for messages; has no influence on the result.
        put: keeps the images, frames and the download.
        suffix: what the file's name ends with, in lower case: `.ipynb`, `.rmd`.

    Raises:
        NotebookError: when it cannot become a page, with the reason and a way out.
    """
    try:
        source = read(data, name=name, suffix=suffix)
        return _Conversion(source, Gallery(put=put, prepared=source.prepared)).run()
    except RecursionError:
        raise NotebookError(
            "The notebook is nested too deep.",
            "Open it in Colab or Jupyter, save it again, and sync.",
            Place(path=name),
        ) from None


class _Conversion:
    """One notebook on its way; lives for one call."""

    def __init__(self, source: Source, gallery: Gallery) -> None:
        self.source = source
        self.gallery = gallery
        self.prose = prose.Prose(gallery=gallery)
        self.language = highlight.canonical(source.language)
        self.pieces: list[Piece] = []
        self.said = FrontMatter()

    def run(self) -> NotebookDoc:
        for cell in self.source.cells:
            piece = self._piece(cell)
            if piece:
                self.pieces.append(piece)
        title, headings = self._title()
        self._settle_links()
        return NotebookDoc(
            title=title,
            description=self._description(),
            language=self.language,
            date=self.said.date,
            preferred_cover=self.said.image,
            is_draft=self.said.draft,
            cell_count=len(self.source.cells),
            headings=headings,
            pieces=tuple(self.pieces),
            assets=tuple(self.gallery.assets[name] for name in sorted(self.gallery.assets)),
            cover=self.gallery.cover,
            download=self.gallery.put(self.source.published),
            notices=(*self._draft_notice(), *self.source.notices, *self.gallery.notices),
        )

    def _draft_notice(self) -> tuple[str, ...]:
        return ("It has no page, because it says `draft: true`.",) if self.said.draft else ()

    def _piece(self, cell: Cell) -> Piece | None:
        if cell.kind == "code":
            return self._code(cell)
        source = cell.source
        if cell.index <= 3 and self.said == FrontMatter():
            self.said, source = front_matter.read(source)
        if directives.read(cell).removed:
            return None
        if cell.kind == "raw":
            return _prose_piece(raw.to_html(cell, source, self.prose))
        if cell.index <= 4:
            source = prose.without_badge(source)
        html = self.prose.render(cell, source) if source.strip() else SafeHtml("")
        return _prose_piece(html)

    def _code(self, cell: Cell) -> Piece | None:
        options = directives.read(cell)
        if options.removed:
            return None
        where = _("cell {number}").format(number=cell.count or cell.index)
        body = cells.body(cell, options, self.language, self.gallery, where)
        return Piece(kind="cell", html=self._frame(cell, body)) if body else None

    def _frame(self, cell: Cell, body: str) -> SafeHtml:
        wanted = f"cell-{cell.count}" if cell.count else f"cell-c{cell.index}"
        anchor = anchors.free(wanted, self.prose.used, first=2)
        self.prose.used.add(anchor)
        self.prose.note_place(cell, anchor)
        count = str(cell.count) if cell.count else " "
        return SafeHtml(
            f'<div class="pf-cell" id="{anchor}"><a class="pf-count" href="#{anchor}">[{count}]</a>'
            f'<div class="pf-body">{body}</div></div>'
        )

    def _title(self) -> tuple[str, tuple[Heading, ...]]:
        """The notebook's title; its own heading leaves the body if it opens the notebook.

        A heading further down names a part, not the whole: 'Setup' is the first H1 of many a
        notebook that opens with its title in bold.
        """
        headings = self.prose.headings
        tops = [heading for heading in headings if heading.level == 1]
        bold = self._opening_bold()
        opening = next((heading for heading in headings if self._opens(heading)), None)
        first = opening if opening in tops else (tops[0] if len(tops) == 1 and not bold else None)
        title = self.said.title or (first.title if first else bold) or self._form_title()
        if first and first.title == title:
            headings = [heading for heading in headings if heading is not first]
            self._drop_opening(_FIRST_HEADING, f'id="{text(first.anchor)}"')
        elif bold and bold == title:
            self._drop_opening(_FIRST_BOLD, "")
        return title, tuple(headings)

    def _form_title(self) -> str:
        """The title of a Colab form that opens the notebook, unless it names a chore."""
        first = self.source.cells[0]
        title = (directives.read(first).form_title if first.kind == "code" else None) or ""
        return "" if _CHORE.search(title) else sanitize.text(title, 120)

    def _opening(self) -> str:
        """The first prose, when no more than a set-up stands before it."""
        return next((_inner(piece) for piece in self.pieces[:3] if piece.kind == "prose"), "")

    def _opens(self, heading: Heading) -> bool:
        match = _FIRST_HEADING.match(self._opening())
        return match is not None and f'id="{text(heading.anchor)}"' in match[0]

    def _opening_bold(self) -> str:
        match = _FIRST_BOLD.match(self._opening())
        return sanitize.text(anchors.plain(match[1]), 120) if match else ""

    def _drop_opening(self, pattern: re.Pattern[str], holding: str) -> None:
        match = pattern.match(self._opening())
        if match and holding in match[0]:
            index = next(i for i, piece in enumerate(self.pieces) if piece.kind == "prose")
            rest = _prose_piece(SafeHtml(self._opening()[match.end() :]))
            self.pieces[index : index + 1] = [rest] if rest else []

    def _description(self) -> str:
        if self.said.description:
            return self.said.description
        found = (prose.excerpt(piece.html) for piece in self.pieces if piece.kind == "prose")
        return next((words for words in found if words), "")

    def _settle_links(self) -> None:
        if not any('href="#' in piece.html or "#scrollTo=" in piece.html for piece in self.pieces):
            return
        # A heading that became the page's title is not among them any more.
        present = {one for piece in self.pieces for one in anchors.ids_in(piece.html)}
        self.pieces = [
            Piece(kind=piece.kind, html=self.prose.settle(piece.html, present))
            if 'href="#' in piece.html or "#scrollTo=" in piece.html
            else piece
            for piece in self.pieces
        ]


_OPEN: Final = '<section class="pf-prose" dir="auto">\n'
_CLOSE: Final = "\n</section>"


def _prose_piece(html: SafeHtml) -> Piece | None:
    if not html.strip():
        return None
    return Piece(kind="prose", html=SafeHtml(f"{_OPEN}{html.strip()}{_CLOSE}"))


def _inner(piece: Piece) -> str:
    return piece.html.removeprefix(_OPEN).removesuffix(_CLOSE)
