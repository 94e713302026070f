"""How dates, counts and lists are said on a page."""

from collections.abc import Sequence
from datetime import date

from proofolio.language import gettext as _
from proofolio.language import ngettext, spoken

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
_LATELY_DAYS = 183
_DASH = "\N{EN DASH}"


def long_day(day: date) -> str:
    """Say a date in full: `21 November 2026`. Independent of the computer's locale."""
    return _dated(day, "long") or f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Say a date where space is short: `21 Nov 2026`."""
    return _dated(day, "medium") or f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def count(number: int, singular: str, plural: str = "") -> str:
    """Say how many: `1 cell`, `1,204 cells`."""
    one, many = f"{{number}} {singular}", f"{{number}} {plural or singular + 's'}"
    return ngettext(one, many, number).format(number=figure(number))


def figure(number: int) -> str:
    """Say a number in figures: `1,204`."""
    if spoken() == "en":
        return f"{number:,}"
    from babel.numbers import format_decimal  # noqa: PLC0415  not needed for English

    return str(format_decimal(number, locale=spoken()))


def listing(parts: Sequence[str]) -> str:
    """Join as in a sentence: `a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return type(parts[0])("").join(parts) if parts else ""
    kind = type(parts[0])
    return kind(_(", ")).join(parts[:-1]) + kind(_(" and ")) + parts[-1]


def long_month(day: date) -> str:
    """Say a month: `March 2025`."""
    return _dated(day, "yMMMM") or f"{_MONTHS[day.month - 1]} {day.year}"


def written_day(text: str) -> str:
    """Say `2025-03-01` as `1 March 2025`, `2025-03` as `March 2025`; a year, or what is no date, stays as it is."""
    try:
        if len(text) == 7:
            return long_month(date.fromisoformat(f"{text}-01"))
        return long_day(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def period(first: date | None, last: date | None, as_of: date) -> str:
    """Say from when to when something was done; empty when that is not known.

    `since March 2025` when it was done within the last half year, `March 2025 to May 2026` (with a dash) when it was
    not, `May 2026` when it was one month.
    """
    if first is None or last is None:
        return ""
    if (first.year, first.month) == (last.year, last.month):
        return long_month(first)
    if (as_of - last).days <= _LATELY_DAYS:
        return _("since {month}").format(month=long_month(first))
    if first.year == last.year and spoken() == "en":
        return f"{_MONTHS[first.month - 1]} {_DASH} {long_month(last)}"
    return f"{long_month(first)} {_DASH} {long_month(last)}"


def number_word(number: int) -> str:
    """Say a small number as a word: `five`; a larger one in figures."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number] if number < len(words) and spoken() == "en" else figure(number)


def span(start: str, end: str, *, is_open: bool = False) -> str:
    """Say from when to when, of dates as they are written; by month at most.

    `February 2025`, `since October 2026`, or two months with a dash; empty without dates.
    """
    first, last = _to_month(start), _to_month(end)
    if not first or not last or first == last:
        said = first or last
        return _("since {month}").format(month=said) if said and is_open else said
    month, _unused, year = first.rpartition(" ")
    is_one_year = spoken() == "en" and month and year == last.rpartition(" ")[2]
    shown = month if is_one_year else first
    return f"{shown} {_DASH} {last}"


def _to_month(text: str) -> str:
    return written_day(text[:7])


def _dated(day: date, style: str) -> str:
    """Say a day as people of the language that is spoken do; empty in English, which needs no library."""
    if spoken() == "en":
        return ""
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415

    if style[0] == "y":
        return str(format_skeleton(style, day, locale=spoken()))
    return str(format_date(day, style, locale=spoken()))


def short_month(day: date) -> str:
    """Say a month where space is short, January with its year: `Apr`, `Jan 2026`."""
    if spoken() == "en":
        return f"{_MONTHS[day.month - 1][:3]}{f' {day.year}' if day.month == 1 else ''}"
    from babel.dates import format_skeleton  # noqa: PLC0415

    style = "yMMM" if day.month == 1 else "MMM"
    return str(format_skeleton(style, day, locale=spoken()))


def day_of_year(written: str) -> str:
    """Say `2025-03-23` without its year: `23 Mar`; `2025-03` as `March`; nothing for a year."""
    if len(written) < 7:
        return ""
    day = date.fromisoformat(written if len(written) == 10 else f"{written}-01")
    is_month = len(written) == 7
    if spoken() == "en":
        month = _MONTHS[day.month - 1]
        return month if is_month else f"{day.day} {month[:3]}"
    from babel.dates import format_skeleton  # noqa: PLC0415

    return str(format_skeleton("MMMM" if is_month else "MMMd", day, locale=spoken()))
