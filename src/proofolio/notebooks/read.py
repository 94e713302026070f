"""A notebook's bytes into cells, repaired and without its author's identity."""

import json
import math
from dataclasses import dataclass
from typing import Any, Final, Literal

from proofolio.errors import NotebookError, Place
from proofolio.notebooks.clean_pictures import Prepared, clean_pictures, may_embed
from proofolio.notebooks.identity import hide_home, strip_identity
from proofolio.notebooks.text_formats import IPYNB, as_ipynb
from proofolio.notebooks.text_formats import published as published_text

MAX_BYTES: Final = 50_000_000
MAX_CELLS: Final = 10_000
MAX_PARTS: Final = 1_000_000
"""Objects in a file; of more a memory would fill that holds their text easily."""
NEWEST_FORMAT: Final = (4, 5)
"""https://nbformat.readthedocs.io/en/latest/changelog.html"""

_RUN_IT_AGAIN: Final = "Open it in Colab or Jupyter, save it again, and sync."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell, in the terms of nbformat 4."""

    index: int
    """Position in the notebook, counted from 1."""
    kind: Literal["markdown", "code", "raw"]
    source: str
    count: int | None
    """Execution count."""
    outputs: tuple[dict[str, Any], ...]
    attachments: dict[str, dict[str, Any]]
    metadata: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A notebook as it was read."""

    cells: tuple[Cell, ...]
    language: str
    """As the notebook names it; not yet one of Pygments' names."""
    published: bytes
    """The notebook for others to download."""
    notices: tuple[str, ...]
    prepared: Prepared
    """The images of outputs and attachments."""


def read(data: bytes, *, name: str, suffix: str = IPYNB) -> Source:
    """Parse, upgrade, repair.

    Args:
        data: the file.
        name: for messages.
        suffix: what its name ends with, in lower case; decides how it is read.

    Raises:
        NotebookError: with the reason and the line, when it cannot become a page.
    """
    check_size(len(data), name=name)
    original = None if suffix == IPYNB else published_text(data)
    if original is not None:
        data = as_ipynb(data, suffix, name=name)
    text = _decode(data, name)
    notebook = _parse(text, name)
    notices: list[str] = []
    notebook = _upgrade(notebook, name, notices)
    strip_identity(notebook)
    cells = notebook["cells"]
    if not cells:
        raise NotebookError(
            "The notebook has no cells.", "Delete it, or leave it out.", Place(path=name)
        )
    if len(cells) > MAX_CELLS:
        raise NotebookError(
            f"The notebook has {len(cells)} cells; the limit is {MAX_CELLS}.",
            "Split it, or leave it out in portfolio.yml.",
            Place(path=name),
        )
    prepared, taken_out = clean_pictures(notebook, embedded=may_embed(text))
    notices.extend(taken_out)
    return Source(
        cells=tuple(_cell(cell, index) for index, cell in enumerate(cells, 1)),
        language=_language(_mapping(notebook.get("metadata"))),
        published=original
        if original is not None
        else json.dumps(notebook, ensure_ascii=False).encode("utf-8", "replace"),
        notices=tuple(notices),
        prepared=prepared,
    )


def check_size(size_bytes: int, *, name: str) -> None:
    """Refuse a file that is too large to be read at all.

    Raises:
        NotebookError: it is.
    """
    if size_bytes > MAX_BYTES:
        raise NotebookError(
            f"The notebook has {size_bytes / 1e6:.0f} MB; the limit is {MAX_BYTES // 10**6} MB.",
            "Clear the outputs of its largest cells, or leave it out in portfolio.yml.",
            Place(path=name),
        )


