"""Raw cells, which their author wrote for one format or for none."""

from typing import Any

from proofolio.content import sanitize
from proofolio.content.escape import text
from proofolio.model.portfolio import SafeHtml
from proofolio.notebooks.prose import Prose
from proofolio.notebooks.read import Cell

MAX_CHARACTERS = 200_000


def to_html(cell: Cell, source: str, prose: Prose) -> SafeHtml:
    """A raw cell as a page can show it: HTML cleaned, Markdown rendered, all else as text.

    Args:
        cell: its metadata names the format (`raw_mimetype`, in older notebooks `format`).
        source: what is left of it once front matter is read.
        prose: renders Markdown and formulas.
    """
    source = source[:MAX_CHARACTERS].strip("\n")
    if not source.strip():
        return SafeHtml("")
    kind = _kind(cell.metadata)
    if kind == "text/html":
        return sanitize.clean(source, ids=False, colours=True)
    if kind in {"text/markdown", "text/latex"}:
        return prose.render(cell, source)
    return SafeHtml(f"<pre>{text(source)}</pre>")


def _kind(metadata: dict[str, Any]) -> str:
    vscode = metadata.get("vscode")
    named = (
        metadata.get("raw_mimetype"),
        metadata.get("format"),
        vscode.get("languageId") if isinstance(vscode, dict) else None,
    )
    kind = next((value for value in named if isinstance(value, str) and value), "")
    return f"text/{kind}" if kind in {"html", "markdown", "latex"} else kind
