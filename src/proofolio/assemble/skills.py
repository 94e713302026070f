"""Skills with their evidence, named and grouped as the learner prefers; what nothing shows is claimed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from proofolio.assemble.coursework import CourseWork
from proofolio.assemble.evidence import Found, evidence
from proofolio.assemble.problems import problems_solved
from proofolio.assemble.projects import Plan
from proofolio.assemble.skill_preferences import SkillPreferences
from proofolio.assemble.slugs import distinct, key
from proofolio.errors import Problem
from proofolio.model.portfolio import Project
from proofolio.model.records import BlobId, Get
from proofolio.model.skills import Skill
from proofolio.model.usage import Usage
from proofolio.settings import Settings
from proofolio.skills.ranking import distinction, in_order
from proofolio.skills.taxonomy import Entry, entry_named

_KINDS: Final = ("ability", "language", "tool")
_MAIN_TOOLS: Final = 5
_MORE: Final = 0.25
"""What another notebook or file of one project adds to the first."""
_MOST: Final = 8
"""Notebooks and files of one project beyond which nothing is added."""


def skills(
    plans: Sequence[Plan],
    projects: Sequence[Project],
    courses: Sequence[CourseWork],
    settings: Settings,
    usages: Mapping[BlobId, Usage],
    get: Get,
) -> tuple[tuple[Skill, ...], tuple[Problem, ...]]:
    """Return every skill that the projects show or the learner claims, and what is wrong with their preferences.

    Abilities, then languages, then tools, each with what distinguishes first; what is only claimed comes last.

    Args:
        plans: what each project is made of.
        projects: the same projects, in the same order.
        courses: what of each is course work, in the same order.
        settings: what the learner would have otherwise, and what they claim.
        usages: what notebooks and files of Python use, by their bytes' address.
        get: returns the bytes of any blob.
    """
    preferences = SkillPreferences(settings)
    by_name: dict[str, list[Found]] = {}
    for plan, project, course in zip(plans, projects, courses, strict=True):
        shown_here = tuple(evidence(plan, project, course, usages, get))
        for found in (*shown_here, *problems_solved(plan, project, shown_here, usages)):
            if not preferences.hides(found.entry):
                by_name.setdefault(preferences.name(found.entry), []).append(found)
    shown = [_skill(name, found, preferences) for name, found in by_name.items()]
    shown.sort(key=_rank)
    by_kind = {kind: [skill for skill in shown if skill.kind == kind] for kind in _KINDS}
    shown = [
        s
        for kind in _KINDS
        for s in (by_kind[kind] if kind == "language" else in_order(by_kind[kind]))
    ]
    firm = [skill for skill in shown if skill.kind == "tool" and skill.firm]
    main = {skill.name for skill in firm[:_MAIN_TOOLS]}
    there = {key(name) for skill in shown for name in (skill.name, *skill.aliases)}
    every = (
        *(
            replace(s, is_main=s.name in main or (s.kind == "ability" and bool(s.firm)))
            for s in shown
        ),
        *_claimed(settings, preferences, there),
    )
    slugs = distinct([(key(skill.name), key(skill.name)) for skill in every])
    made = tuple(replace(s, slug=slug) for s, slug in zip(every, slugs, strict=True))
    return made, preferences.problems(made)


def with_skills(project: Project, found: Iterable[Skill]) -> Project:
    """Name on a project and its notebooks the skills that they show."""
    all_skills = tuple(found)
    return replace(
        project,
        skills=tuple(skill.slug for skill in all_skills if project.slug in skill.projects),
        notebooks=tuple(
            replace(book, skills=tuple(s.slug for s in all_skills if book.path in s.notebooks))
            for book in project.notebooks
        ),
    )


def _skill(name: str, found: Sequence[Found], preferences: SkillPreferences) -> Skill:
    ranked = sorted(found, key=lambda f: (-f.evidence.weight, f.evidence.project, f.evidence.path))
    weights: dict[str, list[float]] = {}
    for item in ranked:
        weights.setdefault(item.evidence.project, []).append(item.evidence.weight)
    strengths = {name: of_one[0] + _MORE * sum(of_one[1:_MOST]) for name, of_one in weights.items()}
    # Beside work a mention counts for no project, no notebook and no day.
    work = [item for item in ranked if item.evidence.is_firm] or ranked
    days = [d for item in work for d in (item.evidence.first, item.evidence.last) if d]
    projects = {item.evidence.project for item in work}
    made = replace(
        _bare(name, found[0].entry, preferences),
        aliases=tuple(dict.fromkeys(n for f in ranked for n in f.entry.names if n != name)),
        evidence=tuple(item.evidence for item in ranked),
        first=min(days, default=None),
        last=max(days, default=None),
        projects=tuple(sorted(projects, key=lambda name: (-strengths[name], name))),
        notebooks=tuple(dict.fromkeys(item.notebook for item in work if item.notebook)),
        strength=round(sum(strengths.values()), 3),
        is_claimed=False,
    )
    return replace(made, distinction=distinction(made))


def _rank(skill: Skill) -> tuple[int, float, float, int, str]:
    """What distinguishes comes first; among equals, and without work, strength and the number of places decide."""
    firm = len(skill.firm)
    return _KINDS.index(skill.kind), -skill.distinction, -skill.strength, -firm, key(skill.name)


def _claimed(settings: Settings, preferences: SkillPreferences, there: set[str]) -> Iterator[Skill]:
    """Yield what `resume.yml` names and nothing shows, each once."""
    for item in settings.resume.skills:
        for name in item.keywords or (item.name,):
            entry = entry_named(name)
            names = {key(n) for n in (name, *(entry.names if entry else ()))} - {""}
            if not name.strip() or names & there or preferences.hides_name(names):
                continue
            there |= names
            yield _bare(name.strip(), entry, preferences)


def _bare(name: str, entry: Entry | None, preferences: SkillPreferences) -> Skill:
    """A skill without evidence."""
    return Skill(
        slug="",
        name=name,
        aliases=tuple(n for n in entry.names if n != name) if entry else (),
        kind=entry.kind if entry else "ability",
        group=preferences.group(name, entry),
        evidence=(),
        first=None,
        last=None,
        projects=(),
        notebooks=(),
        strength=0.0,
        distinction=0.0,
        is_claimed=True,
        is_main=False,
        esco=entry.esco if entry else None,
        path="",
    )
