"""Outputs that are little programs: into a sandboxed frame, or a quiet line in their place."""

import hashlib
import re
from typing import Final
from urllib.parse import urlsplit

from proofolio.content import frames, sanitize
from proofolio.content.escape import text
from proofolio.model.portfolio import SafeHtml
from proofolio.notebooks.pictures import Gallery

_SCRIPT: Final = re.compile(r"<script\b[^>]*>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_FETCHES: Final = re.compile(
    r"<script\b[^>]*\ssrc\s*=|\brequire(?:js)?\s*[(.]|\bimport\s*\(\s*['\"]https?:|\.src\s*=|"
    r"https?://cdn\.|createElement\(\s*['\"]script",
    re.IGNORECASE,
)
_HOST_BOUND: Final = re.compile(r"google\.colab|Jupyter\.|IPython\.notebook|_xsrf")
_IFRAME: Final = re.compile(
    r"<iframe\b[^>]*?\ssrc\s*=\s*[\"']?(https?://[^\"'\s>]+)", re.IGNORECASE
)
_SRCDOC: Final = re.compile(
    r"<iframe\b[^>]*\s(?:srcdoc|data-html)\s*=|<iframe\b[^>]*\ssrc\s*=\s*[\"']?data:", re.IGNORECASE
)
_MEDIA: Final = re.compile(r"<(audio|video)\b", re.IGNORECASE)
_HEIGHT: Final = re.compile(r"height\s*[:=]\s*[\"']?(\d{2,4})(?:px)?\b")
MAX_BYTES: Final = 12_000_000


def is_interactive(html: str) -> bool:
    """Whether what matters in this output is drawn by its scripts."""
    scripts = "".join(_SCRIPT.findall(html))
    drawn = (
        bool(scripts.strip())
        or re.search(r"<script\b[^>]*\ssrc\s*=", html, re.IGNORECASE) is not None
    )
    return (drawn and not _HOST_BOUND.search(scripts)) or _SRCDOC.search(html) is not None


def show(html: str, image: SafeHtml, gallery: Gallery, where: str) -> SafeHtml:
    """A frame when the output brings all it needs; else its image, its text, or a quiet line."""
    if not _needs_network(html) and len(html) <= MAX_BYTES:
        title = f"Interactive output of {where}"
        data = frames.frame(html, title)
        name = f"{hashlib.sha256(data).hexdigest()[:16]}.html"
        gallery.add_file(name, data)
        found = _HEIGHT.search(html)
        height = min(max(int(found[1]), 120), 1200) if found else 480
        return frames.iframe(name, title, height)
    if image:
        return image
    clean = sanitize.clean(html[:MAX_BYTES], ids=False)
    if "<table" in clean:
        return SafeHtml(f'<div class="pf-table">{clean}</div>')
    return missing("An interactive figure")


def embedded(html: str) -> SafeHtml:
    """Links in place of embedded pages, a line in place of sound and film; empty without them."""
    parts = []
    for address in dict.fromkeys(_IFRAME.findall(html)):
        url = urlsplit(address)
        shown = sanitize.text(url.hostname or "", 60)
        parts.append(
            f'<p class="pf-note"><a href="{text(address)}" rel="noopener">Embedded page on '
            f"{text(shown)}</a></p>"
        )
    if found := _MEDIA.search(html):
        parts.append(missing("A recording" if found[1].lower() == "audio" else "A video"))
    return SafeHtml("".join(parts))


def missing(what: str) -> SafeHtml:
    """A quiet line in place of what only the running notebook shows."""
    return SafeHtml(f'<p class="pf-note">{text(what)}: open the notebook in Colab to see it.</p>')


def _needs_network(html: str) -> bool:
    # A library that lies in the output may mention `require(` itself; one that is fetched is small.
    if re.search(r"<script\b[^>]*\ssrc\s*=", html, re.IGNORECASE) or _SRCDOC.search(html):
        return True
    return len(html) < 300_000 and _FETCHES.search(html) is not None
