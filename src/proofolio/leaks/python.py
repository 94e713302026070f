"""Names and what is set to them in Python, read by its syntax: in cells, whatever way they are written."""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from proofolio.leaks.folding import Folder, Text
from proofolio.leaks.names import keeps
from proofolio.notebooks.runnable.source import automagic, to_python

_LOGIN: Final = re.compile(
    r"(?:^|_)(?:log_?in|sign_?in|auth\w{0,12}|[a-z_]*auth|credentials?|smtp|imap\w*|[a-z_]*password(?:_provider)?"
    r"|[a-z_]*credentials?)$"
)
_CLIENT: Final = re.compile(r"(?:client|api|bot|github|gitlab|auth|handler|telebot|pinecone|groq)$")
_ASKS: Final = re.compile(
    r"^(?:get|read|load|check|verify|is|has|validate|find|delete|require|input|getpass)"
)
_DEFAULTS: Final = frozenset(
    {"default", "value", "fallback", "default_value", "initial", "initialvalue"}
)
_PAIR_NAMES: Final = re.compile(r"(?:^|_)(?:auth|credentials?|creds?|login|userpass)$")
_LONGEST_NAME: Final = 48
_MOST_CHUNKS: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A name, and a text that is set to it."""

    name: str
    """Empty where a text has none."""
    text: Text


def parse(source: str) -> ast.Module | None:
    """Parse a cell; of one that is no Python as a whole, the statements that are."""
    code = to_python(source)
    tree = _parsed(code.python)
    if tree is None and automagic(code):
        tree = _parsed(code.python)
    return tree or _parsed_in_chunks(code.python)


def _parsed(python: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(python)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _parsed_in_chunks(python: str) -> ast.Module | None:
    chunks: list[list[tuple[int, str]]] = []
    for number, line in enumerate(python.split("\n")):
        is_new = (
            line[:1].strip() and line[:1] not in ")]}" and not line.startswith(("el", "exc", "fin"))
        )
        if is_new or not chunks:
            chunks.append([])
        chunks[-1].append((number, line))
    body: list[ast.stmt] = []
    for chunk in chunks[:_MOST_CHUNKS]:
        tree = _parsed("\n" * chunk[0][0] + "\n".join(line for _, line in chunk))
        body += tree.body if tree else []
    return ast.Module(body=body, type_ignores=[]) if body else None


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


def pairs(tree: ast.Module, folder: Folder) -> Iterator[Pair]:
    """All names with their texts, and texts that are put together from several."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    yield from _set(target, value, folder)
            case (
                ast.AnnAssign(target=target, value=ast.expr() as value)
                | ast.AugAssign(target=target, value=value)
                | ast.NamedExpr(target=target, value=value)
            ):
                yield from _set(target, value, folder)
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    if isinstance(key, ast.Constant) and isinstance(key.value, str):
                        yield from _named(key.value, value, folder)
            case ast.List(elts=items) | ast.Tuple(elts=items):
                yield from _in_a_row(items, folder)
            case ast.Call():
                yield from _called(node, folder)
            case ast.BoolOp(values=several):
                yield from _instead(several, folder)
            case (
                ast.FunctionDef(args=args) | ast.AsyncFunctionDef(args=args) | ast.Lambda(args=args)
            ):
                positional = [*args.posonlyargs, *args.args]
                given = positional[len(positional) - len(args.defaults) :]
                for argument, value in zip(given, args.defaults, strict=True):
                    yield from _named(argument.arg, value, folder)
                for argument, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
                    if default:
                        yield from _named(argument.arg, default, folder)
        if isinstance(node, ast.JoinedStr | ast.BinOp | ast.Constant | ast.Call):
            text = folder.fold(node)
            if text:
                yield Pair(name="", text=text)


def _set(target: ast.expr, value: ast.expr, folder: Folder) -> Iterator[Pair]:
    match target, value:
        case ast.Tuple(elts=targets) | ast.List(elts=targets), ast.Tuple(elts=values) | ast.List(
            elts=values
        ):
            for one, its in zip(targets, values, strict=False):
                yield from _set(one, its, folder)
        case ast.Subscript(value=holder, slice=ast.Constant(value=str() as key)), _:
            held = _name_of(holder)
            plural = held[:-1] if held.lower().endswith("s") and keeps(held[:-1]) else ""
            yield from _named(key if keeps(key) or not plural else plural, value, folder)
        case _:
            name = _name_of(target)
            if name:
                yield from _named(name, value, folder)


