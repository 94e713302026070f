"""What is shared of a site."""

from dataclasses import dataclass

from proofolio.model.portfolio import Picture


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
