"""What a page type is: it lays out pages of one kind; those that Proofolio brings, and those of plug-ins."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from proofolio.model.page import Page
from proofolio.model.site import Site
from proofolio.pages.citations import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSite(Site):
    """A site with what is needed to cite its work."""

    catalogue: Catalogue
    """Every project and notebook, by its name in the evidence of skills."""

    @property
    def resume(self) -> str:
        """Path of the résumé's page; empty when there is none."""
        return self.resumes[0].path if self.resumes else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageType:
    """Pages of one kind; an entry point in `proofolio.pages` leads to one."""

    pages: Callable[[PageSite], Iterable[Page]]
    """Lays them out: none when there is nothing to show. Pure: no files, no clock, no network."""
    templates: Path | None = None
    """A folder of Jinja templates, which come before Proofolio's own."""
    words: Path | None = None
    """A folder with a file of words for each language, in gettext's format: `es.po`, `zh_Hans.po`."""
