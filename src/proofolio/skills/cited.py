"""Which cell to cite: the one where the work is done, best one that showed its result."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from proofolio.model.usage import Deed, Shows, Usage, Use
from proofolio.skills.taxonomy import Entry

_DEEDS: Final[Mapping[Deed, float]] = {"called": 1.0, "applied": 0.8, "trained": 2.0}
_BUILDS: Final[Mapping[Deed, float]] = {"called": 1.5, "applied": 0.2, "trained": 0.4}
"""The same, where putting something together is the work."""
_DATA: Final = "Data work"
_BESIDE: Final = 0.5
_SIZE: Final = 0.5
_LONG: Final = 2_500
"""Characters of a cell that are as good as many more; of equal cells the one with more in it is chosen."""
_WRITTEN: Final = 5.0
"""Where an algorithm is written out, compared with where it is called."""
_SHOWS: Final[Mapping[Shows, float]] = {"": 0.0, "text": 1.0, "picture": 1.5}
_DRAWN: Final = 4.0
"""A picture, where drawing is the work."""
_TRAINED: Final = 1.5
"""Where a model is trained, for what a model shows."""
_TRAINS: Final = (".fit", ".train", ".backward", ".fine_tune", ".learn")
_MOST: Final = 4.0
"""Many calls in a cell are no better than some."""


def cited(entry: Entry, uses: Iterable[Use], usage: Usage) -> Use:
    """Return one of the uses of a skill, set into the cell to cite; in a file the first."""
    every = tuple(uses)
    if not usage.cells:
        return every[0]
    scores: dict[int, float] = {}
    first: dict[int, Use] = {}
    for use in every:
        for cell, deed in use.places:
            worth = (_BUILDS if entry.builds else _DEEDS)[deed]
            if use.kind == "written" and cell == use.cell:
                continue
            scores[cell] = scores.get(cell, 0.0) + worth
            first.setdefault(cell, use)
        if use.kind == "written" and use.cell is not None:
            scores[use.cell] = scores.get(use.cell, 0.0) + _WRITTEN
            first.setdefault(use.cell, use)
    ran = {cell.index: cell for cell in usage.cells}
    trains = _training(usage) if entry.serves and not entry.builds else frozenset()
    best, most = every[0].cell, 0.0
    for index, score in sorted(scores.items()):
        shows = ran[index].shows if index in ran else ""
        bonus = _bonus(entry, shows)
        bonus += _SIZE * min(ran[index].size, _LONG) / _LONG if index in ran else 0.0
        worth = min(score, _MOST) + bonus + (_TRAINED if index in trains else 0.0)
        if worth > most:
            best, most = index, worth
    if best is None or best == every[0].cell or best not in ran:
        return every[0]
    use = first[best]
    return use if use.cell == best else replace(use, cell=best, count=ran[best].count, line=1)


def _bonus(entry: Entry, shows: Shows) -> float:
    """What it is worth that a cell showed something: a picture tells little of how data was prepared."""
    if shows == "picture" and entry.draws:
        return _DRAWN
    return _BESIDE if shows == "picture" and entry.group == _DATA else _SHOWS[shows]


def _training(usage: Usage) -> frozenset[int]:
    """The cells in which something is trained."""
    return frozenset(
        cell
        for use in usage.uses
        if use.kind == "call" and use.name.startswith(_TRAINS)
        for cell, _ in use.places
    )
