"""How a résumé says its dates, titles and skills."""

from typing import Final

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
    """Say `2025-03` as `Mar 2025`, in other languages than English as `03/2025`; a year stays as it is."""
    year, _, rest = day.partition("-")
    if not rest:
        return year
    number = int(rest[:2])
    return f"{_MONTHS[number - 1]} {year}" if language[:2] == "en" else f"{number:02}/{year}"


def period(entry: Entry, language: str = "en") -> str:
    """Say from when to when: `Mar 2025 - Jun 2025`, `Mar 2025 - Present`, with a dash; empty when nothing is known."""
    start, end = month(entry.start, language), month(entry.end, language)
    if entry.lasts:
        return f"{start} {_DASH} Present" if language[:2] == "en" else f"{start} {_DASH}"
    return start or end if not (start and end) or start == end else f"{start} {_DASH} {end}"


def title(entry: Entry, section: SectionName) -> str:
    """Say what somebody did or studied: `BSc, Statistics`."""
    return f"{entry.kind}, {entry.title}" if section == "education" and entry.kind else entry.title


def below(entry: Entry) -> str:
    """Say where: `University of Somewhere, Lisbon`."""
    return ", ".join(part for part in (entry.where, entry.place) if part)


def counted(proof: Proof) -> str:
    """Say what shows a skill: `4 projects`; empty for a claim. Its page says the rest."""
    if proof.is_claimed:
        return ""
    return _count(proof.projects, "project") or _count(proof.notebooks, "notebook")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""
