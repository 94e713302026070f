"""The outputs of a code cell as safe HTML."""

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from proofolio.content import formulas, highlight, markdown, sanitize, tags
from proofolio.content.escape import text
from proofolio.content.links import rewrite
from proofolio.language import gettext as _
from proofolio.model.portfolio import SafeHtml
from proofolio.notebooks import interactive, pictures, recordings, streams, tables
from proofolio.notebooks.pictures import Gallery
from proofolio.notebooks.read import joined

MAX_CHARACTERS: Final = 1_000_000
MAX_OUTPUTS: Final = 1_000
"""Of one cell, the pieces of a stream counted as one."""

_EMPTY: Final = re.compile(r"<(?!img|input|hr)[^<>]*>|&nbsp;|\s|&#10;|&#9;")
_IDS: Final = tags.attribute("id")
_SIZE: Final = re.compile(r" width=\"(\d+)\" height=\"(\d+)\"")
_DONE: Final = re.compile(r"[^\n]{0,200}?100%\|[^\n]{0,400}")
_BAR: Final = re.compile(r"\d%\||FloatProgress|IntProgress")
_EMBEDDED: Final = re.compile(
    r"data:(image/[a-z+.-]{1,20});base64,([A-Za-z0-9+/=]{1000,}+)", re.IGNORECASE
)
_PICTURED: Final = "pf-pictured/"
_WIDGET: Final = "application/vnd.jupyter.widget-view+json"
_CONTROL: Final = "A control that works only while the notebook runs."
_PROGRESS: Final = "A progress bar that moved while the notebook ran."


def to_html(
    outputs: Iterable[dict[str, Any]],
    gallery: Gallery,
    where: str,
    silent: frozenset[str] = frozenset(),
) -> SafeHtml:
    """All outputs of a cell, in order; empty when there is nothing to show.

    Args:
        outputs: as nbformat 4 has them.
        gallery: takes the images.
        where: the cell, for alternative texts and notices: 'cell 42'.
        silent: names of streams that are not shown.
    """
    parts: list[str] = []
    merged = streams.merged(settled(outputs), silent)
    for output in merged[:MAX_OUTPUTS]:
        kind = output.get("output_type")
        if kind == "stream":
            part = streams.stream(output)
        elif kind == "error":
            part = streams.error(output)
        else:
            part = _bundle(output, gallery, where)
        # Several progress bars of one cell need no more than one note.
        if part and not (part.startswith('<p class="pf-note">') and part in parts):
            parts.append(part)
    if len(merged) > MAX_OUTPUTS:
        left = len(merged) - MAX_OUTPUTS
        parts.append(
            note(
                _("{number} more outputs were left out here; the notebook has them all.").format(
                    number=left
                )
            )
        )
    return SafeHtml("".join(parts))


def note(words: str) -> SafeHtml:
    """A quiet line in place of what cannot be shown."""
    return SafeHtml(f'<p class="pf-note">{text(words)}</p>')


