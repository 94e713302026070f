"""What one notebook or file uses, matched with the skills that are known."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from proofolio.model.usage import Usage, Use
from proofolio.skills.cited import cited
from proofolio.skills.depth import depth_of
from proofolio.skills.features import Shown
from proofolio.skills.judged import learned, shown_by
from proofolio.skills.rules import (
    IDLE,
    IMPORTED,
    INSTALLED,
    MAX_USED,
    SPARE,
    WORK,
    Match,
    Read,
    read_of,
    used_of,
    word_of,
)
from proofolio.skills.shown_cell import best_cell, cells_of
from proofolio.skills.taxonomy import Entry, entry_named, taxonomy

__all__ = ["IDLE", "IMPORTED", "INSTALLED", "Match", "match"]

DOES: Final = "does::"
"""Begins what code does without a name: `does::assert`."""

_LITTLE: Final = "There is little of it here."


def match(usage: Usage) -> tuple[Match, ...]:
    """Return the skills that a notebook or file shows, in the order of the taxonomy."""
    read = read_of(usage)
    found = dict(read.made)
    if usage.cells:
        for name, score in shown_by(read.candidates).items():
            decided = _decided(found.get(name), score, name, read, usage)
            if decided:
                found[name] = decided
        found |= {name: _cited(one, read, usage) for name, one in found.items()}
    every = [found[entry.name] for entry in taxonomy() if entry.name in found]
    beside = {one.entry.name for one in every if one.entry.kind == "ability" and one.weight == WORK}
    return tuple(_with_depth(one, read.shown, beside) for one in every)


def _decided(made: Match | None, score: float, name: str, read: Read, usage: Usage) -> Match | None:
    """What comes of an ability when everything that speaks for it is weighed."""
    if score <= 0:
        is_little = made is not None and made.weight > SPARE and made.depth != "from scratch"
        return replace(made, weight=SPARE, why=_LITTLE) if made and is_little else made
    if made and made.weight > SPARE:
        return made
    entry = entry_named(name)
    its = [use for key, use in read.shown.get(name, ()) if key not in {"imports", "packages"}]
    hinting = [use for use in read.candidates[name].hinting if not use.name.startswith(DOES)]
    chosen = its or hinting or list(read.candidates[name].hinting)
    if entry is None or not chosen:
        return made
    return Match(
        entry=entry, at=cited(entry, chosen, usage), used=used_of(chosen), weight=WORK, why=""
    )


def _cited(made: Match, read: Read, usage: Usage) -> Match:
    """Cite an ability that is work where it is shown best."""
    name = made.entry.name
    if made.weight < WORK or name not in read.candidates:
        return made
    use = best_cell(cells_that_show(made.entry, read, usage), learned().cells, counts_of(usage))
    if use is None:
        return made
    word = word_of(use)
    is_new = word not in made.used and not use.name.startswith(DOES)
    return replace(made, at=use, used=(word, *made.used)[:MAX_USED] if is_new else made.used)


def cells_that_show(
    entry: Entry, read: Read, usage: Usage
) -> Mapping[int, tuple[Mapping[str, float], Use]]:
    """Return the cells that may show an ability, with their signs."""
    name = entry.name
    return cells_of(
        entry,
        usage,
        read.shown.get(name, ()),
        read.written.get(name, ()),
        read.candidates[name].hinting,
    )


def counts_of(usage: Usage) -> Mapping[int, int | None]:
    """Return the execution counts of a notebook's cells."""
    return {cell.index: cell.count for cell in usage.cells}


def _with_depth(made: Match, shown: Shown, beside: set[str]) -> Match:
    if made.entry.kind != "ability":
        return made
    its = shown.get(made.entry.name, ())
    ways = [use.name for _, use in its if use.kind == "call" and not use.is_spare]
    is_written = made.depth == "from scratch"
    return replace(made, depth=depth_of(made.entry, ways, beside, by_hand=is_written))
