"""What a page is about, in the words of schema.org, as JSON-LD."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from proofolio.content.shorten import shortened
from proofolio.model.portfolio import Notebook, Person, Portfolio, Post, Project
from proofolio.model.resume import Resume
from proofolio.model.skills import Skill

Data = dict[str, Any]

_LONGEST_HEADLINE: Final = 110
"""Google's limit (https://developers.google.com/search/docs/appearance/structured-data/article)."""
_LONGEST: Final = 300
"""Characters of a description."""
_MOST_KNOWN: Final = 12
_SPDX: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{1,40}")
_NOT_AS_IT_IS: Final = re.compile(r"[<>&\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
"""What would end a script, or what YAML, which carries it to the engine, does not take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Whose site it is, and where."""

    person: Person
    address: str
    """Of the site, ending in `/`; may be empty."""
    language: str

    def link(self) -> Data:
        """Name the person, and where more of them is told."""
        data = {"@type": "Person", "name": self.person.name, "url": self.address}
        return _there({**data, "@id": self.identity})

    @property
    def identity(self) -> str:
        """Stands for the person on every page of the site."""
        return f"{self.address}#person" if self.address else ""

    def at(self, path: str) -> str:
        """Return an address; empty when the site's is not known."""
        return self.address + path if self.address else ""


def linked_data(
    portfolio: Portfolio, resumes: Iterable[Resume], author: Author
) -> Mapping[str, Data]:
    """Return what each page is about, by its path; pages that only lead to others are left out."""
    return {
        path: {"@context": "https://schema.org", **data}
        for path, data in _all(portfolio, resumes, author)
    }


def written(data: Mapping[str, Any]) -> str:
    """Return JSON that nothing can end: it may stand in a `script` as it is."""
    return _NOT_AS_IT_IS.sub(
        lambda match: f"\\u{ord(match[0]):04x}", json.dumps(data, ensure_ascii=False)
    )


def _all(
    portfolio: Portfolio, resumes: Iterable[Resume], author: Author
) -> Iterator[tuple[str, Data]]:
    person = _person(portfolio, author)
    yield "", {"@graph": [_profile("", person, author), _website(author)]}
    yield "about/", _profile("about/", person, author)
    for resume in resumes:
        yield resume.path, _profile(resume.path, person, author)
    for project in portfolio.projects:
        yield project.path, _project(project, author)
        for book in project.notebooks:
            yield book.path, _notebook(book, project, author)
    for post in portfolio.posts:
        yield post.path, _post(post, author)


def _person(portfolio: Portfolio, author: Author) -> Data:
    person = portfolio.person
    return _there(
        {
            **author.link(),
            "description": shortened(person.headline or person.summary, _LONGEST),
            "homeLocation": person.location,
            "sameAs": [link.url for link in person.links if link.url.startswith("http")],
            "knowsAbout": [skill.name for skill in _proven(portfolio.skills)][:_MOST_KNOWN],
        }
    )


def _proven(skills: Iterable[Skill]) -> Iterator[Skill]:
    return (skill for skill in skills if skill.firm and skill.kind == "ability")


def _profile(path: str, person: Data, author: Author) -> Data:
    return _there({"@type": "ProfilePage", "url": author.at(path), "mainEntity": person})


def _website(author: Author) -> Data:
    return _there(
        {
            "@type": "WebSite",
            "name": author.person.name,
            "url": author.address,
            "inLanguage": author.language,
            "author": author.link(),
        }
    )


def _project(project: Project, author: Author) -> Data:
    facts = project.facts
    data = {
        "@type": "SoftwareSourceCode" if project.source_url else "CreativeWork",
        "name": project.title,
        "description": shortened(project.summary, _LONGEST),
        "url": author.at(project.path),
        "author": author.link(),
        "dateModified": facts.updated.isoformat() if facts.updated else "",
        "keywords": list(project.topics),
        "license": _licence(facts.licence),
    }
    if project.source_url:
        data["codeRepository"] = project.source_url
        data["programmingLanguage"] = [name for name, _ in facts.languages]
    return _there(data)


def _licence(name: str | None) -> str:
    return f"https://spdx.org/licenses/{name}.html" if name and _SPDX.fullmatch(name) else ""


def _notebook(book: Notebook, project: Project, author: Author) -> Data:
    kind = "SoftwareSourceCode" if project.source_url else "CreativeWork"
    whole = {"@type": kind, "name": project.title, "url": author.at(project.path)}
    return _there(
        {
            "@type": "TechArticle",
            "headline": shortened(book.title, _LONGEST_HEADLINE),
            "description": shortened(book.description, _LONGEST),
            "url": author.at(book.path),
            "author": author.link(),
            "dateModified": book.date.isoformat() if book.date else "",
            "isPartOf": _there(whole),
        }
    )


def _post(post: Post, author: Author) -> Data:
    return _there(
        {
            "@type": "BlogPosting",
            "headline": shortened(post.title, _LONGEST_HEADLINE),
            "description": shortened(post.excerpt, _LONGEST),
            "url": author.at(post.path),
            "mainEntityOfPage": author.at(post.path),
            "author": _authors(post, author),
            "datePublished": post.date.isoformat(),
            "dateModified": (post.updated or post.date).isoformat(),
            "keywords": [tag.label for tag in post.tags],
            "timeRequired": f"PT{post.minutes}M",
            "inLanguage": author.language,
        }
    )


def _authors(post: Post, author: Author) -> Data | list[Data]:
    """Return who wrote a post: the site's person, or those whom it names."""
    return [
        author.link()
        if link.label == author.person.name
        else _there({"@type": "Person", "name": link.label, "url": link.url})
        for link in post.authors
    ] or author.link()


def _there(data: Data) -> Data:
    """Leave out what is not known."""
    return {key: value for key, value in data.items() if value}
