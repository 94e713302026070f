"""A year by weeks: what came in above the line, what went out below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from proofolio.language import gettext as _
from proofolio.language import ngettext
from proofolio.model.curriculum import Week
from proofolio.pages.words import count, long_month, short_day, short_month

WEEKS: Final = 52
_STEP: Final = 16.5
"""CSS pixels from one week to the next, in a drawing that is made as wide as its column."""
_BAR: Final = 12.5
_IN: Final = 58.0
_OUT: Final = 74.0
"""Height of the highest bar above the line, and below it."""
_GAP: Final = 4.0
"""Between the two, with the line in its middle."""
_LOWEST: Final = 4.0
_USUAL: Final = 3
"""A week with more than so many times what a busy one has is cut: it must not flatten the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar; lengths are in CSS pixels, from the top left corner."""

    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A month in figures."""

    month: str
    cells: tuple[int, ...]
    """One for each of `COLUMNS`."""


COLUMNS: Final = ("Studied", "Learned", "Commits", "Notebooks", "Projects", "Posts")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyActivity:
    """The chart, and the same in words and in figures."""

    width: float
    height: float
    line: float
    """Where the line between in and out is."""
    bar_width: float
    above: tuple[Bar, ...]
    below: tuple[Bar, ...]
    months: tuple[tuple[float, str], ...]
    """Where a quarter begins, and what it is called: `Jan`."""
    words: str
    cut: str
    """What is said of weeks that were more than the chart can show; empty when there are none."""
    rows: tuple[Row, ...]


def weekly_activity(weeks: Sequence[Week], as_of: date) -> WeeklyActivity | None:
    """Draw the last year up to a day; None when nothing was done in it."""
    last = as_of - timedelta(days=as_of.weekday())
    first = last - timedelta(weeks=WEEKS - 1)
    year = [week for week in weeks if first <= week.monday <= last]
    if not year:
        return None
    most_in = _most([week.learning_count for week in year])
    most_out = _most([week.building_count for week in year])
    line = _IN + _GAP / 2
    above, below = [], []
    for week in year:
        x = round((week.monday - first).days // 7 * _STEP, 1)
        if week.learning_count:
            height = _height(week.learning_count, most_in, _IN)
            above.append(Bar(x=x, y=round(_IN - height, 1), height=height))
        if week.building_count:
            height = _height(week.building_count, most_out, _OUT)
            below.append(Bar(x=x, y=_IN + _GAP, height=height))
    return WeeklyActivity(
        width=round(_STEP * WEEKS - (_STEP - _BAR), 1),
        height=_IN + _GAP + _OUT,
        line=line,
        bar_width=_BAR,
        above=tuple(above),
        below=tuple(below),
        months=tuple(_quarters(first)),
        words=_words(year, first, last),
        cut=_cut(year, most_out),
        rows=_rows(year, first, last),
    )


def _most(numbers: Sequence[int]) -> int:
    """Return what the highest bar stands for: the highest week, unless it is far beyond the busy ones."""
    known = sorted(number for number in numbers if number)
    if not known:
        return 1
    busy = known[(len(known) - 1) * 3 // 4]
    return min(known[-1], _USUAL * busy)


def _height(number: int, most: int, full: float) -> float:
    return round(max(_LOWEST, full * min(number, most) / most), 1)


def _quarters(first: date) -> list[tuple[float, str]]:
    found = []
    for place in range(WEEKS):
        monday = first + timedelta(weeks=place)
        if monday.day <= 7 and monday.month % 3 == 1:
            found.append((round(place * _STEP, 1), monday))
    return [(x, short_month(monday)) for x, monday in found]


def _words(year: Sequence[Week], first: date, last: date) -> str:
    learning = sum(1 for week in year if week.learning_count)
    making = sum(1 for week in year if week.building_count)
    return _(
        "From {first} to {last}: something learned in {learning} of {all}, something made or shared in {making}"
    ).format(
        first=short_day(first),
        last=short_day(last + timedelta(days=6)),
        learning=count(learning, "week"),
        all=WEEKS,
        making=count(making, "week"),
    )


def _cut(year: Sequence[Week], most: int) -> str:
    beyond = [week for week in year if week.building_count > most]
    if not beyond:
        return ""
    return ngettext(
        "{number} week with more than {most} is drawn as high as {most}.",
        "{number} weeks with more than {most} are drawn as high as {most}.",
        len(beyond),
    ).format(number=len(beyond), most=most)


def _rows(year: Sequence[Week], first: date, last: date) -> tuple[Row, ...]:
    """Return the figures by month; things learned from are counted once a month, as the most of a week."""
    months: dict[tuple[int, int], list[Week]] = {}
    monday = first
    while monday <= last:
        months.setdefault((monday.year, monday.month), [])
        monday += timedelta(weeks=1)
    for week in year:
        months[week.monday.year, week.monday.month].append(week)
    return tuple(
        Row(
            month=long_month(date(*key, 1)),
            cells=(
                max((week.items for week in found), default=0),
                *(
                    sum(getattr(week, name) for week in found)
                    for name in ("learned", "commits", "notebooks", "projects", "posts")
                ),
            ),
        )
        for key, found in months.items()
    )
