"""The front matter of the log's index; Material's blog plugin lists the posts on it."""

from typing import Final

from proofolio.language import gettext as _
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio
from proofolio.pages.page_type import PageSite, PageType


def page(portfolio: Portfolio) -> Page:
    """Lay out the log's index. Without posts it is empty, and the header does not lead to it."""
    return Page(
        path="log/index.md",
        template="log.html",
        title=_("Log"),
        description=_("What {name} learned, built and shared.").format(name=portfolio.person.name),
        context={"has_posts": bool(portfolio.posts)},
        meta={
            "template": "blog.html",
            "search": {"exclude": True},
            "empty": not portfolio.posts,
        },
    )


def _pages(site: PageSite) -> tuple[Page, ...]:
    return (page(site.portfolio),)


PAGES: Final = PageType(pages=_pages)
