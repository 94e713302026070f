"""The projects in their order, and what they show that their author can do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from proofolio.assemble import (
    collected,
    order,
)
from proofolio.assemble.addresses import is_web
from proofolio.assemble.certificates import certificates
from proofolio.assemble.collection import Contents, Member
from proofolio.assemble.coursework import CourseWork, coursework, with_kind
from proofolio.assemble.evidence import files_of_code
from proofolio.assemble.inputs import Inputs
from proofolio.assemble.links import address_key
from proofolio.assemble.picked import Picked
from proofolio.assemble.pins import ordered
from proofolio.assemble.projects import Plan
from proofolio.assemble.skill_pages import with_pages
from proofolio.assemble.skills import skills, with_skills
from proofolio.assemble.twice_told import unshared
from proofolio.errors import Problem
from proofolio.model.portfolio import Asset, Project
from proofolio.model.skills import Certificate, Skill

_FEATURED = 3
_FEATURED_ALONE = 6
"""Without posts there is room for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The projects in their order, and what they show that their author can do."""

    projects: tuple[Project, ...]
    skills: tuple[Skill, ...]
    certificates: tuple[Certificate, ...]
    advice: tuple[Problem, ...]
    problems: tuple[Problem, ...]


def assemble_work(
    inputs: Inputs,
    plans: tuple[Plan, ...],
    built: Sequence[tuple[Project, list[Asset], list[Problem]]],
    held: Mapping[str, Contents],
    *,
    has_posts: bool,
) -> Work:
    """Put the projects in their order, with the skills that they show.

    Args:
        inputs: what there is.
        plans: which projects there are.
        built: each as its own page says it, in the same order.
        held: full name of a repository → what it holds.
        has_posts: whether posts stand beside the featured projects.
    """
    settings, get = inputs.settings, inputs.get
    picks = collected.picks(inputs.snapshot, held, get)
    told = [
        _in_own_words(
            collected.with_days(made, held.get(item.repo.full_name if item.repo else ""), item),
            item,
            _pick_of(item, picks),
        )
        for item, (made, _, _) in zip(plans, built, strict=True)
    ]
    told = unshared(told)
    used = dict(inputs.usages(files_of_code(plans)))
    for wanted in inputs.library.wanted:
        if wanted.key in inputs.library.examinations:
            used[wanted.blob] = inputs.library.examinations[wanted.key].usage
    courses = [coursework(item, settings, used, get) for item in plans]
    made = [with_kind(it, course) for it, course in zip(told, courses, strict=True)]
    found, skill_problems = skills(plans, made, courses, settings, used, get)
    shown = with_pages(found)
    earned, advice = certificates(settings, shown)
    origins = [
        _origin_of(item, course, _pick_of(item, picks), _told_beside(item, held))
        for item, course in zip(plans, courses, strict=True)
    ]
    projects, pin_problems = ordered(
        [with_skills(it, found) for it in made],
        origins,
        inputs.snapshot,
        settings,
        _FEATURED if has_posts else _FEATURED_ALONE,
    )
    return Work(
        projects=projects,
        skills=shown,
        certificates=earned,
        advice=tuple(advice),
        problems=(*pin_problems, *skill_problems),
    )


def _pick_of(item: Plan, picks: Mapping[str, Picked]) -> Picked | None:
    """Return how the owner's own README leads to a project."""
    if item.repo is None or not is_web(item.repo.url):
        return None
    place = f"{item.repo.url}/tree/-/{item.member.path}" if item.member else item.repo.url
    return picks.get(address_key(place))


def _in_own_words(project: Project, item: Plan, pick: Picked | None) -> Project:
    """Say of a project what its owner says of it where they introduce themselves, unless they wrote a summary."""
    has_own = bool(item.words and item.words.front.summary)
    return replace(project, summary=pick.words) if pick and pick.words and not has_own else project


def _told_beside(item: Plan, held: Mapping[str, Contents]) -> list[Member]:
    """Return the projects that a project's README tells of in sections of their own."""
    whole = item.whole or item.repo
    here = held.get(whole.full_name) if whole else None
    return [one for one in (*here.members, *here.told) if one.section] if here else []


def _origin_of(
    item: Plan, course: CourseWork, pick: Picked | None, told: Sequence[Member]
) -> order.Origin:
    repo = item.whole or item.repo
    member = item.member
    place = told.index(member) if member in told else None
    return order.Origin(
        is_fork=bool(repo and repo.is_fork),
        is_course=bool(course.why),
        group=f"{item.collection} {item.member.group}" if item.member else "",
        rank=pick.rank if pick else place,
        is_unlisted=_is_unlisted(item, told),
    )


def _is_unlisted(item: Plan, told: Sequence[Member]) -> bool:
    """Whether the README of a project's repository tells of others, and of this one nothing."""
    member = item.member
    return bool(told) and not (member and (member.section or member.title or member.line))
