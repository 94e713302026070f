"""The résumé: what the PDF says, each skill a link to what shows it."""

from collections.abc import Iterator
from typing import Final

from proofolio.language import gettext as _
from proofolio.model.page import Page
from proofolio.model.resume import Resume
from proofolio.pages.links import buttons
from proofolio.pages.page_type import PageSite, PageType
from proofolio.resume.printed import printed


def page(resume: Resume) -> Page:
    """Lay out a résumé; a variant is found by those who are given its address, not by search."""
    return Page(
        path=f"{resume.path}index.md",
        template="resume.html",
        title=f"{resume.title}: {resume.name}" if resume.slug else _(resume.title),
        description=f"{resume.name}, {resume.label}" if resume.label else resume.name,
        context={
            "resume": printed(resume, on_site=True),
            "buttons": buttons(
                ("PDF", f"{resume.path}resume.pdf" if resume.has_pdf else None),
                (_("Plain text"), f"{resume.path}resume.txt"),
                ("JSON Resume", f"{resume.path}resume.json"),
                ("RenderCV", f"{resume.path}resume.rendercv.yaml"),
            ),
        },
        meta={"search": {"exclude": True}, "unlisted": True} if resume.slug else {},
    )


def _pages(site: PageSite) -> Iterator[Page]:
    return map(page, site.resumes)


PAGES: Final = PageType(pages=_pages)