def settled(outputs: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The outputs with every display in its last state, where it was first shown."""
    kept: list[dict[str, Any]] = []
    places: dict[str, int] = {}
    for output in outputs:
        transient = output.get("transient")
        name = transient.get("display_id") if isinstance(transient, dict) else None
        if isinstance(name, str) and name in places:
            kept[places[name]] = output
            continue
        if isinstance(name, str):
            places[name] = len(kept)
        kept.append(output)
    return kept


def _bundle(output: dict[str, Any], gallery: Gallery, where: str) -> SafeHtml:
    """The richest form of a result that a page can show."""
    data = output.get("data")
    if not isinstance(data, dict):
        return SafeHtml("")
    image = _image(data, output.get("metadata"), gallery, where)
    live = interactive.drawn(data, image, gallery, where)
    if live is not None:
        return live
    if "text/html" in data:
        html = _html(joined(data["text/html"]), image, data, gallery, where)
        if html:
            return html
    if "text/latex" in data and (latex := joined(data["text/latex"]).strip()):
        return formulas.in_text(latex)
    return image or _plainer(data, gallery, where)


def _plainer(data: dict[str, Any], gallery: Gallery, where: str) -> SafeHtml:
    """A result that is neither HTML, formula nor picture."""
    if _WIDGET in data:
        return _widget(joined(data.get("text/plain")))
    if isinstance(data.get("text/markdown"), str | list):
        rendered = markdown.render(
            joined(data["text/markdown"]), used_anchors=set(), colours=True
        ).html
        return SafeHtml(f'<div class="pf-rich">{_without_ids(rendered, gallery, where)}</div>')
    if any(key.startswith("application/vnd.") and "colab" not in key for key in data):
        return interactive.missing(_("An interactive figure"))
    if "application/json" in data:
        return _json(data["application/json"])
    return streams.terminal_text(joined(data.get("text/plain")), "pf-text")


def _image(data: dict[str, Any], metadata: Any, gallery: Gallery, where: str) -> SafeHtml:
    for media_type in pictures.TYPES:
        if media_type in data:
            name = gallery.keep(media_type, joined(data[media_type]), where)
            if name:
                alt = _("Figure from {place}").format(place=where)
                gallery.consider_cover(name, alt)
                return _as_shown(gallery.image(name, alt), metadata, media_type)
    return SafeHtml("")


def _as_shown(image: SafeHtml, metadata: Any, media_type: str) -> SafeHtml:
    """An image in the size that its author saw: figures for fine screens have twice the pixels."""
    metadata = metadata if isinstance(metadata, dict) else {}
    own = metadata.get(media_type)
    sizes = own if isinstance(own, dict) else metadata
    natural = _SIZE.search(image)
    width, height = _size(sizes.get("width")), _size(sizes.get("height"))
    if not natural or not (width or height):
        return image
    ratio = int(natural[2]) / int(natural[1])
    width = width or max(1, round(height / ratio))
    height = height or max(1, round(width * ratio))
    return SafeHtml(_SIZE.sub(f' width="{width}" height="{height}"', image, count=1))


def _size(value: Any) -> int:
    """CSS pixels as a notebook's metadata tell them; 0 when they do not."""
    told = isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value <= 10_000
    return round(value) if told else 0


def _widget(plain: str) -> SafeHtml:
    """Widgets keep no state; of a progress bar the notebook has a line of text, at times its last."""
    if _DONE.fullmatch(plain.strip()):
        return streams.terminal_text(plain, "pf-stream pf-stderr")
    return note(_(_PROGRESS) if _BAR.search(plain[:1_000]) else _(_CONTROL))


def _json(value: Any) -> SafeHtml:
    code = _indented(value)
    block = highlight.block(code, "json")
    lines = code.count("\n") + 1
    if lines <= streams.FOLD_LINES:
        return block
    return SafeHtml(
        f'<details class="pf-long"><summary>{_("{lines} lines of JSON").format(lines=lines)}</summary>{block}</details>'
    )


def _indented(value: Any) -> str:
    """The value as JSON, up to the limit: indenting can make a thousand times as much of it."""
    parts: list[str] = []
    length = 0
    for part in json.JSONEncoder(indent=2, ensure_ascii=False).iterencode(value):
        parts.append(part)
        length += len(part)
        if length > MAX_CHARACTERS:
            break
    return "".join(parts)[:MAX_CHARACTERS]


def _html(
    html: str, image: SafeHtml, data: dict[str, Any], gallery: Gallery, where: str
) -> SafeHtml:
    if "sk-top-container" in html or "sk-text-repr-fallback" in html:
        still = streams.terminal_text(joined(data.get("text/plain")), "pf-text")
        return interactive.diagram(html, still, gallery, where)
    html = tables.unwrapped(html)
    if interactive.is_interactive(html):
        return interactive.show(html, image, gallery, where)
    html, players = recordings.taken(html, gallery, where)
    if len(html) > MAX_CHARACTERS * 3:
        return note(_("This output is too large for a page; the notebook has it all."))
    embedded = interactive.embedded(html)
    pictured: list[str | None] = []
    drawn = html
    html = _unburdened(html, pictured, gallery, where)
    clean = sanitize.clean(tables.coloured(html), ids=False, colours=True)
    clean = recordings.placed(_resolved(clean, gallery, where, pictured), players)
    if not players and not _EMPTY.sub("", clean):
        if not embedded and "<svg" in drawn:
            return interactive.diagram(drawn, image, gallery, where)
        return embedded or image
    return SafeHtml(f'<div class="pf-rich">{tables.boxed(clean)}</div>{embedded}')


def _unburdened(html: str, pictured: list[str | None], gallery: Gallery, where: str) -> str:
    """The HTML without the images that lie in it, which are longer than all else; keeps their names."""

    def keep(match: re.Match[str]) -> str:
        media_type = match[1].lower()
        known = media_type in pictures.TYPES and media_type != "image/svg+xml"
        pictured.append(gallery.keep(media_type, match[2], where) if known else None)
        return f"{_PICTURED}{len(pictured) - 1}"

    return _EMBEDDED.sub(keep, html) if ";base64," in html else html


def _without_ids(html: SafeHtml, gallery: Gallery, where: str) -> SafeHtml:
    return _resolved(SafeHtml(_IDS.sub(r"\1", html)), gallery, where, [])


def _resolved(html: SafeHtml, gallery: Gallery, where: str, pictured: list[str | None]) -> SafeHtml:
    """Images that lay in the HTML itself as files."""
    if "data:" not in html and not pictured:
        return html

    def keep(attribute: str, url: str) -> str | None:
        name = None
        if url.startswith(_PICTURED) and pictured:
            number = url.removeprefix(_PICTURED)
            index = int(number) if number.isdecimal() and len(number) < 6 else len(pictured)
            name = pictured[index] if index < len(pictured) and attribute == "src" else None
        elif url.startswith("data:"):
            name = gallery.keep_data_url(url, where)
        else:
            return url
        return f"pf-asset:{name}" if name else None

    return rewrite(html, keep)
