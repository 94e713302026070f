"""About: the learner in their own words, and how to reach them."""

from typing import Final

from proofolio.language import gettext as _
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio
from proofolio.pages.home import counts
from proofolio.pages.links import buttons, safe
from proofolio.pages.page_type import PageSite, PageType


def page(portfolio: Portfolio, *, resume: str = "", has_pdf: bool = True) -> Page:
    """Lay out the about page; without words of the learner's it says what there is to see.

    Args:
        portfolio: what there is to show.
        resume: path of the résumé's page; empty when there is none.
        has_pdf: whether there is a PDF of it.
    """
    person = portfolio.person
    return Page(
        path="about/index.md",
        template="about.html",
        title=_("About"),
        description=person.summary
        or person.headline
        or _("About {name}.").format(name=person.name),
        context={
            "person": person,
            "links": safe(person.links),
            "buttons": buttons(
                (_("Résumé"), resume or None),
                ("PDF", f"{resume}resume.pdf" if resume and has_pdf else None),
            ),
            "counts": counts(portfolio.projects),
        },
        # What the home page says already needs no entry in the menu.
        meta={"empty": not person.about and not (person.summary and person.headline_is_own)},
    )


def _pages(site: PageSite) -> tuple[Page, ...]:
    has_pdf = all(item.has_pdf for item in site.resumes[:1])
    return (page(site.portfolio, resume=site.resume, has_pdf=has_pdf),)


PAGES: Final = PageType(pages=_pages)
