"""The libraries that come with us, and which address of a script one of them stands for."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlsplit

_FOLDER: Final = Path(__file__).parents[2] / "vendor"
_T = TypeVar("_T")
_OWN: Final = frozenset({"frame.js", "draw.js", "leaflet-offline.js"})
"""Ours, without a version in their name."""

_SCRIPTS: Final = tuple(
    (re.compile(pattern), files)
    for pattern, files in (
        (
            r"/leaflet[@/]1[\d.]*/(?:dist/)?leaflet(?:-src|\.min)?\.js",
            ("leaflet-1.9.4.js", "leaflet-icons-1.9.4.js", "leaflet-offline.js"),
        ),
        (
            r"/leaflet\.markercluster[@/]1[\d.]*/(?:dist/)?leaflet\.markercluster(?:\.min)?\.js",
            ("leaflet-markercluster-1.5.3.js",),
        ),
        (r"/leaflet[._-]heat(?:\.min)?\.js", ("leaflet-heat-0.2.0.js",)),
        (r"/leaflet[.-]awesome-markers(?:\.min)?\.js", ("leaflet-awesome-markers-2.0.5.js",)),
        (
            r"/jquery(?:[-@/][123][\d.]*)?(?:/dist)?(?:/jquery)?(?:\.slim)?(?:\.min)?\.js",
            ("jquery-3.7.1.min.js",),
        ),
        (r"/d3(?:[@/.]v?3[\d.]*)(?:/d3)?(?:\.min)?\.js", ("d3-3.5.5.min.js",)),
        # What they add (menus, glyphs) a map does without.
        (r"/(?:bootstrap|popper)(?:\.bundle)?(?:\.min)?\.js", ()),
    )
)
_STYLES: Final = tuple(
    (re.compile(pattern), file)
    for pattern, file in (
        (r"/leaflet(?:\.min)?\.css", "leaflet-1.9.4.css"),
        (r"/font-?awesome(?:\.min)?\.css", "icons-1.css"),
        (r"/markercluster(?:\.default)?(?:\.min)?\.css", "leaflet-markercluster-1.5.3.css"),
        (r"/leaflet[.-]awesome-markers(?:\.min)?\.css", "leaflet-awesome-markers-2.0.5.css"),
    )
)
_TAG: Final = re.compile(r"<(?:script|link|meta|base)\b[^<>]*>", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"\s(?:src|href)\s{0,9}=\s{0,9}[\"']?([^\"'\s<>]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A page whose libraries are ours."""

    html: str
    scripts: tuple[str, ...]
    """Files of `vendor/` that the page names."""
    styles: tuple[str, ...]


@cache
def content(name: str) -> bytes:
    """Return a file of `vendor/`."""
    return (_FOLDER / name).read_bytes()


@cache
def public_name(name: str) -> str:
    """Return what a file of `vendor/` is called on a site: a version or a digest is part of it."""
    if name not in _OWN:
        return name
    stem, _, suffix = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(content(name)).hexdigest()[:8]}.{suffix}"


def with_own_libraries(html: str) -> tuple[Own, tuple[str, ...]]:
    """Put our libraries in place of those that a page would fetch.

    Returns:
        The page, without links; and the names of the scripts that we have nothing for.
    """
    scripts: dict[str, None] = {}
    styles: dict[str, None] = {}
    missing: dict[str, None] = {}

    def ours(match: re.Match[str]) -> str:
        address = _ADDRESS.search(match[0])
        if match[0][1:7].lower() != "script":
            file = _file(address[1], _STYLES) if address else None
            if file:
                styles[file] = None
            return ""
        if not address:
            return match[0]
        files = _file(address[1], _SCRIPTS)
        if files is None:
            missing[_last(address[1])] = None
            return match[0]
        scripts.update(dict.fromkeys(files))
        tags = "</script>".join(f'<script src="../vendor/{public_name(file)}">' for file in files)
        return tags or "<script>"

    page = _TAG.sub(ours, html)
    return Own(html=page, scripts=tuple(scripts), styles=tuple(styles)), tuple(missing)


def _file(address: str, table: tuple[tuple[re.Pattern[str], _T], ...]) -> _T | None:
    path = _path(address).lower()
    return next((file for pattern, file in table if pattern.search(path)), None)


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _last(address: str) -> str:
    return re.sub(r"[^\w.@-]", "", _path(address).rpartition("/")[2])[:60] or "a script"
