"""The page of a repository that holds many projects: its README's order, then its README."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from proofolio.language import gettext as _
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio, Project, ProjectCollection
from proofolio.pages.links import buttons
from proofolio.pages.page_type import PageSite, PageType
from proofolio.pages.words import count


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Projects under one heading."""

    name: str
    """May be empty."""
    projects: tuple[Project, ...]


def page(collection: ProjectCollection, portfolio: Portfolio) -> Page:
    """Lay out one collection."""
    by_slug = {project.slug: project for project in portfolio.projects}
    groups = tuple(
        Group(name=tier.name, projects=tuple(by_slug[s] for s in tier.projects if s in by_slug))
        for tier in collection.tiers
    )
    number = sum(len(group.projects) for group in groups)
    return Page(
        path=f"{collection.path}index.md",
        template="collection.html",
        title=collection.title,
        description=collection.summary or _("{words}.").format(words=count(number, "project")),
        context={
            "collection": collection,
            "number": count(number, "project"),
            "groups": groups,
            "has_names": len([group for group in groups if group.name]) > 1,
            "buttons": buttons((_("Code"), collection.source_url)),
        },
    )


def _pages(site: PageSite) -> Iterator[Page]:
    return (page(item, site.portfolio) for item in site.portfolio.collections)


PAGES: Final = PageType(pages=_pages)
