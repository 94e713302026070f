"""What is shared of a site."""

import datetime as dt
from dataclasses import dataclass

from proofolio.model.portfolio import Picture, Project, SafeHtml


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A figure or a skill, with what is cited for it."""

    words: str
    reference: str
    """`2:42`, without brackets; may be empty."""
    is_printed: bool = False
    """Whether it is a figure that the cited cell printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the picture of a page says where the page is shared; plain text."""

    page: str
    """Path of the page, from the site's root."""
    kicker: str
    """What it is: `Project`, `Log, 9 August 2026`; may be empty."""
    title: str
    line: str
    """One sentence; may be empty."""
    name: str
    """Whose it is."""
    results: tuple[Proof, ...]
    """Figures that it came to."""
    skills: tuple[Proof, ...]
    """The strongest first."""
    cover: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlisted:
    """A page for one employer, which nothing leads to."""

    slug: str
    source: str
    """Path of the learner's file, relative to the portfolio's folder."""
    path: str
    """From the site's root: `for/<32 characters>/`."""
    reader: str
    """Whom it is for."""
    note: SafeHtml
    """May be empty."""
    projects: tuple[Project, ...]
    resume: str
    """Path of the résumé's page; empty when there is none."""
    expires: dt.date | None
    """The last day on which a build contains it."""
