"""A project's page: what it is, where to try it, how it was made."""

from dataclasses import dataclass

from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio, Project
from proofolio.pages.links import buttons, safe
from proofolio.pages.topics import topics_of
from proofolio.pages.words import count, short_day

_SHORT_COMMIT = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One of the large facts under a project's title."""

    label: str
    value: str
    note: str = ""


def page(project: Project, portfolio: Portfolio) -> Page:
    """Lay out one project's page."""
    return Page(
        path=f"{project.path}index.md",
        template="project.html",
        title=project.title,
        description=project.summary,
        context={
            "project": project,
            "buttons": buttons(
                ("Try it live", project.demo_url),
                ("Open in Colab", project.colab_url),
                ("Code", project.source_url),
                *((link.label, link.url) for link in safe(project.links)),
            ),
            "figures": figures(project),
            "posts": tuple(post for post in portfolio.posts if project.slug in post.projects),
            "topics": topics_of(project),
            "parts_there": parts(project),
        },
    )


def figures(project: Project) -> tuple[Figure, ...]:
    """Return the facts worth large type, only those that are true of this project."""
    facts = project.facts
    found = []
    if project.notebooks:
        cells = sum(notebook.cell_count for notebook in project.notebooks)
        found.append(
            Figure(
                label="Notebook" if len(project.notebooks) == 1 else "Notebooks",
                value=str(len(project.notebooks)),
                note=count(cells, "cell") if cells else "",
            )
        )
    if facts.languages:
        (name, share), *others = facts.languages
        rest = [f"{other} {per_cent} %" if per_cent else other for other, per_cent in others[:2]]
        note = ", ".join([f"{share} %"] * bool(share) + rest) if rest else ""
        found.append(Figure(label="Written in", value=name, note=note))
    if facts.updated:
        found.append(Figure(label="Updated", value=short_day(facts.updated)))
    if facts.licence:
        found.append(Figure(label="Licence", value=facts.licence))
    if facts.stars:
        found.append(Figure(label="Stars", value=f"{facts.stars:,}", note="on GitHub"))
    return tuple(found)


def parts(project: Project) -> tuple[str, ...]:
    """Name what the repository holds beside notebooks, as references: `app.py`, `Dockerfile`, `tests`."""
    facts = project.facts
    return tuple(
        name
        for name, there in (
            (facts.app or "", bool(facts.app)),
            ("Dockerfile", facts.has_dockerfile),
            ("tests", facts.has_tests),
            ((facts.commit or "")[:_SHORT_COMMIT], bool(facts.commit)),
        )
        if there
    )
