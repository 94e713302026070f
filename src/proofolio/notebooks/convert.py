"""A notebook's bytes into what its page shows."""

import re
from typing import Final

from proofolio.content import anchors, highlight, sanitize
from proofolio.content.escape import text
from proofolio.errors import NotebookError, Place
from proofolio.model.portfolio import Heading, NotebookDoc, Piece, SafeHtml
from proofolio.model.records import Put
from proofolio.notebooks import code, directives, outputs, prose
from proofolio.notebooks.pictures import Gallery
from proofolio.notebooks.read import Cell, Source, read

VERSION: Final = 1
"""Grows with every change to what comes out for the same bytes, so that caches can tell."""

_FIRST_BOLD: Final = re.compile(
    r"\s*<p>\s*<strong>((?:(?!</strong>|</p>).)+)</strong>\s*</p>\s*", re.DOTALL
)
_FIRST_HEADING: Final = re.compile(r"\s*<h1\b[^<>]*>.*?</h1>\s*", re.DOTALL)


def convert(data: bytes, *, name: str, put: Put) -> NotebookDoc:
    """Reads a notebook and makes it safe to show. Never executes anything.

    Args:
        data: the `.ipynb` file.
        name: for messages; has no influence on the result.
        put: keeps the images, frames and the download.

    Raises:
        NotebookError: when it cannot become a page, with the reason and a way out.
    """
    try:
        source = read(data, name=name)
        return _Conversion(source, Gallery(put=put)).run()
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
        self.meta: dict[str, str] = {}

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
            cell_count=len(self.source.cells),
            headings=headings,
            pieces=tuple(self.pieces),
            assets=tuple(self.gallery.assets[name] for name in sorted(self.gallery.assets)),
            cover=self.gallery.cover,
            download=self.gallery.put(self.source.published),
            notices=(*self.source.notices, *self.gallery.notices),
        )

    def _piece(self, cell: Cell) -> Piece | None:
        if cell.kind == "code":
            return self._code(cell)
        source = cell.source
        if cell.index == 1:
            self.meta, source = prose.front_matter(source)
        if cell.kind == "raw" or directives.read(cell).removed:
            return None
        if cell.index <= 4:
            source = prose.without_badge(source)
        html = self.prose.render(cell, source) if source.strip() else SafeHtml("")
        return _prose_piece(html)

    def _code(self, cell: Cell) -> Piece | None:
        wishes = directives.read(cell)
        where = f"cell {cell.count or cell.index}"
        if wishes.removed:
            return None
        shown = SafeHtml("")
        if wishes.output != "removed":
            shown = outputs.to_html(cell.outputs, self.gallery, where)
        if not wishes.source.strip() and not shown:
            return None
        return Piece(kind="cell", html=self._frame(cell, _body(wishes, shown, self.language)))

    def _frame(self, cell: Cell, body: str) -> SafeHtml:
        anchor = wanted = f"cell-{cell.count}" if cell.count else f"cell-c{cell.index}"
        repeat = 1
        while anchor in self.prose.used:
            repeat += 1
            anchor = f"{wanted}-{repeat}"
        self.prose.used.add(anchor)
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
        title = sanitize.text(self.meta.get("title", "")) or (first.title if first else bold)
        if first and first.title == title:
            headings = [heading for heading in headings if heading is not first]
            self._drop_opening(_FIRST_HEADING, f'id="{text(first.anchor)}"')
        elif bold and bold == title:
            self._drop_opening(_FIRST_BOLD, "")
        return title, tuple(headings)

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
        for key in ("description", "subtitle", "summary"):
            if self.meta.get(key):
                return sanitize.text(self.meta[key], 200)
        found = (prose.excerpt(piece.html) for piece in self.pieces if piece.kind == "prose")
        return next((words for words in found if words), "")

    def _settle_links(self) -> None:
        self.pieces = [
            Piece(kind=piece.kind, html=anchors.settle(piece.html, self.prose.used))
            if piece.kind == "prose" and 'href="#' in piece.html
            else piece
            for piece in self.pieces
        ]


_OPEN: Final = '<section class="pf-prose">\n'
_CLOSE: Final = "\n</section>"


def _prose_piece(html: SafeHtml) -> Piece | None:
    if not html.strip():
        return None
    return Piece(kind="prose", html=SafeHtml(f"{_OPEN}{html.strip()}{_CLOSE}"))


def _inner(piece: Piece) -> str:
    return piece.html.removeprefix(_OPEN).removesuffix(_CLOSE)


def _body(wishes: directives.Wishes, shown: SafeHtml, language: str) -> str:
    """Code and outputs, folded as the author wished and as the reader's time deserves."""
    block = ""
    if wishes.source.strip() and wishes.code != "removed":
        block = f'<div class="pf-code">{code.block(wishes.source, language)}</div>'
    out = f'<div class="pf-out">{shown}</div>' if shown else ""
    packages = code.installed(wishes.source)
    if packages is not None:
        what = (
            f"installs {packages} package{'s' * (packages != 1)}"
            if packages
            else "prepares the system"
        )
        return _folded("pf-setup", f"Set-up: {what}", block + out)
    if out and wishes.output == "folded":
        out = _folded("pf-folded", "Output", out)
    if block and wishes.code == "folded":
        title = sanitize.text(wishes.form_title or "", 120)
        block = _folded("pf-form", title or "Code", block)
    return block + out


def _folded(css_class: str, summary: str, inner: str) -> str:
    return (
        f'<details class="{css_class}"><summary>{text(summary)}</summary>{inner}</details>'
        if inner
        else ""
    )
