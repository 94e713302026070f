"""What was learnt from READMEs that were read and marked: how well a sentence says what a work is.

Two steps. Each sign and each word of a sentence has a weight; their sum orders the sentences of a README. Then small
decision trees look at the first few of them side by side: how far one is ahead of the others, and where it stands.
"""

import json
import math
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

COMPARED: Final = 6
"""Sentences of a README that are looked at side by side."""
_HASHES: Final = 1 << 20
_WORD: Final = re.compile(r"[^\W_]+|[^\w\s]")
_MOST_WORDS: Final = 25
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FAR: Final = 5.0
"""How much less a sentence may weigh than the first, and still be looked at."""
_NOBODY: Final = -9.0
"""The weight of a sentence that is not there."""
_DIGITS: Final = 6
_NAMES: Final = """
does this aim did kind an doing weak scene concept never you my we past finds welcome bids is-this verb part
defines labelled echo lead subject something told alone leads quote h:none h:telling h:background h:aim h:many
h:other cjk course pointer also not must layout empty biography concept:alone end stop colon bang
"""
SIGNS: Final = tuple(_NAMES.split())
"""Signs that the trees ask for."""
_LEAF: Final = -1

Tree = list[tuple[int, float, int, int]]
"""Questions: which number, its limit, the question when it is not above it, and when it is; a leaf has its value as limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the model is told of a sentence."""

    signs: frozenset[str]
    terms: frozenset[int]
    """Its words, as numbers."""
    place: tuple[int, ...]
    """Which of the README's sentences it is, its section, paragraph, sentence; how long it is in letters and words;
    whether it is an item of a list; how much was left out of it; how long the title is."""

    @property
    def length(self) -> int:
        """How long it is, in letters."""
        return self.place[4]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What was learnt."""

    signs: dict[str, float]
    terms: dict[int, float]
    base: float
    trees: list[Tree]
    enough: float
    """What a sentence has to weigh to be shown."""


@cache
def model() -> Model:
    """Read what was learnt."""
    told = json.loads(files("proofolio.data").joinpath("summary_weights.json").read_text("utf-8"))
    terms = {int(number): weight for number, weight in told["terms"].items()}
    return Model(
        signs=told["signs"],
        terms=terms,
        base=told["base"],
        trees=[
            [(int(number), limit, int(below), int(above)) for number, limit, below, above in tree]
            for tree in told["trees"]
        ],
        enough=told["enough"],
    )


def terms(kept: str, heading: str) -> frozenset[int]:
    """Return the words of a sentence and of the heading over it, as numbers.

    Args:
        kept: the sentence.
        heading: of its section.
    """
    words = _WORD.findall(re.sub(r"\d", "0", kept.casefold()))
    found = {f"w:{word}" for word in words[:_MOST_WORDS]}
    found |= {f"s:{' '.join(words[:count])}" for count in (1, 2, 3)}
    found |= {f"e:{' '.join(words[-count:])}" for count in (1, 2)}
    unspaced = "".join(_UNSPACED.findall(kept))
    found |= {f"c:{unspaced[at : at + 2]}" for at in range(len(unspaced) - 1)}
    found |= {f"h:{word}" for word in re.findall(r"[^\W_]+", heading.casefold())[:6]}
    return frozenset(zlib.crc32(term.encode()) % _HASHES for term in found)


def weight(facts: Facts, learnt: Model) -> float:
    """Add what signs and words weigh.

    Args:
        facts: of the sentence.
        learnt: the model.
    """
    signs = total(learnt.signs.get(name, 0.0) for name in facts.signs)
    return round(
        learnt.base + signs + total(learnt.terms.get(one, 0.0) for one in facts.terms), _DIGITS
    )


def total(weights: Iterable[float]) -> float:
    """Add weights: exactly, since a set has another order each time."""
    return math.fsum(weights)


def side_by_side(told: Sequence[Facts], weights: Sequence[float]) -> dict[int, list[float]]:
    """Return what the trees are asked about the sentences of a README that weigh most.

    Args:
        told: all its sentences, in their order.
        weights: of each.
    """
    order = sorted(range(len(told)), key=lambda at: (-weights[at], at))
    first = weights[order[0]] if order else _NOBODY
    second = weights[order[1]] if len(order) > 1 else _NOBODY
    found = {}
    for rank, at in enumerate(order[:COMPARED]):
        one = told[at]
        if weights[at] < first - _FAR:
            break
        found[at] = [
            weights[at],
            rank,
            weights[at] - (first if rank else second),
            max(weights[:at], default=_NOBODY),
            weights[at + 1] if at + 1 < len(told) else _NOBODY,
            first,
            len(told),
            *one.place,
            *(float(name in one.signs) for name in SIGNS),
        ]
    return found


def verdict(asked: Sequence[float], trees: Sequence[Tree]) -> float:
    """Add what the trees say of a sentence.

    Args:
        asked: of `side_by_side`.
        trees: the model's.
    """
    said = []
    for tree in trees:
        number, limit, below, above = tree[0]
        while number != _LEAF:
            number, limit, below, above = tree[below if asked[number] <= limit else above]
        said.append(limit)
    return round(math.fsum(said), _DIGITS)
