"""GitHub's short names of emoji: `:rocket:`."""

import re
from functools import cache
from importlib import import_module
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_NAME: Final = re.compile(r":[a-z0-9_+-]{1,40}:")


def plugin(parser: MarkdownIt) -> None:
    """Teaches a parser the names; what is no emoji's name stays as it is."""
    parser.inline.ruler.before("escape", "emoji", _rule)


def _rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != ":":
        return False
    match = _NAME.match(state.src, state.pos, state.posMax)
    found = match and _character(match[0])
    if not match or not found:
        return False
    if not silent:
        state.push("text", "", 0).content = found
    state.pos = match.end()
    return True


def _character(name: str) -> str:
    """The emoji of a name; empty when there is none, or only as a picture of GitHub's own."""
    names = _names()
    entry = names.emoji.get(names.aliases.get(name, name), {})
    points = entry.get("unicode_alt") or entry.get("unicode") or ""
    return "".join(chr(int(point, 16)) for point in points.split("-") if point)


@cache
def _names() -> Any:
    """GitHub's table; it takes longer to load than most texts take to render, so only on demand."""
    return import_module("pymdownx.gemoji_db")
