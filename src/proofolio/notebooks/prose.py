"""Markdown cells: rendered, with their attachments, badges dropped, title and excerpt found."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final
from urllib.parse import quote, unquote

from proofolio.content import anchors, markdown, sanitize
from proofolio.content.links import rewrite
from proofolio.content.maths import Macros
from proofolio.model.portfolio import Heading, SafeHtml
from proofolio.notebooks import pictures
from proofolio.notebooks.pictures import Gallery
from proofolio.notebooks.read import Cell, joined

MAX_ATTACHMENTS: Final = 200
"""Of one cell; what is more is not looked for."""

MAX_NOTICES: Final = 10
"""About formulas, for one notebook; who reads ten knows what is the matter."""

_BADGE: Final = re.compile(
    # No part may run over the beginning of another, or long texts would take hours.
    r"<a\b[^<>]{0,2000}?colab\.(?:research|sandbox)\.google\.com[^<>]{0,2000}>\s*+"
    r"<img\b[^<>]{0,2000}?colab-badge[^<>]{0,2000}>\s*+</a>"
    r"|\[!\[[^\[\]]{0,500}\]\([^()]{0,1000}?colab-badge[^()]{0,1000}\)\]\([^()]{0,2000}\)",
    re.IGNORECASE,
)
_BUTTONS: Final = re.compile(
    r"<table class=\"tfo-notebook-buttons\"(?:(?!</?table).){0,20000}+</table>",
    re.IGNORECASE | re.DOTALL,
)
_LEFT_OF_BADGE: Final = re.compile(
    r"</?(?:table|tbody|tr|td|th|div|p|center|br)\b[^>]*>|\s", re.IGNORECASE
)
_PARAGRAPH: Final = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_LINK: Final = re.compile(r"<a\b.*?</a>", re.DOTALL)
_ASSET: Final = re.compile(r"<img\b[^<>]*\ssrc=\"pf-asset:([^\"]+)\"[^<>]*>")
_WIDTH: Final = re.compile(r"\swidth=\"([^\"]*)\"")
_EMBEDDED: Final = re.compile(
    r"data:(image/[a-z+.-]{1,20});base64,([A-Za-z0-9+/=]{1000,}+)", re.IGNORECASE
)
_MISSING: Final = re.compile(r"(?:\]\(|src=[\"'])\s*<?attachment:([^()<>\"'\s]{1,200})")
_SCROLL_TO: Final = re.compile(
    r"(?:https://colab\.research\.google\.com/[^#\s]*)?#(?:u-)?scrollTo=([\w%-]{1,100})(?:&[^#]*)?"
)
_ATTACHMENT: Final = "pf-attachment/"


@dataclass(slots=True)
class Prose:
    """The Markdown of one notebook, cell by cell."""

    gallery: Gallery
    used: set[str] = field(default_factory=set)
    """Ids that are taken on the page."""
    headings: list[Heading] = field(default_factory=list)
    macros: Macros = field(default_factory=Macros)
    places: dict[str, str] = field(default_factory=dict)
    """Colab's id of a cell → an anchor of ours, for links that say `#scrollTo=`."""

    def render(self, cell: Cell, source: str) -> SafeHtml:
        """A cell as HTML; empty when nothing is left to show."""
        images: list[str | None] = []
        source = self._attach(cell, source, images)
        source = self._embed(cell, source, images)
        told = len(self.macros.undrawn)
        rendered = markdown.render(source, used_anchors=self.used, macros=self.macros, colours=True)
        part = rendered.headings[:1] or self.headings[-1:]
        self.headings.extend(rendered.headings)
        if part:
            self.note_place(cell, part[0].anchor)
        for words in rendered.notices[: max(0, MAX_NOTICES - told)]:
            self.gallery.notices.append(f"Cell {cell.index}: {words}")
        html = rendered.html
        if images or "data:" in html:
            html = self._show_images(html, images, cell)
        return html

    def note_place(self, cell: Cell, anchor: str) -> None:
        """Keeps where a cell is found on the page: its own anchor, or the heading it stands under."""
        name = cell.metadata.get("id")
        if isinstance(name, str):
            self.places.setdefault(name, anchor)

    def settle(self, html: SafeHtml, present: Collection[str]) -> SafeHtml:
        """The HTML with its links to parts of this notebook led there, once all parts are known.

        Args:
            html: of one part.
            present: the ids of all of them.
        """

        def resolve(attribute: str, url: str) -> str | None:
            found = _SCROLL_TO.fullmatch(url) if attribute == "href" else None
            place = self.places.get(unquote(found[1])) if found else None
            return f"#{place}" if place else url

        return anchors.settle(rewrite(html, resolve) if "scrollTo=" in html else html, present)

    def _attach(self, cell: Cell, source: str, images: list[str | None]) -> str:
        """The source with `attachment:` addresses made relative; fills in the assets' names.

        Jupyter writes the file's name bare, with spaces, or quoted: all are the same attachment.
        """
        if "attachment:" not in source:
            return source
        numbers: dict[str, int] = {}
        for file in sorted(cell.attachments, key=len, reverse=True)[:MAX_ATTACHMENTS]:
            for spelling in _spellings(file):
                numbers.setdefault(spelling, len(images))
            images.append(self._keep(cell.attachments[file], cell))
        longest_first = sorted(filter(None, numbers), key=len, reverse=True)
        if longest_first:
            pattern = re.compile(f"<?attachment:({'|'.join(map(re.escape, longest_first))})>?")
            source = pattern.sub(lambda match: f"{_ATTACHMENT}{numbers[match[1]]}", source)
        for missing in _MISSING.findall(source):
            name = sanitize.text(unquote(missing), 80)
            self.gallery.notices.append(f"An image of cell {cell.index} is missing: {name}.")
        return source

    def _embed(self, cell: Cell, source: str, images: list[str | None]) -> str:
        """The source with images that lie in it taken out: they are longer than any prose."""

        def keep(match: re.Match[str]) -> str:
            media_type = match[1].lower()
            known = media_type in pictures.TYPES
            images.append(
                self.gallery.keep(media_type, match[2], f"cell {cell.index}") if known else None
            )
            return f"{_ATTACHMENT}{len(images) - 1}"

        return _EMBEDDED.sub(keep, source) if ";base64," in source else source

    def _keep(self, bundle: dict[str, Any], cell: Cell) -> str | None:
        for media_type in pictures.TYPES:
            if media_type in bundle:
                return self.gallery.keep(
                    media_type, joined(bundle[media_type]), f"cell {cell.index}"
                )
        return None

    def _show_images(self, html: SafeHtml, images: list[str | None], cell: Cell) -> SafeHtml:
        def resolve(_: str, url: str) -> str | None:
            name = None
            if url.startswith("data:"):
                name = self.gallery.keep_data_url(url, f"cell {cell.index}")
            elif url.startswith(_ATTACHMENT):
                number = url.removeprefix(_ATTACHMENT)
                index = int(number) if number.isdecimal() and len(number) < 6 else len(images)
                name = images[index] if index < len(images) else None
            else:
                return url
            return f"pf-asset:{name}" if name else None

        return SafeHtml(_ASSET.sub(self._with_size, rewrite(html, resolve)))

    def _with_size(self, match: re.Match[str]) -> str:
        """An image with its size, or with the height that goes with the width its author chose."""
        width, height = self.gallery.sizes.get(match[1], (0, 0))
        given = _WIDTH.search(match[0])
        if not width or not height or " height=" in match[0]:
            return match[0]
        if given is None:
            return f'{match[0][:-1]} width="{width}" height="{height}">'
        if given[1].isdecimal() and 0 < int(given[1]) <= 10_000:
            return f'{match[0][:-1]} height="{max(1, round(int(given[1]) * height / width))}">'
        return match[0]


