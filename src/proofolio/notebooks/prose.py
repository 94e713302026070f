"""Markdown cells: rendered, with their attachments, badges dropped, title and excerpt found."""

import re
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

import yaml

from proofolio.content import anchors, markdown, sanitize
from proofolio.content.links import rewrite
from proofolio.model.portfolio import Heading, SafeHtml
from proofolio.notebooks import pictures
from proofolio.notebooks.pictures import Gallery
from proofolio.notebooks.read import Cell, joined

MAX_FRONT_MATTER: Final = 20_000

_BADGE: Final = re.compile(
    r"<a\b[^>]*colab\.(?:research|sandbox)\.google\.com[^>]*>\s*<img\b[^>]*colab-badge[^>]*>\s*</a>"
    r"|\[!\[[^\]]*\]\([^)]*colab-badge[^)]*\)\]\([^)]*\)",
    re.IGNORECASE,
)
_LEFT_OF_BADGE: Final = re.compile(
    r"</?(?:table|tbody|tr|td|th|div|p|center|br)\b[^>]*>|\s", re.IGNORECASE
)
_FRONT_MATTER: Final = re.compile(r"\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_PARAGRAPH: Final = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_LINK: Final = re.compile(r"<a\b.*?</a>", re.DOTALL)
_SIZELESS: Final = re.compile(r"<img\b(?![^<>]*\swidth=)[^<>]*\ssrc=\"pf-asset:([^\"]+)\"[^<>]*>")
_ATTACHMENT: Final = "pf-attachment/"


@dataclass(slots=True)
class Prose:
    """The Markdown of one notebook, cell by cell."""

    gallery: Gallery
    used: set[str] = field(default_factory=set)
    """Ids that are taken on the page."""
    headings: list[Heading] = field(default_factory=list)

    def render(self, cell: Cell, source: str) -> SafeHtml:
        """A cell as HTML; empty when nothing is left to show."""
        source, images = self._attach(cell, source)
        rendered = markdown.render(source, used_anchors=self.used)
        self.headings.extend(rendered.headings)
        html = rendered.html
        if images or "data:" in html or "attachment" in html:
            html = self._show_images(html, images, cell)
        return html

    def _attach(self, cell: Cell, source: str) -> tuple[str, list[str | None]]:
        """The source with `attachment:` addresses made relative, and the assets' names.

        Jupyter writes the file's name bare, with spaces, or quoted: all are the same attachment.
        """
        images: list[str | None] = []
        for file in sorted(cell.attachments, key=len, reverse=True):
            spellings = {f"attachment:{file}", f"attachment:{quote(file)}"}
            if not file or not any(spelling in source for spelling in spellings):
                continue
            for spelling in spellings:
                source = source.replace(spelling, f"{_ATTACHMENT}{len(images)}")
            images.append(self._keep(cell.attachments[file], cell))
        return source, images

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

        def with_size(match: re.Match[str]) -> str:
            width, height = self.gallery.sizes.get(match[1], (0, 0))
            return (
                f'{match[0][:-1]} width="{width}" height="{height}">'
                if width and height
                else match[0]
            )

        return SafeHtml(_SIZELESS.sub(with_size, rewrite(html, resolve)))


def without_badge(source: str) -> str:
    """The Markdown without a Colab badge, since the page has its own button; empty if that was all."""
    if "colab-badge" not in source:
        return source
    rest = _BADGE.sub("", source)
    return rest if _LEFT_OF_BADGE.sub("", rest) else ""


def front_matter(source: str) -> tuple[dict[str, str], str]:
    """The plain entries of a YAML block at the start, and what follows it."""
    match = _FRONT_MATTER.match(source) if len(source) <= MAX_FRONT_MATTER else None
    if not match:
        return {}, source
    try:
        values = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, source
    if not isinstance(values, dict):
        return {}, source
    entries = {
        key: value
        for key, value in values.items()
        if isinstance(key, str) and isinstance(value, str)
    }
    return entries, source[match.end() :]


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
