"""What tells whether a notebook shows an ability: one number for each sign, for `skills/judged.py` to weigh."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import Final

from proofolio.model.usage import Usage, Use
from proofolio.skills.hints import hinted, hints, said
from proofolio.skills.signs import has_company
from proofolio.skills.taxonomy import Entry

Shown = Mapping[str, Sequence[tuple[str, Use]]]
"""By skill: the keys of the taxonomy that say so, each with the use."""

_STRONG: Final = frozenset({"calls", "classes", "arguments", "magics", "commands"})
_USUAL_CELLS: Final = 3.0
_USUAL_FOUND: Final = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the rules of the taxonomy say of an ability."""

    is_work: bool
    is_idle: bool
    """What it makes is never used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An ability that a notebook may show."""

    signs: Mapping[str, float]
    named: frozenset[str]
    """Names of the uses that speak of it."""
    hinting: tuple[Use, ...]


def candidates(
    usage: Usage,
    uses: Sequence[Use],
    names: Iterable[str],
    shown: Shown,
    written: Mapping[str, Sequence[tuple[bool, Use]]],
    made: Mapping[str, Made],
    entries: Iterable[Entry],
) -> Mapping[str, Candidate]:
    """Return the abilities that a notebook may show, with what speaks for each."""
    every = tuple(names)
    hinting: dict[str, list[Use]] = {}
    for use in uses:
        for ability in hinted(use.kind, use.name):
            hinting.setdefault(ability, []).append(use)
    words = said(usage)
    shows = {cell.index: cell.shows for cell in usage.cells}
    sizes = {cell.index: cell.size for cell in usage.cells}
    size = len(usage.cells) or 1
    found = sum(one.is_work for one in made.values())
    common = {
        "no outputs": float(not any(shows.values())),
        "cells of code": log1p(size) - _USUAL_CELLS,
        "abilities found": log1p(found) - _USUAL_FOUND,
    }
    told: dict[str, Candidate] = {}
    for entry in entries:
        name = entry.name
        its, own, hint = shown.get(name, ()), written.get(name, ()), hinting.get(name, [])
        if name not in hints() or not (its or own or hint):
            continue
        signs = dict(common)
        signs |= _of_rules(made.get(name), own)
        signs |= _of_uses(its, shows, size)
        signs |= _of_hints(hint, size)
        signs |= _of_code(its, hint, sizes)
        signs["company"] = float(has_company(entry, every))
        signs |= _of_words(entry, usage, bool(its), signs)
        if name in words:
            one = words[name]
            counts = {
                "word in headings": one.headings,
                "word in comments": one.comments,
                "word in titles": one.titles,
                "word in names": one.names,
                "word in variables": one.identifiers,
            }
            signs |= {key: log1p(count) for key, count in counts.items() if count}
            signs["words"] = sum(log1p(count) for count in counts.values())
            signs["words in places"] = float(sum(map(bool, list(counts.values())[:4])) >= 2)
        told[name] = Candidate(
            signs={key: value for key, value in signs.items() if value},
            named=frozenset(use.name for _, use in its) | frozenset(use.name for use in hint),
            hinting=tuple(hint),
        )
    return told


def _of_rules(made: Made | None, own: Sequence[tuple[bool, Use]]) -> Mapping[str, float]:
    is_own = any(one for one, _ in own)
    return {
        "rule": float(made is not None and made.is_work),
        "idle": float(made is not None and made.is_idle),
        "by hand": float(is_own),
        "written": float(bool(own) and not is_own),
        "written and left": float(bool(own) and all(use.is_spare for _, use in own)),
    }


def _of_uses(
    its: Sequence[tuple[str, Use]], shows: Mapping[int, str], size: int
) -> Mapping[str, float]:
    kinds: dict[str, dict[str, Use]] = {}
    for key, use in its:
        kinds.setdefault("strong" if key in _STRONG else key, {})[use.name] = use
    signs: dict[str, float] = {}
    for kind, of_kind in kinds.items():
        signs[f"{kind} names"] = log1p(len(of_kind))
        signs[f"{kind} times"] = log1p(sum(use.times for use in of_kind.values()))
    cells = {
        cell
        for kind, of_kind in kinds.items()
        if kind not in {"imports", "packages"}
        for use in of_kind.values()
        for cell in (*(place for place, _ in use.places), use.cell)
        if cell is not None
    }
    signs["any strong"] = float("strong" in kinds)
    signs["cells"] = log1p(len(cells))
    signs["share"] = len(cells) / size
    signs["pictures"] = log1p(sum(shows.get(cell) == "picture" for cell in cells))
    signs["texts"] = log1p(sum(shows.get(cell) == "text" for cell in cells))
    signs["all idle"] = float(bool(its) and all(use.is_spare for _, use in its))
    return signs


def _of_hints(hint: Sequence[Use], size: int) -> Mapping[str, float]:
    cells = {cell for use in hint for cell, _ in use.places}
    return {
        "hints": log1p(len(hint)),
        "hints times": log1p(sum(use.times for use in hint)),
        "hints cells": log1p(len(cells)),
        "hints share": len(cells) / size,
    }


def _of_code(
    its: Sequence[tuple[str, Use]], hint: Sequence[Use], sizes: Mapping[int, int]
) -> Mapping[str, float]:
    """How much of the code stands in the cells that speak of it, and where in the notebook they are."""
    whole = sum(sizes.values()) or 1
    used = {cell for key, use in its if key != "imports" for cell, _ in use.places}
    cells = used | {cell for use in hint for cell, _ in use.places}
    last = max(sizes, default=1) or 1
    return {
        "code share": sum(sizes.get(cell, 0) for cell in used) / whole,
        "hints code share": sum(sizes.get(cell, 0) for cell in cells) / whole,
        "spread over": (max(cells) - min(cells)) / last if cells else 0.0,
    }


def _of_words(
    entry: Entry, usage: Usage, is_used: bool, signs: Mapping[str, float]
) -> Mapping[str, float]:
    """Whether headings name the ability itself."""
    wanted = [name.lower() for name in (entry.name, *entry.signs.get("headings", ()))]
    told = [any(name in f" {heading} " for name in wanted) for heading in usage.headings]
    if not any(told):
        return {}
    return {
        "said": 1.0,
        "said first": float(told[0]),
        "said times": log1p(sum(told)),
        "said and called": signs["any strong"],
        "said and hinted": float(is_used and not signs["any strong"]),
    }
