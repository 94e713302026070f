"""A small chart of when something was done; a template draws it as SVG, with its numbers in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from proofolio.language import gettext as _
from proofolio.language import spoken
from proofolio.pages.words import count, long_month

_BY_MONTH: Final = 18
"""Months up to which a bar is a month."""
_BY_QUARTER: Final = 72
"""Months up to which a bar is a quarter; beyond, it is a year."""
_MOST_YEARS: Final = 30
"""What is said to be older than that stands in the first bar: a wrong clock must not stretch the axis."""
_LOWEST: Final = 3
"""Height of the smallest bar, so that one place is seen beside twenty."""
_GAP: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The time that charts of one page share, so that they can be compared."""

    months: int
    """In one bar: 1, 3 or 12."""
    start: int
    """Number of the first bar, counted from the year 0."""
    bars: int

    def place(self, day: date) -> int:
        """Return which bar a day belongs to, from 0; what lies beyond the ends belongs to them."""
        number = (day.year * 12 + day.month - 1) // self.months
        return min(max(number - self.start, 0), self.bars - 1)

    def first_month(self, place: int) -> date:
        """Return the first day of a bar."""
        months = (self.start + place) * self.months
        return date(months // 12, months % 12 + 1, 1)

    def name(self, place: int) -> str:
        """Say what a bar stands for: `March 2025`, `January to March 2025`, `2025`."""
        first = self.first_month(place)
        if self.months == 12:
            return str(first.year)
        if self.months == 1:
            return long_month(first)
        last = first.replace(month=first.month + 2)
        return _("{first} to {last}").format(
            first=long_month(first).partition(" ")[0] if spoken() == "en" else long_month(first),
            last=long_month(last),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar; lengths are in CSS pixels, from the top left corner."""

    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars over time."""

    width: float
    height: float
    bar_width: float
    bars: tuple[Bar, ...]
    ends: tuple[str, str]
    """What the first and the last bar stand for."""
    words: str
    """The same in words: `2 in March 2025, 1 in May 2025`."""


def axis(days: Iterable[date], as_of: date) -> Axis | None:
    """Return the axis from the first of some days to the day of the site; None without days.

    Months for a year and a half, quarters for six years, else years.
    """
    known = list(days)
    if not known:
        return None
    end = max(as_of, date(1970, 1, 1))
    first = min(*known, end)
    span = (end.year - first.year) * 12 + end.month - first.month + 1
    months = 1 if span <= _BY_MONTH else 3 if span <= _BY_QUARTER else 12
    last = (end.year * 12 + end.month - 1) // months
    start = (first.year * 12 + first.month - 1) // months
    start = max(start, last - _MOST_YEARS + 1) if months == 12 else start
    return Axis(months=months, start=start, bars=last - start + 1)


def tally(spans: Iterable[tuple[date | None, date | None]], along: Axis) -> Counter[int]:
    """Count in how many places something was done, by bar: where work on it began and where it ended.

    Args:
        spans: first and last day for each place.
        along: the axis.
    """
    found: Counter[int] = Counter()
    for first, last in spans:
        found.update({along.place(day) for day in (first, last) if day})
    return found


def chart(
    found: Counter[int], along: Axis, *, most: int, width: int, height: int, widest: int = 12
) -> Chart:
    """Draw a tally.

    Args:
        found: number of places by bar.
        along: the axis.
        most: the number from which a bar has its full height.
        width: of the whole, at most.
        height: of the bars.
        widest: how wide a bar with its gap is, at most.
    """
    step = min(widest, width / along.bars)
    bars = []
    for place, number in sorted(found.items()):
        high = round(max(_LOWEST, height * min(number, most) / most), 1)
        bars.append(Bar(x=round(place * step, 1), y=round(height - high, 1), height=high))
    words = (
        _("{places} in {time}").format(places=count(n, "place"), time=along.name(place))
        for place, n in sorted(found.items())
    )
    return Chart(
        width=round(step * along.bars, 1),
        height=height,
        bar_width=round(max(step - _GAP, 1), 1),
        bars=tuple(bars),
        ends=(along.name(0), along.name(along.bars - 1)),
        words=_(", ").join(words),
    )
