"""Names and what is set to them in Python, read by its syntax, whatever way they are written."""

import ast
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, TypeGuard

from proofolio.leaks.calls import given
from proofolio.leaks.folding import Folder, Pair
from proofolio.leaks.names import keeps
from proofolio.leaks.naming import named, named_by_others
from proofolio.leaks.parsing import name_of

_LEAST: Final = 16
"""Characters of a text in quotes that may be put together from several."""
_QUOTES: Final = 4
"""The most that quotes take, of one text."""


def pairs(tree: ast.Module, folder: Folder) -> Iterator[Pair]:
    """All names with their texts, and texts that are put together from several."""
    for node in ast.walk(tree):
        handler = _HANDLERS.get(type(node))
        if handler:
            yield from handler(node, folder)
        text = folder.fold(node) if _is_put_together(node) else None
        if text:
            yield Pair(name="", text=text)


def _is_put_together(node: ast.AST) -> TypeGuard[ast.expr]:
    """Whether an expression is a text of several, which the source does not show as it is."""
    match node:
        case ast.JoinedStr(values=parts):
            return len(parts) > 1
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return any(isinstance(one, ast.Constant | ast.JoinedStr) for one in (left, right))
        case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str())):
            return True
        case ast.Call(func=ast.Attribute(attr="join" | "format", value=ast.Constant())):
            return True
        case ast.Constant(value=str() as value):
            return node.end_lineno != node.lineno or (
                len(value) > _LEAST
                and (node.end_col_offset or 0) - node.col_offset > len(value) + _QUOTES
            )
    return False


def _assigned(node: ast.Assign, folder: Folder) -> Iterator[Pair]:
    for target in node.targets:
        yield from _set(target, node.value, folder)


def _set_once(
    node: ast.AnnAssign | ast.AugAssign | ast.NamedExpr, folder: Folder
) -> Iterator[Pair]:
    if node.value:
        yield from _set(node.target, node.value, folder)


def _looped(node: ast.For | ast.comprehension, folder: Folder) -> Iterator[Pair]:
    yield from named(name_of(node.target), node.iter, folder)


def _set(target: ast.expr, value: ast.expr, folder: Folder) -> Iterator[Pair]:
    match target, value:
        case ast.Tuple() | ast.List(), ast.Tuple() | ast.List():
            for one, its in zip(target.elts, value.elts, strict=False):
                yield from _set(one, its, folder)
        case ast.Subscript(value=holder, slice=ast.Constant(value=str() as key)), _:
            held = name_of(holder)
            # `KEYS["openai"] = "…"`
            one_of = held[:-1] if held[-1:] in {"s", "S"} and keeps(held[:-1]) else ""
            yield from named(key if keeps(key) or not one_of else one_of, value, folder)
        case _:
            yield from named(name_of(target), value, folder)


def _dictionary(node: ast.Dict, folder: Folder) -> Iterator[Pair]:
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield from named(key.value, value, folder)


def _in_a_row(node: ast.List | ast.Tuple, folder: Folder) -> Iterator[Pair]:
    """What follows a flag, `["--api-key", "…"]`, or a name: `("password", "…")`."""
    for one, next_ in pairwise(node.elts):
        match one:
            case ast.Constant(value=str() as said) if keeps(said):
                if said.startswith("-") or (isinstance(node, ast.Tuple) and len(node.elts) == 2):
                    yield from named(said, next_, folder)


def _instead(node: ast.BoolOp, folder: Folder) -> Iterator[Pair]:
    """`os.environ.get("API_KEY") or "…"`."""
    for value in node.values[1:]:
        yield from named_by_others(node.values[0], value, folder)


def _otherwise(node: ast.IfExp, folder: Folder) -> Iterator[Pair]:
    """`secrets["api_key"] if "api_key" in secrets else "…"`."""
    yield from named_by_others(node.test, node.orelse, folder)
    yield from named_by_others(node.body, node.orelse, folder)


def _compared(node: ast.Compare, folder: Folder) -> Iterator[Pair]:
    if isinstance(node.ops[0], ast.Eq):
        yield from named(name_of(node.left), node.comparators[0], folder)


def _function(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, folder: Folder
) -> Iterator[Pair]:
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    with_default = positional[len(positional) - len(arguments.defaults) :]
    for argument, value in zip(with_default, arguments.defaults, strict=True):
        yield from named(argument.arg, value, folder)
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default:
            yield from named(argument.arg, default, folder)
    if not isinstance(node, ast.Lambda) and keeps(node.name.removeprefix("get_")) == "key":
        for inner in ast.walk(node):
            if isinstance(inner, ast.Return) and inner.value:
                yield from named(node.name.removeprefix("get_"), inner.value, folder)


_HANDLERS: Final[dict[type[ast.AST], Callable[..., Iterator[Pair]]]] = {
    ast.Assign: _assigned,
    ast.AnnAssign: _set_once,
    ast.AugAssign: _set_once,
    ast.NamedExpr: _set_once,
    ast.For: _looped,
    ast.comprehension: _looped,
    ast.Dict: _dictionary,
    ast.List: _in_a_row,
    ast.Tuple: _in_a_row,
    ast.Call: given,
    ast.BoolOp: _instead,
    ast.IfExp: _otherwise,
    ast.Compare: _compared,
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.Lambda: _function,
}
