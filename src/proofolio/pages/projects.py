"""All projects, and one page per topic that lists the projects of that topic."""

from proofolio.assemble.slugs import slugify
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio, Project
from proofolio.pages.topics import Topic, topics
from proofolio.pages.words import count

_SHOWN_FILTERS = 12
"""More are folded: an account may have a hundred topics."""


def pages(portfolio: Portfolio) -> tuple[Page, ...]:
    """Lay out the index of all projects and those of each topic."""
    found = topics(portfolio.projects)
    return (_page(portfolio, found, None), *(_page(portfolio, found, topic) for topic in found))


def _page(portfolio: Portfolio, found: tuple[Topic, ...], active: Topic | None) -> Page:
    """Lay out one index; `active` is the topic that it is about, None for all projects."""
    projects = tuple(p for p in portfolio.projects if active is None or _has(p, active))
    title = active.name if active else "Work"
    about = f" about {active.name}" if active else ""
    return Page(
        path=f"{active.path if active else 'projects/'}index.md",
        template="projects.html",
        title=title,
        description=f"{count(len(projects), 'project')}{about}.",
        context={
            "title": title,
            "projects": projects,
            "total": len(portfolio.projects),
            "active": active,
            "filters": _with_active(found[:_SHOWN_FILTERS], active),
            "more_filters": tuple(t for t in found[_SHOWN_FILTERS:] if t != active),
        },
        meta={"search": {"exclude": True}},
    )


def _has(project: Project, topic: Topic) -> bool:
    return any(slugify(name) == topic.slug for name in project.topics)


def _with_active(shown: tuple[Topic, ...], active: Topic | None) -> tuple[Topic, ...]:
    return shown if active is None or active in shown else (*shown, active)
