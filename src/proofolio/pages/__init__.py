"""Portfolio → pages. Pure: no files, no clock."""

from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio
from proofolio.pages import about, home, log, notebook, project, projects
from proofolio.pages.words import listing, long_day


def lay_out(portfolio: Portfolio) -> tuple[Page, ...]:
    """Return every page that we make, the home page first. Posts are rendered by the engine."""
    return (
        home.page(portfolio),
        *projects.pages(portfolio),
        *(project.page(item, portfolio) for item in portfolio.projects),
        *(
            notebook.page(item, parent)
            for parent in portfolio.projects
            for item in parent.notebooks
        ),
        log.page(portfolio),
        about.page(portfolio),
    )


def credit(portfolio: Portfolio) -> str:
    """Say for the footer from when the work is and where it was pulled from, as far as that is true."""
    notebooks = [item for parent in portfolio.projects for item in parent.notebooks]
    sources = []
    if any(parent.repository for parent in portfolio.projects):
        sources.append("GitHub")
    if any(item.colab_url for item in notebooks):
        sources.append("Colab")
    origin = f", pulled from {listing(sources)}" if sources else ""
    return f"Work as of {long_day(portfolio.as_of)}{origin}."
