"""What a page tells programs of itself: how it looks when it is shared, and whose work it is.

Rules: https://ogp.me, https://schema.org.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from proofolio.content.shorten import shortened
from proofolio.language import gettext as _
from proofolio.model.page import Page
from proofolio.model.portfolio import Picture, Portfolio
from proofolio.model.resume import Resume
from proofolio.pages.linked_data import Author, linked_data, written
from proofolio.share.codes import FILE

_LONGEST: Final = 200
"""Characters of a description; more is cut by whoever shows it."""

_LOCALES: Final = {
    "ar": "ar_AR", "de": "de_DE", "en": "en_GB", "es": "es_ES", "fr": "fr_FR", "he": "he_IL",
    "hi": "hi_IN", "it": "it_IT", "ja": "ja_JP", "ko": "ko_KR", "nl": "nl_NL", "pl": "pl_PL",
    "pt": "pt_PT", "ru": "ru_RU", "tr": "tr_TR", "uk": "uk_UA", "vi": "vi_VN", "zh": "zh_CN",
}  # fmt: skip
"""Languages as Open Graph wants them, with a country."""


def heads(
    portfolio: Portfolio,
    pages: Iterable[Page],
    *,
    resumes: Iterable[Resume] = (),
    cards: Mapping[str, Picture],
    address: str,
    language: str = "en",
) -> dict[str, dict[str, Any]]:
    """Return what the head of each page says, by the page's path from the site's root; plain text.

    Posts, which the engine renders, are among them.

    Args:
        portfolio: what the site says.
        pages: as `lay_out` gives them.
        resumes: the résumé and its variants.
        cards: the picture of a page for where it is shared; that of the home page serves all others.
        address: of the site, ending in `/`; without it nothing that must be absolute is said.
        language: as `theme.language` of `mkdocs.yml` names it.
    """
    author = Author(person=portfolio.person, address=address, language=language)
    known = linked_data(portfolio, resumes, author)
    found = {}
    for path, title, description in (*_laid_out(pages, portfolio), *_posts(portfolio)):
        card = cards.get(path) or cards.get(_parent(path)) or cards.get("")
        image = {"url": address + card.path, "alt": card.alt} if card and address else None
        size = {"width": card.width, "height": card.height} if card else {}
        data = known.get(path)
        if data and image and "@graph" not in data and data["@type"] != "ProfilePage":
            data = {**data, "image": image["url"]}
        found[path] = {
            "title": shortened(title, _LONGEST),
            "description": description,
            "kind": _kind(path, portfolio),
            "site": shortened(portfolio.person.name, _LONGEST),
            "locale": _locale(language),
            "url": address + path if address else "",
            "image": {**image, **size} if image else None,
            "data": written(data) if data else "",
            "qr": f"{path}{FILE}" if address and path in cards else "",
        }
    return found


def with_heads(pages: Iterable[Page], said: Mapping[str, Mapping[str, Any]]) -> tuple[Page, ...]:
    """Return pages with their heads, and none without a description."""
    return tuple(
        replace(
            page,
            description=said[page.url]["description"],
            meta={**page.meta, "head": said[page.url]},
            context={**page.context, "share": said[page.url]}
            if "share" in page.context
            else page.context,
        )
        for page in pages
    )


def _laid_out(pages: Iterable[Page], portfolio: Portfolio) -> Iterator[tuple[str, str, str]]:
    name = portfolio.person.name
    parents = {
        book.path: project.title for project in portfolio.projects for book in project.notebooks
    }
    projects = {project.path for project in portfolio.projects}
    for page in pages:
        said = page.description
        if not said and page.url in parents:
            said = _("A notebook of {project}, by {name}.").format(
                project=parents[page.url], name=name
            )
        elif not said:
            said = (
                _("A project by {name}.") if page.url in projects else _("Work by {name}.")
            ).format(name=name)
        yield page.url, page.title, shortened(said, _LONGEST)


def _posts(portfolio: Portfolio) -> Iterator[tuple[str, str, str]]:
    for post in portfolio.posts:
        said = post.excerpt or _("A post by {name}.").format(name=portfolio.person.name)
        yield post.path, post.title, shortened(said, _LONGEST)


def _kind(path: str, portfolio: Portfolio) -> str:
    if path in {"", "about/", "resume/"}:
        return "profile"
    books = {book.path for project in portfolio.projects for book in project.notebooks}
    is_article = path in books or any(path == post.path for post in portfolio.posts)
    return "article" if is_article else "website"


def _parent(path: str) -> str:
    return f"{path.rstrip('/').rpartition('/')[0]}/"


def _locale(language: str) -> str:
    """Return `pt_BR` for `pt-BR`; empty when the country is not known."""
    name, _unused, country = language.partition("-")
    if len(country) == len("BR"):
        return f"{name.lower()}_{country.upper()}"
    return {"hant": "zh_TW", "hans": "zh_CN"}.get(country.lower(), _LOCALES.get(name.lower(), ""))
