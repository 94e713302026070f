"""Notebooks that are kept as text: R Markdown, Quarto, scripts with cells; jupytext reads them.

https://jupytext.readthedocs.io/en/latest/formats-scripts.html, https://rmarkdown.rstudio.com and
https://quarto.org/docs/computations/execution-options.html say how they are written.
"""

import json
import posixpath
import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from proofolio.errors import NotebookError, Place
from proofolio.notebooks import front_matter
from proofolio.notebooks.identity import hide_home

MAX_BYTES: Final = 2_000_000
"""Of a text; a larger one was written by a program."""
IPYNB: Final = ".ipynb"

_MARKDOWN: Final = frozenset({".rmd", ".qmd"})
_SCRIPTS: Final[Mapping[str, str]] = {".py": "python", ".r": "r", ".jl": "julia"}
_CELL: Final = re.compile(rb"^#[ \t]?%%(?!%)", re.MULTILINE)
_SPIN: Final = re.compile(rb"^#'[ \t]*\S.*\n(?:.*\n)*?#\+", re.MULTILINE)
_LEAST: Final = 2
"""Cells of a script that make it a notebook; one mark alone may be a comment."""

_COMMENTED: Final = re.compile(r"# ---[ \t]*\n((?:#[^\n]*\n)*?)# ---[ \t]*(?:\n|\Z)")
_PAIRED: Final = re.compile(rb"^(?:# ?)?(?:jupyter|  *jupytext):", re.MULTILINE)
_QUIET_KNITR: Final = re.compile(
    r"opts_chunk\$set\s*\((?:[^()]|\([^()]*\))*\becho\s*=\s*F(?:ALSE)?\b"
)
_OPTION_ECHO: Final = re.compile(r"^#\|[ \t]*echo[ \t]*:[ \t]*(\w+)[ \t]*$", re.MULTILINE)
_DIV: Final = re.compile(r"^[ \t]*:{3,}[^\n]*$", re.MULTILINE)
_ATTRIBUTES: Final = re.compile(r"^(#{1,6}[ \t][^\n{]*)\{[^{}\n]*\}[ \t]*$", re.MULTILINE)
_FENCE: Final = re.compile(r"(^```.*?^```[ \t]*$)", re.MULTILINE | re.DOTALL)


def suffix_of(path: str) -> str:
    """Return the ending of a file's name, in lower case: `.ipynb`, `.rmd`."""
    return posixpath.splitext(path)[1].lower()


def read_as(name: str) -> str:
    """Return the ending by which a notebook is read: one of the texts', else `.ipynb`, whatever it is called."""
    suffix = suffix_of(name)
    return suffix if suffix in _MARKDOWN or suffix in _SCRIPTS else IPYNB


def is_notebook_name(path: str) -> bool:
    """Tell whether a name alone says that a file is a notebook: `.ipynb`, `.Rmd`, `.qmd`, and not hidden."""
    suffix = suffix_of(path)
    return (suffix == IPYNB or suffix in _MARKDOWN) and not posixpath.basename(path).startswith(".")


def may_be_script(path: str) -> bool:
    """Tell whether a file may hold cells between `# %%`, as its bytes tell."""
    return suffix_of(path) in _SCRIPTS and not posixpath.basename(path).startswith(".")


def is_script_of_cells(path: str, data: bytes) -> bool:
    """Tell whether a script is a notebook: at least two `# %%`, or text that knitr spins."""
    if not may_be_script(path) or len(data) > MAX_BYTES:
        return False
    if len(_CELL.findall(data)) >= _LEAST:
        return True
    # Roxygen comments a function with `#'` as well, but has no options of chunks.
    return suffix_of(path) == ".r" and _SPIN.search(data) is not None


def is_paired(path: str, data: bytes, names: Collection[str]) -> bool:
    """Tell whether a text is jupytext's copy of an `.ipynb` that lies beside it.

    Args:
        path: of the text.
        data: its bytes.
        names: paths of the files around it.
    """
    stem = posixpath.splitext(path)[0]
    beside = f"{stem}{IPYNB}" in names
    return beside and (suffix_of(path) in _SCRIPTS or _PAIRED.search(data[:2_000]) is not None)


def published(data: bytes) -> bytes:
    """Return a text for others to download: as it was written, without the author's home folder."""
    text = data.decode("utf-8-sig", "replace")
    told: str = json.loads(hide_home(json.dumps(text, ensure_ascii=False)))
    return data if told == text else told.encode("utf-8", "replace")


def as_ipynb(data: bytes, suffix: str, *, name: str) -> bytes:
    """Read a notebook that is kept as text; returns it as `.ipynb`, without outputs.

    Args:
        data: the file.
        suffix: what its name ends with, as `suffix_of` has it.
        name: for messages.

    Raises:
        NotebookError: it cannot be read.
    """
    if len(data) > MAX_BYTES:
        raise NotebookError(
            f"The file has {len(data) / 1e6:.0f} MB; the limit for a notebook that is kept as text is "
            f"{MAX_BYTES // 10**6} MB.",
            "Take data out of it, or leave it out in portfolio.yml.",
            Place(path=name),
        )
    if b"\0" in data:
        raise NotebookError("The file is not text.", "Save it again as UTF-8.", Place(path=name))
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("<<<<<<<") or "\n<<<<<<< " in text:
        line = text[: text.find("<<<<<<<")].count("\n") + 1
        raise NotebookError(
            "The file holds an unresolved merge conflict.",
            "Resolve the conflict, commit, and sync.",
            Place(path=name, line=line),
        )
    if not text.strip():
        raise NotebookError("The file is empty.", "Delete it, or leave it out.", Place(path=name))
    notebook = _read(text, suffix, name)
    return json.dumps(notebook, ensure_ascii=False).encode("utf-8", "replace")


