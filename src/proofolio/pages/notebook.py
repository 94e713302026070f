"""A notebook's page: every cell, its count beside it, and the way to run it."""

from collections.abc import Iterator, Mapping
from typing import Final

from proofolio.language import gettext as _
from proofolio.model.page import Page
from proofolio.model.portfolio import Heading, Notebook, Project
from proofolio.model.skills import Skill
from proofolio.pages.citations import Catalogue, most_distinctive_first
from proofolio.pages.links import Button, buttons
from proofolio.pages.page_type import PageSite, PageType
from proofolio.pages.skills import address
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
_ABILITIES = 5
_TOOLS = 4


def page(
    notebook: Notebook, project: Project, skills: Mapping[str, Skill], known: Catalogue
) -> Page:
    """Lay out one notebook's page.

    Args:
        notebook: what it is about.
        project: that it belongs to.
        skills: by slug.
        known: the portfolio's catalogue.
    """
    return Page(
        path=f"{notebook.path}index.md",
        template="notebook.html",
        title=notebook.title,
        description=notebook.description,
        context={
            "notebook": notebook,
            "project": project,
            "facts": facts(notebook),
            "skills": skills_of(notebook, skills, known),
            "buttons": _buttons(notebook),
            "contents": contents(notebook.headings),
        },
        body=notebook.body,
    )


def facts(notebook: Notebook) -> str:
    """Say in one line what is known: `12 March 2026. 59 cells, Python. Runs in Colab · last run in order.`."""
    said = []
    if notebook.cell_count:
        said.append(count(notebook.cell_count, "cell"))
    if notebook.language:
        said.append(_LANGUAGES.get(notebook.language.lower(), notebook.language))
    sentences = [long_day(notebook.date)] if notebook.date else []
    if said:
        sentences.append(_(", ").join(said))
    if notebook.praise:
        first, *more = map(_, notebook.praise)
        sentences.append(" · ".join((first, *(f"{word[:1].lower()}{word[1:]}" for word in more))))
    return " ".join(_("{words}.").format(words=sentence) for sentence in sentences)


def skills_of(
    notebook: Notebook, skills: Mapping[str, Skill], known: Catalogue
) -> tuple[tuple[str, str], ...]:
    """Return the abilities and tools that a notebook shows, as name and where each is told; its language is told already."""
    there = most_distinctive_first(skills[slug] for slug in known.work.get(notebook.path, {}))
    abilities = [skill for skill in there if skill.kind == "ability"]
    tools = [skill for skill in there if skill.kind == "tool"]
    shown = (*abilities[:_ABILITIES], *tools[:_TOOLS])
    return tuple((skill.name, address(skill)) for skill in shown)


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


def _buttons(notebook: Notebook) -> tuple[Button, ...]:
    where = _("On GitHub") if "github" in (notebook.source_url or "") else _("Source")
    made = buttons((_("Open in Colab"), notebook.colab_url), (where, notebook.source_url))
    download = Button(label=_("Download"), url=notebook.download, primary=not made, download=True)
    return (*made[:1], download, *made[1:])


def _pages(site: PageSite) -> Iterator[Page]:
    by_slug = {item.slug: item for item in site.portfolio.skills}
    for project in site.portfolio.projects:
        for item in project.notebooks:
            yield page(item, project, by_slug, site.catalogue)


PAGES: Final = PageType(pages=_pages)
