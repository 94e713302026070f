"""A cell's source into Python's syntax tree, also where Jupyter's own lines stand in it."""

import ast
from collections.abc import Iterator
from typing import Final

from proofolio.notebook_check.source import automagic, to_python
from proofolio.notebook_check.tree import parse as parse_python

_MOST_CHUNKS: Final = 300
_GOES_ON: Final = ("el", "exc", "fin", ")", "]", "}")
"""What a line begins with that belongs to the statement before it."""


def parse(source: str) -> ast.Module | None:
    """Parse a cell; of one that is no Python as a whole, the statements that are."""
    code = to_python(source)
    if code.written.endswith(".py"):
        return parse_python("\n" + source.partition("\n")[2])
    tree = parse_python(code.python)
    if tree is None and automagic(code):
        tree = parse_python(code.python)
    return tree or _in_chunks(code.python)


def bindings(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Names that are set to an expression, at any depth."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    if isinstance(target, ast.Name):
                        yield target.id, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value
            case ast.NamedExpr(target=ast.Name(id=name), value=value):
                yield name, value


def names_in(node: ast.AST) -> Iterator[str]:
    """All names, attributes and texts in an expression."""
    for inner in ast.walk(node):
        match inner:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str() as name):
                yield name


def name_of(node: ast.expr) -> str:
    """What an expression is called: of `a.b.c`, `c`; of `a["x"]`, `a`; empty where it has no name."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=inner) | ast.Call(func=inner):
            return name_of(inner)
    return ""


def _in_chunks(python: str) -> ast.Module | None:
    chunks: list[list[str]] = []
    starts: list[int] = []
    for number, line in enumerate(python.split("\n")):
        if not chunks or (line[:1].strip() and not line.startswith(_GOES_ON)):
            chunks.append([])
            starts.append(number)
        chunks[-1].append(line)
    body: list[ast.stmt] = []
    for start, chunk in zip(starts[:_MOST_CHUNKS], chunks, strict=False):
        tree = parse_python("\n" * start + "\n".join(chunk))
        body += tree.body if tree else []
    return ast.Module(body=body, type_ignores=[]) if body else None
