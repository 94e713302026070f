"""All projects, and a page for each kind, year and topic that lists the projects of it."""

from typing import Final

from proofolio.language import gettext as _
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio
from proofolio.pages.filters import Filter, Filters, filters, fits
from proofolio.pages.page_type import PageSite, PageType
from proofolio.pages.words import count


def pages(portfolio: Portfolio) -> tuple[Page, ...]:
    """Lay out the index of all projects and those of each kind, year and topic."""
    found = filters(portfolio)
    own = (*found.kinds, *found.years, *found.topics)
    return (_page(portfolio, found, None), *(_page(portfolio, found, one) for one in own))


def _page(portfolio: Portfolio, found: Filters, active: Filter | None) -> Page:
    """Lay out one index; `active` is what it is about, None for all projects."""
    projects = tuple(p for p in portfolio.projects if active is None or fits(p, active))
    about = f"{_(': ')}{_(active.name)}" if active else ""
    return Page(
        path=f"{active.path if active else 'projects/'}index.md",
        template="projects.html",
        title=_(active.name) if active else _("Work"),
        description=_("{words}.").format(words=count(len(projects), "project") + about),
        context={
            "title": _(active.name) if active else _("Work"),
            "projects": projects,
            "total": len(portfolio.projects),
            "collections": portfolio.collections if active is None else (),
            "active": active,
            "first": (*found.kinds, *found.years),
            "folded": tuple(
                (name, group)
                for name, group in (
                    ("Ability", found.abilities),
                    ("Tool", found.tools),
                    ("Topic", found.topics),
                )
                if group
            ),
        },
        meta={"search": {"exclude": True}},
    )


def _pages(site: PageSite) -> tuple[Page, ...]:
    return pages(site.portfolio)


PAGES: Final = PageType(pages=_pages)
