"""Filters of the work: plain links to pages of their own, so that they work without JavaScript."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from proofolio.assemble.slugs import slugify
from proofolio.model.portfolio import Portfolio, Project
from proofolio.model.skills import Skill

_SKILLS: Final = 12
"""Abilities, and tools, that are worth a filter; the page of skills has the rest."""
KIND_NAMES: Final = {
    "app": "App",
    "analysis": "Analysis",
    "model": "Model",
    "replication": "Paper replication",
    "library": "Library",
    "course work": "Course work",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Something that projects have in common, with the page that lists them."""

    name: str
    """As the first project spells it."""
    slug: str
    path: str
    """From the site's root: `topics/nlp/`, `kinds/app/`, `years/2026/`, `skills/pandas/`."""
    project_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Every filter of a portfolio."""

    kinds: tuple[Filter, ...]
    years: tuple[Filter, ...]
    """The latest first; of the last work on each project."""
    abilities: tuple[Filter, ...]
    tools: tuple[Filter, ...]
    """These two lead to the pages of skills, which list the projects."""
    topics: tuple[Filter, ...]


def filters(portfolio: Portfolio) -> Filters:
    """Return what projects can be filtered by; one year alone is no filter."""
    projects = portfolio.projects
    years = _grouped(projects, "years", lambda project: [_year(project)])
    return Filters(
        kinds=_grouped(projects, "kinds", lambda project: [KIND_NAMES.get(project.kind, "")]),
        years=tuple(sorted(years, key=lambda one: one.name, reverse=True))
        if len(years) > 1
        else (),
        abilities=tuple(_of_skills(portfolio.skills, "ability")),
        tools=tuple(_of_skills(portfolio.skills, "tool")),
        topics=topics(projects),
    )


def topics(projects: Iterable[Project]) -> tuple[Filter, ...]:
    """Return all topics, the most used first, then by name; spellings of one slug are one topic."""
    return _grouped(projects, "topics", lambda project: project.topics)


def topics_of(project: Project) -> tuple[Filter, ...]:
    """Return one project's topics, in its own order."""
    by_slug = {topic.slug: topic for topic in topics([project])}
    return tuple(by_slug[slug] for slug in dict.fromkeys(slugify(name) for name in project.topics))


def fits(project: Project, wanted: Filter) -> bool:
    """Tell whether a project belongs to a kind, a year or a topic."""
    group = wanted.path.partition("/")[0]
    names: Iterable[str] = {
        "kinds": [KIND_NAMES.get(project.kind, "")],
        "years": [_year(project)],
        "topics": project.topics,
    }[group]
    return any(name and slugify(name) == wanted.slug for name in names)


def _year(project: Project) -> str:
    return str(project.facts.updated.year) if project.facts.updated else ""


def _grouped(
    projects: Iterable[Project], folder: str, names_of: Callable[[Project], Iterable[str]]
) -> tuple[Filter, ...]:
    names: dict[str, str] = {}
    used: dict[str, int] = {}
    for project in projects:
        mine = {slugify(name): name for name in reversed([*names_of(project)]) if name}
        for slug, name in mine.items():
            names.setdefault(slug, name)
            used[slug] = used.get(slug, 0) + 1
    return tuple(
        Filter(name=names[slug], slug=slug, path=f"{folder}/{slug}/", project_count=number)
        for slug, number in sorted(used.items(), key=lambda item: (-item[1], item[0]))
    )


def _of_skills(skills: Iterable[Skill], kind: str) -> Iterator[Filter]:
    """Yield the skills of a kind that most projects show by work, with a page of their own."""
    shown = [
        (len({item.project for item in skill.firm}), skill)
        for skill in skills
        if skill.kind == kind and skill.path
    ]
    for number, skill in sorted(shown, key=lambda pair: (-pair[0], pair[1].slug))[:_SKILLS]:
        if number:
            yield Filter(name=skill.name, slug=skill.slug, path=skill.path, project_count=number)
