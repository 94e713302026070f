"""Topics as filters: plain links to pages of their own, so that they work without JavaScript."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from proofolio.assemble.slugs import slugify
from proofolio.model.portfolio import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic with the page that lists its projects."""

    name: str
    """As the first project spells it."""
    slug: str
    path: str
    """From the site's root: `topics/nlp/`."""
    project_count: int


def topics(projects: Iterable[Project]) -> tuple[Topic, ...]:
    """Return all topics, the most used first, then by name; spellings of one slug are one topic."""
    names: dict[str, str] = {}
    used: Counter[str] = Counter()
    for project in projects:
        for name in project.topics:
            names.setdefault(slugify(name), name)
        used.update({slugify(name) for name in project.topics})
    return tuple(
        Topic(name=names[slug], slug=slug, path=f"topics/{slug}/", project_count=number)
        for slug, number in sorted(used.items(), key=lambda item: (-item[1], item[0]))
    )


def topics_of(project: Project) -> tuple[Topic, ...]:
    """Return one project's topics, in its own order."""
    by_slug = {topic.slug: topic for topic in topics([project])}
    return tuple(by_slug[slug] for slug in dict.fromkeys(slugify(name) for name in project.topics))
