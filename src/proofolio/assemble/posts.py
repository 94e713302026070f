"""Entries of the learning log, as lists show them and as the engine reads them."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any, Literal

from proofolio.assemble.authors import People, written_by
from proofolio.assemble.post_links import Part
from proofolio.assemble.slugs import slugify
from proofolio.content.sanitize import text
from proofolio.errors import Place, Problem
from proofolio.model.portfolio import NotebookCard, Post, ScheduledPost
from proofolio.settings import PostWords

_LOCAL_LINK = re.compile(r"\]\(((?:\.{1,2}/)+(?:projects/[^)#\s]+|about)\.md)(#[^)\s]*)?\)")
_PROJECT_LINK = re.compile(r"\]\((?:\.{1,2}/)+projects/([^)#\s/]+)\.md[)#]")
_WORDS_A_MINUTE = 230
_MORE = "<!-- more -->"
_COMMENT = re.compile(r"<!--(?:.*?-->|.*\Z)", re.DOTALL)
"""One that does not end goes on to the end of the text, as in HTML."""
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|<[^<>]+>|[*_`#>]+|\]\([^)]*\)|\[")


_NOBODY = People()
_NAMES = frozenset({"author", "authors"})
"""Lines of front matter that the engine would look up in a file of its own."""

Mark = Literal["", "draft", "scheduled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The posts of a portfolio."""

    posts: tuple[Post, ...]
    """Newest first; what visitors are not to see yet is left out, or marked."""
    tags: Mapping[str, tuple[str, ...]]
    """Address of a post → its tags, as written."""
    problems: tuple[Problem, ...]


def log(
    words: tuple[PostWords, ...],
    projects: Collection[str],
    today: date,
    *,
    cards: Mapping[str, NotebookCard],
    people: People = _NOBODY,
    preview: bool = False,
) -> Log:
    """Lay out the posts; of two with one address the second is left out and named.

    Args:
        words: what the learner wrote.
        projects: slugs.
        today: posts of a later date are not to be seen yet.
        cards: path of a post that is a notebook → the notebook; those that are missing are left out.
        people: who may have written them.
        preview: whether to mark drafts and posts of a day to come in place of leaving them out.
    """
    tags: dict[str, tuple[str, ...]] = {}
    posts: dict[str, Post] = {}
    problems = []
    for post in sorted(words, key=lambda post: (post.date, post.path)):
        card = cards.get(post.path)
        if post.is_notebook and card is None:
            continue
        mark = _mark(post, card, today)
        if mark and not preview:
            continue
        path = _path(post)
        if path in posts:
            problems.append(_same_address(post, posts[path]))
            continue
        problems.extend(_unknown_projects(post, projects))
        authors, nobody = written_by(post, people)
        problems.extend(nobody)
        posts[path] = Post(
            slug=slugify(post.front.slug or post.name),
            path=path,
            title=post.front.title or (card.title if card else "") or post.title,
            date=post.date,
            excerpt=card.description if card else _excerpt(post.text),
            kind=post.front.kind,
            projects=tuple(dict.fromkeys(_projects(post, projects))),
            source=post.path,
            updated=_day(post.front.updated),
            series=post.front.series,
            minutes=_minutes(post.text),
            authors=authors,
            mark=mark,
        )
        tags[path] = post.front.tags
    newest_first = sorted(posts.values(), key=lambda post: (post.date, post.path), reverse=True)
    return Log(posts=tuple(newest_first), tags=tags, problems=tuple(problems))


def scheduled(
    words: tuple[PostWords, ...], today: date, cards: Mapping[str, NotebookCard]
) -> tuple[ScheduledPost, ...]:
    """Return the posts whose day is still to come, drafts left out; see `log` for the rest."""
    return tuple(
        ScheduledPost(source=post.path, path=_path(post), date=post.date)
        for post in words
        if _mark(post, cards.get(post.path), today) == "scheduled"
    )


def _path(post: PostWords) -> str:
    """Return where a post's page is, from the site's root."""
    return f"log/{post.date.year}/{slugify(post.front.slug or post.name)}/"


