"""Which cell shows an ability best, by weights that were learned from the cells that readers would show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log1p
from typing import Final

from proofolio.model.usage import Usage, Use
from proofolio.skills.hints import spoken_of
from proofolio.skills.taxonomy import Entry

_STRONG: Final = frozenset({"calls", "classes", "arguments", "magics", "commands"})
_BESIDE: Final = frozenset({"imports", "packages"})
_TRAINS: Final = (".fit", ".train", ".backward", ".fine_tune", ".learn")
_CROSSED: Final = (
    *("picture", "text", "size", "place", "trains", "words", "written"),
    *("strong called, of most", "strong applied, of most", "strong trained, of most"),
    "hint called, of most",
)
"""Signs that weigh differently for each group of abilities, and for each ability."""
OF_GROUP: Final = 0.7
OF_ABILITY: Final = 0.4
_USUAL_SIZE: Final = 2.0
_HINTED: Final = 3


@dataclass(slots=True)
class _Cell:
    counts: dict[str, int] = field(default_factory=dict)
    uses: list[tuple[int, Use]] = field(default_factory=list)

    @property
    def rank(self) -> int:
        return min((rank for rank, _ in self.uses), default=_HINTED)

    def add(self, sign: str, use: Use | None = None, rank: int = 9) -> None:
        self.counts[sign] = self.counts.get(sign, 0) + 1
        if use:
            self.uses.append((rank, use))


def cells_of(
    entry: Entry,
    usage: Usage,
    its: Sequence[tuple[str, Use]],
    written: Sequence[tuple[bool, Use]],
    hinting: Sequence[Use],
) -> Mapping[int, tuple[Mapping[str, float], Use]]:
    """Return the cells that may show an ability, each with its signs and the use that it would be cited for."""
    cells = _gathered(its, written, hinting)
    for remark in usage.remarks:
        if remark.cell in cells and entry.name in spoken_of(remark.text):
            cells[remark.cell].add("words")
    most: dict[str, int] = {}
    for cell in cells.values():
        for sign, count in cell.counts.items():
            most[sign] = max(most.get(sign, 0), count)
    # Where something of the ability is called or written, a cell that only hints at it proves nothing.
    is_shown = any(rank < _HINTED for cell in cells.values() for rank, _ in cell.uses)
    trains = _training(usage)
    found = {}
    for order, ran in enumerate(usage.cells):
        told = cells.get(ran.index)
        if told is None or not told.uses or (is_shown and told.rank >= _HINTED):
            continue
        signs = {sign: log1p(count) for sign, count in told.counts.items()}
        signs |= {f"{sign}, of most": count / most[sign] for sign, count in told.counts.items()}
        strong = sum(n for sign, n in told.counts.items() if sign.startswith("strong"))
        signs |= {
            "strong": log1p(strong),
            "any strong": float(strong > 0),
            "picture": float(ran.shows == "picture"),
            "text": float(ran.shows == "text"),
            "size": log1p(ran.size) / 3 - _USUAL_SIZE,
            "place": order / len(usage.cells),
            "last": float(order == len(usage.cells) - 1),
            "trains": float(ran.index in trains),
        }
        signs |= dict(_crossed(entry, signs))
        use = min(told.uses, key=lambda one: one[0])[1]
        found[ran.index] = ({key: value for key, value in signs.items() if value}, use)
    return found


def _gathered(
    its: Sequence[tuple[str, Use]], written: Sequence[tuple[bool, Use]], hinting: Sequence[Use]
) -> dict[int, _Cell]:
    cells: dict[int, _Cell] = {}
    for key, use in its:
        kind = "strong" if key in _STRONG else "beside" if key in _BESIDE else key
        rank = 1 if kind == "strong" else 8 if kind == "beside" else 2
        for cell, deed in use.places:
            cells.setdefault(cell, _Cell()).add(f"{kind} {deed}", use, rank)
        if use.cell is not None:
            cells.setdefault(use.cell, _Cell()).add(f"{kind} first")
    for use in hinting:
        for cell, deed in use.places:
            cells.setdefault(cell, _Cell()).add(f"hint {deed}", use, _HINTED)
    for _, use in written:
        for cell, deed in use.places:
            cells.setdefault(cell, _Cell()).add(f"written {deed}", use, 0)
        if use.cell is not None:
            cells.setdefault(use.cell, _Cell()).add("written", use, 0)
    return cells


def _crossed(entry: Entry, signs: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    for key in _CROSSED:
        if value := signs.get(key):
            yield f"{key}|{entry.group}", value * OF_GROUP
            yield f"{key}|{entry.name}", value * OF_ABILITY


def best_cell(
    may: Mapping[int, tuple[Mapping[str, float], Use]],
    weights: Mapping[str, float],
    counts: Mapping[int, int | None],
) -> Use | None:
    """Return the use to cite, set into the cell that shows the ability best."""
    best, most = None, float("-inf")
    for index, (signs, use) in may.items():
        score = sum(weights[key] * value for key, value in signs.items() if key in weights)
        if score > most:
            best, most = (index, use), score
    if best is None:
        return None
    index, use = best
    return use if use.cell == index else replace(use, cell=index, count=counts[index], line=1)


def _training(usage: Usage) -> frozenset[int]:
    """The cells in which something is trained."""
    return frozenset(cell for use in _trainers(usage.uses) for cell, _ in use.places)


def _trainers(uses: Iterable[Use]) -> Iterator[Use]:
    return (use for use in uses if use.kind == "call" and use.name.startswith(_TRAINS))
