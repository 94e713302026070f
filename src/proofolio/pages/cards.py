"""What the pictures of pages say where the pages are shared."""

from collections.abc import Iterator
from typing import Final

from proofolio.language import gettext as _
from proofolio.model.portfolio import Portfolio, Post, Project
from proofolio.model.share import Card, Proof
from proofolio.pages.citations import Catalogue, cite_strongest
from proofolio.pages.project import skills_of
from proofolio.pages.words import long_day

_RESULTS: Final = 2
_SKILLS: Final = 3


def cards(portfolio: Portfolio, known: Catalogue) -> tuple[Card, ...]:
    """Return the cards of the portfolio, which stands for all pages without one, its projects and posts."""
    return (
        _of_portfolio(portfolio, known),
        *(_of_project(project, portfolio, known) for project in portfolio.projects),
        *(_of_post(post, portfolio) for post in portfolio.posts),
    )


def _of_portfolio(portfolio: Portfolio, known: Catalogue) -> Card:
    person = portfolio.person
    return Card(
        page="",
        kicker=_("Portfolio"),
        title=person.name,
        line=person.headline or person.summary,
        name="",
        results=(),
        skills=tuple(_strongest(portfolio, known)),
        cover=None,
    )


def _strongest(portfolio: Portfolio, known: Catalogue) -> Iterator[Proof]:
    abilities = [skill for skill in portfolio.skills if skill.firm and skill.kind == "ability"]
    for skill in abilities[:_SKILLS]:
        cited, _unused = cite_strongest(skill, known)
        yield Proof(words=_(skill.name), reference=cited[0].citations[0].label if cited else "")


def _of_project(project: Project, portfolio: Portfolio, known: Catalogue) -> Card:
    used, _unused = skills_of(project, portfolio, known)
    return Card(
        page=project.path,
        kicker=_("Project"),
        title=project.title,
        line=project.summary,
        name=portfolio.person.name,
        results=tuple(
            Proof(words=f"{it.label}: {it.value}", reference=it.reference, is_printed=it.is_printed)
            for it in project.results[:_RESULTS]
        ),
        skills=tuple(
            Proof(words=_(skill.name), reference=skill.citations[0].label)
            for skill in used
            if skill.citations
        )[:_SKILLS],
        cover=project.cover,
    )


def _of_post(post: Post, portfolio: Portfolio) -> Card:
    return Card(
        page=post.path,
        kicker=_(", ").join((_("Log"), long_day(post.date))),
        title=post.title,
        line=post.excerpt,
        name=portfolio.person.name,
        results=(),
        skills=(),
        cover=post.notebook.cover if post.notebook else None,
    )
