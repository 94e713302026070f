"""Whether bytes are a notebook at all, so that no sign-in page is kept as one; pure."""

import json
from typing import Any

from proofolio.sources.paths import printable


def is_notebook(data: bytes) -> bool:
    """Whether the bytes are JSON with `nbformat` and `cells` (`worksheets` before version 4)."""
    notebook = _parsed(data)
    return (
        isinstance(notebook, dict)
        and isinstance(notebook.get("nbformat"), int)
        and (
            isinstance(notebook.get("cells"), list) or isinstance(notebook.get("worksheets"), list)
        )
    )


def name_in_metadata(data: bytes) -> str | None:
    """The file name that Colab wrote into a notebook."""
    notebook = _parsed(data)
    metadata = notebook.get("metadata") if isinstance(notebook, dict) else None
    colab = metadata.get("colab") if isinstance(metadata, dict) else None
    name = colab.get("name") if isinstance(colab, dict) else None
    return name if isinstance(name, str) else None


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def file_name(pulled: str) -> str:
    """A name without folders that ends in `.ipynb`, whatever a server calls it."""
    name = printable(pulled.replace("\\", "/").rsplit("/", maxsplit=1)[-1], 120)
    return name if name.lower().endswith(".ipynb") else f"{name or 'notebook'}.ipynb"
