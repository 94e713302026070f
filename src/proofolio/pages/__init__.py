"""`Portfolio` → pages. Pure: no files, no clock."""

from collections.abc import Sequence

from proofolio.language import t_
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio
from proofolio.model.resume import Resume
from proofolio.pages import (
    about,
    collection,
    home,
    log,
    notebook,
    path,
    posts,
    project,
    projects,
    resume,
    skill,
    skills,
)
from proofolio.pages.citations import catalogue
from proofolio.pages.words import listing, long_day


def lay_out(portfolio: Portfolio, resumes: Sequence[Resume] = ()) -> tuple[Page, ...]:
    """Return every page that we make, the home page first. Posts are rendered by the engine."""
    its_resume = resumes[0].path if resumes else ""
    known = catalogue(portfolio)
    by_slug = {item.slug: item for item in portfolio.skills}
    along = skills.time_of(portfolio)
    return (
        home.page(portfolio, known, resume=its_resume),
        *projects.pages(portfolio),
        *(project.page(item, portfolio, known) for item in portfolio.projects),
        *(collection.page(item, portfolio) for item in portfolio.collections),
        *(
            notebook.page(item, parent, by_slug, known)
            for parent in portfolio.projects
            for item in parent.notebooks
        ),
        *([skills.page(portfolio, known)] if portfolio.skills or portfolio.certificates else []),
        *(skill.page(item, portfolio, known, along) for item in portfolio.skills if item.path),
        log.page(portfolio),
        *posts.pages(portfolio),
        *([path.page(portfolio)] if path.is_there(portfolio) else []),
        about.page(portfolio, resume=its_resume, has_pdf=all(item.has_pdf for item in resumes[:1])),
        *map(resume.page, resumes),
    )


def credit(portfolio: Portfolio) -> str:
    """Say for the footer from when the work is and where it was pulled from, as far as that is true."""
    notebooks = [item for parent in portfolio.projects for item in parent.notebooks]
    sources = []
    if any(parent.repository for parent in portfolio.projects):
        sources.append("GitHub")
    if any(item.colab_url for item in notebooks):
        sources.append("Colab")
    day = long_day(portfolio.as_of)
    if not sources:
        return t_("Work as of {day}.").format(day=day)
    return t_("Work as of {day}, pulled from {sources}.").format(day=day, sources=listing(sources))
