"""One skill's page: a portfolio of that skill."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from proofolio.language import gettext as _
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio
from proofolio.model.skills import Evidence, Skill
from proofolio.pages.chart import Axis, Chart, chart, tally
from proofolio.pages.citations import Catalogue, Citation, cite, counted, group_by_project, once
from proofolio.pages.page_type import PageSite, PageType
from proofolio.pages.skills import time_of
from proofolio.pages.words import count, period

_MOST_PLACES: Final = 40
_MOST_PROJECTS: Final = 12
_CAPTIONS: Final = {
    1: "Places worked on, by month; the highest bar is {number}",
    3: "Places worked on, by quarter; the highest bar is {number}",
    12: "Places worked on, by year; the highest bar is {number}",
}
_CHART_WIDTH: Final = 340
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
    projects = tuple(known.projects[slug] for slug in skill.projects if slug in known.projects)
    left = len(projects) - _MOST_PROJECTS
    by_project = group_by_project(places, skill, known)
    return Page(
        path=f"{skill.path}index.md",
        template="skill.html",
        title=_(skill.name),
        description=_described(skill),
        context={
            "skill": skill,
            "facts": _facts(skill, portfolio.as_of),
            "chart": _chart(skill, along),
            "caption": _caption(skill, along),
            "projects": projects[:_MOST_PROJECTS],
            "more_projects": count(left, "more project") if left > 0 else "",
            "places": tuple(
                (known.projects[slug], tuple(_place(item, skill, known) for item in items))
                for slug, items in by_project.items()
            ),
            "posts": tuple(post for post in portfolio.posts if skill.slug in post.skills),
            "more": count(more, "more place") if more else "",
        },
    )


def _place(evidence: Evidence, skill: Skill, known: Catalogue) -> Shown:
    _unused, book = known.notebooks.get(evidence.page, (0, None))
    name = book.title if book else evidence.path or evidence.repository
    said = {name.rpartition("/")[2].casefold(), skill.name.casefold()}
    return Shown(
        name=name,
        path=book.path if book else "",
        citation=cite(evidence, known),
        used=tuple(word for word in evidence.used if word.casefold() not in said),
        day=evidence.last,
        why="" if evidence.is_firm else evidence.why,
    )


def _facts(skill: Skill, as_of: date) -> str:
    """Say in one line what is known: `Modelling. 3 projects, 5 notebooks, since June 2025.`."""
    group = _("Language") if skill.kind == "language" else _(skill.group)
    said = _(", ").join(
        part for part in (counted(skill), period(skill.first, skill.last, as_of)) if part
    )
    return " ".join(_("{words}.").format(words=part) for part in (group, said) if part)


def _described(skill: Skill) -> str:
    return _("{skill}: {counted}, each place with a link to it.").format(
        skill=_(skill.name), counted=counted(skill)
    )


def _found(skill: Skill, along: Axis) -> Counter[int]:
    return tally(((item.first, item.last) for item in skill.firm), along)


def _chart(skill: Skill, along: Axis | None) -> Chart | None:
    """Draw when it was used; a single bar would say no more than the line above it."""
    if along is None or len(found := _found(skill, along)) < 2:
        return None
    most = max(found.values())
    return chart(
        found, along, most=most, width=_CHART_WIDTH, height=_CHART_HEIGHT, widest=_WIDEST_BAR
    )


def _caption(skill: Skill, along: Axis | None) -> str:
    """Say what a bar stands for: `Places worked on, by month; the highest bar is 4`."""
    if along is None:
        return ""
    most = max(_found(skill, along).values(), default=0)
    return _(_CAPTIONS[along.months]).format(number=most)


def _pages(site: PageSite) -> Iterator[Page]:
    along = time_of(site.portfolio)
    for item in site.portfolio.skills:
        if item.path:
            yield page(item, site.portfolio, site.catalogue, along)


PAGES: Final = PageType(pages=_pages)
