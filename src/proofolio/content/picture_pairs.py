"""Pictures for the dark and the light scheme, as GitHub's READMEs name them.

`<picture>` becomes two pictures that say in their address which scheme they are for, in GitHub's own
older way (`#gh-dark-mode-only`): the reader chooses the scheme on the page, not by the system alone.
"""

import re
from html import escape, unescape
from typing import Final

_PICTURE: Final = re.compile(
    r"<picture\b[^<>]*>((?:(?!</?picture\b).){1,5000})</picture\s*>", re.IGNORECASE | re.DOTALL
)
_TAG: Final = re.compile(r"<(source|img)\b([^<>]*)>", re.IGNORECASE)
_VALUE: Final = re.compile(
    r"\b(src|srcset|media)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE
)
_SRC: Final = re.compile(r"\bsrc\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)", re.IGNORECASE)
_SCHEME: Final = re.compile(r"prefers-color-scheme\s*:\s*(dark|light)", re.IGNORECASE)


def in_pairs(html: str) -> str:
    """Return HTML, not sanitised yet, with each `<picture>` that knows a scheme as a picture for each scheme."""
    return _PICTURE.sub(_pair, html) if "<picture" in html.lower() else html


def _pair(match: re.Match[str]) -> str:
    found: dict[str, str] = {}
    image, shown = "", ""
    for tag in _TAG.finditer(match[1]):
        values = {
            value[1].lower(): unescape(value[2] or value[3] or value[4] or "")
            for value in _VALUE.finditer(tag[2])
        }
        if tag[1].lower() == "img":
            image, shown = tag[0], values.get("src", "")
        elif scheme := _SCHEME.search(values.get("media", "")):
            first = values.get("srcset", "").split(",")[0].split()
            found.setdefault(scheme[1].lower(), first[0] if first else "")
    dark, light = found.get("dark") or shown, found.get("light") or shown
    if not found or not image or not dark or not light or dark == light:
        return match[0]
    return _for(image, dark, "dark") + _for(image, light, "light")


def _for(image: str, address: str, scheme: str) -> str:
    bare = escape(address.partition("#")[0])
    return _SRC.sub(lambda _: f'src="{bare}#gh-{scheme}-mode-only"', image, count=1)
