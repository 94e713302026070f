"""Addresses in safe HTML, resolved once it is known where the text stands on the site."""

import re
from collections.abc import Callable
from html import unescape
from typing import Literal

from proofolio.content.badges import is_badge
from proofolio.content.escape import text
from proofolio.content.hosted import host_of
from proofolio.language import gettext as _
from proofolio.model.portfolio import Address, SafeHtml

Resolve = Callable[[Literal["href", "src"], str], str | None]
"""Takes the attribute's name and its value; returns the new value, or None to remove it."""

# In safe HTML `<` and `>` stand nowhere but around tags, and every value is double-quoted.
_TAG = re.compile(r"<[a-z][^<>]*\s(?:href|src)=\"[^<>]*>")
_ADDRESS = re.compile(r"\s(?:(href|src)|[a-z-]+)=\"([^\"]*)\"")
_IN_LINK = re.compile(r"(<a\b[^<>]*>)|</a>|<img\b[^<>]*>")
_SRC = re.compile(r'\ssrc="([^"]*)"')
_ALT = re.compile(r'\salt="([^"]*)"')
_SAYS_NOTHING = re.compile(
    r"(?:alt(?:ernative)?[ _-]?text|alt|image|img|picture|photo|screenshot|figure|imagen|imagem)(?:[ _-]?(?:\d+|here|description|title))?"
    r"|(?:screenshot|screen shot|image|img|photo|picture)[ _-].*\d{4}.*|[\w-]+\.(?:png|jpe?g|gif|svg|webp)",
    re.IGNORECASE,
)
"""What editors write where nobody described a picture."""


def addresses(html: SafeHtml) -> tuple[Address, ...]:
    """Every distinct address in the HTML, sorted."""
    found: set[Address] = set()

    def note(attribute: Literal["href", "src"], value: str) -> str:
        found.add((attribute, value))
        return value

    rewrite(html, note)
    return tuple(sorted(found))


def replace_addresses(html: SafeHtml, resolve: Resolve) -> SafeHtml:
    """The HTML with its addresses replaced, and words in the place of each picture that lost its own.

    A sign of a broken picture says less than what the picture would have shown. One that lies on
    another host reads as a link with its host's name, for nobody's visit is told to another host.
    """
    is_in_link = False

    def worded(match: re.Match[str]) -> str:
        nonlocal is_in_link
        tag = match[0]
        if not tag.startswith("<img"):
            is_in_link = bool(match[1])
            return tag
        found = _SRC.search(tag)
        old = unescape(found[1]) if found else ""
        if not found or resolve("src", old) is None:
            return _words(tag, old, is_in_link=is_in_link)
        return tag

    return rewrite(SafeHtml(_IN_LINK.sub(worded, html)) if "<img" in html else html, resolve)


def rewrite(html: SafeHtml, resolve: Resolve) -> SafeHtml:
    """The HTML with every `href` and `src` replaced by what `resolve` makes of it."""

    def attribute(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return match[0]
        old = unescape(match[2])
        new = resolve("href" if name == "href" else "src", old)
        if new is None:
            return ""
        return match[0] if new == old else f' {name}="{text(new)}"'

    return SafeHtml(_TAG.sub(lambda tag: _ADDRESS.sub(attribute, tag[0]), html))


def _words(picture: str, address: str, *, is_in_link: bool) -> str:
    """Return what stands for a picture that is not shown."""
    alt = _ALT.search(picture)
    said = alt[1].strip() if alt and not _SAYS_NOTHING.fullmatch(alt[1].strip()) else ""
    host = host_of(address) if address.startswith(("http://", "https://")) else ""
    if not host or is_badge(address):
        return f"<span>{said}</span>" if said else ""
    words: str = text(_("Picture on {host}").format(host=host))
    words = f"{said} ({words})" if said else words
    if is_in_link:
        return f"<span>{words}</span>"
    return f'<a href="{text(address)}" rel="noopener">{words}</a>'
