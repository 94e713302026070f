"""What was found so far, while a notebook's cells are read in their order."""

import builtins
from dataclasses import dataclass, field
from typing import Final

from proofolio.model.usage import Deed, RunCell, Usage, Use, UseKind, Written
from proofolio.notebook_check.cells import CodeCell
from proofolio.notebook_check.remarks import remarks_of
from proofolio.notebook_check.steps import Steps

OWN: Final = "own::"
"""Begins the key of a class or function that the notebook defines."""

_MAX_NAME: Final = 120
_MAX_USES: Final = 2_000
_MAX_PLACES: Final = 12
_MAX_WRITTEN: Final = 200
_DEEDS: Final[tuple[Deed, ...]] = ("applied", "called", "trained")


@dataclass(slots=True)
class _Noted:
    kind: UseKind
    name: str
    cell: CodeCell | None
    line: int
    times: int = 0
    spare: int = 0
    places: dict[int, Deed] = field(default_factory=dict)

    def place(self, cell: CodeCell | None, deed: Deed) -> None:
        _place(self.places, cell, deed)


@dataclass(slots=True)
class _Definition:
    name: str
    kind: str
    steps: Steps
    cell: CodeCell | None
    line: int


class Gathered:
    """What names stand for, and what was used."""

    def __init__(self) -> None:
        self.aliases: dict[str, str] = {}
        self.texts: dict[str, tuple[str, ...]] = {}
        """Plain values by the name that was given them: `CFG.loss`, `params[loss]`."""
        self.held: dict[str, tuple[str, ...]] = {}
        """What made the value that a name has: calls in full, and classes of the notebook's own."""
        self.stars: list[str] = []
        self.defined: set[str] = set(dir(builtins))
        self.classes: dict[str, bool] = {}
        """Classes of the notebook's own: whether they have several methods."""
        self.modules: dict[str, str] = {}
        self.named: set[str] = set()
        self._uses: dict[tuple[UseKind, str], _Noted] = {}
        self._own: dict[str, dict[int, Deed]] = {}
        self._definitions: list[_Definition] = []
        self._waiting: list[tuple[str, str]] = []

    def note(self, kind: UseKind, name: str, cell: CodeCell | None, line: int) -> None:
        """Add a use, or count it again."""
        key = (kind, name[:_MAX_NAME])
        known = self._uses.get(key)
        if known is None:
            if len(self._uses) >= _MAX_USES:
                return
            known = self._uses[key] = _Noted(kind, key[1], cell, line)
        known.times += 1
        known.place(cell, "called")

    def touch(self, name: str, cell: CodeCell | None, deed: Deed) -> None:
        """Note that what made a name's value is at work in a cell."""
        if cell is None:
            return
        if name in self._own:
            _place(self._own[name], cell, deed)
        for key in self.held.get(name, ()):
            if key.startswith(OWN):
                _place(self._own.setdefault(key[len(OWN) :], {}), cell, deed)
            elif known := self._uses.get(("call", key)):
                known.place(cell, deed)

    def await_use(self, name: str, made_by: str) -> None:
        """Remember that a name was given what a call made."""
        self._waiting.append((name, made_by))

    def leave(self, made_by: str) -> None:
        """Note that what a call made was not even given a name."""
        self._waiting.append(("", made_by))

    def write(self, name: str, kind: str, steps: Steps, cell: CodeCell | None, line: int) -> None:
        """Add something that the notebook calculates itself."""
        if name:
            self._own.setdefault(name, {})
        if len(self._definitions) < _MAX_WRITTEN:
            self._definitions.append(_Definition(name, kind, steps, cell, line))

    def usage(
        self, language: str, cells: tuple[CodeCell, ...] = (), headings: tuple[str, ...] = ()
    ) -> Usage:
        """Return all that was found."""
        idle = {module for name, module in self.modules.items() if name not in self.named}
        busy = {module for name, module in self.modules.items() if name in self.named}
        for name, made_by in self._waiting:
            known = self._uses.get(("call", made_by))
            if known and name not in self.named:
                known.spare += 1
        return Usage(
            language=language,
            uses=tuple(_use(noted) for noted in self._uses.values()),
            idle=tuple(sorted(idle - busy)),
            written=tuple(self._written(one) for one in self._definitions),
            cells=tuple(
                RunCell(index=c.index, count=c.count, shows=c.shows, size=len(c.source))
                for c in cells
            ),
            headings=headings,
            remarks=remarks_of(cells),
        )

    def _written(self, one: _Definition) -> Written:
        return Written(
            name=one.name,
            kind="class" if one.kind == "class" else "function" if one.name else "cell",
            words=tuple(one.steps.words),
            does=tuple(sorted(one.steps.does)),
            calls=tuple(one.steps.calls),
            cell=one.cell.index if one.cell else None,
            count=one.cell.count if one.cell else None,
            line=one.line,
            places=tuple(self._own.get(one.name, {}).items()),
        )


def _use(noted: _Noted) -> Use:
    return Use(
        kind=noted.kind,
        name=noted.name,
        cell=noted.cell.index if noted.cell else None,
        count=noted.cell.count if noted.cell else None,
        line=noted.line,
        times=noted.times,
        places=tuple(noted.places.items()),
        is_spare=noted.spare >= noted.times,
    )


def _place(places: dict[int, Deed], cell: CodeCell | None, deed: Deed) -> None:
    if cell is None:
        return
    known = places.get(cell.index)
    if known is None:
        if len(places) < _MAX_PLACES:
            places[cell.index] = deed
    elif _DEEDS.index(deed) > _DEEDS.index(known):
        places[cell.index] = deed
