"""A page of all notebooks, the newest first, in English, Spanish and Chinese."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from proofolio.api import Page, PageSite, PageType, Words

HERE = Path(__file__).parent
WORDS = HERE / "words"
_ = Words(WORDS).gettext
ngettext = Words(WORDS).ngettext


def pages(site: PageSite) -> Iterator[Page]:
    """Lay out the page; without notebooks there is none."""
    found = [
        (notebook, project) for project in site.portfolio.projects for notebook in project.notebooks
    ]
    if not found:
        return
    found.sort(key=lambda one: one[0].date or date.min, reverse=True)
    count = ngettext("{number} notebook", "{number} notebooks", len(found))
    yield Page(
        path="notebooks/index.md",
        template="all-notebooks.html",
        title=_("All notebooks"),
        description=count.format(number=len(found)),
        context={"count": count.format(number=len(found)), "notebooks": found},
    )


PAGES = PageType(pages=pages, templates=HERE / "templates", words=WORDS)
