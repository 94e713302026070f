"""What would be said of two projects, or shown as two: a project that a README tells of and a repository shows, a result that two share."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from proofolio.assemble.collection import Member
from proofolio.model.portfolio import Project

_COMMON: Final = frozenset(
    {
        "a", "an", "and", "analysis", "analytics", "app", "application", "based", "by", "dashboard", "data", "deep", "detection",
        "de", "del", "des", "do", "en", "et", "for", "from", "in", "la", "le", "learning", "machine", "ml", "model", "modeling", "models",
        "of", "on", "portfolio", "prediction", "project", "projects", "python", "science", "system", "the", "to", "tool", "using", "with",
    }
)  # fmt: skip
"""Words that projects have in common which are not the same."""
_SAME: Final = 0.6
"""Share of a name's own words from which it is the same thing."""


def without_known(told: Sequence[Member], known: Iterable[str]) -> tuple[Member, ...]:
    """Leave out the projects that a repository is there for.

    Args:
        told: what a README tells of.
        known: what each repository is called, and says that it is.
    """
    shown = [_words(one) for one in known]
    return tuple(member for member in told if not _is_among(_words(member.title), shown))


def _is_among(words: frozenset[str], shown: Iterable[frozenset[str]]) -> bool:
    own = words - _COMMON or words
    return bool(own) and any(len(own & one) >= _SAME * len(own) for one in shown)


def _words(said: str) -> frozenset[str]:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", said)
    return frozenset(re.findall(r"[^\W_]+", apart.casefold()))


def unshared(projects: Sequence[Project]) -> list[Project]:
    """Leave out results that are said of several projects: they are of what holds them, or of one that nobody can tell."""
    times = Counter(_plain(project.outcome) for project in projects if project.outcome)
    return [
        replace(project, outcome="") if times[_plain(project.outcome)] > 1 else project
        for project in projects
    ]


def _plain(said: str) -> str:
    return re.sub(r"\W+", " ", said).strip().casefold()
