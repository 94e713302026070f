"""Outputs that are little programs: into a sandboxed frame, or a quiet line in their place."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from proofolio.content import frames, sanitize
from proofolio.content.escape import printable, text
from proofolio.language import gettext as _
from proofolio.model.portfolio import SafeHtml
from proofolio.notebooks import figures
from proofolio.notebooks.figures import libraries
from proofolio.notebooks.figures.figure import Figure, UnfitError
from proofolio.notebooks.pictures import Gallery

MAX_BYTES: Final = 12_000_000
"""Of a program that brings its own library."""
MAX_DIAGRAM: Final = 1_000_000
"""Characters of a diagram's markup."""
MAX_FRAMES: Final = 60
"""In one notebook."""

_FRAMES: Final = "assets/frames/"
_LIBRARIES: Final = "assets/vendor/"
_SCRIPT_OPENS: Final = re.compile(r"<script\b[^<>]*>", re.IGNORECASE)
_SCRIPT_ENDS: Final = re.compile(r"</script\s*+>", re.IGNORECASE)
_SCRIPT_SRC: Final = re.compile(r"<script\b[^<>]*\ssrc\s*=", re.IGNORECASE)
_DATA: Final = re.compile(
    r"<script\b[^<>]*\stype\s*=\s*[\"']?(?:esms-options|importmap|[\w/.-]*json)\b[^<>]*>",
    re.IGNORECASE,
)
"""Opens a script that holds settings or data: nothing in it runs."""
_FETCHES: Final = re.compile(
    r"\brequire(?:js)?\s*[(.]|\bimport\s*\(\s*['\"]https?:|script\w*\.src\s*=|"
    r"\.src\s*=\s*['\"](?:https?:)?//|"
    r"https?://cdn\.|createElement\(\s*['\"]script",
    re.IGNORECASE,
)
_HANDLER: Final = re.compile(r"\son[a-z]{3,30}\s?=\s?(?:\"[^\"<>]*\"|'[^'<>]*')")
_HOST_BOUND: Final = re.compile(r"google\.colab|Jupyter\.|IPython\.notebook|_xsrf")
_IFRAME: Final = re.compile(
    r"<iframe\b[^<>]*?\ssrc\s*=\s*[\"']?(https?://[^\"'\s>]+)", re.IGNORECASE
)
_SRCDOC: Final = re.compile(
    r"<iframe\b[^<>]*\s(?:srcdoc|data-html)\s*=|<iframe\b[^<>]*\ssrc\s*=\s*[\"']?data:",
    re.IGNORECASE,
)
_MEDIA: Final = re.compile(r"<(audio|video)\b", re.IGNORECASE)
_HEIGHT: Final = re.compile(r"height\s*[:=]\s*[\"']?(\d{2,4})(?:px)?\b")


def drawn(
    data: Mapping[str, Any], image: SafeHtml, gallery: Gallery, where: str
) -> SafeHtml | None:
    """Return the figures of an output in frames; None when it has none.

    A figure that a frame cannot draw is its image, or a quiet line that says why.

    Args:
        data: the output, as a bundle of media types.
        image: the same as a picture, if the notebook has one; shown in print.
        gallery: takes the frames and the libraries.
        where: the cell: 'cell 42'.
    """
    try:
        found = figures.find(data)
    except UnfitError as error:
        return image or SafeHtml(
            f'<p class="pf-note">An interactive figure is not shown here: {text(str(error))}.</p>'
        )
    if not found:
        return SafeHtml("") if figures.is_loader(data) else None
    return SafeHtml("".join(_framed(figure, image, gallery, where) for figure in found))


def is_interactive(html: str) -> bool:
    """Whether what matters in this output is drawn by its scripts."""
    scripts = _scripts(_DATA.sub("<b>", html))
    has_code = bool(scripts.strip()) or _SCRIPT_SRC.search(html) is not None
    return (has_code and not _HOST_BOUND.search(scripts)) or _SRCDOC.search(html) is not None


def show(html: str, image: SafeHtml, gallery: Gallery, where: str) -> SafeHtml:
    """A frame when the output brings all it needs; else its image, its text, or a quiet line."""
    own, missing_scripts = libraries.with_own_libraries(html)
    fetches = len(html) < 300_000 and _FETCHES.search(html) is not None
    # A library that lies in the output may mention `require(` itself; one that is fetched is small.
    if len(html) <= MAX_BYTES and not (missing_scripts or fetches or _SRCDOC.search(html)):
        found = _HEIGHT.search(html)
        figure = Figure(
            job=frames.job("html", html=printable(own.html)),
            max_bytes=4 * MAX_BYTES,
            library="its own script",
            scripts=(),
            styles=own.styles,
            files=own.scripts,
            height=min(max(int(found[1]), 120), 1200) if found else 480,
            code="any",
        )
        return _framed(figure, image, gallery, where)
    if image:
        return image
    clean = sanitize.clean(html[:MAX_BYTES], ids=False)
    if "<table" in clean:
        return SafeHtml(f'<div class="pf-table">{clean}</div>')
    return missing(_("An interactive figure"))


