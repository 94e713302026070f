"""A notebook's bytes into its code cells; lighter than reading it for its page."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from proofolio.model.usage import Marks, Shows
from proofolio.notebook_check.handed_out import marks_of
from proofolio.notebooks.read import MAX_BYTES, MAX_CELLS, Source, joined, read

_MAX_HEADINGS: Final = 150
_DRAWN: Final = (
    "image/",
    "application/vnd.plotly",
    "application/vnd.vega",
    "application/vnd.bokeh",
)
_TAGS_EXPECTING_ERRORS: Final = frozenset({"raises-exception", "skip-execution"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCell:
    """A code cell, and what its last run left."""

    index: int
    """Position in the notebook, counted from 1."""
    source: str
    count: int | None
    failed: str | None
    """The exception's name, when the last run stopped here."""
    showed: bool
    """It has outputs, and no error among them."""
    shows: Shows
    may_fail: bool
    """Its author tagged it so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is examined."""

    cells: tuple[CodeCell, ...]
    """Code cells that hold something."""
    headings: tuple[str, ...]
    """Headings, and how texts begin, in lower case."""
    language: str
    python_2: bool
    accelerator: str
    """As Colab's metadata says: `GPU`, `TPU`, or empty."""
    marks: Marks


def content(data: bytes, *, name: str) -> Content:
    """Take the code cells out of a notebook.

    Raises:
        NotebookError: it cannot be read, with the reason.
    """
    notebook = _json(data)
    cells = notebook.get("cells")
    if not isinstance(cells, list) or notebook.get("nbformat") != 4 or len(cells) > MAX_CELLS:
        source = read(data, name=name)
        return Content(
            cells=_of_source(source),
            headings=(),
            language=source.language,
            python_2=False,
            accelerator="",
            marks=Marks(),
        )
    metadata = _mapping(notebook.get("metadata"))
    info = _mapping(metadata.get("language_info"))
    kernel = _mapping(metadata.get("kernelspec"))
    accelerator = metadata.get("accelerator")
    return Content(
        cells=tuple(
            cell
            for index, found in enumerate((c for c in cells if isinstance(c, dict)), 1)
            if found.get("cell_type") == "code"
            and (cell := _cell(found, index, found.get("outputs"))).source.strip()
        ),
        headings=tuple(_headings(cells)),
        language=_language(info, kernel),
        python_2=str(info.get("version", "")).startswith("2.") or kernel.get("name") == "python2",
        accelerator=accelerator if accelerator in {"GPU", "TPU"} else "",
        marks=marks_of(cells, metadata),
    )


def _json(data: bytes) -> dict[str, Any]:
    """The notebook; empty when it takes more care to read."""
    if len(data) > MAX_BYTES:
        return {}
    try:
        return _mapping(json.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError):
        return {}


def _cell(cell: dict[str, Any], index: int, outputs: Any) -> CodeCell:
    count = cell.get("execution_count")
    tags = _mapping(cell.get("metadata")).get("tags")
    shown = (
        [item for item in outputs if isinstance(item, dict)] if isinstance(outputs, list) else []
    )
    errors = [item for item in shown if item.get("output_type") == "error"]
    failed = errors[0].get("ename") if errors else None
    return CodeCell(
        index=index,
        source=joined(cell.get("source")),
        count=count if isinstance(count, int) and 0 < count < 10**6 else None,
        failed=(str(failed)[:60] or "error") if errors else None,
        showed=bool(shown) and not errors,
        shows="" if errors else _shows(shown),
        may_fail=isinstance(tags, list)
        and any(tag in _TAGS_EXPECTING_ERRORS for tag in tags if isinstance(tag, str)),
    )


def _shows(outputs: list[dict[str, Any]]) -> Shows:
    kinds = {kind for output in outputs for kind in _mapping(output.get("data"))}
    if any(kind.startswith(_DRAWN) for kind in kinds):
        return "picture"
    said = any(output.get("name") != "stderr" for output in outputs)
    return "text" if said else ""


def _headings(cells: list[Any]) -> Iterator[str]:
    """Yield headings and first lines of text."""
    left = _MAX_HEADINGS
    for cell in cells:
        if not isinstance(cell, dict) or cell.get("cell_type") != "markdown":
            continue
        lines = [line.strip() for line in joined(cell.get("source"))[:4000].splitlines()]
        for number, line in enumerate(filter(None, lines)):
            if left and (number == 0 or line.startswith("#")):
                left -= 1
                yield line.lstrip("# ").lower()[:120]


def _of_source(source: Source) -> tuple[CodeCell, ...]:
    return tuple(
        _cell(
            {"source": cell.source, "execution_count": cell.count, "metadata": cell.metadata},
            cell.index,
            list(cell.outputs),
        )
        for cell in source.cells
        if cell.kind == "code" and cell.source.strip()
    )


def _language(info: dict[str, Any], kernel: dict[str, Any]) -> str:
    for value in (info.get("name"), kernel.get("language"), kernel.get("name")):
        if isinstance(value, str) and value.strip():
            name = value.strip().lower()
            if name.startswith(("python", "ipython", "conda", "pyth", "pyspark")):
                return "python"
            return "r" if name == "ir" else name.split("-")[0]
    return "python"


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
