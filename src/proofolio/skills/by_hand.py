"""Algorithms that a notebook or file writes itself, recognised by what it calculates and how it calls that."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import yaml

from proofolio.model.usage import Usage, Written
from proofolio.skills.patterns import Patterns
from proofolio.skills.signs import signs

MODELS: Final = "Building models from scratch"
"""The ability that whoever writes a model by hand has."""

_SAID: Final = (
    "from scratch", "scratch", "by hand", "numpy", "implement", "desde cero", "do zero", "von grund auf",
    "нуля", "from the ground up", "our own", "ourselves", "手写", "从零", "スクラッチ", "밑바닥",
)  # fmt: skip
"""Words of headings that confirm that something is written by hand."""
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+|[^\W\d_]+")
_NO_WORK: Final = frozenset(
    {"plot", "show", "draw", "display", "visualize", "visualise", "print", "load", "save", "read"}
    | {"parse", "download", "test", "animate", "log", "demonstrate", "compare"}
    | {"interpret", "explain", "report", "benchmark", "describe", "summarize", "check"}
)
"""A function that begins so is about an algorithm, and is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Algorithm:
    """An algorithm, and what gives it away; each tuple of alternatives must be met."""

    name: str
    shows: tuple[str, ...]
    named: tuple[str, ...]
    exactly: frozenset[str]
    """Names that count only whole."""
    words: tuple[tuple[str, ...], ...]
    does: tuple[tuple[str, ...], ...]
    alone: tuple[tuple[str, ...], ...]
    without: frozenset[str]
    beside: Patterns[None]
    passes: Patterns[None]
    both: bool
    """Whether the name counts only with the words."""
    also: bool
    """Whether its words count where a name already says that it is another algorithm."""
    model: bool
    plain: bool
    """Whether it is work, and no algorithm of one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """An algorithm that is written in a notebook or file."""

    algorithm: Algorithm
    at: Written


def by_hand(usage: Usage) -> tuple[ByHand, ...]:
    """Return the algorithms that a notebook or file writes itself, in the order of `algorithms.yml`."""
    if not usage.written:
        return ()
    parts = [(one, frozenset(one.does)) for one in usage.written]
    claims = [_claims(one.name) if one.name else frozenset() for one, _ in parts]
    taken = [
        any(_by_name(algorithms()[at], one, does) for at in claimed)
        for (one, does), claimed in zip(parts, claims, strict=True)
    ]
    said = [
        "".join(filter(str.isalnum, heading))
        for heading in usage.headings
        if any(word in heading for word in _SAID)
    ]
    found: list[ByHand] = []
    for at, algorithm in enumerate(algorithms()):
        hits = []
        for (one, does), claimed, is_taken in zip(parts, claims, taken, strict=True):
            is_hit = at in claimed and _by_name(algorithm, one, does)
            if not is_hit and (algorithm.also or not is_taken):
                is_hit = _by_words(algorithm, one, does)
            if is_hit and not _passes_on(one, algorithm):
                hits.append(one)
        hits = hits or list(_spread(algorithm, parts, [at in claimed for claimed in claims], said))
        found += [ByHand(algorithm=algorithm, at=one) for one in hits]
    return tuple(found)


def _by_name(algorithm: Algorithm, one: Written, does: frozenset[str]) -> bool:
    if not _meets(algorithm.does, does):
        return False
    return not algorithm.both or _mentions(algorithm.words, one.words)


def _by_words(algorithm: Algorithm, one: Written, does: frozenset[str]) -> bool:
    if not algorithm.alone or not _meets(algorithm.alone, does):
        return False
    is_aside = one.name and not algorithm.plain and not _may_work(one.name)
    if is_aside or not algorithm.without.isdisjoint(does):
        return False
    return _mentions(algorithm.words, one.words)


def _spread(
    algorithm: Algorithm,
    parts: Iterable[tuple[Written, frozenset[str]]],
    named: Iterable[bool],
    said: Iterable[str],
) -> Iterator[Written]:
    """Yield the main part of an algorithm that is written in several functions and cells."""
    if not algorithm.alone:
        return
    is_said = any(part in heading for heading in said for part in algorithm.named)
    if not is_said and not any(named):
        return
    own = [
        (one, does, is_named)
        for (one, does), is_named in zip(parts, named, strict=True)
        if one.kind != "class" and not _passes_on(one, algorithm)
    ]
    is_named = [one for one, _, named_so in own if named_so]
    if len(own) < 2 or not (is_named or is_said):
        return
    words = tuple(word for one, _, _ in own for word in one.words)
    together = frozenset().union(*(does for _, does, _ in own))
    if not _meets(algorithm.alone, together) or not _mentions(algorithm.words, words):
        return
    wanted = {step for either in algorithm.alone for step in either}
    yield max(is_named or [one for one, _, _ in own], key=lambda one: _share(one, wanted))


def _share(one: Written, wanted: set[str]) -> tuple[bool, int]:
    """How much of an algorithm a part of it does: where something is updated is the heart of it."""
    is_heart = not {"update", "recurrence"}.isdisjoint(one.does)
    return is_heart, len(wanted.intersection(one.does))


@lru_cache(maxsize=8_192)
def _claims(name: str) -> frozenset[int]:
    """The positions of the algorithms that a name speaks of."""
    begins = _begins(name)
    return frozenset(
        at
        for at, algorithm in enumerate(algorithms())
        if any(begin.startswith(algorithm.named) for begin in begins)
        or not algorithm.exactly.isdisjoint(begins)
    )


@lru_cache(maxsize=8_192)
def _begins(name: str) -> tuple[str, ...]:
    """A name from each of its words on, as `named` is written: `myKMeans`, `kmeans`, `means`."""
    words = words_of(name)
    if not words or words[0] in _NO_WORK:
        return ()
    return tuple("".join(words[at:]) for at in range(len(words)))


def _may_work(name: str) -> bool:
    """Whether a function that no algorithm is named in may do one's work, as the step of an animation does."""
    return bool(_begins(name)) or words_of(name)[:1] == ["animate"]


