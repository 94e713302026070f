"""What pages and the files beside them are made of, as plug-ins get it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from proofolio.model.portfolio import Portfolio
from proofolio.model.resume import Resume


def _unkept(_: str, make: Callable[[], bytes]) -> bytes:
    return make()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site that is being built: everything in it is public, or will be."""

    portfolio: Portfolio
    """What it says."""
    resumes: tuple[Resume, ...] = ()
    """The résumé, and its variants, which only those find who are given their address."""
    address: str = ""
    """Where it will be: absolute, ending in `/`; empty when it is not known."""
    language: str = "en"
    """As `theme.language` of `mkdocs.yml` names it: `es`, `zh-Hans`."""
    today: dt.date | None = None
    """The day of the build."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Page that can be shared, from the site's root → its title."""
    kept: Callable[[str, Callable[[], bytes]], bytes] = _unkept
    """Returns what was made by the same recipe at an earlier build, or makes it and keeps it.

    The recipe is a text that differs whenever what is made does.
    """
