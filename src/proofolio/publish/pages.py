"""The files of a site as a visitor's browser gets them, read from the disk."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from proofolio.publish import markup
from proofolio.publish.encoded import without_pictures
from proofolio.publish.ours import digests, is_ours
from proofolio.resume.pdf_text import pdf_text

_PICTURES: Final = frozenset(
    {".avif", ".eot", ".gif", ".gz", ".ico", ".jpeg", ".jpg", ".png", ".ttf", ".webp", ".woff", ".woff2", ".zip"}
)  # fmt: skip


@dataclass(frozen=True)
class SiteFile:
    """One file of the site."""

    path: str
    """From the site's root, with `/`."""
    data: bytes
    digest: str = ""
    """SHA-256 of its bytes, where that is known."""

    @property
    def is_page(self) -> bool:
        """Whether a browser shows it as a page."""
        return self.path.endswith((".html", ".htm"))

    @cached_property
    def is_of_the_theme(self) -> bool:
        """Whether its bytes are those of a file that comes with Proofolio or with Material."""
        return self.digest in digests() if self.digest else is_ours(self.data)

    @cached_property
    def source(self) -> str:
        """Its text as it is in the file; empty for pictures, fonts and archives."""
        if Path(self.path).suffix.lower() in _PICTURES:
            return ""
        if self.path.endswith(".pdf"):
            return pdf_text(self.data)
        if self.path.endswith(".ipynb"):
            return without_pictures(self.data)[0].decode("utf-8", "replace")
        return self.data.decode("utf-8", "replace")

    @cached_property
    def words(self) -> str:
        """What a page shows, with a line for each block; of other files their source."""
        if not self.is_page:
            return self.source
        return markup.words(self.source)

    @cached_property
    def values(self) -> str:
        """What stands in a page's tags and comments, which nobody reads but programs."""
        return "\n".join(markup.tags(self.source))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """All that can be read in it."""
        return (self.words, self.values) if self.is_page else (self.source,)

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The page as a browser reads it."""
        return LexborHTMLParser(self.data)


def site_files(site: Path) -> Iterator[SiteFile]:
    """Read every file that a visitor can ask for, one at a time, by path."""
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.is_file() and not path.startswith("."):
            yield SiteFile(path, file.read_bytes())
