"""What a build did, for whoever asked for it."""

from dataclasses import dataclass
from pathlib import Path

from proofolio.errors import Problem
from proofolio.model.finding import Merits
from proofolio.model.portfolio import ScheduledPost


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did."""

    site: Path
    projects: int
    pages: int
    converted: int
    """Notebooks that were not in the cache."""
    is_unchanged: bool
    """Whether everything was as it is now already, so that nothing had to be done."""
    problems: tuple[Problem, ...]
    """Of the learner's files, of notebooks, and of the engine."""
    advice: tuple[Problem, ...] = ()
    """What the author may want to know, although nothing is wrong."""
    on_portfolio: tuple[Problem, ...] = ()
    """That of it which is about what the site shows."""
    scheduled: tuple[ScheduledPost, ...] = ()
    """Posts that are left out until their day, so that a publish need not put the portfolio together to tell."""
    merits: tuple[Merits, ...] = ()
    """What a check grades the projects by, so that it need not put them together again."""
