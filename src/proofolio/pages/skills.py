"""All skills: abilities before languages before tools, what is only claimed last, certificates after that."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from proofolio.language import gettext as _
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio, Project
from proofolio.model.skills import Certificate, Skill
from proofolio.pages.chart import Axis, Chart, axis, chart, tally
from proofolio.pages.citations import Catalogue, Cited, cite_strongest, counted
from proofolio.pages.links import is_safe
from proofolio.pages.page_type import PageSite, PageType
from proofolio.pages.words import number_word, period, written_day

PATH: Final = "skills/"
_CHART_WIDTH: Final = 132
_CHART_HEIGHT: Final = 20
_FULL: Final = 5
"""Places in one bar from which it has its full height: the words beside it tell them all."""
_MAX_WHYS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A skill as the lists show it."""

    skill: Skill
    address: str
    """Where it is shown in full: its own page, else its place on the page of all skills."""
    counted: str
    period: str
    cited: tuple[Cited, ...]
    more_projects: int
    """That show it too and are not named."""
    chart: Chart | None
    whys: tuple[str, ...]
    """Why it is a mention only, without full stops; empty for work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Skills under one heading."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """A certificate with the projects that used what it is about."""

    name: str
    origin: str
    """Who gave it, and when: `A school, March 2025`; may be empty."""
    url: str
    """Empty when there is none that may be opened."""
    projects: tuple[Project, ...]


def page(portfolio: Portfolio, known: Catalogue) -> Page:
    """Lay out the page of all skills."""
    shown = [skill for skill in portfolio.skills if skill.firm]
    rest = [skill for skill in portfolio.skills if not skill.firm]
    tools = [skill for skill in shown if skill.kind == "tool"]
    main = [skill for skill in tools if skill.is_main]
    along = time_of(portfolio)

    def grouped(skills: Iterable[Skill]) -> tuple[Group, ...]:
        return tuple(_groups(rows(skills, portfolio, known, along)))

    return Page(
        path=f"{PATH}index.md",
        template="skills.html",
        title=_("Skills"),
        description=_described(shown),
        context={
            "abilities": grouped(s for s in shown if s.kind == "ability"),
            "languages": grouped(s for s in shown if s.kind == "language"),
            "carry": _carry(len(main)),
            "main_tools": rows(main, portfolio, known, along),
            "other_tools": grouped(s for s in tools if not s.is_main),
            "mentioned": rows([s for s in rest if not s.is_claimed], portfolio, known, None),
            "claimed": tuple(skill for skill in rest if skill.is_claimed),
            "certificates": tuple(_earned(item, known) for item in portfolio.certificates),
        },
    )


def rows(
    skills: Iterable[Skill], portfolio: Portfolio, known: Catalogue, along: Axis | None
) -> tuple[Row, ...]:
    """Return skills as lists show them; the charts share one scale, and there are none without an axis."""
    most = _most(portfolio, along)
    return tuple(_row(skill, portfolio, known, along, most) for skill in skills)


def time_of(portfolio: Portfolio) -> Axis | None:
    """Return the time from the first work to the day of the site."""
    places = (place for skill in portfolio.skills for place in skill.firm)
    return axis((d for e in places for d in (e.first, e.last) if d), portfolio.as_of)


def address(skill: Skill) -> str:
    """Return where a skill is shown: its own page, else its place on the page of all skills."""
    return skill.path or f"{PATH}#{skill.slug}"


def depth_word(skill: Skill) -> str:
    """Say in a word how deep an ability's work goes; empty without work, and for what is no ability."""
    words = {
        "used": _("used"),
        "compared": _("compared"),
        "from scratch": _("from scratch"),
        "deployed": _("deployed"),
    }
    return words[skill.depth] if skill.depth else ""


def _row(
    skill: Skill, portfolio: Portfolio, known: Catalogue, along: Axis | None, most: int
) -> Row:
    cited, more = cite_strongest(skill, known)
    found = tally(((e.first, e.last) for e in skill.firm), along) if along else None
    whys = dict.fromkeys(e.why.rstrip(".") for e in skill.evidence if e.why and not skill.firm)
    return Row(
        skill=skill,
        address=address(skill),
        counted=_(", ").join(filter(None, (depth_word(skill), counted(skill)))),
        period=period(skill.first, skill.last, portfolio.as_of),
        cited=cited,
        more_projects=more,
        chart=chart(found, along, most=most, width=_CHART_WIDTH, height=_CHART_HEIGHT)
        if found and along
        else None,
        whys=tuple(whys)[:_MAX_WHYS],
    )


def _most(portfolio: Portfolio, along: Axis | None) -> int:
    if along is None:
        return 1
    tallies = (tally(((e.first, e.last) for e in s.firm), along) for s in portfolio.skills)
    return min(max((n for found in tallies for n in found.values()), default=1), _FULL)


def _groups(found: Sequence[Row]) -> Iterator[Group]:
    """Yield the rows by group, in the order of each group's strongest skill."""
    names = dict.fromkeys(row.skill.group for row in found)
    for name in names:
        inside = tuple(row for row in found if row.skill.group == name)
        yield Group(name=name, rows=inside)


def _carry(number: int) -> str:
    if number == 1:
        return _("The one that carries the work")
    return _("The {number} that carry the work").format(number=number_word(number))


def _described(shown: Sequence[Skill]) -> str:
    names = [skill.name for skill in shown if skill.is_main][:5]
    if not names:
        return ""
    said = _(", ").join(map(_, names))
    return _("{skills}: each with the cell or file that shows it.").format(skills=said)


def _earned(certificate: Certificate, known: Catalogue) -> Earned:
    origin = (certificate.issuer, written_day(certificate.date))
    return Earned(
        name=certificate.name,
        origin=_(", ").join(part for part in origin if part),
        url=certificate.url if is_safe(certificate.url) else "",
        projects=tuple(
            known.projects[slug] for slug in certificate.projects if slug in known.projects
        ),
    )


def _pages(site: PageSite) -> Iterator[Page]:
    if site.portfolio.skills or site.portfolio.certificates:
        yield page(site.portfolio, site.catalogue)


PAGES: Final = PageType(pages=_pages)
