"""Addresses in safe HTML, resolved once it is known where the text stands on the site."""

import re
from collections.abc import Callable
from html import unescape
from typing import Literal

from proofolio.content.escape import text
from proofolio.model.portfolio import SafeHtml

Resolve = Callable[[Literal["href", "src"], str], str | None]
"""Takes the attribute's name and its value; returns the new value, or None to remove it."""

# In safe HTML `<` and `>` stand nowhere but around tags, and every value is double-quoted.
_TAG = re.compile(r"<[a-z][^<>]*\s(?:href|src)=\"[^<>]*>")
_ADDRESS = re.compile(r"\s(?:(href|src)|[a-z-]+)=\"([^\"]*)\"")


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
