"""A project's page: what it is, where to try it, how it was made."""

from dataclasses import dataclass

from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio, Project
from proofolio.model.skills import Skill
from proofolio.pages.citations import Catalogue, Citation, cite_each, numbered, telling
from proofolio.pages.links import buttons, safe
from proofolio.pages.skills import address
from proofolio.pages.topics import topics_of
from proofolio.pages.words import count, short_day

_SHORT_COMMIT = 7
_ABILITIES = 6
_OTHERS = 4
"""Languages and tools beside them; the rest is folded."""
_CITED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One of the large facts under a project's title."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A skill that the project shows, with where it does."""

    name: str
    address: str
    citations: tuple[Citation, ...]


def page(project: Project, portfolio: Portfolio, known: Catalogue) -> Page:
    """Lay out one project's page."""
    used, more = skills_of(project, portfolio, known)
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
            "used": used,
            "more_used": more,
            "notebooks": numbered(project.notebooks),
            "posts": tuple(post for post in portfolio.posts if project.slug in post.projects),
            "topics": topics_of(project),
            "parts_there": parts(project),
        },
    )


def skills_of(
    project: Project, portfolio: Portfolio, known: Catalogue
) -> tuple[tuple[Used, ...], tuple[Used, ...]]:
    """Return the skills that a project shows: those worth naming at once, and the rest."""
    work = known.work.get(project.slug, {})
    by_slug: dict[str, Skill] = {s.slug: s for s in portfolio.skills if s.slug in work}
    there = telling(by_slug[slug] for slug in project.skills if slug in by_slug)
    abilities = [skill for skill in there if skill.kind == "ability"]
    others = [skill for skill in there if skill.kind != "ability"]
    shown = (*abilities[:_ABILITIES], *others[:_OTHERS])
    folded = (*abilities[_ABILITIES:], *others[_OTHERS:])
    first, rest = (
        tuple(
            Used(
                name=skill.name,
                address=address(skill),
                citations=cite_each(work[skill.slug], known)[:_CITED],
            )
            for skill in part
        )
        for part in (shown, folded)
    )
    return first, rest


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
