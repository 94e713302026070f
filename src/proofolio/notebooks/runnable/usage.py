"""What a notebook or a file of Python uses, from its syntax tree; executes nothing."""

import ast
import builtins
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from proofolio.model.usage import Usage, Use, UseKind
from proofolio.notebooks.runnable.cells import CodeCell
from proofolio.notebooks.runnable.shell import effect
from proofolio.notebooks.runnable.source import Code
from proofolio.notebooks.runnable.tree import dotted, is_deep, nodes, parse

VERSION: Final = 4
"""Grows with every change to what comes out for the same file of Python, so that caches can tell."""

_MAX_BYTES: Final = 1_000_000
"""Of a file of Python; a larger one was written by a program."""
_MAX_NAME: Final = 120
_MAX_VALUE: Final = 40
_MAX_USES: Final = 2_000
_MAX_LINES: Final = 2_000


def usage_of_file(data: bytes) -> Usage:
    """Tell what a file of Python uses; nothing when it cannot be read."""
    gathered = Gathered()
    if len(data) <= _MAX_BYTES:
        tree = parse(data.decode("utf-8-sig", "replace"))
        if tree is not None and not is_deep(tree):
            _read_tree(gathered, None, tree)
    return gathered.usage("python")


class Gathered:
    """What was found so far, while the cells are read in their order."""

    def __init__(self) -> None:
        self.uses: dict[tuple[UseKind, str], Use] = {}
        self.aliases: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.stars: list[str] = []
        self.defined: set[str] = set(dir(builtins))
        self.modules: dict[str, str] = {}
        self.named: set[str] = set()

    def note(self, kind: UseKind, name: str, cell: CodeCell | None, line: int) -> None:
        """Add a use, or count it again."""
        key = (kind, name[:_MAX_NAME])
        known = self.uses.get(key)
        if known is not None:
            self.uses[key] = replace(known, times=known.times + 1)
        elif len(self.uses) < _MAX_USES:
            self.uses[key] = Use(
                kind=kind,
                name=key[1],
                cell=cell.index if cell else None,
                count=cell.count if cell else None,
                line=line,
                times=1,
            )

    def usage(self, language: str) -> Usage:
        """Return all that was found."""
        idle = {module for name, module in self.modules.items() if name not in self.named}
        busy = {module for name, module in self.modules.items() if name in self.named}
        return Usage(
            language=language, uses=tuple(self.uses.values()), idle=tuple(sorted(idle - busy))
        )


def read_uses(gathered: Gathered, cell: CodeCell, code: Code, tree: ast.Module | None) -> None:
    """Add what one cell uses; the tree is of its code, or None when it has none."""
    for magic in code.magics:
        words = magic.text.split(None, 1)
        if words:
            gathered.note("magic", words[0], cell, magic.line)
    for command in code.commands:
        gathered.note("command", command.text.strip(), cell, command.line)
        for package, _ in effect(command.text).installs:
            gathered.note("install", package, cell, command.line)
    first = cell.source.lstrip().split(None, 1)
    if first and first[0].startswith("%%"):
        gathered.note("magic", first[0][2:], cell, 1)
    for part in [tree] if tree else _parts(code.python):
        _read_tree(gathered, cell, part)


def _parts(python: str) -> Iterator[ast.Module]:
    """Yield what can be parsed of code that cannot: old `print x`, a stray bracket, spaces that are none."""
    lines = python.replace("\xa0", " ").splitlines()[:_MAX_LINES]
    begins = [at for at, line in enumerate(lines) if line[:1].strip() and line[0] not in ")]}#"]
    for at, after in pairwise([*begins, len(lines)]):
        part = parse("\n".join(lines[at:after]))
        if part is not None and not is_deep(part):
            yield ast.increment_lineno(part, at)


