"""What the docs tree is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from proofolio.model.portfolio import Body, SafeHtml

MARKDOWN: Final = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What the engine takes for a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be rendered: a template and a ready context."""

    path: str
    """In the docs tree: `projects/iris/index.md`."""
    template: str
    """A file of `templates/`: `project.html`."""
    title: str
    """Plain text, for the browser's tab, search and lists."""
    description: str = ""
    """Plain text, for search engines."""
    context: Mapping[str, Any]
    meta: Mapping[str, Any] = field(default_factory=dict)
    """More front matter, for the theme."""
    templates: Path | None = None
    """Folder of the templates of the plug-in that the page is of; None for our own."""
    words: Path | None = None
    """Folder of that plug-in's words."""
    body: Body | None = None
    """A long text that the template has a place for.

    With one, the engine sees an empty page; what the template makes is put in after it ran, so that
    neither the engine nor its search index ever reads it.
    """

    @property
    def url(self) -> str:
        """From the site's root, ending in `/` (empty for the home page)."""
        return self.path.removesuffix("index.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A file of the docs tree that is ready: rendered page, copied post, style sheet."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert:
    """What is put into a page after the engine ran."""

    url: str
    """The page, from the site's root."""
    html: SafeHtml
    """Holds the place of the body once."""
    body: Body
