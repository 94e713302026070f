"""Ids of headings, and links to them, as GitHub and Jupyter write both."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from html import unescape
from typing import Final
from urllib.parse import unquote

from proofolio.content import maths, tags
from proofolio.content.escape import text as escape_text
from proofolio.content.sanitize import ID_PREFIX
from proofolio.content.sanitize import text as plain_line
from proofolio.model.portfolio import Heading, SafeHtml

_HEADING: Final = re.compile(r"<h([1-6])((?:\s[a-z-]+=\"[^\"]*\")*)>(.*?)</h\1>", re.DOTALL)
_ANY_ID: Final = tags.attribute("id|name")
_ATTRIBUTE: Final = re.compile(r"\s([a-z-]+)=\"([^\"]*)\"")
_TAG: Final = re.compile(r"<[^<>]*>")
_FOOTNOTE: Final = re.compile(r"<sup class=\"footnote-ref\">.*?</sup>", re.DOTALL)
_LINK: Final = re.compile(r"(<a\b[^<>]*)\shref=\"#([^\"]*)\"")


def add(html: SafeHtml, used: set[str]) -> tuple[SafeHtml, tuple[Heading, ...]]:
    """The HTML with an id on every heading that has words, and those headings.

    Args:
        html: clean HTML.
        used: ids that are taken on the page; new ones are added to it. A pulled id that is
            taken already is dropped, so that ids stay unique.
    """
    html = _drop_repeated(html, used)
    headings: list[Heading] = []

    def with_id(match: re.Match[str]) -> str:
        level, attributes, inner = int(match[1]), match[2], match[3]
        title = plain(inner)
        if not title:
            return match[0]
        own = dict(_ATTRIBUTE.findall(attributes)).get("id")
        anchor = unescape(own) if own is not None else free(ID_PREFIX + slug(title), used)
        used.add(anchor)
        headings.append(Heading(level=level, title=title, anchor=anchor))
        if own is None:
            attributes = f' id="{escape_text(anchor)}"{attributes}'
        return f"<h{level}{attributes}>{inner}</h{level}>"

    return SafeHtml(_HEADING.sub(with_id, html)), tuple(headings)


def settle(html: SafeHtml, used: Collection[str]) -> SafeHtml:
    """The HTML with its in-page links led to an anchor that exists; one that means none leads nowhere.

    GitHub takes `#Some-Title` for `#some-title`; Jupyter writes `#Some-Title!` for what GitHub
    calls `#some-title`.
    """

    def link(match: re.Match[str]) -> str:
        anchor = unquote(unescape(match[2]))
        if anchor in used or not anchor.startswith(ID_PREFIX):
            return match[0]
        meant = meant_by(anchor, used)
        return f'{match[1]} href="#{escape_text(meant)}"' if meant else match[1]

    return SafeHtml(_LINK.sub(link, html))


def meant_by(anchor: str, used: Collection[str]) -> str | None:
    """Return the id that an anchor means, as GitHub or as Jupyter writes it; None when there is none."""
    if anchor in used:
        return anchor
    slugged = ID_PREFIX + slug(anchor.removeprefix(ID_PREFIX))
    return slugged if slugged in used else None


def ids_in(html: str) -> Iterator[str]:
    """Yield every id of safe HTML."""
    return (unescape(match[3]) for match in _ANY_ID.finditer(html))


def slug(title: str) -> str:
    """A heading's id as GitHub makes it: lower case, letters, digits, `_` and `-` only.

    https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links
    """
    kept = (
        character
        for character in title.strip().lower()
        if character in " -_" or unicodedata.category(character)[0] in "LMN"
    )
    return "".join(kept).replace(" ", "-")


def plain(html: str) -> str:
    """The words of an HTML fragment, on one line."""
    html = _FOOTNOTE.sub("", html)
    if "<math" in html:
        html = maths.words(html)
    return plain_line(unescape(_TAG.sub("", html)))


def free(wanted: str, used: set[str], *, first: int = 1) -> str:
    """The wanted id, or the same with a number that nobody has, counted from `first`."""
    if wanted not in used:
        return wanted
    # Halving, since ten thousand headings of one name would otherwise ask fifty million times.
    taken, open_ = first - 1, first
    while f"{wanted}-{open_}" in used:
        taken, open_ = open_, open_ * 2
    while open_ - taken > 1:
        middle = (taken + open_) // 2
        if f"{wanted}-{middle}" in used:
            taken = middle
        else:
            open_ = middle
    return f"{wanted}-{open_}"


def _drop_repeated(html: SafeHtml, used: set[str]) -> SafeHtml:
    def keep_first(match: re.Match[str]) -> str:
        anchor = unescape(match[3])
        if anchor in used:
            return match[1]
        used.add(anchor)
        return match[0]

    return SafeHtml(_ANY_ID.sub(keep_first, html))