def joined(value: Any) -> str:
    """Text as nbformat stores it: one string, or a list of lines."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return ""


def _decode(data: bytes, name: str) -> str:
    if data.startswith(b"version https://git-lfs"):
        raise NotebookError(
            "This is a Git LFS pointer, not the notebook itself.",
            "Store the notebook in Git directly: git lfs untrack '*.ipynb'.",
            Place(path=name),
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotebookError(
            "The file is not UTF-8 text.", _RUN_IT_AGAIN, Place(path=name, line=line)
        ) from None


def _parse(text: str, name: str) -> dict[str, Any]:
    if (parts := text.count("{")) > MAX_PARTS:
        raise NotebookError(
            f"The notebook has {parts} parts; the limit is {MAX_PARTS}.",
            "Clear its outputs, or leave it out in portfolio.yml.",
            Place(path=name),
        )
    try:
        notebook = json.loads(hide_home(text), parse_constant=lambda _: None, parse_float=_float)
    except json.JSONDecodeError as error:
        message = f"The file is not valid JSON: {error.msg} at column {error.colno}."
        hint = _RUN_IT_AGAIN
        if not text.strip():
            message, hint = "The file is empty.", "Delete it, or leave it out."
        elif "\n<<<<<<<" in text or text.startswith("<<<<<<<"):
            message = f"The file holds an unresolved merge conflict (column {error.colno})."
            hint = "Resolve the conflict, commit, and sync."
        elif text.lstrip().startswith("<"):
            message = "The file is a web page, not a notebook."
        raise NotebookError(message, hint, Place(path=name, line=error.lineno)) from None
    except RecursionError:
        raise NotebookError(
            "The notebook is nested too deep.", _RUN_IT_AGAIN, Place(path=name)
        ) from None
    except ValueError:
        raise NotebookError(
            "The notebook holds a number that is too long to read.",
            _RUN_IT_AGAIN,
            Place(path=name),
        ) from None
    if not isinstance(notebook, dict):
        raise NotebookError("The file is JSON, but not a notebook.", "", Place(path=name))
    if not ("cells" in notebook or "worksheets" in notebook):
        _refuse_newer(notebook, name)
        raise NotebookError("The file is JSON, but not a notebook.", "", Place(path=name))
    return notebook


def _float(text: str) -> float | None:
    value = float(text)
    return value if math.isfinite(value) else None


def _upgrade(notebook: dict[str, Any], name: str, notices: list[str]) -> dict[str, Any]:
    if "worksheets" in notebook or notebook.get("nbformat") in (1, 2, 3):
        notebook = _from_old(notebook, name)
        notices.append("It was in a format from before 2015; it is shown in today's.")
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        _refuse_newer(notebook, name)
        raise NotebookError("The notebook has no cells.", _RUN_IT_AGAIN, Place(path=name))
    notebook["cells"] = [cell for cell in cells if isinstance(cell, dict)]
    if len(notebook["cells"]) < len(cells):
        notices.append("Entries that are not cells were left out.")
    return notebook


def _refuse_newer(notebook: dict[str, Any], name: str) -> None:
    """Say so when cells are missed: a newer format may keep them elsewhere."""
    major = notebook.get("nbformat")
    if isinstance(major, int) and major > NEWEST_FORMAT[0]:
        newest = ".".join(map(str, NEWEST_FORMAT))
        raise NotebookError(
            f"The notebook says that it is of format {major}, newer than Proofolio knows "
            f"({newest}).",
            "Update Proofolio, or save the notebook in an older format.",
            Place(path=name),
        )


def _from_old(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    # Imported here: it takes a third of a second, and formats 1 to 3 are rare.
    import nbformat  # noqa: PLC0415
    from nbformat.reader import reads  # noqa: PLC0415

    try:
        upgraded = nbformat.convert(reads(json.dumps(notebook)), 4)  # type: ignore[no-untyped-call]
        upgraded_json = json.loads(json.dumps(upgraded))
    except Exception as error:  # noqa: BLE001  nbformat raises whatever the odd file provokes
        raise NotebookError(
            f"The notebook's old format could not be read ({type(error).__name__}).",
            _RUN_IT_AGAIN,
            Place(path=name),
        ) from None
    return _mapping(upgraded_json)


def _cell(cell: dict[str, Any], index: int) -> Cell:
    kind = cell.get("cell_type")
    count = cell.get("execution_count")
    outputs = cell.get("outputs")
    return Cell(
        index=index,
        kind="markdown" if kind == "markdown" else "code" if kind == "code" else "raw",
        source=joined(cell.get("source")),
        count=count if isinstance(count, int) and 0 < count < 10**6 else None,
        outputs=tuple(output for output in outputs if isinstance(output, dict))
        if isinstance(outputs, list)
        else (),
        attachments={
            file: bundle
            for file, bundle in _mapping(cell.get("attachments")).items()
            if isinstance(bundle, dict)
        },
        metadata=_mapping(cell.get("metadata")),
    )


def _language(metadata: dict[str, Any]) -> str:
    info = _mapping(metadata.get("language_info"))
    kernel = _mapping(metadata.get("kernelspec"))
    for value in (info.get("name"), kernel.get("language"), kernel.get("name")):
        if isinstance(value, str) and value.strip():
            name = value.strip().lower()
            if name.startswith(("python", "ipython", "conda", "pyth")):
                return "python"
            return "r" if name == "ir" else name.split("-")[0]
    return "python"


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
