"""Whether bytes are a notebook at all, so that no sign-in page is kept as one; pure."""

import json
from typing import Any


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
