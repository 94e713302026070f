"""Which abilities a notebook shows, by weights that were learned from notebooks that people have read.

The weights are plain numbers in `data/ability_weights.json`, with their source; `scripts/train_skills.py` makes
them. An ability is weighed twice: by its own signs, then again with how likely the others are.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Final

from proofolio.skills.features import Candidate
from proofolio.skills.hints import hints

CAPPED: Final[Mapping[str, float]] = {"strong names": 1.8}
OF_ABILITY: Final = (
    *("strong names", "light names", "confirmed names", "said", "share", "rule", "hints", "words"),
    "hints share",
)
"""Signs that weigh differently for each ability."""
SPREAD: Final = ("hints", "hints times", "words", "strong names", "hints share")
"""Signs that are compared with what is usual for the ability."""
ONLY_SPREAD: Final = frozenset({"hints", "hints times", "words"})
NAMED: Final = 0.5
BESIDE: Final = 1.2
_LEAST_LIKELY: Final = 0.1
_FAR: Final = 2.5
_USUAL: Final = (0.6, 0.6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What was learned."""

    threshold: float
    usual: Mapping[str, tuple[float, float]]
    """Mean and spread of a sign, by `ability:sign`."""
    first: Mapping[str, float]
    second: Mapping[str, float]
    cells: Mapping[str, float]
    """What speaks for a cell to be cited."""


def shown_by(candidates: Mapping[str, Candidate]) -> Mapping[str, float]:
    """Return how surely a notebook shows each ability that it may show: above 0 it does."""
    weights = learned()
    alone = {
        name: _score(weights.first, signs_of(name, one, weights.usual))
        for name, one in candidates.items()
    }
    likely = likely_of(alone)
    return {
        name: _score(weights.second, signs_of(name, one, weights.usual) | beside(name, likely))
        - weights.threshold
        for name, one in candidates.items()
    }


def signs_of(
    name: str, one: Candidate, usual: Mapping[str, tuple[float, float]]
) -> dict[str, float]:
    """Return everything that is weighed for an ability by itself, by what it is called in the weights."""
    signs = {
        key: min(value, CAPPED.get(key, value))
        for key, value in one.signs.items()
        if key not in ONLY_SPREAD
    }
    signs[""] = 1.0
    signs[name] = 1.0
    for key in OF_ABILITY:
        if value := one.signs.get(key):
            signs[f"{name}:{key}"] = value
    for key in SPREAD:
        mean, spread = usual.get(f"{name}:{key}", _USUAL)
        far = (one.signs.get(key, 0.0) - mean) / spread
        signs[f"{key}, compared"] = max(-2.0, min(_FAR, far))
    for used in one.named:
        signs[f"{name}:{used}"] = NAMED
    return signs


def likely_of(alone: Mapping[str, float]) -> Mapping[str, float]:
    """Return how likely each ability is, by its own signs; the unlikely are left out."""
    chances = {name: 1 / (1 + exp(-max(-30.0, min(30.0, score)))) for name, score in alone.items()}
    return {name: chance for name, chance in chances.items() if chance > _LEAST_LIKELY}


def beside(name: str, likely: Mapping[str, float]) -> dict[str, float]:
    """Return what the other abilities say of one."""
    signs = {f"{name}|{other}": BESIDE * p for other, p in likely.items() if other != name}
    signs["others"] = sum(likely.values()) / 5 - 1
    return signs


def _score(weights: Mapping[str, float], signs: Mapping[str, float]) -> float:
    return sum(weights[key] * value for key, value in signs.items() if key in weights)


@cache
def learned() -> Weights:
    """Return the weights."""
    told = json.loads(files("proofolio.data").joinpath("ability_weights.json").read_text("utf-8"))
    return Weights(
        threshold=told["threshold"],
        usual={key: (mean, spread) for key, (mean, spread) in told["usual"].items()},
        first=dict(_flat(told["first"])),
        second=dict(_flat(told["second"])),
        cells=dict(_flat(told["cells"])),
    )


def _flat(told: Mapping[str, float | Mapping[str, float]]) -> Iterator[tuple[str, float]]:
    for key, value in told.items():
        if isinstance(value, Mapping):
            yield from ((f"{key}{rest}", weight) for rest, weight in value.items())
        else:
            yield key, value


def asked() -> frozenset[str]:
    """Return the abilities that are decided so."""
    return frozenset(hints())
