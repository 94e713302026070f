"""Which files calls and commands read, make or bring."""

import ast
from typing import Final

from proofolio.model.runnable import PathUse
from proofolio.notebook_check import paths
from proofolio.notebook_check.facts import Facts
from proofolio.notebook_check.tree import end_of, text

_READ_METHODS: Final = frozenset({"read_text", "read_bytes", "open", "iterdir"})


def note_call(facts: Facts, cell: int, node: ast.Call, name: str, flags: int) -> None:
    """Note which files a call reads, makes or brings.

    Args:
        facts: gathered so far.
        cell: the notebook's cell.
        node: the call.
        name: what is called, in full.
        flags: as `tree.nodes` tells.
    """
    last = name.rpartition(".")[2]
    writes = paths.WRITES.search(name) is not None or (
        name in paths.MODED and _mode(node) not in {"r", "rb", "rt"}
    )
    if writes or (last == "open" and _mode(node)[:1] in {"w", "a", "x"}):
        _made(facts, node)
    elif name in paths.READS:
        if not flags and node.args:
            _read(facts, cell, node.args[0], node.lineno)
    elif last in _READ_METHODS and isinstance(node.func, ast.Attribute):
        if not flags and isinstance(node.func.value, ast.Call | ast.BinOp):
            _read(facts, cell, node.func.value, node.lineno)
    elif name == "next" and len(node.args) == 1 and not flags:
        _look_around(facts, cell, node)
    elif paths.BRINGS.search(name) or _is_true(node, "download") or _is_true(node, "extract"):
        facts.brought = True
        facts.code_brought |= paths.BRINGS_CODE.search(name) is not None
    elif paths.MAY_BRING.search(last):
        facts.may_be_brought = True


def _made(facts: Facts, node: ast.Call) -> None:
    values = [*node.args, *(keyword.value for keyword in node.keywords)]
    if isinstance(node.func, ast.Attribute):
        values.append(node.func.value)
    for value in values:
        known = text(value, facts.names, facts.aliases) or end_of(value, facts.names, facts.aliases)
        if known and len(known) < 300:
            facts.made.add(paths.plain(known))
        elif not isinstance(value, ast.Constant):
            facts.may_be_brought = True


def _look_around(facts: Facts, cell: int, node: ast.Call) -> None:
    """`next(p for p in folders if (p / "data").is_dir())` stops when there is none."""
    for part in ast.walk(node.args[0]) if isinstance(node.args[0], ast.GeneratorExp) else ():
        if (
            isinstance(part, ast.Call)
            and isinstance(part.func, ast.Attribute)
            and part.func.attr in {"is_dir", "is_file", "exists"}
        ):
            end = end_of(part.func.value, facts.names, facts.aliases)
            if end:
                _read_path(facts, cell, end, part.lineno, is_whole=False)


def _read(facts: Facts, cell: int, node: ast.AST, line: int) -> None:
    path = text(node, facts.names, facts.aliases)
    end = end_of(node, facts.names, facts.aliases) if path is None else ""
    if path is not None:
        _read_path(facts, cell, path, line, is_whole=True)
    elif paths.is_file(end):
        _read_path(facts, cell, end, line, is_whole=False)


def _read_path(facts: Facts, cell: int, path: str, line: int, *, is_whole: bool) -> None:
    place = paths.place_of(path)
    if place == "none" or paths.is_under(path, facts.made):
        return
    if facts.brought and (place != "drive" and not (place == "home" and path[:1] not in "~/")):
        return
    facts.reads.setdefault(
        path,
        PathUse(
            path=path, cell=cell, line=line, is_whole=is_whole, is_firm=not facts.may_be_brought
        ),
    )


def note_mention(facts: Facts, cell: int, value: str, line: int) -> None:
    """Note a text that names something on a mounted Drive."""
    if "drive/" in value and paths.is_drive(value):
        facts.on_drive.setdefault(
            value, PathUse(path=value, cell=cell, line=line, is_whole=True, is_firm=True)
        )


def note_words(facts: Facts, cell: int, command: str, line: int) -> None:
    """Note what a command names on a Drive; the last word of a copy is what it makes."""
    if "drive/" not in command:
        return
    words = command.replace("\\ ", " ").split()
    if words[0] in {"cp", "mv", "rsync", "mkdir", "zip"}:
        facts.made.add(paths.plain(words[-1].strip("\"'")))
    for word in words:
        note_mention(facts, cell, word.strip("\"'"), line)


def _mode(node: ast.Call) -> str:
    """What a file is opened for; `?` when it cannot be told."""
    given = node.args[1] if len(node.args) > 1 else None
    for keyword in node.keywords:
        if keyword.arg == "mode":
            given = keyword.value
    if given is None:
        return "r"
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else "?"


def _is_true(node: ast.Call, name: str) -> bool:
    return any(
        keyword.arg == name
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value is True
        for keyword in node.keywords
    )
