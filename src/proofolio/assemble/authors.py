"""Who wrote a post."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from proofolio.errors import Problem
from proofolio.model.portfolio import Link
from proofolio.settings import Author, PostWords

_SHORT_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]*")
"""What calls somebody whom `authors.yml` describes; a person's own name has a capital or a space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who may have written a post."""

    name: str = ""
    """Of the portfolio's person."""
    login: str = ""
    """Their GitHub user name; may be empty."""
    others: Mapping[str, Author] = field(default_factory=dict)
    """Short name → author."""


def written_by(post: PostWords, people: People) -> tuple[tuple[Link, ...], tuple[Problem, ...]]:
    """Return who wrote a post, in their order, and which of the names mean nobody.

    Nobody is named when it is the portfolio's person alone.
    """
    found: dict[str, Link] = {}
    problems = []
    for index, name in enumerate(post.front.authors):
        author = people.others.get(name)
        if author:
            found.setdefault(author.name, Link(label=author.name, url=author.url))
        elif name.casefold() in {people.login.casefold(), people.name.casefold()}:
            found.setdefault(people.name, Link(label=people.name, url=""))
        elif _SHORT_NAME.fullmatch(name):
            problems.append(_unknown(post, index, name, people))
        elif name.strip():
            known = {other.name: other.url for other in people.others.values()}
            found.setdefault(name, Link(label=name, url=known.get(name, "")))
    alone = found.keys() <= {people.name}
    return () if alone else tuple(found.values()), tuple(problems)


def _unknown(post: PostWords, index: int, name: str, people: People) -> Problem:
    key = "authors" if ("authors",) in post.lines.lines else "author"
    close = difflib.get_close_matches(name, _names(people), n=1)
    return Problem(
        message=f"There is no author `{name}`.",
        hint=f"Did you mean `{close[0]}`?"
        if close
        else "Write the name in full (`authors: [Sample Learner]`), or describe them in authors.yml.",
        where=post.lines.place((key, index)),
    )


def _names(people: People) -> Iterator[str]:
    yield from people.others
    if people.login:
        yield people.login
