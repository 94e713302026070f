"""What of somebody's skills tells them from others who do this work: evidence x depth x rarity.

How many people show a skill was counted by `scripts/skill_frequencies.py` and is kept in
`data/skill_frequencies.csv`; what only serves other work is named in `data/skill_roles.yml`.
"""

import csv
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from proofolio.model.skills import Depth, Evidence, Skill

_DEPTHS: Final[Mapping[Depth, float]] = {
    "used": 1.0,
    "compared": 1.2,
    "deployed": 1.35,
    "from scratch": 1.5,
}
_SERVES: Final = 0.3
_RICH: Final = 0.4
"""Share of a place's weight that grows with how much of the skill's vocabulary it uses."""
_MOST_USED: Final = 6
_AMOUNT: Final = 0.8
_RARITY: Final = 0.6
"""Exponents: the hundredth notebook, and the last bit of rarity, say less than the first."""
_LEAST_RARITY: Final = 0.01
_COUNTED: Final = "* counted "


def distinction(skill: Skill) -> float:
    """Return how much a skill tells its owner from others; 0 without work."""
    amount = _amount(skill)
    if not amount:
        return 0.0
    role = _SERVES if skill.kind != "language" and _serves(skill) else 1.0
    weighed = math.pow(amount, _AMOUNT) * math.pow(rarity((skill.name, *skill.aliases)), _RARITY)
    return round(weighed * role, 4)


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
    return sum(max(its) * (1 + math.log2(len(its))) for its in by_project.values())


def _of_place(place: Evidence, skill: Skill) -> float:
    used = min(len(place.used), _MOST_USED) / _MOST_USED
    depth = _DEPTHS[place.depth] if skill.kind == "ability" else 1.0
    return place.weight * depth * (1 - _RICH + _RICH * used)


def _serves(skill: Skill) -> bool:
    return not _roles().isdisjoint((skill.name, *skill.aliases))


@cache
def _roles() -> frozenset[str]:
    text = files("proofolio.data").joinpath("skill_roles.yml").read_text("utf-8")
    told: Mapping[str, list[str]] = yaml.safe_load(text)
    return frozenset(name for names in told.values() for name in names)


@cache
def _frequencies() -> tuple[int, Mapping[str, int]]:
    """Return how many people were counted, and skill → how many of them show it."""
    text = files("proofolio.data").joinpath("skill_frequencies.csv").read_text("utf-8")
    rows = {name: int(number) for name, number in list(csv.reader(text.splitlines()))[1:]}
    people = next(number for name, number in rows.items() if name.startswith(_COUNTED))
    return people, rows
