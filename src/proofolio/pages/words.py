"""How dates, counts and lists are said on a page."""

from collections.abc import Sequence
from datetime import date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_day(day: date) -> str:
    """Say a date in full: `21 November 2026`. Independent of the computer's locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Say a date where space is short: `21 Nov 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def count(number: int, singular: str, plural: str = "") -> str:
    """Say how many: `1 cell`, `1,204 cells`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def listing(parts: Sequence[str]) -> str:
    """Join as in a sentence: `a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
