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
    bullets: tuple[str, ...]
    words: tuple[str, ...]
    """Skills shown there, courses, keywords."""
    source: str
    """The project's slug when it was pulled; empty for what the learner wrote alone."""
    roles: tuple[str, ...] = ()
    kind: str = ""
    """Of the degree, of the project; what the employer does."""
    score: str = ""
    away: str = ""
    """Where the thing itself is, outside the site: absolute, or empty."""
    is_ahead: bool = False
    """Whether it begins after the day that the portfolio is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A skill as the résumé says it, with what shows it."""

    name: str
    group: str
    """The line that it stands on: `Abilities`, `Machine learning`, the learner's own."""
    level: str
    slug: str
    """Empty for one that only the learner names."""
    is_claimed: bool
    """Nothing that was pulled shows it."""
    projects: int
    notebooks: int
    since: str
    """`2025-03`; empty when not known."""
    url: str
    """Path of its page, or of the strongest evidence; may be empty."""
    evidence: tuple[tuple[str, str], ...]
    """At most five: what is cited, and its address (absolute, or a path from the site's root)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a résumé below its heading."""

    name: SectionName
    heading: str
    entries: tuple[Entry, ...] = ()
    proofs: tuple[Proof, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    """Label and text, for what takes one line each: languages, interests."""
    text: str = ""


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
    shows_photo: bool
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
