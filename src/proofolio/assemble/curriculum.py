"""`curriculum.yml` → stages, each item with what it led to."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from proofolio.assemble.slugs import key
from proofolio.errors import Place, Problem
from proofolio.model.curriculum import Item, Named, Span, Stage
from proofolio.model.portfolio import Post, Project
from proofolio.model.skills import Skill
from proofolio.settings import Settings
from proofolio.settings.curriculum_file import ItemEntry
from proofolio.skills.taxonomy import entry_named

ONE_HAND: Final = 5
"""Tools that can be learned at once."""
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}-")


def stages(
    settings: Settings, projects: Sequence[Project], posts: Sequence[Post], skills: Sequence[Skill]
) -> tuple[tuple[Stage, ...], tuple[Problem, ...]]:
    """Return the stages, and where they name a project or a post that is not there."""
    problems: list[Problem] = []
    known_projects = _projects(projects)
    known_posts = _posts(posts)
    known_skills = _skills(skills)

    def named(entry: ItemEntry, stage: int, item: int) -> Item:
        def found(what: str, wanted: Sequence[str], known: Mapping[str, Named]) -> Iterator[Named]:
            for index, name in enumerate(wanted):
                if (one := known.get(_key(name))) is not None:
                    yield one
                else:
                    where = settings.curriculum_place("stages", stage, "items", item, what, index)
                    problems.append(_unknown(what.removesuffix("s"), name, known, where))

        return Item(
            name=entry.name,
            kind=entry.kind,
            by=entry.by,
            url=entry.url,
            links=tuple(Named(name=link.label, path=link.url) for link in entry.links),
            state=entry.told_state,
            spans=tuple(
                Span(start=one.start, end=one.end) for one in entry.passes if one.start or one.end
            ),
            hours=entry.hours,
            note=entry.note,
            projects=tuple(dict.fromkeys(found("projects", entry.projects, known_projects))),
            posts=tuple(dict.fromkeys(found("posts", entry.posts, known_posts))),
            skills=tuple(_skill(name, known_skills.get(key(name)), entry) for name in entry.skills),
        )

    made = tuple(
        Stage(
            name=stage.name,
            about=stage.about,
            items=tuple(named(item, at, place) for place, item in enumerate(stage.items)),
        )
        for at, stage in enumerate(settings.curriculum.stages)
    )
    return made, tuple(problems)


def advice(made: Sequence[Stage], settings: Settings) -> Iterator[Problem]:
    """Yield what the author may want to know: what led to nothing yet, and too many tools at once."""
    for at, stage in enumerate(made):
        for place, item in enumerate(stage.items):
            if item.is_finished and not item.led_to:
                yield Problem(
                    message=f"`{item.name}` is done and has led to nothing that can be opened.",
                    hint="Make something small with it, or write down what it led to: `projects:`, `posts:`, `skills:`.",
                    where=settings.curriculum_place("stages", at, "items", place),
                )
    tools = dict.fromkeys(
        entry.name
        for stage in made
        for item in stage.items
        if item.state == "doing"
        for name in (item.name, *(skill.name for skill in item.skills))
        if (entry := entry_named(name)) is not None and entry.kind == "tool"
    )
    if len(tools) > ONE_HAND:
        yield Problem(
            message=f"You are learning {len(tools)} tools at once: {', '.join(tools)}.",
            hint="More than one hand can count. Finish one, or set some to `state: planned`.",
            where=settings.curriculum_place("stages"),
        )


def _projects(projects: Sequence[Project]) -> dict[str, Named]:
    known: dict[str, Named] = {}
    for project in projects:
        here = Named(name=project.title, path=project.path)
        for name in (project.slug, project.repository or "", project.title):
            known.setdefault(_key(name), here)
            known.setdefault(_key(name.rpartition("/")[2]), here)
    return known


def _posts(posts: Sequence[Post]) -> dict[str, Named]:
    known: dict[str, Named] = {}
    for post in posts:
        here = Named(name=post.title, path=post.path)
        file = post.source.rpartition("/")[2].rpartition(".")[0]
        for name in (post.slug, file, _DAY.sub("", file), post.title):
            known.setdefault(_key(name), here)
    return known


def _skills(skills: Sequence[Skill]) -> dict[str, Skill]:
    known: dict[str, Skill] = {}
    for skill in skills:
        for name in (skill.name, *skill.aliases):
            known.setdefault(key(name), skill)
    return known


def _skill(name: str, skill: Skill | None, entry: ItemEntry) -> Named:
    """Name a skill; it leads somewhere when it was used since the item was begun."""
    if skill is None:
        return Named(name=name, path="")
    is_later = not (skill.last and entry.start) or skill.last.isoformat() >= entry.start
    came = skill.firm and is_later and entry.told_state != "planned"
    path = skill.path or f"skills/#{skill.slug}"
    return Named(name=skill.name, path=path if came else "")


_FILE: Final = re.compile(r"^(?:posts|projects)/|\.(?:md|ipynb)$")


def _key(name: str) -> str:
    """Return a name of a file as a key: with or without its folder and its ending."""
    return _FILE.sub("", name.strip()).lower()


def _unknown(what: str, name: str, known: Mapping[str, Named], where: Place) -> Problem:
    close = difflib.get_close_matches(_key(name), sorted(known), n=1)
    more = (
        "`proofolio status` lists the projects." if what == "project" else "Name it as its file is."
    )
    return Problem(
        message=f"There is no {what} `{name}`.",
        hint=f"Did you mean `{close[0]}`?" if close else more,
        where=where,
    )
