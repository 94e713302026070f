"""A learning path: what a learner learns from, what that led to, and in which weeks."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

ItemKind = Literal["course", "book", "paper", "project", "other"]
State = Literal["planned", "doing", "done", "again"]
"""`again`: gone through more than once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From when to when; each as written: `2025`, `2025-03`, `2025-03-01`, or empty."""

    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something that is named, and where it is."""

    name: str
    path: str
    """From the site's root, or absolute; empty when there is no such place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to learn from."""

    name: str
    kind: ItemKind
    by: str
    """Who wrote or teaches it; may be empty."""
    url: str
    """May be empty."""
    links: tuple[Named, ...]
    state: State
    spans: tuple[Span, ...]
    """Each time that it was gone through, the first one first."""
    hours: float | None
    note: str
    """Plain text; may be empty."""
    projects: tuple[Named, ...]
    posts: tuple[Named, ...]
    skills: tuple[Named, ...]
    """Those that nothing shows since have no path."""

    @property
    def is_finished(self) -> bool:
        """Whether it was gone through once at least."""
        return self.state in ("done", "again")

    @property
    def is_open(self) -> bool:
        """Whether it is being gone through now, as far as its dates tell."""
        last = self.spans[-1].end if self.spans else ""
        return not last and (
            self.state == "doing" or (self.state == "again" and len(self.spans) > 1)
        )

    @property
    def led_to(self) -> tuple[Named, ...]:
        """What came of it and can be opened: projects, posts, skills."""
        return (*self.projects, *self.posts, *(skill for skill in self.skills if skill.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of the path."""

    name: str
    about: str
    """May be empty."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What was done in a week."""

    monday: dt.date
    items: int = 0
    """Things that were being learned from."""
    learned: int = 0
    """Posts about something learned."""
    commits: int = 0
    notebooks: int = 0
    """That were there for the first time."""
    projects: int = 0
    """That were begun."""
    posts: int = 0
    """Posts about anything else: a post is given away."""

    @property
    def learning_count(self) -> int:
        """How much came in."""
        return self.items + self.learned

    @property
    def building_count(self) -> int:
        """How much went out."""
        return self.commits + self.notebooks + self.projects + self.posts


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """An entry of the timeline."""

    day: dt.date
    """To order by."""
    written: str
    """As exact as it is known: `2025-03-01`, `2025-03`, `2025`."""
    what: Literal["first", "begun", "finished", "milestone", "quiet"]
    label: str
    """`First notebook`, `A second time`; empty when the name says it all."""
    thing: Named
    """For a quiet time its name is the last day of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPath:
    """Everything of it: stages, weeks and milestones."""

    stages: tuple[Stage, ...] = ()
    weeks: tuple[Week, ...] = ()
    """Oldest first; those without anything are left out."""
    milestones: tuple[Milestone, ...] = ()
    """Oldest first."""