def _read(text: str, suffix: str, name: str) -> dict[str, Any]:
    head, body = _head(text, suffix)
    # Imported here: it takes a second, and most portfolios have none of these.
    import jupytext  # noqa: PLC0415

    try:
        made = jupytext.reads(body, fmt=_format(body, suffix))  # type: ignore[no-untyped-call]
        notebook: dict[str, Any] = json.loads(json.dumps(made))
    except Exception as error:  # noqa: BLE001  a reader of others' files raises whatever they provoke
        raise NotebookError(
            f"The file could not be read as a notebook ({type(error).__name__}).",
            "Open it in RStudio, VS Code or Jupyter, and see that its cells are whole.",
            Place(path=name),
        ) from None
    told = notebook.get("metadata", {}).get("jupytext", {}).get("main_language", "")
    language = _language(text, suffix, str(told).lower())
    quiet = _is_quiet(text, head)
    cells = [_cell(cell, is_quiet=quiet) for cell in notebook["cells"]]
    if head:
        cells.insert(0, {"cell_type": "raw", "metadata": {}, "source": head})
    return {
        "nbformat": 4,
        "nbformat_minor": 4,
        "metadata": {"language_info": {"name": language}},
        "cells": cells,
    }


def _format(body: str, suffix: str) -> str:
    if suffix in _MARKDOWN:
        # Quarto writes its cells as R Markdown does.
        return "Rmd"
    if suffix == ".r":
        is_percent = len(_CELL.findall(body.encode("utf-8", "replace"))) >= _LEAST
        return "R:percent" if is_percent else "R:spin"
    return f"{suffix[1:]}:percent"


def _head(text: str, suffix: str) -> tuple[str, str]:
    """The front matter, as YAML between two lines `---`, and the rest."""
    if suffix in _MARKDOWN:
        found = front_matter.opening(text)
        return (text[: found[1]].strip(), text[found[1] :]) if found else ("", text)
    start = re.match(r"(?:#![^\n]*\n|\s*\n)*", text)
    at = start.end() if start else 0
    spun = text[at:].replace("#' ", "# ", 1).startswith("# ---") and text[at:].startswith("#'")
    lines = re.sub(r"^#' ?", "# ", text[at:], flags=re.MULTILINE) if spun else text[at:]
    match = _COMMENTED.match(lines)
    if not match:
        return "", text
    head = "---\n" + re.sub(r"^# ?", "", match[1], flags=re.MULTILINE) + "---"
    rest = "\n".join(text[at:].split("\n")[match[0].count("\n") :])
    return head if front_matter.opening(head) else "", rest


def _language(text: str, suffix: str, told: str) -> str:
    if suffix in _SCRIPTS:
        return _SCRIPTS[suffix]
    has_chunks = re.search(r"^```\s*\{", text, re.MULTILINE)
    return told if told and has_chunks else "r" if suffix == ".rmd" else told or "python"


def _is_quiet(text: str, head: str) -> bool:
    """Whether the file hides its code unless a cell says otherwise."""
    if _QUIET_KNITR.search(text):
        return True
    found = front_matter.opening(f"{head}\n") if head else None
    execute = found[0].get("execute") if found else None
    return isinstance(execute, Mapping) and execute.get("echo") is False


def _cell(cell: Mapping[str, Any], *, is_quiet: bool) -> dict[str, Any]:
    source = str(cell.get("source", ""))
    if cell.get("cell_type") != "code":
        kind = "markdown" if cell.get("cell_type") == "markdown" else "raw"
        return {"cell_type": kind, "metadata": {}, "source": _prose(source)}
    metadata = cell.get("metadata", {})
    tags = list(metadata.get("tags", []))
    echo = _OPTION_ECHO.search(source)
    hidden = "remove_input" in tags or (echo and echo[1].lower() == "false")
    shown = metadata.get("echo") is True or (echo and echo[1].lower() == "true")
    # There are no outputs that could speak for it: what is hidden is folded, and not gone.
    tags = [tag for tag in tags if tag != "remove_input"]
    if hidden or (is_quiet and not shown):
        tags.append("hide_input")
    return {
        "cell_type": "code",
        "metadata": {"tags": tags} if tags else {},
        "execution_count": None,
        "outputs": [],
        "source": _OPTION_ECHO.sub("", source).lstrip("\n") if echo else source,
    }


def _prose(source: str) -> str:
    """Markdown without what only knitr and Quarto act on: `:::`, `{.tabset}`."""
    parts = _FENCE.split(source)
    return "".join(
        part if index % 2 else _ATTRIBUTES.sub(r"\1", _DIV.sub("", part))
        for index, part in enumerate(parts)
    )
