"""How a résumé says its dates, titles and skills."""

from datetime import date
from typing import Final

from proofolio.language import gettext as _
from proofolio.language import ngettext, spoken
from proofolio.model.resume import Entry, Proof, SectionName

_DASH: Final = "\N{EN DASH}"
_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


def month(day: str, language: str = "en") -> str:
    """Say `2025-03` as `Mar 2025`, in a language that we have no words of as `03/2025`; a year stays as it is."""
    year, _unused, rest = day.partition("-")
    if not rest:
        return year
    number = int(rest[:2])
    if language[:2] == "en":
        return f"{_MONTHS[number - 1]} {year}"
    if spoken() == "en":
        return f"{number:02}/{year}"
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMM", date(int(year), number, 1), locale=spoken()))


def period(entry: Entry, language: str = "en") -> str:
    """Say from when to when: `Mar 2025 - Jun 2025`, `Mar 2025 - Present`, with a dash, `from Feb 2027`; or nothing."""
    start, end = month(entry.start, language), month(entry.end, language)
    if entry.lasts and entry.is_ahead:
        return _("from {day}").format(day=start)
    if entry.lasts:
        has_words = language[:2] == "en" or spoken() != "en"
        return f"{start} {_DASH} {_('Present')}" if has_words else f"{start} {_DASH}"
    return start or end if not (start and end) or start == end else f"{start} {_DASH} {end}"


def title(entry: Entry, section: SectionName) -> str:
    """Say what somebody did or studied: `BSc, Statistics`."""
    return f"{entry.kind}, {entry.title}" if section == "education" and entry.kind else entry.title


def below(entry: Entry) -> str:
    """Say where: `University of Somewhere, Lisbon`."""
    return ", ".join(part for part in (entry.where, entry.place) if part)


def counted(proof: Proof) -> str:
    """Say what shows a skill, where it is more than one thing: `4 projects`; empty for a claim. Its page says the rest."""
    if proof.is_claimed:
        return ""
    if proof.projects > 1:
        return _count(proof.projects, "project")
    return _count(proof.notebooks, "notebook") if proof.notebooks > 1 else ""


def _count(number: int, word: str) -> str:
    one, many = f"{{number}} {word}", f"{{number}} {word}s"
    return ngettext(one, many, number).format(number=number) if number else ""
