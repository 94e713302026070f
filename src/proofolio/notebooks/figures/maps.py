"""Maps of Folium: a page of their own inside the output, drawn by Leaflet."""

import base64
import binascii
import re
from collections.abc import Mapping
from html import unescape
from typing import Any, Final
from urllib.parse import unquote

from proofolio.content import frames
from proofolio.notebooks.figures.figure import Figure, UnfitError
from proofolio.notebooks.figures.libraries import with_own_libraries
from proofolio.notebooks.read import joined

_IFRAME: Final = re.compile(r"<iframe\b", re.IGNORECASE)
_INNER: Final = re.compile(
    r"\s(srcdoc|data-html|src)\s{0,9}=\s{0,9}(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++))",
    re.IGNORECASE,
)
_MAP: Final = re.compile(r"\bL\.map\(\s{0,40}[\"']")
_DATA_URL: Final = re.compile(r"data:text/html[^,]{0,60},", re.IGNORECASE)


def find(data: Mapping[str, Any]) -> tuple[Figure, ...]:
    """Return the map of an output; none when there is none.

    Raises:
        UnfitError: when it needs what we do not have.
    """
    html = joined(data.get("text/html"))
    inner = _inner(html) or html
    if not _MAP.search(inner):
        return ()
    own, missing = with_own_libraries(inner)
    if missing:
        raise UnfitError(f"it needs {', '.join(missing[:3])}, which is not at hand here")
    return (
        Figure(
            job=frames.job("html", html=own.html),
            library="Leaflet",
            scripts=(),
            styles=own.styles,
            files=own.scripts,
            height=480,
            code="any",
            notice="Map tiles are not shown here." if "tileLayer" in inner else "",
        ),
    )


def _inner(html: str) -> str:
    """Return the page inside an `<iframe>`, in any of the ways in which Folium has written it."""
    opening = _IFRAME.search(html)
    start = opening.end() if opening else len(html)
    while match := _INNER.search(html, start):
        start = match.end()
        content = match[2] or match[3] or match[4] or ""
        if match[1].lower() == "srcdoc":
            return unescape(content)
        data_url = _DATA_URL.match(content)
        if match[1].lower() == "data-html":
            return unquote(content) if "%" in content[:200] else _decoded(content)
        if data_url:
            rest = content[data_url.end() :]
            return _decoded(rest) if "base64" in data_url[0].lower() else unquote(rest)
    return ""


def _decoded(content: str) -> str:
    try:
        return base64.b64decode(content, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
