"""Which projects come first when nobody said: what has most to show, the newest among equals."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from proofolio.model.portfolio import Project

_HALF_LIFE_DAYS: Final = 730
_SAME: Final = 0.8
"""What a project loses for each one before it that stands under the same heading of the same collection."""
_LEAST: Final = 3.0
"""What a project has that is worth a place on the home page."""
_FEWEST: Final = 3
_VAGUE: Final = re.compile(
    r"^(?:some|just|here (?:is|are)|(?:this|the|my) (?:repo|repository|folder|notebook)s?|a (?:place|collection|set|bunch) (?:of|where|for)|notebooks?|contains?)\b",
    re.IGNORECASE,
)
"""How a line begins that says what a repository holds, and not what was made."""
_EXERCISE: Final = re.compile(
    r"\b(?:exercises?|homework|assignments?|tutorials?|(?:practical |final |mid-?term )?exams?|examen|prova|lab ?\d+|ejercicios?|tareas?|exerc[ií]cios?|lista de|course notes|cheat ?sheet)\b|作业|练习|과제",
    re.IGNORECASE,
)
"""What people call work that was set for them."""
_COURSE_CODE: Final = re.compile(
    r"^[A-Z]{2,5}[ -]?\d{2,4}(?:\.\d+)?\b|^(?:Math|Stat|Comp|Econ|Phys)[ .]?\d+", re.IGNORECASE
)
"""A title that is a course's number: `CSCI 271`."""
_TOY: Final = re.compile(
    r"\b(?:titanic|iris|mnist|boston housing|house prices?|wine quality|tips dataset|introverts?|taylor swift|penguins|breast cancer wisconsin|kaggle (?:dataset|competition))\b",
    re.IGNORECASE,
)
"""Data that everybody begins with."""
_TWIN: Final = 8.0
"""What a project loses that shows what another shows already: the same title, words or picture."""
_SHORT: Final = 25
_PICKED: Final = 3.0
_FADES: Final = 0.9
"""What its owner's own choice is worth: the first of it most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What else is known of a project."""

    is_fork: bool = False
    is_course: bool = False
    """It follows a course, or holds its exercises."""
    group: str = ""
    """The collection and the heading of its README; empty for a repository of its own."""
    is_unlisted: bool = False
    """The README of its collection tells of others, and not of it."""
    rank: int | None = None
    """Its place among what a README of the owner's leads to, 0 for the first; None when none does."""


def score(project: Project, origin: Origin, as_of: date) -> float:
    """Return how much a project has to show a stranger.

    A result counts most, then what the owner wrote of it, something to try, a picture, work in
    notebooks and skills. A year-old piece of work loses less than a result is worth, so that a toy of
    yesterday does not come before it. Forks and exercises come last.
    """
    facts = project.facts
    age = (as_of - facts.updated).days if facts.updated else _HALF_LIFE_DAYS
    runs = sum("Runs in Colab" in book.praise for book in project.notebooks)
    said = (
        1.5 * bool(project.results) + 1.0 * any(result.is_printed for result in project.results),
        1.5 * bool(project.outcome),
        1.0 * bool(project.summary and not _VAGUE.search(project.summary)),
        3.0 * bool(project.story),
        min(1.5, len(project.readme) / 2_000) * bool(project.summary or project.outcome),
        2.0 * bool(project.demo_url),
        1.0 * bool(project.cover),
        min(1.0, math.log2(1 + len(project.notebooks)) / 3),
        0.5 * bool(runs),
        min(2.0, len(project.skills) / 5),
        0.5 * bool(facts.app) + 0.25 * facts.has_tests + 0.25 * facts.has_dockerfile,
        min(1.0, math.log10(1 + facts.stars) / 2),
        2.0 * 0.5 ** (max(age, 0) / _HALF_LIFE_DAYS),
        _PICKED * _FADES**origin.rank if origin.rank is not None else 0.0,
        -2.0 * bool(_EXERCISE.search(f"{project.title} {project.summary}")),
        -1.5 * bool(_COURSE_CODE.search(project.title)),
        -1.0 * bool(_TOY.search(f"{project.title} {project.summary}")),
        -2.0 * (not (project.summary or project.outcome or project.story)),
        -2.0 * origin.is_unlisted,
        -6.0 * origin.is_fork,
        -6.0 * (origin.is_course or project.kind == "course work"),
        -0.5 * facts.is_archived,
    )
    return round(sum(said), 6)


def strongest(
    projects: Sequence[Project], origins: Sequence[Origin], as_of: date
) -> tuple[tuple[Project, float], ...]:
    """Order projects by what they have to show, with that; of a collection not one heading alone."""
    left = [
        (score(project, origin, as_of), project, origin)
        for project, origin in zip(projects, origins, strict=True)
    ]
    seen: dict[str, int] = {}
    shown: set[str] = set()
    found = []
    while left:
        best = max(
            left,
            key=lambda one: (
                one[0] - _SAME * seen.get(one[2].group, 0) - _TWIN * bool(shown & _marks(one[1])),
                one[1].facts.updated or date.min,
                [-ord(sign) for sign in one[1].slug],
            ),
        )
        left.remove(best)
        is_twin = bool(shown & _marks(best[1]))
        found.append((best[1], best[0] - _TWIN * is_twin))
        shown |= _marks(best[1])
        if best[2].group:
            seen[best[2].group] = seen.get(best[2].group, 0) + 1
    return tuple(found)


def _marks(project: Project) -> set[str]:
    """Return what a reader would see twice."""
    told = (project.title, project.summary if len(project.summary) > _SHORT else "")
    plain = {re.sub(r"\W+", " ", said).strip().casefold() for said in told}
    covers = {project.cover.path.rpartition("/")[2]} if project.cover else set()
    return {said for said in plain if said} | covers


def chosen(scored: Sequence[tuple[Project, float]], most: int) -> int:
    """Return how many of the first are worth the home page: three, and more up to `most` while they have enough to show."""
    enough = 0
    for _, points in scored[:most]:
        if points < _LEAST:
            break
        enough += 1
    return min(max(enough, _FEWEST), len(scored))
