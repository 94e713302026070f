"""Complaints about names and syntax into findings, each with its cell."""

import ast
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from proofolio.model.runnable import Finding, Weight
from proofolio.notebook_check.cells import CodeCell
from proofolio.notebook_check.colab import colab
from proofolio.notebook_check.draft import Draft
from proofolio.notebook_check.names import Complaint
from proofolio.notebook_check.tree import DEFERRED, nodes, parse

_PYTHON_2: Final = frozenset(
    {"xrange", "unicode", "raw_input", "basestring", "unichr", "execfile", "reduce", "long", "cmp"}
)
_PRINT_STATEMENT: Final = re.compile(r"^[ \t]*(?:print|exec)[ \t]+[^(=\s.,\[]", re.MULTILINE)
_MOST_READ: Final = 2_000
_MOST: Final = 12
"""Findings of a kind; a notebook with more has one cause for all of them."""


def of_code(made: Draft, complaints: Sequence[Sequence[Complaint]]) -> list[Finding]:
    """What ruff said of the whole code, and of each odd cell alone."""
    cells = made.content.cells
    found = [
        Finding(
            kind="not-examined",
            weight="note",
            cell=index,
            message="This cell is too long or nested too deep to be examined.",
            hint="",
        )
        for index in made.skipped
    ]
    for position, said in zip(made.odd, complaints[1:], strict=True):
        errors = [complaint for complaint in said if not complaint.name]
        if errors and not _ran(cells[position], python_2=made.content.python_2):
            found.append(_syntax(cells[position], errors[0]))
    whole = complaints[0][:_MOST_READ] if complaints else ()
    bound, uses = _Bound(made), _Uses(made)
    seen: set[str] = set()
    undefined: list[Finding] = []
    for complaint in whole:
        position = max(0, bisect_right(made.starts, complaint.line) - 1)
        cell = cells[position] if cells else None
        if cell is None or cell.may_fail or complaint.name in seen:
            continue
        if not complaint.name:
            if not _ran(cell, python_2=made.content.python_2):
                found.append(_syntax(cell, complaint))
            continue
        line = complaint.line - made.starts[position] + 1
        flags = uses(position, complaint.name, line)
        if flags is None:
            continue
        if not flags:
            seen.add(complaint.name)
        undefined.append(_undefined(complaint.name, position, bound, made, flags))
    firm = {f.message for f in undefined if f.weight == "broken"}
    unique = {
        f.message: f for f in reversed(undefined) if f.weight == "broken" or f.message not in firm
    }
    found += sorted(unique.values(), key=lambda f: f.cell or 0)[:_MOST]
    return found


class _Bound:
    """Which cell binds a name, worked out when it is first asked."""

    def __init__(self, made: Draft) -> None:
        self._made = made
        self._cells: list[set[str]] | None = None

    def __call__(self, name: str) -> list[int]:
        """Positions of the cells that bind it outside functions."""
        if self._cells is None:
            self._cells = [_bound(python) for python in self._made.pythons]
        return [i for i, names in enumerate(self._cells) if name in names]


def _bound(python: str) -> set[str]:
    tree = parse(python)
    names: set[str] = set()
    for node, flags in nodes(tree) if tree else ():
        if flags & DEFERRED:
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(a.asname or a.name).partition(".")[0] for a in node.names}
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
                names.add(child.id)
    return names


class _Uses:
    """Where names are used, worked out cell by cell when it is first asked."""

    def __init__(self, made: Draft) -> None:
        self._made = made
        self._cells: dict[int, dict[str, list[tuple[int, int]]]] = {}

    def __call__(self, position: int, name: str, line: int) -> int | None:
        """Flags of the use, as `tree.nodes` tells; None when the name is only in a text."""
        if position not in self._cells:
            self._cells[position] = _uses(self._made.pythons[position])
        near = self._cells[position].get(name)
        return min((abs(at - line), flags) for at, flags in near)[1] if near else None


def _uses(python: str) -> dict[str, list[tuple[int, int]]]:
    tree = parse(python)
    found: dict[str, list[tuple[int, int]]] = {}
    for node, flags in nodes(tree) if tree else ():
        inner = flags | (DEFERRED if isinstance(node, ast.FunctionDef | ast.Lambda) else 0)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Load):
                found.setdefault(child.id, []).append((child.lineno, inner))
    return found


def _undefined(name: str, position: int, bound: _Bound, made: Draft, flags: int) -> Finding:
    cells = made.content.cells
    where = bound(name)
    weight: Weight = "doubt" if flags else "broken"
    after = [i for i in where if i > position]
    before = [i for i in where if i < position]
    kind, message = "undefined", f"`{name}` is not defined anywhere in the notebook."
    hint = "Define or import it, or take out what uses it."
    if name in _PYTHON_2:
        message = f"`{name}` is Python 2; Colab runs Python {colab().python}."
        hint = "Write it as Python 3 does."
    elif before:
        weight = "doubt"
        message = f"`{name}` may be gone when it is used: cell {cells[before[-1]].index} had it."
        hint = "Define it again, or take the `del` out."
    elif after:
        kind, message = "order", f"`{name}` is used before cell {cells[after[0]].index} defines it."
        hint = "Move the cells into the order in which they have to run."
    return Finding(
        kind="order" if kind == "order" else "undefined",
        weight=weight,
        cell=cells[position].index,
        message=message,
        hint=hint,
    )


def _ran(cell: CodeCell, *, python_2: bool) -> bool:
    """Whether the last run got through the cell: then it is us who cannot read it."""
    return cell.may_fail or (not python_2 and cell.count is not None and cell.failed is None)


def _syntax(cell: CodeCell, complaint: Complaint) -> Finding:
    if _PRINT_STATEMENT.search(cell.source):
        message = f"This cell is Python 2; Colab runs Python {colab().python}."
        hint = "Write `print(…)`, with brackets."
    else:
        message = f"This cell is not complete Python: {complaint.message.rstrip('.')}."
        hint = "Mend the cell, or make it a text cell."
    return Finding(kind="syntax", weight="broken", cell=cell.index, message=message, hint=hint)
