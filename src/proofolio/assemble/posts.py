"""Entries of the learning log, as lists show them and as the engine reads them."""

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from proofolio.assemble.slugs import slugify
from proofolio.content.sanitize import text
from proofolio.errors import Place, Problem
from proofolio.model.portfolio import Post
from proofolio.settings import PostWords

_LOCAL_LINK = re.compile(r"\]\(((?:\.{1,2}/)+(?:projects/[^)#\s]+|about)\.md)(#[^)\s]*)?\)")
_MORE = "<!-- more -->"
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|<[^>]+>|[*_`#>]+|\]\([^)]*\)|\[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The posts of a portfolio."""

    posts: tuple[Post, ...]
    """Newest first; drafts and posts of a day to come are left out."""
    problems: tuple[Problem, ...]


def log(words: tuple[PostWords, ...], projects: Collection[str], today: date) -> Log:
    """Lay out the posts; of two with one address the second is left out and named."""
    posts: dict[str, Post] = {}
    problems = []
    for post in sorted(words, key=lambda post: (post.date, post.path)):
        if post.front.draft or post.date > today:
            continue
        slug = slugify(post.front.slug or post.name)
        path = f"log/{post.date.year}/{slug}/"
        if path in posts:
            problems.append(
                Problem(
                    message=f"This post wants the same address as {posts[path].source}: /{path}.",
                    hint="Give one of them a line `slug: another-name`, or rename its file.",
                    where=Place(path=post.path, line=1),
                )
            )
            continue
        unknown = [name for name in post.front.projects if name not in projects]
        problems.extend(_unknown_project(post, name) for name in unknown)
        posts[path] = Post(
            slug=slug,
            path=path,
            title=post.title,
            date=post.date,
            excerpt=_excerpt(post.text),
            kind=post.front.kind,
            projects=tuple(name for name in post.front.projects if name in projects),
            source=post.path,
            updated=_day(post.front.updated),
            tags=post.front.tags,
            canonical=post.front.canonical_url,
        )
    newest_first = sorted(posts.values(), key=lambda post: (post.date, post.path), reverse=True)
    return Log(posts=tuple(newest_first), problems=tuple(problems))


def front_matter(post: Post, words: PostWords, titles: Mapping[str, str]) -> dict[str, Any]:
    """Return a post's front matter, complete, as Material's blog plugin needs it.

    The title is escaped: the engine's templates print it as it is.

    Args:
        post: the entry.
        words: what the learner wrote; keys that we do not know pass through.
        titles: project slug → title.
    """
    return {
        **words.extra,
        "title": escape(post.title),
        "date": post.date,
        "slug": post.slug,
        "kind": post.kind,
        "projects": [
            {"title": titles[slug], "path": f"projects/{slug}/"} for slug in post.projects
        ],
    }


def body(words: PostWords, pages: Mapping[str, str]) -> str:
    """Return a post's Markdown with its links to other files of the learner's made to work in the docs tree.

    Args:
        words: the post.
        pages: path in the portfolio's folder (`projects/iris.md`) → page from the site's root.
    """
    folder = posixpath.dirname(words.path)

    def resolved(match: re.Match[str]) -> str:
        target = pages.get(posixpath.normpath(posixpath.join(folder, match[1])))
        if target is None:
            return match[0]
        way = posixpath.relpath(f"{target}index.md", f"log/{folder}")
        return f"]({way}{match[2] or ''})"

    return _LOCAL_LINK.sub(resolved, words.text)


def _excerpt(markdown: str) -> str:
    """Return what stands before the `more` mark, else the first paragraph, as plain text."""
    head = markdown.split(_MORE, maxsplit=1)[0] if _MORE in markdown else markdown
    paragraphs = [
        part
        for part in re.split(r"\n\s*\n", head)
        if part.strip() and not part.lstrip().startswith("#")
    ]
    return text(_MARKUP.sub("", paragraphs[0])) if paragraphs else ""


def _day(value: datetime | date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def _unknown_project(post: PostWords, name: str) -> Problem:
    return Problem(
        message=f"There is no project `{name}`.",
        hint="`proofolio status` lists the projects; write their names as it does.",
        where=Place(path=post.path, line=1),
    )
