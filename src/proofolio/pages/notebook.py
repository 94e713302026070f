"""A notebook's page: every cell, its count beside it, and the way to run it."""

from dataclasses import dataclass

from proofolio.model.page import Page
from proofolio.model.portfolio import Heading, Notebook, Project, SafeHtml
from proofolio.pages.links import Button, buttons
from proofolio.pages.words import count, long_day

_LANGUAGES = {
    "python": "Python",
    "ipython": "Python",
    "ipython3": "Python",
    "r": "R",
    "julia": "Julia",
    "sql": "SQL",
    "bash": "Bash",
    "javascript": "JavaScript",
    "scala": "Scala",
}
_CONTENTS_DEPTH = 2
"""Levels below the shallowest heading; deeper ones make the list longer than the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of the notebook: prose as it is, or the place that a cell will take."""

    html: SafeHtml
    fragment: str
    """Empty for prose."""


def page(notebook: Notebook, project: Project) -> Page:
    """Lay out one notebook's page; its cells are fragments, which the engine never reads."""
    parts, fragments = _split(notebook)
    return Page(
        path=f"{notebook.path}index.md",
        template="notebook.html",
        title=notebook.title,
        description=notebook.description,
        context={
            "notebook": notebook,
            "project": project,
            "facts": facts(notebook),
            "buttons": _buttons(notebook),
            "parts": parts,
            "contents": contents(notebook.headings),
        },
        fragments=fragments,
    )


def facts(notebook: Notebook) -> str:
    """Say in one line what is known: `12 March 2026. 59 cells, Python.`."""
    said = []
    if notebook.cell_count:
        said.append(count(notebook.cell_count, "cell"))
    if notebook.language:
        said.append(_LANGUAGES.get(notebook.language.lower(), notebook.language))
    sentences = [long_day(notebook.date)] if notebook.date else []
    if said:
        sentences.append(", ".join(said))
    return "".join(f"{sentence}. " for sentence in sentences).strip()


def contents(headings: tuple[Heading, ...]) -> tuple[tuple[int, Heading], ...]:
    """Return the headings of the contents list with their depth, 0 for the shallowest."""
    if not headings:
        return ()
    top = min(heading.level for heading in headings)
    return tuple(
        (heading.level - top, heading)
        for heading in headings
        if heading.level - top < _CONTENTS_DEPTH
    )


def _split(notebook: Notebook) -> tuple[tuple[Part, ...], dict[str, SafeHtml]]:
    parts = []
    fragments: dict[str, SafeHtml] = {}
    for piece in notebook.pieces:
        if piece.kind == "prose":
            parts.append(Part(html=piece.html, fragment=""))
            continue
        name = f"c{len(fragments)}"
        fragments[name] = piece.html
        parts.append(Part(html=SafeHtml(""), fragment=name))
    return tuple(parts), fragments


def _buttons(notebook: Notebook) -> tuple[Button, ...]:
    where = "On GitHub" if "github" in (notebook.source_url or "") else "Source"
    made = buttons(("Open in Colab", notebook.colab_url), (where, notebook.source_url))
    download = Button(label="Download", url=notebook.download, primary=not made, download=True)
    return (*made[:1], download, *made[1:])
