"""What a notebook or a file of Python uses, from its syntax tree; executes nothing."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from proofolio.model.usage import Usage
from proofolio.notebook_check.cells import CodeCell
from proofolio.notebook_check.gathered import Gathered
from proofolio.notebook_check.looks import (
    note_assert,
    note_decorator,
    note_look,
    note_methods,
    note_raise,
    note_subscript,
)
from proofolio.notebook_check.python_2 import modern
from proofolio.notebook_check.shell import effect
from proofolio.notebook_check.source import Code
from proofolio.notebook_check.texts import read_text
from proofolio.notebook_check.tree import dotted, is_deep, parse, walk
from proofolio.notebook_check.values import (
    assign,
    extend,
    loop_over,
    note_arguments,
    note_definitions,
    read_loads,
    refers,
)

VERSION: Final = 8
"""Grows with every change to what comes out for the same file of Python, so that caches can tell."""

_MAX_BYTES: Final = 1_000_000
"""Of a file of Python; a larger one was written by a program."""
_MAX_VALUE: Final = 40
_PLAIN_ARGUMENTS: Final = {"pipeline": (0, "task"), "BeautifulSoup": (1, "features")}
"""Arguments that are given without their name, and say what is done or by what: their place, and name."""
_MAX_LINES: Final = 2_000
_PARTS: Final = frozenset(
    {
        "completions",
        "responses",
        "embeddings",
        "messages",
        "models",
        "audio",
        "images",
        "chat",
        "str",
    }
    | {"dt", "write", "read", "beta", "random", "ai"}
)
"""Parts of a value whose methods say by them what they do: `client.chat.completions.create`."""


def usage_of_file(data: bytes) -> Usage:
    """Tell what a file of Python uses; nothing when it cannot be read."""
    gathered = Gathered()
    if len(data) <= _MAX_BYTES:
        tree = parse(data.decode("utf-8-sig", "replace"))
        if tree is not None and not is_deep(tree):
            _read_tree(gathered, None, tree)
    return gathered.usage("python")


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
    lines = modern(python.replace("\xa0", " ")).splitlines()[:_MAX_LINES]
    begins = [at for at, line in enumerate(lines) if line[:1].strip() and line[0] not in ")]}#"]
    for at, after in pairwise([*begins, len(lines)]):
        part = parse("\n".join(lines[at:after]))
        if part is not None and not is_deep(part):
            yield ast.increment_lineno(part, at)


def _read_tree(gathered: Gathered, cell: CodeCell | None, tree: ast.Module) -> None:
    for node, _, names in walk(tree):
        _read_node(gathered, cell, node)
        read_loads(gathered, cell, node, names)
    _read_ends(gathered, cell, tree)
    note_definitions(gathered, cell, tree)


def _read_node(gathered: Gathered, cell: CodeCell | None, node: ast.AST) -> None:
    read = _READERS.get(type(node))
    if read:
        read(gathered, cell, node)


def _read_assignment(gathered: Gathered, cell: CodeCell | None, node: ast.Assign) -> None:
    for target in node.targets:
        assign(gathered, cell, target, node.value)


def _read_function(gathered: Gathered, cell: CodeCell | None, node: ast.FunctionDef) -> None:
    gathered.defined.add(node.name)
    for decorator in node.decorator_list:
        full = refers(gathered, decorator)
        if full:
            gathered.note("call", full, cell, decorator.lineno)
        else:
            note_decorator(gathered, cell, decorator)


def _read_loop(gathered: Gathered, _cell: CodeCell | None, node: ast.For) -> None:
    loop_over(gathered, node)


def _read_dictionary(gathered: Gathered, cell: CodeCell | None, node: ast.Dict) -> None:
    _read_references(gathered, cell, node.values)


def _read_list(gathered: Gathered, cell: CodeCell | None, node: ast.List) -> None:
    _read_references(gathered, cell, node.elts)


def _read_class(gathered: Gathered, cell: CodeCell | None, node: ast.ClassDef) -> None:
    gathered.defined.add(node.name)
    gathered.note("class", node.name, cell, node.lineno)
    for base in node.bases:
        _name(gathered, cell, base)
        full = refers(gathered, base)
        for part in node.body if full else ():
            if isinstance(part, ast.FunctionDef):
                gathered.note("class", f"{full}.{part.name}", cell, part.lineno)
        if isinstance(base, ast.Name) and base.id in gathered.classes:
            gathered.note("class", "own::subclass", cell, node.lineno)
    note_methods(gathered, cell, node)
    for part in node.body:
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            target = ast.Attribute(ast.Name(node.name), part.targets[0].id, lineno=part.lineno)
            assign(gathered, cell, target, part.value, is_noted=False)


def _read_ends(gathered: Gathered, cell: CodeCell | None, tree: ast.Module) -> None:
    """Note what is made as a statement of its own, so that nothing can use it, unless it is drawn."""
    for part in tree.body:
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
            full = refers(gathered, part.value.func)
            is_drawn = cell is not None and cell.shows == "picture"
            if full and full.rpartition(".")[2][:1].isupper() and not is_drawn:
                gathered.leave(full)


def _read_references(gathered: Gathered, cell: CodeCell | None, values: Iterable[ast.AST]) -> None:
    """Note classes that are named and called later: `{"kmeans": KMeans}[name](3)`."""
    for value in values:
        full = refers(gathered, value)
        last = full.rpartition(".")[2]
        if "." in full and last[:1].isupper() and not last.isupper():
            gathered.note("call", full, cell, getattr(value, "lineno", 1))


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
    note_arguments(gathered, cell, node)
    extend(gathered, node)
    _read_references(gathered, cell, node.args)
    _read_references(gathered, cell, [keyword.value for keyword in node.keywords])
    function = dotted(node.func, gathered.aliases).rpartition(".")[2]
    place, name = _PLAIN_ARGUMENTS.get(function, (0, ""))
    told = node.args[place] if name and len(node.args) > place else None
    value = told.value if isinstance(told, ast.Constant) else None
    if isinstance(value, str) and len(value) <= _MAX_VALUE:
        gathered.note("argument", f"{name}={value}", cell, node.lineno)


def _name(gathered: Gathered, cell: CodeCell | None, node: ast.expr) -> None:
    """Note what is called: in full when it was imported, else as a method of something."""
    root: ast.expr = node
    while isinstance(root, ast.Attribute):
        root = root.value
    full = dotted(node, gathered.aliases)
    is_known = isinstance(root, ast.Name) and root.id in gathered.aliases
    if not is_known and isinstance(node, ast.Attribute):
        full = f".{node.attr}"
        above = node.value
        if isinstance(above, ast.Attribute) and above.attr == "plot":
            # `frame.plot.bar()`
            full = f".plot.{node.attr}"
        elif isinstance(above, ast.Attribute) and above.attr in _PARTS:
            gathered.note("call", f".{above.attr}.{node.attr}", cell, node.lineno)
    elif not is_known and gathered.stars and full not in gathered.defined:
        # `from module import *` may have brought it; the last one wins.
        full = f"{gathered.stars[-1]}.{full}"
    gathered.note("call", full, cell, node.lineno)


_READERS: Final[Mapping[type[ast.AST], Callable[[Gathered, CodeCell | None, Any], None]]] = {
    ast.Call: _read_call,
    ast.Constant: read_text,
    ast.Attribute: note_look,
    ast.Assign: _read_assignment,
    ast.Import: _read_import,
    ast.ImportFrom: _read_import,
    ast.FunctionDef: _read_function,
    ast.AsyncFunctionDef: _read_function,
    ast.ClassDef: _read_class,
    ast.For: _read_loop,
    ast.Subscript: note_subscript,
    ast.Assert: note_assert,
    ast.Raise: note_raise,
    ast.Dict: _read_dictionary,
    ast.List: _read_list,
    ast.Tuple: _read_list,
}