def _read_tree(gathered: Gathered, cell: CodeCell | None, tree: ast.Module) -> None:
    for node, _ in nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            _read_import(gathered, cell, node)
        elif isinstance(node, ast.Call):
            _read_call(gathered, cell, node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            gathered.defined.add(node.name)
        elif isinstance(node, ast.ClassDef):
            gathered.defined.add(node.name)
            gathered.note("class", node.name, cell, node.lineno)
            for base in node.bases:
                _name(gathered, cell, base)
        elif isinstance(node, ast.Assign):
            # A name that is bound anew no longer stands for what was imported.
            for target in node.targets:
                _read_assignment(gathered, cell, target, node.value)
        gathered.named.update(_roots(node))


def _read_assignment(
    gathered: Gathered, cell: CodeCell | None, target: ast.expr, value: ast.expr
) -> None:
    told = _told(gathered, value)
    if isinstance(target, ast.Name):
        # `except ImportError: polars = None` binds it anew only where it is not there.
        if not (isinstance(value, ast.Constant) and value.value is None):
            gathered.aliases.pop(target.id, None)
        gathered.texts.pop(target.id, None)
        if told is not None:
            gathered.texts[target.id] = told
    elif isinstance(target, ast.Attribute) and told is not None:
        gathered.note("argument", f".{target.attr}={told}", cell, target.lineno)


def _told(gathered: Gathered, value: ast.expr) -> str | None:
    """A plain value, or the one that a name was given."""
    if isinstance(value, ast.Name):
        return gathered.texts.get(value.id)
    told = str(value.value) if isinstance(value, ast.Constant) else None
    return told if told is not None and len(told) <= _MAX_VALUE and "\n" not in told else None


def _read_import(
    gathered: Gathered, cell: CodeCell | None, node: ast.Import | ast.ImportFrom
) -> None:
    for bound, module in _imported(node):
        gathered.note("import", module, cell, node.lineno)
        # `import os.path` binds `os`.
        is_top = isinstance(node, ast.Import) and bound == module.partition(".")[0]
        gathered.aliases[bound] = bound if is_top else module
        gathered.modules[bound] = module
        if bound == "*":
            gathered.named.add(bound)
            gathered.stars.append(module)


def _imported(node: ast.Import | ast.ImportFrom) -> Iterable[tuple[str, str]]:
    if isinstance(node, ast.Import):
        for name in node.names:
            yield name.asname or name.name.partition(".")[0], name.name
    elif node.module and not node.level:
        for name in node.names:
            full = node.module if name.name == "*" else f"{node.module}.{name.name}"
            yield name.asname or name.name, full


def _read_call(gathered: Gathered, cell: CodeCell | None, node: ast.Call) -> None:
    _name(gathered, cell, node.func)
    for keyword in node.keywords:
        told = _told(gathered, keyword.value)
        if keyword.arg and told is not None:
            gathered.note("argument", f"{keyword.arg}={told}", cell, node.lineno)
    first = node.args[0] if node.args else None
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        function = dotted(node.func, gathered.aliases).rpartition(".")[2]
        if function == "pipeline" and len(first.value) <= _MAX_VALUE:
            gathered.note("argument", f"task={first.value}", cell, node.lineno)


def _name(gathered: Gathered, cell: CodeCell | None, node: ast.expr) -> None:
    """Note what is called: in full when it was imported, else as a method of something."""
    root: ast.expr = node
    while isinstance(root, ast.Attribute):
        root = root.value
    full = dotted(node, gathered.aliases)
    is_known = isinstance(root, ast.Name) and root.id in gathered.aliases
    if not is_known and isinstance(node, ast.Attribute):
        full = f".{node.attr}"
    elif not is_known and gathered.stars and full not in gathered.defined:
        # `from module import *` may have brought it; the last one wins.
        full = f"{gathered.stars[-1]}.{full}"
    gathered.note("call", full, cell, node.lineno)


def _roots(node: ast.AST) -> Iterable[str]:
    """Names that a node reads. `nodes` leaves bare names out, so they are looked for in their parents."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Load):
            yield child.id
