"""A notebook as Markdown, for sites that take nothing else: its text, its code, and what was printed."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from proofolio.content import highlight
from proofolio.notebooks import directives, front_matter, outputs, prose, streams, terminal
from proofolio.notebooks.front_matter import FrontMatter
from proofolio.notebooks.read import Cell, joined, read

MOST_LINES: Final = 60
"""Of one output; a post is no log file."""

_ATTACHED: Final = re.compile(r"!\[([^\]\n]*)\]\(\s*<?attachment:[^)\n]*\)")
_FENCE: Final = re.compile(r"^\s*(`{3,})", re.MULTILINE)


def as_markdown(data: bytes, *, name: str, page: str, resolve_links: Callable[[str], str]) -> str:
    """Return a notebook's cells as Markdown; pictures and figures become links to its page.

    What its author hides on the page is left out here, too.

    Args:
        data: the `.ipynb` file.
        name: for messages.
        page: the address where it can be seen whole.
        resolve_links: makes the links of a text cell right for the place where it goes.

    Raises:
        NotebookError: it cannot be read.
    """
    source = read(data, name=name)
    language = highlight.canonical(source.language)
    said = FrontMatter()
    parts: list[str] = []
    for cell in source.cells:
        text = cell.source
        if cell.kind != "code" and cell.index <= 3 and said == FrontMatter():
            said, text = front_matter.read(text)
        options = directives.read(cell)
        if options.removed:
            continue
        if cell.kind == "code":
            if options.code != "removed":
                parts.append(_fenced(options.source, language))
            if options.output != "removed":
                parts.extend(_outputs(cell, options.silent, page))
        elif cell.kind == "markdown":
            if cell.index <= 4:
                text = prose.without_badge(text)
            seen = _ATTACHED.sub(lambda match: _see(match[1] or "Picture", page), text)
            parts.append(resolve_links(seen))
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def _outputs(cell: Cell, silent: frozenset[str], page: str) -> Iterator[str]:
    for output in streams.merged(outputs.settled(cell.outputs), silent):
        match output.get("output_type"):
            case "stream":
                yield _printed(output["text"])
            case "error":
                yield _printed(f"{output.get('ename', '')}: {output.get('evalue', '')}")
            case _ if isinstance(output.get("data"), dict):
                yield _shown(output["data"], page)


def _shown(data: dict[str, Any], page: str) -> str:
    if any(key.startswith(("image/", "application/vnd.")) for key in data):
        return _see("Figure", page)
    for key in ("text/markdown", "text/latex"):
        if isinstance(data.get(key), str | list):
            return joined(data[key])
    if "text/plain" in data:
        return _printed(joined(data["text/plain"]))
    return _see("Output", page) if data else ""


def _see(what: str, page: str) -> str:
    return f"[{what}: see it in the notebook]({page})"


def _printed(text: str) -> str:
    lines = terminal.to_text(text).split("\n")
    more = [f"… {len(lines) - MOST_LINES} more lines"] if len(lines) > MOST_LINES else []
    return _fenced("\n".join(lines[:MOST_LINES] + more), "text")


def _fenced(code: str, language: str) -> str:
    """Put code between two fences that nothing in it ends."""
    if not code.strip():
        return ""
    longest = max((len(mark) for mark in _FENCE.findall(code)), default=2)
    fence = "`" * max(3, longest + 1)
    body = code.strip("\n")
    return f"{fence}{language}\n{body}\n{fence}"
