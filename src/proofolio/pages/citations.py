"""Claims carry their proof: what a skill rests on, as it is cited on a page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from proofolio.assemble.numbering import numbered
from proofolio.language import gettext as _
from proofolio.model.portfolio import Notebook, Portfolio, Project
from proofolio.model.skills import Evidence, Skill
from proofolio.pages.links import is_safe
from proofolio.pages.words import count

_SHARES: Final = {1: (5,), 2: (3, 2), 3: (2, 2, 1)}
"""How many places of each project are cited, by how many projects are named."""
_LONGEST: Final = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A place as it is cited, in brackets."""

    label: str
    """`2:42` is cell 42 of a project's notebook 2; `app.py`."""
    url: str
    """From the site's root, or absolute; empty when a reader cannot get there."""
    title: str
    """In full, for whoever points at it: `02_train.ipynb, cell 42: RandomForestClassifier`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A project with the places in it that show a skill."""

    project: Project
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What is needed to cite: every project and notebook, by its name in the evidence."""

    projects: Mapping[str, Project]
    """By slug."""
    notebooks: Mapping[str, tuple[int, Notebook]]
    """By path of their pages, with the number that they are cited by."""
    work: Mapping[str, Mapping[str, Sequence[Evidence]]]
    """Project's slug or path of a notebook's page → slug of each skill that it shows → where; no mentions."""


def catalogue(portfolio: Portfolio) -> Catalogue:
    """Return the catalogue of a portfolio."""
    work: dict[str, dict[str, list[Evidence]]] = {}
    for skill in portfolio.skills:
        for item in skill.firm:
            for home in filter(None, (item.project, item.page)):
                work.setdefault(home, {}).setdefault(skill.slug, []).append(item)
    return Catalogue(
        work=work,
        projects={project.slug: project for project in portfolio.projects},
        notebooks={
            book.path: (number, book)
            for project in portfolio.projects
            for number, book in numbered(project.notebooks)
        },
    )


def cite(evidence: Evidence, known: Catalogue) -> Citation:
    """Cite one place."""
    number, _unused = known.notebooks.get(evidence.page, (None, None))
    label = _short(evidence.reference) or ("GitHub" if evidence.is_on_github else _("Source"))
    where = evidence.path or evidence.repository
    if evidence.cell is not None:
        cell = evidence.count if evidence.count is not None else evidence.cell
        where = _("{file}, cell {number}").format(file=where, number=cell)
    elif evidence.line is not None:
        where = _("{file}, line {number}").format(file=where, number=evidence.line)
    return Citation(
        label=f"{number}:{label}" if number is not None else label,
        url=evidence.url if is_safe(evidence.url) else "",
        title=f"{where}: {', '.join(evidence.used)}" if evidence.used else where,
    )


def cite_strongest(skill: Skill, known: Catalogue) -> tuple[tuple[Cited, ...], int]:
    """Cite at most five places of at most three projects; returns them, and how many projects are left.

    Work comes before mentions: without any work the strongest mentions are cited.
    """
    by_project = group_by_project(skill.firm or skill.evidence, skill, known)
    named = list(by_project.items())[:3]
    shares = _SHARES.get(len(named), ())
    shown = tuple(
        Cited(project=known.projects[slug], citations=cite_each(places, known)[:share])
        for (slug, places), share in zip(named, shares, strict=True)
    )
    return shown, len(by_project) - len(shown)


def cite_each(places: Iterable[Evidence], known: Catalogue) -> tuple[Citation, ...]:
    """Cite places, those that would be cited alike once."""
    found: dict[str, Citation] = {}
    for place in places:
        made = cite(place, known)
        found.setdefault(made.label, made)
    return tuple(found.values())


def once(places: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Leave out a file that was named before: what its code shows comes before that it is there."""
    found: dict[tuple[str, str, tuple[str, ...]], Evidence] = {}
    for place in places:
        used = () if place.path else place.used
        found.setdefault((place.project, place.path, used), place)
    return tuple(found.values())


def group_by_project(
    places: Iterable[Evidence], skill: Skill, known: Catalogue
) -> dict[str, list[Evidence]]:
    """Return a skill's places by project, the strongest first."""
    found: dict[str, list[Evidence]] = {slug: [] for slug in skill.projects}
    for place in places:
        if place.project in known.projects:
            found.setdefault(place.project, []).append(place)
    return {slug: items for slug, items in found.items() if items}


def most_distinctive_first(skills: Iterable[Skill]) -> list[Skill]:
    """Order skills of one project or notebook: what few other projects show tells more of it."""
    return sorted(skills, key=lambda skill: (len(skill.projects), -skill.distinction))


def counted(skill: Skill) -> str:
    """Say how much shows a skill: `4 projects, 11 notebooks, 2 files`. Mentions are not counted."""
    firm = skill.firm
    numbers = (
        (len({item.project for item in firm}), "project"),
        (len({item.page for item in firm if item.page}), "notebook"),
        (len({(e.repository, e.path) for e in firm if e.cell is None and e.path}), "file"),
    )
    return _(", ").join(count(number, word) for number, word in numbers if number)


def _short(name: str) -> str:
    """Keep the beginning and the end of a long name, so that it fits on a phone."""
    return name if len(name) <= _LONGEST else f"{name[:16]}…{name[-10:]}"
