"""How well a sentence says what a work is: the sum of what its signs weigh, learnt from READMEs that were read and marked."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from proofolio.assemble.summary_candidates import Candidate
from proofolio.assemble.summary_features import place_features, text_features

ENOUGH: Final = 0.9
"""What a sentence of a README has to weigh to be shown: nothing is better than the wrong thing."""
_DIGITS: Final = 6
_NEARLY: Final = 1e-6
_NEVER: Final = frozenset({"concept:alone", "aim:before", "shout", "empty", "biography"})
"""Signs of a sentence that is shown of no README that was marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """What each sign weighs, and what all signs of a text weigh at most."""

    weights: dict[str, float]
    most: float


@cache
def _model() -> _Model:
    told = json.loads(files("proofolio.data").joinpath("summary_weights.json").read_text("utf-8"))
    return _Model(weights=told["weights"], most=told["most"])


def best(told: list[Candidate], title: str, enough: float = ENOUGH) -> Candidate | None:
    """Return the sentence that says best what a work is; none when none weighs enough.

    Args:
        told: the sentences of its README, in their order.
        title: what the work is called.
        enough: what the sentence has to weigh.
    """
    model = _model()
    placed = [
        (_sum(model, place_features(one, order, len(told))), one) for order, one in enumerate(told)
    ]
    most, found = enough - _NEARLY, None
    # How a sentence says it is asked of those only whose place may still win.
    for place, one in sorted(placed, key=lambda pair: -pair[0]):
        if place + model.most <= most:
            break
        signs = text_features(one, title, len(told))
        weight = round(place + _sum(model, signs), _DIGITS)
        if weight > most and not signs & _NEVER:
            most, found = weight, one
    return found


def _sum(model: _Model, signs: Iterable[str]) -> float:
    """Add what signs weigh: exactly, since a set has another order each time."""
    return math.fsum(model.weights.get(name, 0.0) for name in signs)
