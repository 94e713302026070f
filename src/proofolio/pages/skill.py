"""One skill's page: a portfolio of that skill."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio
from proofolio.model.skills import Evidence, Skill
from proofolio.pages.chart import Axis, Chart, chart, tally
from proofolio.pages.citations import Catalogue, Citation, cite, counted, group_by_project, once
from proofolio.pages.words import count, period

_MOST_PLACES: Final = 40
_CHART_WIDTH: Final = 440
_CHART_HEIGHT: Final = 64
_WIDEST_BAR: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One place where the skill was used."""

    name: str
    """The notebook's title, or the file's path."""
    path: str
    """Of the notebook's page; empty for other files."""
    citation: Citation
    used: tuple[str, ...]
    day: date | None
    why: str
    """Why it is a mention only; empty for work."""


def page(skill: Skill, portfolio: Portfolio, known: Catalogue, along: Axis | None) -> Page:
    """Lay out the page of a skill that has one.

    Args:
        skill: what it is about.
        portfolio: everything there is to show.
        known: its catalogue.
        along: the time that all charts share.
    """
    every = once(skill.evidence)
    places = every[:_MOST_PLACES]
    more = len(every) - len(places)
    projects = {item.project: None for item in skill.firm}
    by_project = group_by_project(places, skill, known)
    return Page(
        path=f"{skill.path}index.md",
        template="skill.html",
        title=skill.name,
        description=_described(skill),
        context={
            "skill": skill,
            "facts": _facts(skill, portfolio.as_of),
            "chart": _chart(skill, along),
            "projects": tuple(known.projects[s] for s in projects if s in known.projects),
            "places": tuple(
                (known.projects[slug], _shown(items, known)) for slug, items in by_project.items()
            ),
            "more": count(more, "more place") if more else "",
        },
    )


def _shown(places: Sequence[Evidence], known: Catalogue) -> tuple[Shown, ...]:
    return tuple(_place(item, known) for item in places)


def _place(evidence: Evidence, known: Catalogue) -> Shown:
    _, book = known.notebooks.get(evidence.page, (0, None))
    name = book.title if book else evidence.path or evidence.repository
    is_named = name.rpartition("/")[2] in evidence.used
    return Shown(
        name=name,
        path=book.path if book else "",
        citation=cite(evidence, known),
        used=() if is_named else evidence.used,
        day=evidence.last,
        why="" if evidence.is_firm else evidence.why,
    )


def _facts(skill: Skill, as_of: date) -> str:
    """Say in one line what is known: `Modelling. 3 projects, 5 notebooks, since June 2025.`."""
    group = "Language" if skill.kind == "language" else skill.group
    said = ", ".join(
        part for part in (counted(skill), period(skill.first, skill.last, as_of)) if part
    )
    return " ".join(f"{part}." for part in (group, said) if part)


def _described(skill: Skill) -> str:
    return f"{skill.name}: {counted(skill)}, each place with a link to it."


def _chart(skill: Skill, along: Axis | None) -> Chart | None:
    if along is None:
        return None
    found = tally(((item.first, item.last) for item in skill.firm), along)
    if len(found) < 2:
        return None
    most = max(found.values())
    return chart(
        found, along, most=most, width=_CHART_WIDTH, height=_CHART_HEIGHT, widest=_WIDEST_BAR
    )