def _mark(post: PostWords, card: NotebookCard | None, today: date) -> Mark:
    """Return why visitors are not to see a post yet; empty when they are."""
    is_draft = post.front.draft or not post.front.published or bool(card and card.is_draft)
    return "draft" if is_draft else "scheduled" if post.date > today else ""


def _same_address(post: PostWords, other: Post) -> Problem:
    return Problem(
        message=f"This post wants the same address as {other.source}: /{other.path}.",
        hint="Give one of them a line `slug: another-name`, or rename its file.",
        where=Place(path=post.path, line=1),
    )


def front_matter(
    post: Post,
    words: PostWords,
    titles: Mapping[str, str],
    part: Part | None = None,
    related: Sequence[Post] = (),
) -> dict[str, Any]:
    """Return a post's front matter, complete, as Material's blog plugin needs it.

    The title is escaped: the engine's templates print it as it is.

    Args:
        post: the entry.
        words: what the learner wrote; keys that we do not know pass through.
        titles: project slug → title.
        part: its place in its series.
        related: posts that share something with it.
    """
    told: dict[str, Any] = {"part": _part(part)} if part else {}
    written = {key: value for key, value in words.extra.items() if key not in _NAMES}
    if post.authors:
        # Material's own, which prints it as it is.
        told["author"] = escape(", ".join(author.label for author in post.authors))
    # The engine's templates print these as they are, and stop at any other kind of value.
    if words.front.description:
        told["description"] = escape(words.front.description)
    if words.front.categories:
        told["categories"] = [escape(category) for category in words.front.categories]
    if words.front.hide:
        told["hide"] = list(words.front.hide)
    for empty in ("categories", "hide", "description"):
        if empty not in told:
            written.pop(empty, None)
    return {
        **written,
        **told,
        # Material would leave a draft out even where we show it, marked.
        "draft": False,
        "by": [{"name": author.label, "url": author.url} for author in post.authors],
        "mark": post.mark,
        "notebook": post.notebook.download if post.notebook else "",
        "colab": (post.notebook.colab_url or "") if post.notebook else "",
        "minutes": post.minutes,
        "tag_links": [{"title": tag.label, "path": tag.url} for tag in post.tags],
        "related": [_linked(other) for other in related],
        "title": escape(post.title),
        "date": post.date,
        "slug": post.slug,
        "kind": post.kind,
        "projects": [
            {"title": titles[slug], "path": f"projects/{slug}/"} for slug in post.projects
        ],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "series": part.series,
        "number": part.number,
        "count": part.count,
        "before": _linked(part.before),
        "after": _linked(part.after),
    }


def _linked(post: Post | None) -> dict[str, str] | None:
    return {"title": post.title, "path": post.path} if post else None


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
    """Return the first paragraph that has words, of what stands before the `more` mark, as plain text."""
    head = _COMMENT.sub("", markdown.split(_MORE, maxsplit=1)[0])
    paragraphs = (
        text(_MARKUP.sub("", part))
        for part in re.split(r"\n\s*\n", head)
        if not part.lstrip().startswith(("#", "```", "~~~", "|"))
    )
    return next((words for words in paragraphs if words), "")


def _projects(post: PostWords, projects: Collection[str]) -> Iterator[str]:
    """Yield the projects that a post names, then those that its text leads to."""
    named = (*post.front.projects, *_PROJECT_LINK.findall(post.text))
    return (name for name in named if name in projects)


def _minutes(markdown: str) -> int:
    return max(1, round(len(markdown.split()) / _WORDS_A_MINUTE))


def _day(value: datetime | date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def _unknown_projects(post: PostWords, projects: Collection[str]) -> Iterator[Problem]:
    for index, name in enumerate(post.front.projects):
        if name not in projects:
            yield Problem(
                message=f"There is no project `{name}`.",
                hint="`proofolio status` lists the projects; write their names as it does.",
                where=post.lines.place(("projects", index)),
            )