def diagram(html: str, still: SafeHtml, gallery: Gallery, where: str) -> SafeHtml:
    """A frame for markup that is drawn by its own style sheet alone; its scripts are left out."""
    if len(html) > MAX_DIAGRAM:
        return still
    figure = Figure(
        job=frames.job("html", html=_HANDLER.sub("", _without_scripts(html))),
        library="its own style sheet",
        scripts=(),
        height=160,
    )
    return _framed(figure, still, gallery, where)


def embedded(html: str) -> SafeHtml:
    """Links in place of embedded pages, a line in place of sound and film; empty without them."""
    parts = []
    for address in dict.fromkeys(_IFRAME.findall(html)):
        try:
            shown = sanitize.text(urlsplit(address).hostname or "", 60)
        except ValueError:
            continue
        parts.append(
            f'<p class="pf-note"><a href="{text(address)}" rel="noopener">'
            f"{text(_('Embedded page on {host}').format(host=shown))}</a></p>"
        )
    if not parts and "<iframe" in html.lower():
        parts.append(missing(_("An embedded page")))
    if found := _MEDIA.search(html):
        parts.append(missing(_("A recording") if found[1].lower() == "audio" else _("A video")))
    return SafeHtml("".join(parts))


def missing(what: str) -> SafeHtml:
    """A quiet line in place of what only the running notebook shows."""
    return SafeHtml(
        f'<p class="pf-note">{text(_("{what}: open the notebook in Colab to see it.").format(what=what))}</p>'
    )


def _framed(figure: Figure, image: SafeHtml, gallery: Gallery, where: str) -> SafeHtml:
    """The frame, and what stands for it where nothing moves: in print, and without scripts."""
    title = _("Interactive figure of {place}").format(place=where)
    title += _(": ") + figure.title if figure.title else ""
    runs = ("frame.js", *figure.scripts, "draw.js")
    data = frames.frame(
        figure.job,
        title=title,
        scripts=[f"../vendor/{libraries.public_name(file)}" for file in runs],
        styles=[f"../vendor/{file}" for file in figure.styles],
        code=figure.code,
    )
    name = f"{_FRAMES}{hashlib.sha256(data).hexdigest()[:16]}.html"
    if name not in gallery.assets:
        if sum(asset.startswith(_FRAMES) for asset in gallery.assets) >= MAX_FRAMES:
            return image or missing(
                _("One interactive figure of more than {number}").format(number=MAX_FRAMES)
            )
        gallery.add_file(name, data)
    for file in (*runs, *figure.styles, *figure.files):
        shared = _LIBRARIES + libraries.public_name(file)
        if shared not in gallery.assets:
            gallery.add_file(shared, libraries.content(file))
    still = image or missing(_("An interactive figure"))
    notice = f'<p class="pf-note">{text(_(figure.notice))}</p>' if figure.notice else ""
    return SafeHtml(
        f'<div class="pf-drawn">{frames.iframe(name, title, figure.height)}'
        f'<div class="pf-still">{still}</div>{notice}</div>'
    )


def _scripts(html: str) -> str:
    """What stands between the script tags; one look forward for each, however many lack an end."""
    return "".join(html[start:end] for _unused, start, end, _unused in _script_places(html))


def _without_scripts(html: str) -> str:
    parts: list[str] = []
    kept = 0
    for opening, _unused, _unused, closed in _script_places(html):
        parts.append(html[kept:opening])
        kept = closed
    return "".join((*parts, html[kept:]))


def _script_places(html: str) -> list[tuple[int, int, int, int]]:
    """Where each script's tag begins, its content begins and ends, and its closing tag ends."""
    found: list[tuple[int, int, int, int]] = []
    opening = _SCRIPT_OPENS.search(html)
    while opening:
        end = _SCRIPT_ENDS.search(html, opening.end())
        if not end:
            break
        found.append((opening.start(), opening.end(), end.start(), end.end()))
        opening = _SCRIPT_OPENS.search(html, end.end())
    return found