def _spellings(file: str) -> set[str]:
    """A file's name as editors write it into an address."""
    forms = {file, unicodedata.normalize("NFC", file), unicodedata.normalize("NFD", file)}
    quoted = {
        quote(form, safe=safe) for form in forms for safe in ("", "/()!'*~", ";,/?:@&=+$!*'()#~")
    }
    escaped = {re.sub(r"([()_*\[\]])", r"\\\1", form) for form in forms}
    return forms | quoted | escaped | {escape(form) for form in forms} | {unquote(file)}


def without_badge(source: str) -> str:
    """The Markdown without a Colab badge, since the page has its own button; empty if that was all.

    The row of buttons that TensorFlow's documentation opens its notebooks with goes too.
    """
    if "colab-badge" not in source and "tfo-notebook-buttons" not in source:
        return source
    rest = _BUTTONS.sub("", _BADGE.sub("", source))
    return rest if _LEFT_OF_BADGE.sub("", rest) else ""


def excerpt(html: SafeHtml) -> str:
    """The first paragraph that is prose, as plain text; empty when there is none."""
    for match in _PARAGRAPH.finditer(html):
        if "<img" in match[1]:
            continue
        words = anchors.plain(match[1])
        unlinked = anchors.plain(_LINK.sub("", match[1]))
        if len(unlinked) >= 25 and len(unlinked) * 2 > len(words):
            return sanitize.text(words, 200)
    return ""
