"""How a notebook's first cell spells what it says of the notebook: nbdev's list, Quarto's days."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_NBDEV: Final = re.compile(
    r"\s*# (?P<title>[^\n]+)\n\s*"
    r"(?:> (?P<description>[^\n]+)(?:\n|\Z)\s*)?"
    r"(?P<entries>(?:[-*] [a-z_-]+: [^\n]*(?:\n|\Z))*)"
)
_ENTRY: Final = re.compile(r"[-*] ([a-z_-]+): ([^\n]*)")
_KNOWN: Final = frozenset(
    # https://nbdev.fast.ai/tutorials/blogging.html and fastpages, whose notebooks are still about.
    [
        "title",
        "description",
        "subtitle",
        "summary",
        "date",
        "author",
        "image",
        "categories",
        "tags",
        "keywords",
        "draft",
        "toc",
        "badges",
        "comments",
        "branch",
        "hide",
        "search_exclude",
        "sticky_rank",
        "order",
        "skip_exec",
        "skip_showdoc",
        "output-file",
        "permalink",
        "layout",
        "use_math",
        "metadata_key1",
        "metadata_key2",
        "canonical_url",
        # Our own, for posts.
        "authors",
        "kind",
        "projects",
        "series",
        "slug",
        "updated",
    ]
)
_DATES: Final = (
    # Quarto's, https://quarto.org/docs/reference/dates.html
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%m/%d/%Y",
    "%m-%d-%Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
)
_LONGEST_DAY: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What stands below a title in nbdev's way: a line quoted with `>`, and a list of `- key: value`."""

    description: str
    """Empty when there is none."""
    description_end: int
    """Where it ends in the text; 0 when there is none."""
    entries: Mapping[str, str]
    """As written; empty when a key of the list is none that is known."""
    first_line: int
    """Of the list, counted from 1."""
    rest: str
    """The text without the list, if its keys are known."""


def listed_below_title(source: str) -> Listed | None:
    """Return what a text that begins with a title says in nbdev's way; None when it has no title."""
    match = _NBDEV.match(source)
    if match is None:
        return None
    entries = dict(_ENTRY.findall(match["entries"]))
    known = entries if entries.keys() <= _KNOWN else {}
    cut = match.span("entries") if known else (0, 0)
    return Listed(
        description=match["description"] or "",
        description_end=max(match.end("description"), 0),
        entries=known,
        first_line=source.count("\n", 0, match.start("entries")) + 1,
        rest=source[: cut[0]] + source[cut[1] :],
    )


def worded_day(text: str) -> dt.date | None:
    """Return the day that a text says, such as `March 4, 2025`; None when it says none."""
    plain = text.strip().strip("\"'")
    return _parsed(plain[:10]) or _parsed(plain)


def _parsed(text: str) -> dt.date | None:
    for form in _DATES:
        try:
            return dt.datetime.strptime(text[:_LONGEST_DAY], form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None
