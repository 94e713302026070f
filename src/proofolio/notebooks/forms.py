"""Colab's forms: a title, words and fields that its author laid over a cell's code.

https://colab.research.google.com/notebooks/forms.ipynb
"""

import ast
import re
from dataclasses import dataclass
from typing import Final

MAX_FIELDS: Final = 60
MAX_VALUE: Final = 300

_TITLE: Final = re.compile(r"\s*#\s*@title\b(.*)")
_MARKDOWN: Final = re.compile(r"\s*#\s*@markdown\b ?(.*)")
_PARAM: Final = re.compile(r"#\s*@param\b")
_OPTIONS: Final = re.compile(r"\{[^{}]*\}\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What Colab shows in place of the code."""

    title: str
    """As the author wrote it; may be empty."""
    words: str
    """Markdown; may be empty."""
    fields: tuple[tuple[str, str], ...]
    """Name and value of each, as a reader would say them; fields left empty are left out."""


def read(source: str) -> Form | None:
    """The form of a cell's source; None when its author laid none."""
    if "@title" not in source and "@markdown" not in source and "@param" not in source:
        return None
    title: str | None = None
    words: list[str] = []
    fields: list[tuple[str, str]] = []
    for line in source.split("\n"):
        if "@" not in line:
            continue
        if title is None and (match := _TITLE.fullmatch(line)):
            title = _OPTIONS.sub("", match[1]).strip()
        elif match := _MARKDOWN.fullmatch(line):
            words.append(match[1])
        elif (match := _PARAM.search(line)) and len(fields) < MAX_FIELDS:
            field = _field(line[: match.start()])
            if field:
                fields.append(field)
    if title is None and not words and not fields:
        return None
    return Form(title=title or "", words="\n".join(words).strip(), fields=tuple(fields))


def _field(assignment: str) -> tuple[str, str] | None:
    name, equals, value = assignment.partition("=")
    name = name.split(":")[0].strip()
    if not equals or not name.isidentifier():
        return None
    shown = _without_quotes(value.strip())[:MAX_VALUE]
    return (name, shown) if shown else None


def _without_quotes(value: str) -> str:
    """A text without its quotation marks, everything else as it stands in the code."""
    if len(value) > 1 and value[0] in "'\"rRfFbB" and value[-1] in "'\"" and len(value) < 2_000:
        try:
            literal = ast.literal_eval(value)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return value
        return literal if isinstance(literal, str) else value
    return value
