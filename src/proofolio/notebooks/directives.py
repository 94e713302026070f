"""What the author asked for a cell: tags, metadata and comment directives of the common tools."""

import re
from dataclasses import dataclass
from typing import Any, Final, Literal

from proofolio.notebooks import forms
from proofolio.notebooks.forms import Form
from proofolio.notebooks.read import Cell

Show = Literal["shown", "folded", "removed"]

# Tags, with `_` read as `-`: Jupyter Book, nbconvert, Quarto, papermill's friends.
_REMOVE: Final = frozenset({"remove-cell", "skip-cell", "nbconvert-remove-cell", "nbsphinx-hidden"})
_FOLD: Final = frozenset({"hide-cell"})
_FOLD_INPUT: Final = frozenset({"hide-input", "hide-code"})
_REMOVE_INPUT: Final = frozenset({"remove-input", "nbconvert-remove-input", "no-code"})
_FOLD_OUTPUT: Final = frozenset({"hide-output"})
_REMOVE_OUTPUT: Final = frozenset({"remove-output", "nbconvert-remove-output", "clear-output"})

# `#| key: value` (Quarto, nbdev), with the comment mark of other languages; `#|   - more` goes on.
_OPTION: Final = re.compile(r"(?:#|//|--|%%)\s?\|\s*([\w.-]*)\s*:?\s*(.*)")
# nbdev 1 and fastpages: a line with nothing else.
_OLD: Final = re.compile(
    r"#\s?(hide|hide[_-]input|hide[_-]output|collapse|collapse[_-](?:hide|show|input|output)"
    r"|exports?|exporti|skip|default_exp\s+[\w.]+)\s*",
    re.IGNORECASE,
)
_MARKS: Final = ("#", "//", "--", "%%")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellOptions:
    """How a code cell is to be shown."""

    source: str
    """Without directives."""
    removed: bool
    code: Show
    output: Show
    silent: frozenset[str]
    """Streams that are not to be shown: `stdout`, `stderr`."""
    form: Form | None
    """Of Colab; shown in place of the code, which is folded beneath."""
    summary: str
    """What the author calls the folded code; may be empty."""
    caption: str
    """Of what the cell shows; may be empty."""

    @property
    def form_title(self) -> str | None:
        """Of a Colab form that has one."""
        return (self.form.title or None) if self.form else None


def read(cell: Cell) -> CellOptions:
    """The options of a cell in Jupyter, Jupyter Book, nbconvert, nbdev, Quarto, Kaggle and Colab, in one form."""
    tags = _tags(cell)
    source, options = _directives(cell.source) if cell.kind == "code" else (cell.source, {})
    form = forms.read(source) if cell.kind == "code" else None
    return CellOptions(
        source=source,
        removed=_removed(cell, tags, options),
        code=_code(cell, tags, options, form),
        output=_output(cell, tags, options),
        silent=_silent(tags, options),
        form=form,
        summary=options.get("code-summary", ""),
        caption=options.get("fig-cap", "") or options.get("tbl-cap", ""),
    )


def _removed(cell: Cell, tags: set[str], options: dict[str, str]) -> bool:
    return (
        bool(tags & _REMOVE)
        or "hide" in options
        or _no(options, "include")
        or cell.metadata.get("nbsphinx") == "hidden"
    )


def _code(cell: Cell, tags: set[str], options: dict[str, str], form: Form | None) -> Show:
    if tags & _REMOVE_INPUT or _no(options, "echo") or "hide-input" in options:
        return "removed"
    metadata = cell.metadata
    folded = (
        tags & (_FOLD | _FOLD_INPUT)
        or _jupyter(cell, "source_hidden")
        or metadata.get("cellView") == "form"
        or any(metadata.get(key) is True for key in ("hide_input", "inputHidden", "_kg_hide-input"))
        or options.get("code-fold", "").lower() == "true"
        or options.keys() & {"collapse", "collapse-hide", "collapse-input"}
        or (form is not None and form.title)
    )
    return "folded" if folded else "shown"


def _output(cell: Cell, tags: set[str], options: dict[str, str]) -> Show:
    if tags & _REMOVE_OUTPUT or _no(options, "output") or "hide-output" in options:
        return "removed"
    metadata = cell.metadata
    folded = (
        tags & (_FOLD | _FOLD_OUTPUT)
        or _jupyter(cell, "outputs_hidden")
        or any(
            metadata.get(key) is True
            for key in ("collapsed", "hide_output", "outputHidden", "_kg_hide-output")
        )
        or "collapse-output" in options
    )
    return "folded" if folded else "shown"


def _silent(tags: set[str], options: dict[str, str]) -> frozenset[str]:
    silent = {name for name in ("stdout", "stderr") if f"remove-{name}" in tags}
    if _no(options, "warning") or _no(options, "message"):
        silent.add("stderr")
    return frozenset(silent)


def _no(options: dict[str, str], key: str) -> bool:
    return options.get(key, "").lower() in {"false", "hide"}


def _jupyter(cell: Cell, key: str) -> bool:
    own: Any = cell.metadata.get("jupyter")
    return isinstance(own, dict) and own.get(key) is True


def _tags(cell: Cell) -> set[str]:
    tags = cell.metadata.get("tags")
    if not isinstance(tags, list):
        return set()
    return {tag.strip().lower().replace("_", "-") for tag in tags if isinstance(tag, str)}


def _directives(source: str) -> tuple[str, dict[str, str]]:
    """The source without its leading directives, and those by name, `_` in names read as `-`."""
    if not source.lstrip().startswith(_MARKS):
        return source, {}
    options: dict[str, str] = {}
    lines = source.split("\n")
    last, kept = "", 0
    for kept, line in enumerate(lines):  # noqa: B007  where the code begins is what is wanted
        stripped = line.strip()
        if match := _OPTION.fullmatch(stripped):
            name, value = match[1].lower().replace("_", "-"), match[2].strip()
            if name and not name.startswith("-"):
                last = name
                options[name] = "" if value == "|" else value.strip("\"'")
            elif last:
                more = f"{name} {value}".removeprefix("-").strip().strip("\"'")
                options[last] = f"{options[last]} {more}".strip()
        elif match := _OLD.fullmatch(stripped):
            options[match[1].split()[0].lower().replace("_", "-")] = ""
        elif stripped or not options:
            break
    else:
        return "", options
    return "\n".join(lines[kept:]) if options else source, options