def _named(name: str, value: ast.expr, folder: Folder) -> Iterator[Pair]:
    if _PAIR_NAMES.search(name.lower()) and isinstance(value, ast.Tuple) and len(value.elts) == 2:
        yield from _user_and_password(value.elts, folder)
        return
    # `api_keys = ["…"]`
    if not keeps(name) and name.lower().endswith("s"):
        name = name[:-1]
    if isinstance(value, ast.Dict | ast.List | ast.Set) and keeps(name) == "perhaps":
        return
    if keeps(name) or isinstance(value, ast.JoinedStr | ast.BinOp):
        for text in folder.values(value):
            yield Pair(name=name, text=text)


def _user_and_password(items: list[ast.expr], folder: Folder) -> Iterator[Pair]:
    password = folder.fold(items[1])
    if password:
        yield Pair(name="password", text=password)


def _in_a_row(items: list[ast.expr], folder: Folder) -> Iterator[Pair]:
    """What follows a flag: `["--api-key", "…"]`."""
    for one, next_ in zip(items, items[1:], strict=False):
        match one:
            case ast.Constant(value=str() as flag) if flag.startswith("-") and keeps(flag):
                yield from _named(flag, next_, folder)


def _instead(several: list[ast.expr], folder: Folder) -> Iterator[Pair]:
    """What is taken where a secret is not given: `os.environ.get("API_KEY") or "…"`."""
    first = next((name for name in _names_in(several[0]) if keeps(name)), None)
    for value in several[1:] if first else ():
        yield from _named(first or "", value, folder)


def _called(call: ast.Call, folder: Folder) -> Iterator[Pair]:
    name = _name_of(call.func)
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
    for keyword in call.keywords:
        if keyword.arg:
            yield from _named(keyword.arg, keyword.value, folder)
    for number, argument in enumerate(call.args):
        match argument:
            case ast.Constant(value=str() as said) if len(said) <= _LONGEST_NAME and keeps(said):
                if number + 1 < len(call.args):
                    yield from _named(said, call.args[number + 1], folder)
                for keyword in call.keywords:
                    if keyword.arg in _DEFAULTS:
                        yield from _named(said, keyword.value, folder)
    label = next((k.value for k in call.keywords if k.arg in {"label", "title"}), None)
    if isinstance(label, ast.Constant) and isinstance(label.value, str) and keeps(label.value):
        for keyword in call.keywords:
            if keyword.arg in _DEFAULTS:
                yield from _named(label.value, keyword.value, folder)
    yield from _given(call, snake, folder)


def _given(call: ast.Call, function: str, folder: Folder) -> Iterator[Pair]:
    """What a call's name says of what is given to it without a name."""
    texts = [folder.fold(argument) for argument in call.args]
    last = texts[-1] if texts else None
    if last is None:
        third = texts[2] if function == "connect" and len(texts) > 3 else None
        if third:
            yield Pair(name="password", text=third)
        return
    bare = function.removeprefix("set_")
    if _ASKS.search(function):
        return
    if function in {"send_keys", "fill", "type"}:
        if any(keeps(name) == "password" for name in _names_in(call.func)):
            yield Pair(name="password", text=last)
    elif _LOGIN.search(bare) and len(texts) > 1:
        yield Pair(name="password", text=last)
    elif function == "connect" and len(texts) > 2 and texts[2]:
        yield Pair(name="password", text=texts[2])
    elif keeps(bare) or _LOGIN.search(bare):
        yield Pair(name="api_key" if keeps(bare) != "password" else bare, text=last)
    elif _CLIENT.search(function) and len(texts) == 1:
        yield Pair(name="key", text=last)
    elif (
        function in {"encode", "decode", "dumps"}
        and len(texts) > 1
        and "jwt" in _names_in(call.func)
    ):
        yield Pair(name="secret", text=last)


def _names_in(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        match inner:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str() as name):
                yield name


def _name_of(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr=attr):
            return attr
        case ast.Subscript(value=inner):
            return _name_of(inner)
        case ast.Call(func=func):
            return _name_of(func)
    return ""
