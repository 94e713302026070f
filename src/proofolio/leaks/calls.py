"""What a call says of what it is given: by keyword, by a name before it, by what it is called."""

import ast
import re
from collections.abc import Iterator
from typing import Final

from proofolio.leaks.folding import Folder, Pair
from proofolio.leaks.names import keeps
from proofolio.leaks.naming import named
from proofolio.leaks.parsing import name_of, names_in
from proofolio.leaks.values import is_tangled

_LOGIN: Final = re.compile(
    r"(?:^|_)(?:log_?in|sign_?in|auth\w{0,12}|[a-z_]*auth(?:_?provider)?|creds?|smtp|imap\w*"
    r"|[a-z_]*password(?:_provider)?|[a-z_]*credentials?)$"
)
_CLIENT: Final = re.compile(r"(?:client|api|bot|github|gitlab|handler|telebot|pinecone|groq)$")
_ASKS: Final = re.compile(
    r"^(?:get|read|load|check|verify|is|has|validate|find|delete|require|input|getpass)"
)
_DEFAULTS: Final = frozenset(
    {"default", "value", "fallback", "default_value", "initial", "initialvalue"}
)
_WORDED: Final = re.compile(r"[a-z]+(?:[_-][a-z0-9]+)*|[\w-]+(?:\.[\w-]+)+(?:/.*)?")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LONGEST_NAME: Final = 48


def given(call: ast.Call, folder: Folder) -> Iterator[Pair]:
    """All that a call is given under a name, or that its own name says something of."""
    for keyword in call.keywords:
        if keyword.arg:
            yield from named(keyword.arg, keyword.value, folder)
    for number, argument in enumerate(call.args):
        said = _named_in_text(argument)
        if said:
            for value in (*call.args[number + 1 : number + 2], *_defaults(call)):
                yield from named(said, value, folder)
    label = next(
        (_named_in_text(one.value) for one in call.keywords if one.arg in {"label", "title"}), ""
    )
    for value in _defaults(call) if label else ():
        yield from named(label, value, folder)
    yield from _without_name(call, folder)


def _named_in_text(node: ast.expr) -> str:
    """A text that names a secret: `"API_KEY"`, `"--api-key"`, `"API key"`."""
    match node:
        case ast.Constant(value=str() as said) if len(said) <= _LONGEST_NAME and keeps(said):
            return said
    return ""


def _defaults(call: ast.Call) -> Iterator[ast.expr]:
    for keyword in call.keywords:
        if keyword.arg in _DEFAULTS:
            yield keyword.value


def _without_name(call: ast.Call, folder: Folder) -> Iterator[Pair]:
    function = _CAMEL.sub("_", name_of(call.func)).lower()
    if not call.args or _ASKS.search(function):
        return
    if function == "connect":
        # `connect("host", "user", "…", "database")`
        for argument in call.args[1:]:
            text = folder.fold(argument)
            if text and is_tangled(text.value) and not _WORDED.fullmatch(text.value):
                yield Pair(name="password", text=text)
        return
    name = _name_for(call, function, len(call.args))
    text = folder.fold(call.args[-1]) if name else None
    if text:
        yield Pair(name=name, text=text)


def _name_for(call: ast.Call, function: str, count: int) -> str:
    """What to call a call's last argument; nothing where that may be anything."""
    bare = function.removeprefix("set_")
    kind = keeps(bare)
    if function in {"send_keys", "fill", "type"}:
        return "password" if any(keeps(n) == "password" for n in names_in(call.func)) else ""
    if kind == "password" or (_LOGIN.search(bare) and count > 1):
        return "password"
    if kind or _LOGIN.search(bare):
        return "api_key"
    if _CLIENT.search(function) and count == 1:
        return "key"
    if function in {"encode", "decode", "dumps"} and count > 1 and "jwt" in names_in(call.func):
        return "secret"
    return ""