def words_of(name: str) -> list[str]:
    """The words of a name, in lower case: `myKMeans` is `my`, `k`, `means`."""
    return [word.lower() for word in _WORD.findall(name)]


def _meets(wanted: tuple[tuple[str, ...], ...], does: frozenset[str]) -> bool:
    return all(not does.isdisjoint(steps) for steps in wanted)


def _mentions(wanted: tuple[tuple[str, ...], ...], words: tuple[str, ...]) -> bool:
    return bool(wanted) and all(
        any(_is_in(part, word) for part in parts for word in words) for parts in wanted
    )


def _is_in(part: str, word: str) -> bool:
    """Short words are compared whole, but for a number at their end (`dw2`); of longer ones a part is enough."""
    if len(part) < 4:
        return word == part or (word.startswith(part) and word[len(part) :].isdigit())
    return part in word


def _passes_on(one: Written, algorithm: Algorithm) -> bool:
    """Whether it calls a library for what it seems to do itself."""
    for call in one.calls:
        if algorithm.passes.has(call):
            return True
        shown = {skill for skill, key in signs("call", call) if key == "calls"}
        if not shown.isdisjoint(algorithm.shows) and not algorithm.beside.has(call):
            return True
    return False


@cache
def algorithms() -> tuple[Algorithm, ...]:
    """Return every algorithm that this version knows by what it does."""
    text = files("proofolio.skills").joinpath("algorithms.yml").read_text("utf-8")
    told: Mapping[str, Mapping[str, list[str]]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return tuple(_algorithm(name, keys) for name, keys in told.items())


def _algorithm(name: str, keys: Mapping[str, list[str]]) -> Algorithm:
    return Algorithm(
        name=name,
        shows=tuple(keys["shows"]),
        named=tuple(part for part in keys["named"] if not part.endswith("$")),
        exactly=frozenset(part[:-1] for part in keys["named"] if part.endswith("$")),
        words=_alternatives(keys.get("words", ())),
        does=_alternatives(keys["does"]),
        alone=_alternatives(keys.get("alone", ())),
        without=frozenset(keys.get("without", ())),
        beside=Patterns((text, None) for text in keys.get("beside", ())),
        passes=Patterns((text, None) for text in keys.get("passes", ())),
        both=bool(keys.get("both")),
        also=bool(keys.get("also")),
        model=bool(keys.get("model")),
        plain=bool(keys.get("plain")),
    )


def _alternatives(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(text.split("|")) for text in texts)
