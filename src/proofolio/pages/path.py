"""The path: what the learner learns from, what that led to, a year of breathing, and the path so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from proofolio.language import gettext as _
from proofolio.model.curriculum import Item, Milestone, Named, Stage, Week
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio
from proofolio.pages.links import is_safe
from proofolio.pages.page_type import PageSite, PageType
from proofolio.pages.weekly_activity import COLUMNS, weekly_activity
from proofolio.pages.words import count, day_of_year, listing, span, written_day

PATH: Final = "path/"
_TIMES: Final = {2: "twice", 3: "three times", 4: "four times"}
_KINDS: Final = {
    "course": "course by {name}",
    "book": "book by {name}",
    "paper": "paper by {name}",
    "project": "project by {name}",
    "other": "{name}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An item as its row says it."""

    name: str
    url: str
    """Empty when it has none."""
    origin: str
    """`Book by Jake VanderPlas, 60 hours`."""
    note: str
    links: tuple[Named, ...]
    led_to: tuple[Named, ...]
    to_come: tuple[str, ...]
    """Skills that nothing shows yet."""
    state: str
    """`now`, `twice`, `planned`; empty when the time says it all."""
    is_planned: bool
    times: tuple[str, ...]
    """When, in words, one for each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the timeline."""

    day: str
    """`23 Mar`; empty for a quiet time."""
    written: str
    """For machines."""
    label: str
    name: str
    url: str
    is_quiet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year of the timeline."""

    name: str
    facts: str
    """`something learned in 30 weeks, something made in 14`."""
    entries: tuple[Entry, ...]


def is_there(portfolio: Portfolio) -> bool:
    """Tell whether there is a path to show: days of commits alone tell of none."""
    learning_path = portfolio.learning_path
    return any(stage.items for stage in learning_path.stages)


def page(portfolio: Portfolio) -> Page:
    """Lay out the path."""
    learning_path = portfolio.learning_path
    stages = [stage for stage in learning_path.stages if stage.items]
    return Page(
        path=f"{PATH}index.md",
        template="path.html",
        title=_("The path"),
        description=_("What {name} learns from, and what it led to.").format(
            name=portfolio.person.name
        ),
        context={
            "lead": _lead(stages),
            "stages": tuple((stage, tuple(map(_shown, stage.items))) for stage in stages),
            "weekly_activity": weekly_activity(learning_path.weeks, portfolio.as_of),
            "columns": COLUMNS,
            "years": _years(learning_path.milestones, learning_path.weeks),
        },
    )


def _lead(stages: Sequence[Stage]) -> str:
    """Say where the learner is: what they are at, and how much lies behind them."""
    items = [item for stage in stages for item in stage.items]
    doing = [(stage, item) for stage in stages for item in stage.items if _is_on(item)]
    finished = [item for item in items if item.is_finished]
    more_than_once = sum(1 for item in finished if item.state == "again")
    said = []
    if doing:
        homes = listing(list(dict.fromkeys(stage.name for stage, _unused in doing)))
        names = listing([item.name for _unused, item in doing])
        said.append(
            _("Now at {stage}: {names}.").format(stage=homes, names=names)
            if len(stages) > 1
            else _("Now at {names}.").format(names=names)
        )
    if finished:
        passed = _("{number} of {all} gone through").format(number=len(finished), all=len(items))
        twice = _("{number} of them more than once").format(number=more_than_once)
        both = _(", ").join((passed, twice)) if more_than_once else passed
        said.append(_("{words}.").format(words=both))
    return " ".join(said)


def _is_on(item: Item) -> bool:
    return item.state == "doing" or item.is_open


def _shown(item: Item) -> Shown:
    times = max(len(item.spans), 2) if item.state == "again" else 1
    hours = count(round(item.hours), "hour") if item.hours else ""
    kind = "" if item.kind == "other" else item.kind
    told = _(_KINDS[item.kind]).format(name=item.by) if item.by else _(kind)
    origin = _(", ").join(part for part in (told, hours) if part)
    return Shown(
        name=item.name,
        url=item.url if is_safe(item.url) else "",
        origin=origin[:1].upper() + origin[1:],
        note=item.note,
        links=tuple(link for link in item.links if is_safe(link.path)),
        led_to=item.led_to,
        to_come=tuple(skill.name for skill in item.skills if not skill.path),
        state=_(_TIMES.get(times, "many times"))
        if times > 1
        else _({"doing": "now", "planned": "planned"}.get(item.state, "")),
        is_planned=item.state == "planned",
        times=tuple(
            said
            for index, one in enumerate(item.spans)
            if (
                said := span(
                    one.start, one.end, is_open=_is_on(item) and index == len(item.spans) - 1
                )
            )
        ),
    )


def _years(milestones: Sequence[Milestone], weeks: Sequence[Week]) -> tuple[Year, ...]:
    """Return the timeline by years, the newest first, each from its beginning."""
    years = []
    for year, found in groupby(milestones, key=lambda milestone: milestone.day.year):
        mine = [week for week in weeks if week.monday.year == year]
        learned = sum(1 for week in mine if week.learning_count)
        made = sum(1 for week in mine if week.building_count)
        said = []
        if learned:
            said.append(_("something learned in {weeks}").format(weeks=count(learned, "week")))
        if made:
            said.append(_("something made or shared in {weeks}").format(weeks=count(made, "week")))
        years.append(
            Year(name=str(year), facts=_(", ").join(said), entries=tuple(map(_entry, found)))
        )
    return tuple(reversed(years))


def _entry(milestone: Milestone) -> Entry:
    if milestone.what == "quiet":
        return Entry(
            day="",
            written=milestone.written,
            label="",
            name=_("A quiet time, until {day}").format(day=written_day(milestone.thing.name)),
            url="",
            is_quiet=True,
        )
    url = milestone.thing.path
    return Entry(
        day=_short(milestone.written),
        written=milestone.written,
        label=milestone.label,
        name=milestone.thing.name,
        url=url if is_safe(url) else "",
        is_quiet=False,
    )


def _short(written: str) -> str:
    """Say a day without its year, which stands above it: `23 Mar`, `March`; nothing for a year."""
    return day_of_year(written)


def _pages(site: PageSite) -> Iterator[Page]:
    if is_there(site.portfolio):
        yield page(site.portfolio)


PAGES: Final = PageType(pages=_pages)
