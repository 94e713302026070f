"""What the names of a notebook stand for: plain values, classes, and what a call made."""

import ast
from collections.abc import Iterable, Iterator
from typing import Final

from proofolio.model.usage import Deed
from proofolio.notebook_check.cells import CodeCell
from proofolio.notebook_check.gathered import OWN, Gathered
from proofolio.notebook_check.steps import steps_of
from proofolio.notebook_check.tree import children, dotted

_MAX_VALUE: Final = 40
_MAX_VALUES: Final = 8
_MAX_ENTRIES: Final = 40
_MAX_HELD: Final = 24
_MAX_NODES: Final = 1_500
_TRAINING: Final = ("fit", "train", "compile", "partial_fit", "learn", "backward", "fine_tune")
_ADDING: Final = frozenset({"add", "append", "extend", "add_module"})
_PLAIN: Final = frozenset({"numpy", "pandas", "os", "matplotlib", "seaborn", "time", "random"})
"""Modules whose results are data, not models."""


def assign(
    gathered: Gathered,
    cell: CodeCell | None,
    target: ast.expr,
    value: ast.expr,
    *,
    is_noted: bool = True,
) -> None:
    """Remember what a name, an attribute or an entry of a dictionary is given."""
    plain = tuple(_plain_values(gathered, value))
    key = _key(target)
    if key:
        gathered.texts.pop(key, None)
        if plain:
            gathered.texts[key] = plain
        _assign_entries(gathered, key, value)
    if isinstance(target, ast.Name):
        _assign_name(gathered, target.id, value)
    elif isinstance(target, ast.Tuple | ast.List):
        held = _held(gathered, value)
        for part in ast.walk(target):
            if isinstance(part, ast.Name):
                gathered.held[part.id] = held
    elif isinstance(target, ast.Attribute) and is_noted:
        for text in plain:
            gathered.note("argument", f".{target.attr}={text}", cell, target.lineno)


def _assign_name(gathered: Gathered, name: str, value: ast.expr) -> None:
    full = refers(gathered, value)
    # `except ImportError: polars = None` binds it anew only where it is not there.
    if not (isinstance(value, ast.Constant) and value.value is None):
        gathered.aliases.pop(name, None)
    if "." in full:
        # `layers = tf.keras.layers`
        gathered.aliases[name] = full
    gathered.held[name] = _held(gathered, value)
    if isinstance(value, ast.Call):
        made_by = refers(gathered, value.func)
        if made_by.rpartition(".")[2][:1].isupper():
            gathered.await_use(name, made_by)


def _assign_entries(gathered: Gathered, key: str, value: ast.expr) -> None:
    """Remember the entries of a dictionary: `{"loss": "mse"}`, `dict(loss="mse")`."""
    for name, text in _entries(gathered, value):
        gathered.texts[f"{key}[{name}]"] = text


def _entries(gathered: Gathered, value: ast.expr) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, ast.Name):
        begin = f"{value.id}["
        for key, known in list(gathered.texts.items()):
            if key.startswith(begin):
                yield key[len(begin) : -1], known
    for name, entry in _pairs(value):
        plain = tuple(_plain_values(gathered, entry))
        if plain:
            yield name, plain


