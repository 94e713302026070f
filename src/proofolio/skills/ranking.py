"""What of somebody's skills tells them from others who do this work: evidence x depth x rarity.

How many people show a skill was counted by `scripts/skill_frequencies.py` and is kept in
`data/skill_frequencies.csv`; what only serves other work is named in `data/skill_roles.yml`.
"""

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from proofolio.model.skills import Depth, Evidence, Skill
from proofolio.skills.problems import problems
from proofolio.skills.taxonomy import entry_named

_DEPTHS: Final[Mapping[Depth, float]] = {
    "used": 1.0,
    "compared": 1.2,
    "deployed": 1.35,
    "from scratch": 1.5,
}
_ROLES: Final[Mapping[str, float]] = {"serving": 0.15, "general": 0.3}
"""What is left of the weight of what serves other work, and of what nearly everybody does it with."""
_PROBLEM: Final = 1.5
_SET_PROBLEM: Final = 1.1
"""A problem that was solved says more than the technique that solved it, most where nobody set it."""
_PASSING: Final = 0.6
"""What was used once, in one way, is said in passing."""
_SET: Final = 0.9
"""Course work weighs less."""
_SAME: Final = 0.3
"""What is left of another name for what stands before it already."""
_FIELDS: Final = frozenset({"Vision", "Text and speech", "Time series"})
_FIELD: Final = 1.3
"""The first ability with another kind of data says more than one more of a kind."""
_SAME_KIND: Final = 0.75
"""What is left of a problem that takes the same kind of work as one before it."""
_SAME_PROJECTS: Final = 0.8
"""And of what shows no project that does not stand for something before it."""
_FILES: Final = 0.4
"""How much of the logarithm counts where several files of a project are about one problem."""
_HALF: Final = 0.5
_LED: Final = 12
"""How many are put in order one after the other; those below are sorted."""
_RICH: Final = 0.4
"""Share of a place's weight that grows with how much of the skill's vocabulary it uses."""
_MOST_USED: Final = 6
_TEXTBOOK: Final = 0.05
_TEXTBOOK_DATA: Final = frozenset({"load_digits", "load_data", "load_iris", "load_breast_cancer"})
"""Where nothing but the loading of a library's example data shows a skill."""
_AMOUNT: Final = 0.8
_RARITY: Final = 0.6
_RARITY_OF_TOOLS: Final = 0.3
"""Exponents: the hundredth notebook, and the last bit of rarity, say less than the first. A tool that
many use may still be the one that carries the work."""
_LEAST_RARITY: Final = 0.01
_COUNTED: Final = "* counted "


def distinction(skill: Skill) -> float:
    """Return how much a skill tells its owner from others; 0 without work."""
    amount = _amount(skill)
    if not amount:
        return 0.0
    power = _RARITY_OF_TOOLS if skill.kind == "tool" else _RARITY
    weighed = math.pow(amount, _AMOUNT) * math.pow(rarity((skill.name, *skill.aliases)), power)
    return round(weighed * _role(skill), 4)


def in_order(skills: Iterable[Skill]) -> tuple[Skill, ...]:
    """Put abilities, or tools, in order, so that the first of them say as many different things as there are.

    What names again what stands before it, or solves what a problem before it names in the same files,
    gets less; so does what shows no further project.
    """
    left = sorted(skills, key=lambda skill: -skill.distinction)
    factor = _abilities if left and left[0].kind == "ability" else _tools
    led: list[Skill] = []
    while left and len(led) < _LED:
        weighed = [(skill.distinction * factor(skill, led), -at) for at, skill in enumerate(left)]
        most, at = max(weighed)
        led.append(replace(left.pop(-at), distinction=round(most, 4)))
    last = led[-1].distinction if led else 0.0
    return (*led, *(replace(skill, distinction=min(skill.distinction, last)) for skill in left))


def _abilities(skill: Skill, led: Sequence[Skill]) -> float:
    return _said_before(skill, led) * _opens_field(skill, led)


def _tools(skill: Skill, led: Sequence[Skill]) -> float:
    names = {skill.name, *skill.aliases}
    return _SAME if any(_is_same(names, skill, other) for other in led) else 1.0


def _said_before(skill: Skill, led: Iterable[Skill]) -> float:
    before = list(led)
    if not before or not skill.firm:
        return 1.0
    names = {skill.name, *skill.aliases}
    is_same = any(_is_same(names, skill, other) for other in before)
    # What was done with all projects says nothing of what they were about.
    alike = [other for other in before if _is_problem(other) or not _is_problem(skill)]
    projects = {name for other in alike for name in other.projects}
    shows_more = not projects.issuperset(skill.projects)
    kinds = {_kind(other) for other in before}
    repeats = _SAME if is_same else _SAME_KIND if _kind(skill) in kinds - {""} else 1.0
    return repeats * (1.0 if shows_more else _SAME_PROJECTS)


