"""Addresses in safe HTML, resolved once it is known where the text stands on the site."""

import re
from collections.abc import Callable
from html import unescape
from typing import Literal

from proofolio.content.escape import text
from proofolio.model.portfolio import Address, SafeHtml

Resolve = Callable[[Literal["href", "src"], str], str | None]
"""Takes the attribute's name and its value; returns the new value, or None to remove it."""

# In safe HTML `<` and `>` stand nowhere but around tags, and every value is double-quoted.
_TAG = re.compile(r"<[a-z][^<>]*\s(?:href|src)=\"[^<>]*>")
_ADDRESS = re.compile(r"\s(?:(href|src)|[a-z-]+)=\"([^\"]*)\"")
_NO_PICTURE = re.compile(r'<img(?:\s+(?!src=)[\w-]+="[^"]*")*\s*/?>')
_ALT = re.compile(r'\salt="([^"]*)"')


def addresses(html: SafeHtml) -> tuple[Address, ...]:
    """Every distinct address in the HTML, sorted."""
    found: set[Address] = set()

    def note(attribute: Literal["href", "src"], value: str) -> str:
        found.add((attribute, value))
        return value

    rewrite(html, note)
    return tuple(sorted(found))


def lead(html: SafeHtml, resolve: Resolve) -> SafeHtml:
    """The HTML with its addresses replaced, and words in the place of each picture that lost its own.

    A sign of a broken picture says less than what the picture would have shown.
    """
    return SafeHtml(_NO_PICTURE.sub(_worded, rewrite(html, resolve)))


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


def _worded(picture: re.Match[str]) -> str:
    alt = _ALT.search(picture[0])
    return f"<span>{alt[1]}</span>" if alt and alt[1].strip() else ""
