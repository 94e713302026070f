"""Ids of two texts that stand on one page."""

import re
from html import unescape
from itertools import count
from urllib.parse import quote, unquote

from proofolio.content.escape import text
from proofolio.content.links import rewrite
from proofolio.model.portfolio import SafeHtml

# In safe HTML `<` and `>` stand nowhere but around tags, and every value is double-quoted.
_TAG = re.compile(r"<[a-z][^<>]*\sid=\"[^<>]*>")
_ID = re.compile(r"\s(?:(id)|[a-z-]+)=\"([^\"]*)\"")


def tell_apart(html: SafeHtml, *, beside: SafeHtml) -> SafeHtml:
    """Return the HTML with new ids for those that the text beside it has too; its own links follow them.

    Else a link to a heading of the second text would lead to the heading of that name in the first.
    """
    there, here = _ids(beside), _ids(html)
    taken = there | here
    new: dict[str, str] = {}
    for old in sorted(there & here):
        new[old] = next(name for n in count(1) if (name := f"{old}-{n}") not in taken)
        taken.add(new[old])
    if not new:
        return html

    def renamed(attribute: re.Match[str]) -> str:
        name = new.get(unescape(attribute[2])) if attribute[1] else None
        return attribute[0] if name is None else f' id="{text(name)}"'

    def followed(_: str, value: str) -> str:
        name = new.get(unquote(value[1:])) if value.startswith("#") else None
        return value if name is None else f"#{quote(name)}"

    return rewrite(SafeHtml(_TAG.sub(lambda tag: _ID.sub(renamed, tag[0]), html)), followed)


def _ids(html: SafeHtml) -> set[str]:
    return {
        unescape(attribute[2])
        for tag in _TAG.findall(html)
        for attribute in _ID.finditer(tag)
        if attribute[1]
    }
