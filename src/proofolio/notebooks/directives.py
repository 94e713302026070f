"""What the author asked for a cell: tags and comment directives of the common tools."""

import re
from dataclasses import dataclass
from typing import Final

from proofolio.notebooks.read import Cell

_REMOVE: Final = frozenset({"remove-cell", "remove_cell", "skip-cell", "nbconvert-remove-cell"})
_HIDE_INPUT: Final = frozenset({"hide-input", "hide_input", "hide-cell", "hide_cell"})
_REMOVE_INPUT: Final = frozenset(
    {"remove-input", "remove_input", "nbconvert-remove-input", "no-code"}
)
_HIDE_OUTPUT: Final = frozenset({"hide-output", "hide_output"})
_REMOVE_OUTPUT: Final = frozenset(
    {"remove-output", "remove_output", "remove-stdout", "clear-output"}
)
_DIRECTIVE: Final = re.compile(r"#\s?\|\s?([\w-]+)\s*:?\s*(.*)")
_FORM: Final = re.compile(r"\s*#\s*@title\b(.*)")
_FORM_OPTIONS: Final = re.compile(r"\{[^{}]*\}\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a code cell is to be shown."""

    source: str
    """Without directives."""
    removed: bool
    code: str
    """`shown`, `folded` or `removed`."""
    output: str
    """`shown`, `folded` or `removed`."""
    form_title: str | None
    """Of a Colab form; its code is folded beneath."""


def read(cell: Cell) -> Wishes:
    """The wishes of Jupyter Book, nbconvert, nbdev, Quarto and Colab, in one form."""
    tags = _tags(cell)
    source, options = _directives(cell.source)
    hidden = cell.metadata.get("jupyter")
    hidden = hidden if isinstance(hidden, dict) else {}
    form_title = _form_title(source)
    folded = (
        bool(tags & _HIDE_INPUT)
        or hidden.get("source_hidden") is True
        or cell.metadata.get("hide_input") is True
        or options.get("code-fold") == "true"
    )
    return Wishes(
        source=source,
        removed=bool(tags & _REMOVE) or "hide" in options or options.get("include") == "false",
        code="removed"
        if tags & _REMOVE_INPUT or options.get("echo") == "false" or "hide_input" in options
        else "folded"
        if folded or form_title is not None
        else "shown",
        output="removed"
        if tags & _REMOVE_OUTPUT or options.get("output") == "false" or "hide_output" in options
        else "folded"
        if tags & _HIDE_OUTPUT or hidden.get("outputs_hidden") is True
        else "shown",
        form_title=form_title,
    )


def _tags(cell: Cell) -> set[str]:
    tags = cell.metadata.get("tags")
    return (
        {tag.strip().lower() for tag in tags if isinstance(tag, str)}
        if isinstance(tags, list)
        else set()
    )


def _directives(source: str) -> tuple[str, dict[str, str]]:
    """The source without its leading `#| key: value` lines (Quarto, nbdev), and those."""
    options: dict[str, str] = {}
    lines = source.split("\n")
    while lines and (match := _DIRECTIVE.fullmatch(lines[0].strip())):
        options[match[1]] = match[2].strip().lower()
        del lines[0]
    return "\n".join(lines), options


def _form_title(source: str) -> str | None:
    first = source.lstrip().split("\n", 1)[0]
    match = _FORM.fullmatch(first)
    return _FORM_OPTIONS.sub("", match[1]).strip() if match else None
