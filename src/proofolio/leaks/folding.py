"""What a Python expression is, as far as its text stands in the source: joined, formatted, followed."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

GAP: Final = "{}"
"""Stands for what is not known."""
_LONGEST: Final = 20_000
_DEEPEST: Final = 60

_KEEPS_TEXT: Final = frozenset(
    {"strip", "lstrip", "rstrip", "encode", "decode", "replace", "removeprefix", "removesuffix"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """A text in quotes."""

    cell: int
    line: int
    """In the cell, counted from 1."""
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What an expression comes to, and the literals that it is made of."""

    value: str
    literals: tuple[Literal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A name, and a text that is set to it."""

    name: str
    """Empty where a text has none."""
    text: Text


class Folder:
    """Folds the expressions of one cell."""

    def __init__(self, cell: int, follow: Callable[[str], Text | None]) -> None:
        """Fold in a cell.

        Args:
            cell: its number.
            follow: gives what a name was set to, where it was set once.
        """
        self._cell = cell
        self._follow = follow

    def fold(self, node: ast.expr | None, depth: int = 0) -> Text | None:
        """The text that an expression comes to; None where it is none, or not known at all."""
        if depth > _DEEPEST:
            return None
        match node:
            case ast.Constant(value=str() | bytes() as value):
                return self._literal(node, value)
            case ast.Name(id=name):
                return self._follow(name)
            case ast.JoinedStr(values=parts):
                return self._join("", [self._part(part, depth) for part in parts])
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._join("", [self.fold(left, depth + 1), self.fold(right, depth + 1)])
            case ast.BinOp(left=left, op=ast.Mod(), right=right):
                values = right.elts if isinstance(right, ast.Tuple) else [right]
                return self._fill(self.fold(left, depth + 1), r"%[sdr]", values, depth)
            case ast.NamedExpr(value=inner) | ast.Await(value=inner) | ast.Starred(value=inner):
                return self.fold(inner, depth + 1)
            case ast.Call():
                return self._called(node, depth)
        return None

    def _called(self, call: ast.Call, depth: int) -> Text | None:
        match call:
            case ast.Call(func=ast.Attribute(value=inner, attr="join"), args=[items]):
                if not isinstance(items, ast.List | ast.Tuple):
                    return None
                between = self.fold(inner, depth + 1)
                parts = [self.fold(item, depth + 1) for item in items.elts]
                return self._join(between.value if between else "", parts)
            case ast.Call(func=ast.Attribute(value=inner, attr="format"), args=args):
                return self._fill(self.fold(inner, depth + 1), r"\{\d?\}", args, depth)
            case ast.Call(func=ast.Attribute(value=inner, attr=attr)) if attr in _KEEPS_TEXT:
                return self.fold(inner, depth + 1)
            case ast.Call(func=ast.Name(id="str" | "bytes" | "SecretStr"), args=[inner, *_]):
                return self.fold(inner, depth + 1)
        return None

    def values(self, node: ast.expr | None, depth: int = 0) -> Iterator[Text]:
        """All texts that an expression may come to, or hold."""
        if depth > _DEEPEST:
            return
        text = self.fold(node, depth)
        if text:
            yield text
            return
        for inner in _held(node):
            yield from self.values(inner, depth + 1)

    def _literal(self, node: ast.expr, value: str | bytes) -> Text | None:
        text = value.decode("latin-1") if isinstance(value, bytes) else value
        if len(text) > _LONGEST:
            return None
        literal = Literal(cell=self._cell, line=node.lineno, value=text)
        return Text(value=text, literals=(literal,))

    def _part(self, part: ast.expr, depth: int) -> Text | None:
        if isinstance(part, ast.FormattedValue):
            return self.fold(part.value, depth + 1)
        return self.fold(part, depth + 1)

    def _join(self, between: str, parts: list[Text | None]) -> Text | None:
        known = [part for part in parts if part]
        value = between.join(part.value if part else GAP for part in parts)
        if not known or len(value) > _LONGEST:
            return None
        return Text(value=value, literals=tuple(one for part in known for one in part.literals))

    def _fill(
        self, pattern: Text | None, gap: str, values: list[ast.expr], depth: int
    ) -> Text | None:
        if pattern is None:
            return None
        fills = [self.fold(value, depth + 1) for value in values]
        pieces = re.split(gap, pattern.value)
        parts: list[Text | None] = []
        for number, piece in enumerate(pieces):
            parts.append(Text(value=piece, literals=()))
            if number < len(pieces) - 1:
                parts.append(fills[number] if number < len(fills) else None)
        filled = self._join("", parts)
        if filled is None:
            return pattern
        return Text(value=filled.value, literals=(*pattern.literals, *filled.literals))


def _held(node: ast.expr | None) -> list[ast.expr]:
    """The expressions one of which another comes to, or which it holds."""
    match node:
        case ast.BoolOp(values=several) | ast.Dict(values=several):
            return several
        case ast.List(elts=several) | ast.Set(elts=several) | ast.Tuple(elts=several):
            return several
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
        case ast.Lambda(body=body):
            return [body]
        case ast.Call(args=args, keywords=keywords):
            # `Field(default="…")`, `quote_plus("…")`
            given = [*args, *(keyword.value for keyword in keywords)]
            return [one for one in given if isinstance(one, ast.Constant)]
    return []
