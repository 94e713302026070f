"""What a notebook's first cell says about it, in the spellings of Quarto, Jekyll and nbdev."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from proofolio.content import sanitize
from proofolio.model.first_cell import listed_below_title, worded_day

MAX_CHARACTERS: Final = 20_000
_YAML: Final = re.compile(r"\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the author said in so many words; empty where nothing was said."""

    title: str = ""
    description: str = ""
    date: dt.date | None = None
    image: str = ""
    """Path or address of the cover, as written."""
    categories: tuple[str, ...] = ()
    draft: bool = False
    """The author does not want it published yet."""


def read(source: str) -> tuple[FrontMatter, str]:
    """What a first cell says, and what of it is left to show.

    A block of YAML between two lines `---`; or, as nbdev has it, a title, a line quoted with `>` and
    a list of `- key: value`. Of the latter only the list is taken away.
    """
    if len(source) > MAX_CHARACTERS:
        return FrontMatter(), source
    match = _YAML.match(source)
    if match:
        values = _load(match[1])
        return (
            (FrontMatter(), source)
            if values is None
            else (_front_matter(values), source[match.end() :])
        )
    found = listed_below_title(source)
    if found:
        if found.entries:
            return _front_matter({"description": found.description, **found.entries}), found.rest
        if found.description and not found.rest[found.description_end :].startswith("\n>"):
            return _front_matter({"description": found.description}), source
    return FrontMatter(), source


def opening(text: str) -> tuple[Mapping[Any, Any], int] | None:
    """Return the front matter that a text begins with, and where it ends; None when there is none."""
    match = _YAML.match(text[:MAX_CHARACTERS])
    values = _load(match[1]) if match else None
    return (values, match.end()) if match and values is not None else None


class _Loader(yaml.SafeLoader):
    """YAML without references: a few lines of them stand for more than any memory holds."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("A reference.")
        return super().compose_node(parent, index)


def _load(text: str) -> Mapping[Any, Any] | None:
    try:
        values = yaml.load(text, _Loader)  # noqa: S506  a safe loader
    except (yaml.YAMLError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
        # The last three are how PyYAML takes `!!int ""`, `!!bool x`, `!!timestamp x`.
        return None
    return values if isinstance(values, dict) else None


def _front_matter(values: Mapping[Any, Any]) -> FrontMatter:
    categories = values.get("categories") or values.get("tags") or ()
    if isinstance(categories, str):
        categories = categories.strip("[] ").split(",")
    return FrontMatter(
        title=_words(values.get("title"), 300),
        description=next(
            (
                words
                for key in ("description", "subtitle", "summary", "abstract")
                if (words := _words(values.get(key), 200))
            ),
            "",
        ),
        date=_date(values.get("date")),
        image=_words(values.get("image") or values.get("cover"), 500),
        categories=tuple(word for item in list(categories)[:50] if (word := _words(item, 60)))
        if isinstance(categories, list | tuple)
        else (),
        draft=_words(values.get("draft"), 10).lower() == "true" or values.get("draft") is True,
    )


def _words(value: Any, limit: int) -> str:
    """One line of text; quotes around it, as fastpages wants them, are taken off."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    if isinstance(value, int) and value.bit_length() > 64:
        return ""
    words = sanitize.text(str(value)[: limit * 4], limit)
    if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'":
        words = words[1:-1].strip()
    return words


def _date(value: Any) -> dt.date | None:
    """The day; None for words such as 'today', and for what can be no day of a notebook."""
    found: dt.date | None = None
    if isinstance(value, dt.datetime):
        found = value.date()
    elif isinstance(value, dt.date):
        found = value
    elif isinstance(value, str):
        found = worded_day(value)
    return found if found and 1990 <= found.year <= 2100 else None
