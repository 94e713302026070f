"""A résumé, ready to be written in any form."""

from dataclasses import dataclass
from typing import Literal

from proofolio.model.portfolio import Link

Design = Literal["plain", "ruled", "compact"]

SectionName = Literal[
    "summary",
    "skills",
    "projects",
    "work",
    "education",
    "volunteer",
    "publications",
    "awards",
    "certificates",
    "languages",
    "interests",
    "references",
]

SECTIONS: tuple[SectionName, ...] = (
    "summary",
    "skills",
    "projects",
    "work",
    "education",
    "volunteer",
    "publications",
    "awards",
    "certificates",
    "languages",
    "interests",
    "references",
)
"""In their usual order: work before certificates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A position, a project, a course of study, a prize."""

    title: str
    """Of the position, the project, the degree."""
    where: str
    """Employer, school, publisher; may be empty."""
    place: str
    """Where that is; may be empty."""
    start: str
    """`2026`, `2026-01`, `2026-01-31` or empty."""
    end: str
    """The same; empty also while it lasts."""
    lasts: bool
    """It has begun and has no end."""
    url: str
    """Absolute, or a path from the site's root; may be empty."""
    summary: str
    """One or more sentences; may be empty."""
    bullets: tuple[str, ...]
    """A line each: what was done, with what result."""
    words: tuple[str, ...]
    """Skills shown there, courses, keywords."""
    source: str
    """The project's slug when it was pulled; empty for what the learner wrote alone."""
    roles: tuple[str, ...] = ()
    """What somebody was in it, as they wrote it."""
    kind: str = ""
    """Of the degree, of the project; what the employer does."""
    score: str = ""
    """Of a course of study: a mark, as it is written there."""
    away: str = ""
    """Where the thing itself is, outside the site: absolute, or empty."""
    is_ahead: bool = False
    """Whether it begins after the day that the portfolio is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A skill as the résumé says it, with what shows it."""

    name: str
    """In English, as `heading`."""
    group: str
    """The line that it stands on: `Abilities`, `Machine learning`, the learner's own."""
    level: str
    """As the learner wrote it: `advanced`; may be empty."""
    slug: str
    """Empty for one that only the learner names."""
    is_claimed: bool
    """Nothing that was pulled shows it."""
    projects: int
    """How many show it."""
    notebooks: int
    """How many show it."""
    since: str
    """`2025-03`; empty when not known."""
    url: str
    """Path of its page, or of the strongest evidence; may be empty."""
    evidence: tuple[tuple[str, str], ...]
    """At most five: what is cited, and its address (absolute, or a path from the site's root)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a résumé below its heading; one of the four below it is not empty, by its name."""

    name: SectionName
    heading: str
    """In English, or as the learner wrote it; `Words.gettext` says it in the language that is spoken."""
    entries: tuple[Entry, ...] = ()
    """Of `projects`, `work`, `education`, `volunteer`, `publications`, `awards`, `certificates`, `references`."""
    proofs: tuple[Proof, ...] = ()
    """Of `skills`: those that work shows, then those that are only claimed (`is_claimed`)."""
    lines: tuple[tuple[str, str], ...] = ()
    """Label and text, for what takes one line each: `languages`, `interests`; the text may be empty."""
    text: str = ""
    """Of `summary`; an empty line parts its paragraphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Everything that a résumé says and how it is to look."""

    slug: str
    """Of the variant; empty for the résumé itself."""
    path: str
    """Of its page, from the site's root: `resume/`, `resume/data/`."""
    title: str
    """Of its page."""
    name: str
    label: str
    email: str
    phone: str
    website: str
    city: str
    region: str
    country: str
    """Two letters."""
    location: str
    """As printed."""
    links: tuple[Link, ...]
    image: str
    """A path in the portfolio's folder, or an address; may be empty."""
    sections: tuple[Section, ...]
    """Those that have something to say, in their order."""
    site: str
    """The site's address, ending in `/`; empty when it is not known."""
    design: Design
    paper: Literal["a4", "us-letter"]
    pages: int
    language: str
    """Of its words, for `speaking`: `en`, `es`."""
    shows_photo: bool
    """Whether `image` is printed on it."""
    has_pdf: bool = True
    """Whether it could be set."""

    def section(self, name: SectionName) -> Section | None:
        """Return a section; None when it says nothing."""
        return next((part for part in self.sections if part.name == name), None)

    def absolute(self, url: str) -> str:
        """Return an address that works outside the site; empty when there is none."""
        if not url or "://" in url or url.startswith("mailto:"):
            return url
        return self.site + url if self.site else ""
