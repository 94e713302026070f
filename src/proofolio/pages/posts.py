"""Lists of posts: those of a year, and those with a tag."""

from collections.abc import Iterator
from typing import Final

from proofolio.language import gettext as _
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio, Post
from proofolio.pages.page_type import PageSite, PageType
from proofolio.pages.words import count


def pages(portfolio: Portfolio) -> Iterator[Page]:
    """Lay out a page for each year of the log, and for each tag that has no skill's page to lead to."""
    years: dict[int, list[Post]] = {}
    tags: dict[str, list[Post]] = {}
    names: dict[str, str] = {}
    for post in portfolio.posts:
        years.setdefault(post.date.year, []).append(post)
        for tag in post.tags:
            if tag.url.startswith("log/tags/"):
                names.setdefault(tag.url, tag.label)
                tags.setdefault(tag.url, []).append(post)
    for year, posts in years.items():
        yield _page(f"log/{year}/", str(year), posts, _("Posts of {year}.").format(year=year))
    for path, posts in sorted(tags.items()):
        yield _page(path, names[path], posts, _("Posts about {name}.").format(name=names[path]))


def notebooks(portfolio: Portfolio) -> Iterator[Page]:
    """Lay out what is put into the pages of posts that are notebooks; the engine makes the pages."""
    for post in portfolio.posts:
        if post.notebook:
            yield Page(
                path=f"{post.path}index.md",
                template="post-notebook.html",
                title=post.title,
                context={},
                body=post.notebook.body,
            )


def _page(path: str, title: str, posts: list[Post], description: str) -> Page:
    return Page(
        path=f"{path}index.md",
        template="posts.html",
        title=title,
        description=description,
        context={"title": title, "counted": count(len(posts), "post"), "posts": tuple(posts)},
        meta={"search": {"exclude": True}},
    )


def _pages(site: PageSite) -> Iterator[Page]:
    return pages(site.portfolio)


PAGES: Final = PageType(pages=_pages)
