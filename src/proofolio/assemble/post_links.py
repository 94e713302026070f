"""What leads from a post to what it belongs to: its skills, its series, posts of its kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from proofolio.assemble.slugs import key
from proofolio.model.portfolio import Link, Post
from proofolio.model.skills import Skill

MOST_RELATED: Final = 3
_PROJECT: Final = 3
_TAG: Final = 2
"""How much a project or a tag that two posts share tells that they belong together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A post's place in its series."""

    series: str
    number: int
    """Counted from 1, by date."""
    count: int
    before: Post | None
    after: Post | None


def with_tags(
    posts: Iterable[Post], tags_of: Mapping[str, tuple[str, ...]], skills: Iterable[Skill]
) -> tuple[Post, ...]:
    """Give posts their tags and the skills that these name.

    A tag leads to the page of the skill that it names, else to the posts that have it. Of two
    spellings of one tag the newest post's is used.

    Args:
        posts: newest first.
        tags_of: address of a post → its tags, as written.
        skills: of the portfolio.
    """
    by_key: dict[str, Skill] = {}
    for skill in skills:
        for name in (skill.name, *skill.aliases):
            by_key.setdefault(key(name), skill)
    named: dict[str, Link] = {}
    made = []
    for post in posts:
        keys = dict.fromkeys(key(tag) for tag in tags_of.get(post.path, ()) if tag.strip())
        for tag in tags_of.get(post.path, ()):
            skill_of = by_key.get(key(tag))
            path = skill_of.path if skill_of else ""
            named.setdefault(key(tag), Link(label=tag.strip(), url=path or f"log/tags/{key(tag)}/"))
        slugs = dict.fromkeys(by_key[name].slug for name in keys if name in by_key)
        tags = tuple(named[name] for name in keys)
        made.append(replace(post, tags=tags, skills=tuple(filter(None, slugs))))
    return tuple(made)


def parts(posts: Iterable[Post]) -> dict[str, Part]:
    """Return the place of each post that is one of a series: address → place."""
    series: defaultdict[str, list[Post]] = defaultdict(list)
    for post in sorted(posts, key=lambda post: (post.date, post.path)):
        if post.series:
            series[key(post.series)].append(post)
    return {
        post.path: Part(
            series=members[0].series,
            number=index + 1,
            count=len(members),
            before=members[index - 1] if index else None,
            after=members[index + 1] if index + 1 < len(members) else None,
        )
        for members in series.values()
        if len(members) > 1
        for index, post in enumerate(members)
    }


def related(posts: Iterable[Post]) -> dict[str, tuple[Post, ...]]:
    """Return for each post those that share most with it, at most three; its own series is left out.

    Of equal ones those that were written at about the same time come first.
    """
    by_path = {post.path: post for post in posts}
    sharing: defaultdict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in by_path.values():
        for what, _ in _traits(post):
            sharing[what].append(post)
    found = {}
    for post in by_path.values():
        score: Counter[str] = Counter()
        for what, weight in _traits(post):
            for other in sharing[what]:
                score[other.path] += weight
        others = [by_path[path] for path in score if not _is_kin(post, by_path[path])]
        others.sort(
            key=lambda other: (-score[other.path], abs((other.date - post.date).days), other.path)
        )
        found[post.path] = tuple(others[:MOST_RELATED])
    return found


def _traits(post: Post) -> Iterator[tuple[tuple[str, str], int]]:
    yield from ((("project", name), _PROJECT) for name in post.projects)
    yield from ((("tag", key(tag.label)), _TAG) for tag in post.tags)


def _is_kin(post: Post, other: Post) -> bool:
    return post.path == other.path or (post.series != "" and key(post.series) == key(other.series))
