"""Walk over a cell's syntax tree, in the order of the text."""

import ast
import warnings
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

DEFERRED: Final = 1
"""In a function: it runs when that is called, if ever."""
OPTIONAL: Final = 2
"""Under a condition, or where an exception is caught."""

_MAX_DEPTH: Final = 20
_MAX_LEVELS: Final = 300
_MAX_TEXT: Final = 1_000
_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_CONDITIONS: Final = (ast.If, ast.IfExp, ast.Try, ast.TryStar, ast.While, ast.Match)


def parse(code: str) -> ast.Module | None:
    """Parse Python; None when it is not, or is nested too deep to read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def is_bottomless(code: str) -> bool:
    """Whether code is nested so deep that no parser should be given it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(code)
        except SyntaxError as error:
            return "too many nested" in error.msg or "too many levels" in error.msg
        except (RecursionError, MemoryError):
            return True
        except ValueError:
            return False
    return False


def is_deep(tree: ast.AST) -> bool:
    """Whether a tree has more levels than people write: programs that recurse take long over it."""
    level: list[ast.AST] = [tree]
    for _ in range(_MAX_LEVELS):
        level = [child for node in level for child in children(node)]
        if not level:
            return False
    return True


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes right below one that hold something, in the order of the text."""
    found: list[ast.AST] = []
    for name in node._fields:
        value = getattr(node, name, None)
        if type(value) is list:
            found += [item for item in value if isinstance(item, ast.AST) and item._fields]
        elif isinstance(value, ast.AST) and value._fields:
            found.append(value)
    return found


def nodes(tree: ast.AST) -> Iterator[tuple[ast.AST, int]]:
    """Each node that says something, before its children, with `DEFERRED` and `OPTIONAL`."""
    for node, flags, _ in walk(tree):
        yield node, flags


@lru_cache(maxsize=1)
def walk(tree: ast.AST) -> tuple[tuple[ast.AST, int, tuple[ast.Name, ...]], ...]:
    """Each node with its flags, as `nodes`, and the bare names right below it, which are none of their own.

    The last tree's are kept: a cell is read several times, one after the other.
    """
    found: list[tuple[ast.AST, int, tuple[ast.Name, ...]]] = []
    stack: list[tuple[ast.AST, int]] = [(tree, 0)]
    while stack:
        node, flags = stack.pop()
        inner = flags
        if isinstance(node, _FUNCTIONS):
            flags |= DEFERRED
        elif isinstance(node, _CONDITIONS):
            flags |= OPTIONAL
        below = children(node)
        names = [child for child in below if isinstance(child, ast.Name)]
        found.append((node, inner, tuple(names)))
        below.reverse()
        stack += [(child, flags) for child in below if type(child) is not ast.Name]
    return tuple(found)


def dotted(node: ast.AST, aliases: Mapping[str, str]) -> str:
    """The full name of what is called: `pd.read_csv` → `pandas.read_csv`.

    What is called on something without a name begins with a dot: `.to_csv`.
    """
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    root = aliases.get(node.id, node.id) if isinstance(node, ast.Name) else ""
    return ".".join([root, *reversed(parts)])


def text(
    node: ast.AST | None, names: Mapping[str, str], aliases: Mapping[str, str], depth: int = 0
) -> str | None:
    """The text that an expression makes, when it is plain from the notebook alone."""
    if node is None or depth > _MAX_DEPTH:
        return None
    found: str | None = None
    if isinstance(node, ast.Constant):
        found = node.value if isinstance(node.value, str) else None
    elif isinstance(node, ast.Name):
        found = names.get(node.id)
    elif isinstance(node, ast.JoinedStr):
        found = _joined([text(part, names, aliases, depth + 1) for part in node.values], "")
    elif isinstance(node, ast.FormattedValue):
        plain = node.conversion == -1 and node.format_spec is None
        found = text(node.value, names, aliases, depth + 1) if plain else None
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Div):
        sides = [text(side, names, aliases, depth + 1) for side in (node.left, node.right)]
        found = _joined(sides, "" if isinstance(node.op, ast.Add) else "/")
    elif isinstance(node, ast.Call) and not node.keywords:
        name = dotted(node.func, aliases)
        if name in {"os.path.join", "pathlib.Path", "str", "os.path.expanduser", "Path"}:
            found = _joined([text(part, names, aliases, depth + 1) for part in node.args], "/")
    return found if found is not None and len(found) <= _MAX_TEXT else None


def end_of(node: ast.AST, names: Mapping[str, str], aliases: Mapping[str, str]) -> str:
    """The known end of a path whose beginning is not known; empty when there is none.

    `root / "data" / "a.csv"` ends in `data/a.csv`. An expression that speaks of an address has none.
    """
    if any("url" in name.lower() or "http" in name.lower() for name in _names_in(node)):
        return ""
    parts: list[str] = []
    for _ in range(_MAX_DEPTH):
        last: ast.AST | None = None
        rest: ast.AST | None = None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Div):
            last, rest = node.right, node.left
        elif isinstance(node, ast.JoinedStr) and node.values:
            last = node.values[-1]
        elif isinstance(node, ast.Call) and node.args:
            if dotted(node.func, aliases).rpartition(".")[2] not in {"join", "Path", "str"}:
                break
            last = node.args[-1]
            rest = ast.Call(func=node.func, args=node.args[:-1], keywords=[])
        known = text(last, names, aliases)
        if known is None:
            break
        parts.append(known.strip("/"))
        if rest is None:
            break
        node = rest
    return "/".join(reversed(parts))


def _names_in(node: ast.AST) -> Iterator[str]:
    for child in ast.walk(node):
        if isinstance(child, ast.Name):
            yield child.id
        elif isinstance(child, ast.Attribute):
            yield child.attr
        elif isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value


def _joined(parts: list[str | None], between: str) -> str | None:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or not known:
        return None
    if between:
        known = [part.rstrip("/") or "/" for part in known[:-1]] + known[-1:]
    return between.join(known).replace("//", "/") if between else between.join(known)