def _pairs(value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(value, ast.Dict):
        for name, entry in zip(value.keys[:_MAX_ENTRIES], value.values, strict=False):
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                yield name.value, entry
    elif (
        isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "dict"
    ):
        yield from ((k.arg, k.value) for k in value.keywords[:_MAX_ENTRIES] if k.arg)


def loop_over(gathered: Gathered, node: ast.For) -> None:
    """Give the names of a loop what its values were made by: `for name, model in models`."""
    held = _held(gathered, node.iter)
    if held:
        names = node.target.elts if isinstance(node.target, ast.Tuple) else [node.target]
        for part in names:
            if isinstance(part, ast.Name):
                gathered.held[part.id] = held


def extend(gathered: Gathered, node: ast.Call) -> None:
    """Give a model or a list what is added to it: `model.add(Conv2D(8))`, `models.append(SVC())`."""
    function = node.func
    if isinstance(function, ast.Attribute) and function.attr in _ADDING:
        name = function.value.id if isinstance(function.value, ast.Name) else ""
        known = gathered.held.get(name, ())
        if name and len(known) < _MAX_HELD:
            new = [key for part in node.args for key in _held(gathered, part)]
            gathered.held[name] = tuple(dict.fromkeys((*known, *new)))[:_MAX_HELD]


def note_arguments(gathered: Gathered, cell: CodeCell | None, node: ast.Call) -> None:
    """Note what a call is given by name, also by a dictionary's entries: `fit(**params)`."""
    for keyword in node.keywords:
        if keyword.arg:
            for text in _plain_values(gathered, keyword.value):
                gathered.note("argument", f"{keyword.arg}={text}", cell, node.lineno)
    dictionaries = [keyword.value for keyword in node.keywords if keyword.arg is None]
    dictionaries += [part for part in node.args if isinstance(part, ast.Dict | ast.Name)]
    for dictionary in dictionaries:
        for name, plain in _entries(gathered, dictionary):
            for text in plain:
                gathered.note("argument", f"{name}={text}", cell, node.lineno)


def _plain_values(gathered: Gathered, value: ast.expr) -> Iterator[str]:
    """Yield the plain values of an expression, or of the names that stand for them."""
    if isinstance(value, ast.Constant):
        plain = str(value.value)
        if len(plain) <= _MAX_VALUE and "\n" not in plain:
            yield plain
        return
    if isinstance(value, ast.Dict | ast.List | ast.Tuple):
        parts = value.values if isinstance(value, ast.Dict) else value.elts
        for part in parts[:_MAX_VALUES]:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield from _plain_values(gathered, part)
        return
    key = _key(value)
    if key in gathered.texts:
        yield from gathered.texts[key]
    else:
        full = refers(gathered, value)
        if "." in full:
            # `loss=keras.losses.mse`
            yield full.rpartition(".")[2][:_MAX_VALUE]


def _key(node: ast.expr) -> str:
    """What a value is remembered under: `name`, `CFG.loss`, `params[loss]`; empty for other things."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        entry = node.slice
        if isinstance(entry, ast.Constant) and isinstance(entry.value, str):
            return f"{node.value.id}[{entry.value}]"
    return ""


def refers(gathered: Gathered, node: ast.AST) -> str:
    """The full name of what was imported, when a node is just its name; else empty."""
    root = node
    while isinstance(root, ast.Attribute):
        root = root.value
    if isinstance(root, ast.Name) and root.id in gathered.aliases:
        return dotted(node, gathered.aliases)
    return ""


def _held(gathered: Gathered, value: ast.AST) -> tuple[str, ...]:
    """What made a value: the calls in it, and what made the values that they are given."""
    found: dict[str, None] = {}
    stack: list[ast.AST] = [value]
    left = _MAX_NODES
    while stack and left and len(found) < _MAX_HELD:
        left -= 1
        node = stack.pop()
        if isinstance(node, ast.Call):
            full = refers(gathered, node.func)
            if full and full.partition(".")[0] not in _PLAIN:
                found[full] = None
            elif isinstance(node.func, ast.Attribute) and node.func.attr.startswith("flow"):
                found[f".{node.func.attr}"] = None
        elif isinstance(node, ast.Name):
            found.update(dict.fromkeys(gathered.held.get(node.id, ())))
        stack += children(node)
    return tuple(found)[:_MAX_HELD]


def read_loads(
    gathered: Gathered, cell: CodeCell | None, node: ast.AST, names: Iterable[ast.Name]
) -> None:
    """Note the bare names that a node reads."""
    if isinstance(node, ast.Attribute) and node.attr == "__version__":
        return
    for name in names:
        if isinstance(name.ctx, ast.Load):
            gathered.named.add(name.id)
            deed: Deed = "applied"
            if isinstance(node, ast.Attribute) and node.attr.startswith(_TRAINING):
                deed = "trained"
            gathered.touch(name.id, cell, deed)


def note_definitions(gathered: Gathered, cell: CodeCell | None, tree: ast.Module) -> None:
    """Note what a cell or file calculates itself: each class, each function, and what stands outside."""
    rest: list[ast.AST] = []
    for part in tree.body:
        if isinstance(part, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            kind = "class" if isinstance(part, ast.ClassDef) else "function"
            steps = steps_of([part], gathered.aliases)
            gathered.held[part.name] = (OWN + part.name, *_held(gathered, part)[: _MAX_HELD - 1])
            if len(steps.does) > 1 or "autograd" in steps.does:
                gathered.write(part.name, kind, steps, cell, part.lineno)
        elif not isinstance(part, ast.Import | ast.ImportFrom):
            rest.append(part)
    if any(isinstance(part, ast.For | ast.While) for part in rest) or len(rest) > 2:
        steps = steps_of(rest, gathered.aliases)
        if len(steps.does) > 2:
            gathered.write("", "cell", steps, cell, getattr(rest[0], "lineno", 1))
