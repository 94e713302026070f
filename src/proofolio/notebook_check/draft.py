"""A notebook on its way: its cells as Python, and what they do."""

from dataclasses import dataclass

from proofolio.model.usage import Usage
from proofolio.notebook_check.cells import Content
from proofolio.notebook_check.facts import Facts
from proofolio.notebook_check.gather import read_cell
from proofolio.notebook_check.gathered import Gathered
from proofolio.notebook_check.source import MAX_SOURCE, Code, automagic, to_python
from proofolio.notebook_check.tree import is_bottomless, is_deep, parse
from proofolio.notebook_check.usage import read_uses

_SHORT = 600
_ANY_NAME = "from unknown import *"
"""Tells ruff that names may exist which the notebook does not show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the code of a notebook came to."""

    content: Content
    facts: Facts
    usage: Usage
    pythons: tuple[str, ...]
    """Each code cell as Python; empty where it is none."""
    starts: tuple[int, ...]
    """Line of `code` on which each cell begins, counted from 1."""
    code: str
    """All cells, one after the other."""
    odd: dict[int, str]
    """Cells that could not be parsed here: position → code."""
    skipped: tuple[int, ...]
    """Cells too long or nested too deep to look into, as they are numbered in the notebook."""


def draft(content: Content) -> Draft:
    """Read every cell of a Python notebook."""
    facts = Facts()
    gathered = Gathered()
    pythons: list[str] = []
    starts: list[int] = []
    parts: list[str] = []
    odd: dict[int, str] = {}
    skipped: list[int] = []
    line = 1
    for position, cell in enumerate(content.cells):
        code = to_python(cell.source)
        tree = parse(code.python)
        if tree is None and automagic(code):
            tree = parse(code.python)
        # A level takes two characters at least, so that most cells need no look.
        if tree is not None and len(code.python) > _SHORT and is_deep(tree):
            tree, code = None, Code(defines_more=True)
            skipped.append(cell.index)
        elif len(cell.source) > MAX_SOURCE or (tree is None and is_bottomless(code.python)):
            skipped.append(cell.index)
        elif tree is None:
            odd[position] = code.python
        read_cell(facts, cell.index, code, tree)
        read_uses(gathered, cell, code, tree)
        is_open = tree is None or code.defines_more
        python = code.python if tree else ""
        parts += [_ANY_NAME if is_open else "", python]
        starts.append(line + 1)
        pythons.append(python)
        line += 2 + python.count("\n")
    return Draft(
        content=content,
        facts=facts,
        usage=gathered.usage(content.language, content.cells, content.headings),
        pythons=tuple(pythons),
        starts=tuple(starts),
        code="\n".join(parts) + "\n",
        odd=odd,
        skipped=tuple(skipped),
    )
