"""What the stages of a build have made so far."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proofolio.errors import Problem
from proofolio.model.finding import Merits
from proofolio.model.page import Page
from proofolio.model.portfolio import Asset, Picture
from proofolio.model.resume import Resume
from proofolio.model.share import Card
from proofolio.site.feeds import Feed
from proofolio.usecases.context import BuildContext
from proofolio.usecases.draft import Draft
from proofolio.usecases.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a build has made so far; a stage returns it with more in it."""

    draft: Draft
    """What the site says."""
    parts: Parts
    """Names what could not be made."""
    merits: tuple[Merits, ...] = ()
    """What a check grades the projects by."""
    resumes: tuple[Resume, ...] = ()
    pages: tuple[Page, ...] = ()
    """All that we lay out; posts are rendered by the engine."""
    cards: tuple[Card, ...] = ()
    """What is said of each page that can be shared."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """Page → its picture for where it is shared."""
    heads: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Page → what its head says to programs."""
    feed: Feed | None = None
    assets: tuple[Asset, ...] = ()
    """Files of the site beside its pages that were made by this build."""
    style_sheets: Mapping[str, Path] = field(default_factory=dict)
    """Path in the docs tree → a style sheet of a look that a plug-in brings."""
    without_font: Mapping[str, str] = field(default_factory=dict)
    """Character that no font here has → the page whose picture lacks it."""
    without_font_in_pdf: frozenset[str] = frozenset()
    """The same of the résumé's PDF."""
    problems: tuple[Problem, ...] = ()
    cached: frozenset[Path] = frozenset()
    """Files of the cache that the site is made of."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a build."""

    name: str
    """What it is about, for messages: `résumés`."""
    run: Callable[[BuildContext, State], State]
