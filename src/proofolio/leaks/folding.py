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
            case ast.Call(
                func=ast.Attribute(value=inner, attr="join"),
                args=[ast.List() | ast.Tuple() as items],
            ):
                between = self.fold(inner, depth + 1)
                parts_ = [self.fold(item, depth + 1) for item in items.elts]
                return self._join(between.value if between else "", parts_)
            case ast.Call(func=ast.Attribute(value=inner, attr="format"), args=args):
                return self._fill(self.fold(inner, depth + 1), r"\{\d?\}", args, depth)
            case ast.Call(func=ast.Attribute(value=inner, attr=attr)) if attr in _KEEPS_TEXT:
                return self.fold(inner, depth + 1)
            case ast.Call(func=ast.Name(id="str" | "bytes" | "SecretStr"), args=[inner, *_]):
                return self.fold(inner, depth + 1)
        return None

    def values(self, node: ast.expr | None, depth: int = 0) -> Iterator[Text]:
        """All texts that an expression may come to, or hold."""
        match node:
            case _ if depth > _DEEPEST:
                return
            case ast.BoolOp(values=several) | ast.List(elts=several) | ast.Set(elts=several):
                for one in several:
                    yield from self.values(one, depth + 1)
            case ast.IfExp(body=body, orelse=orelse):
                yield from self.values(body, depth + 1)
                yield from self.values(orelse, depth + 1)
            case ast.Dict(values=several):
                for one in several:
                    yield from self.values(one, depth + 1)
            case _:
                text = self.fold(node, depth)
                if text:
                    yield text
                elif isinstance(node, ast.Call):
                    for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                        # `Field(default="…")`, `SecretStr("…")`; of a call's last argument
                        if isinstance(argument, ast.Constant):
                            yield from self.values(argument, depth + 1)

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
