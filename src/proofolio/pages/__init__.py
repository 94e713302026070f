"""`Portfolio` → pages. Pure: no files, no clock."""

from collections.abc import Sequence

from proofolio.language import gettext as _
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio
from proofolio.model.resume import Resume
from proofolio.pages.citations import catalogue
from proofolio.pages.page_type import PageSite, PageType
from proofolio.pages.words import listing, long_day
from proofolio.plugins import built_in


def lay_out(portfolio: Portfolio, resumes: Sequence[Resume] = ()) -> tuple[Page, ...]:
    """Return every page that Proofolio brings, the home page first. Posts are rendered by the engine."""
    site = PageSite(portfolio=portfolio, resumes=tuple(resumes), catalogue=catalogue(portfolio))
    types: list[PageType] = [plugin.load() for plugin in built_in("proofolio.pages")]
    return tuple(page for kind in types for page in kind.pages(site))


def credit(portfolio: Portfolio) -> str:
    """Say for the footer from when the work is and where it was pulled from, as far as that is true."""
    sources = [_(label) for label in portfolio.pulled_from]
    day = long_day(portfolio.as_of)
    if not sources:
        return _("Work as of {day}.").format(day=day)
    return _("Work as of {day}, pulled from {sources}.").format(day=day, sources=listing(sources))