def _opens_field(skill: Skill, led: Iterable[Skill]) -> float:
    field = _field(skill)
    return _FIELD if field and field not in map(_field, led) else 1.0


def _field(skill: Skill) -> str:
    """The kind of data that an ability is about, where it takes a trade of its own; empty elsewhere."""
    entry = entry_named(_kind(skill) or skill.name)
    return entry.group if entry and entry.group in _FIELDS else ""


def _kind(skill: Skill) -> str:
    """The work that a problem takes first of all; empty for what is none."""
    names = {skill.name, *skill.aliases}
    return next((one.signs["work"][0] for one in problems() if one.name in names), "")


def _is_same(names: set[str], skill: Skill, other: Skill) -> bool:
    others = {other.name, *other.aliases}
    if any(not names.isdisjoint(group) and not others.isdisjoint(group) for group in _same()):
        return True
    if not any(not names.isdisjoint(_solved_by(name)) for name in others):
        return False
    there = {(place.project, place.path) for place in other.firm}
    again = sum((place.project, place.path) in there for place in skill.firm)
    return again >= len(skill.firm) * _HALF


@cache
def _solved_by(problem: str) -> frozenset[str]:
    entries = (one for one in problems() if one.name == problem)
    return frozenset(name for one in entries for name in one.signs.get("work", ()))


def rarity(names: Iterable[str]) -> float:
    """Return how rare a skill is, from nearly 0 (everybody shows it) to 1 (nobody of those counted does)."""
    people, by_name = _frequencies()
    shown = next((by_name[name] for name in names if name in by_name), 0)
    return max(math.log((people + 1) / (shown + 1)) / math.log(people + 1), _LEAST_RARITY)


def _amount(skill: Skill) -> float:
    """Return the evidence of all projects; within one the logarithm of the places counts."""
    by_project: dict[str, list[float]] = {}
    for place in skill.firm:
        by_project.setdefault(place.project, []).append(_of_place(place, skill))
    if _roles()["serving"] & {skill.name, *skill.aliases}:
        # It goes with every project; more of it tells nobody from others.
        return max(map(max, by_project.values()), default=0.0)
    more = _FILES if _is_problem(skill) else 1.0
    return sum(max(its) * (1 + more * math.log2(len(its))) for its in by_project.values())


def _of_place(place: Evidence, skill: Skill) -> float:
    used = min(len(place.used), _MOST_USED) / _MOST_USED
    depth = _DEPTHS[place.depth] if skill.kind == "ability" else 1.0
    textbook = _TEXTBOOK if place.used and _TEXTBOOK_DATA.issuperset(place.used) else 1.0
    return place.weight * depth * textbook * (1 - _RICH + _RICH * used)


def _role(skill: Skill) -> float:
    names = {skill.name, *skill.aliases}
    if skill.kind == "language":
        return 1.0
    if _is_problem(skill):
        is_own = any(place.weight > _SET for place in skill.firm)
        return _PROBLEM if is_own else _SET_PROBLEM
    passing = _PASSING if len(skill.firm) == 1 and len(skill.firm[0].used) == 1 else 1.0
    return passing * min(
        (part for role, part in _ROLES.items() if not names.isdisjoint(_roles()[role])), default=1.0
    )


def _is_problem(skill: Skill) -> bool:
    return not _problems().isdisjoint((skill.name, *skill.aliases))


@cache
def _problems() -> frozenset[str]:
    return frozenset(one.name for one in problems())


@cache
def _roles() -> Mapping[str, frozenset[str]]:
    return {
        role: frozenset(
            name for key, names in _told().items() if key.startswith(role) for name in names
        )
        for role in _ROLES
    }


@cache
def _same() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, _told()["same"]))


@cache
def _told() -> Mapping[str, list[Any]]:
    text = files("proofolio.data").joinpath("skill_roles.yml").read_text("utf-8")
    told: Mapping[str, list[Any]] = yaml.safe_load(text)
    return told


@cache
def _frequencies() -> tuple[int, Mapping[str, int]]:
    """Return how many people were counted, and skill → how many of them show it."""
    text = files("proofolio.data").joinpath("skill_frequencies.csv").read_text("utf-8")
    rows = {name: int(number) for name, number in list(csv.reader(text.splitlines()))[1:]}
    people = next(number for name, number in rows.items() if name.startswith(_COUNTED))
    return people, rows
