"""A page for one employer: a note, the projects to look at, the résumé. Nothing leads to it."""

from proofolio.language import gettext as _
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio
from proofolio.model.share import Unlisted
from proofolio.pages.links import buttons, safe


def page(share: Unlisted, portfolio: Portfolio, *, has_pdf: bool = True) -> Page:
    """Lay out the page; no list, no search and no feed is told of it.

    Args:
        share: what it shows.
        portfolio: whose it is.
        has_pdf: whether there is a PDF of its résumé.
    """
    person = portfolio.person
    return Page(
        path=f"{share.path}index.md",
        template="unlisted.html",
        title=_("For {name}").format(name=share.reader),
        context={
            "share": share,
            "person": person,
            "links": safe(person.links),
            "buttons": buttons(
                (_("Résumé"), share.resume or None),
                ("PDF", f"{share.resume}resume.pdf" if share.resume and has_pdf else None),
                (_("Email"), f"mailto:{person.email}" if person.email else None),
            ),
        },
        meta={"search": {"exclude": True}, "unlisted": True},
    )
