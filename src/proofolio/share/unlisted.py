"""Pages for one employer each: what they show, and which are over."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from proofolio.content.markdown import to_html
from proofolio.errors import Problem
from proofolio.model.portfolio import Portfolio, Project, SafeHtml
from proofolio.model.resume import Resume
from proofolio.model.share import Unlisted
from proofolio.settings import ShareWords

_PREFIX: Final = "for/"
_FEATURED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages that a build contains."""

    pages: tuple[Unlisted, ...]
    problems: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    """Which ones are over."""


def unlisted(
    shares: Iterable[ShareWords], portfolio: Portfolio, resumes: Sequence[Resume], *, today: date
) -> Pages:
    """Join what the learner wants to show to whom with what there is.

    Args:
        shares: the files.
        portfolio: what there is.
        resumes: the résumé and its variants.
        today: a page that expired before is left out.
    """
    pages: list[Unlisted] = []
    problems: list[Problem] = []
    advice: list[Problem] = []
    for share in shares:
        file = share.file
        if file.expires and file.expires < today:
            advice.append(_over(share))
            continue
        pages.append(
            Unlisted(
                slug=share.slug,
                source=share.path,
                path=f"{_PREFIX}{file.key}/",
                reader=file.reader,
                note=to_html(file.note) if file.note.strip() else SafeHtml(""),
                projects=tuple(_projects(share, portfolio, problems)),
                resume=_resume(share, resumes, problems),
                expires=file.expires,
            )
        )
    return Pages(pages=tuple(pages), problems=tuple(problems), advice=tuple(advice))


def _projects(share: ShareWords, portfolio: Portfolio, problems: list[Problem]) -> list[Project]:
    if not share.file.projects:
        return list(portfolio.projects[:_FEATURED])
    called = {
        name.casefold(): project
        for project in portfolio.projects
        for name in (project.title, project.repository or project.slug, project.slug)
    }
    found: dict[str, Project] = {}
    for position, name in enumerate(share.file.projects):
        project = called.get(name.casefold())
        if project:
            found[project.slug] = project
            continue
        close = difflib.get_close_matches(name.casefold(), called, n=1)
        problems.append(
            Problem(
                message=f"There is no project `{name}`.",
                hint=f"Did you mean `{called[close[0]].slug}`?"
                if close
                else "`proofolio status` lists the projects; write their names as it does.",
                where=share.place("projects", position),
            )
        )
    return list(found.values())


def _resume(share: ShareWords, resumes: Sequence[Resume], problems: list[Problem]) -> str:
    wanted = share.file.resume
    found = next((resume.path for resume in resumes if resume.slug == wanted), "")
    if wanted and not found:
        problems.append(
            Problem(
                message=f"There is no résumé `{wanted}`.",
                hint=f"Write resumes/{wanted}.yml, or name one that is there.",
                where=share.place("resume"),
            )
        )
    return found


def _over(share: ShareWords) -> Problem:
    return Problem(
        message=f"The page for {share.file.reader} expired on {share.file.expires}; the site no longer has it.",
        hint="Delete the file, or write another day behind `expires:`.",
        where=share.place("expires"),
    )
