"""A name and an expression into pairs of the name and a text."""

import ast
import re
from collections.abc import Iterator
from typing import Final

from proofolio.leaks.folding import Folder, Pair
from proofolio.leaks.names import keeps
from proofolio.leaks.parsing import names_in

_USER_AND_PASSWORD: Final = re.compile(r"(?:^|_)(?:auth|credentials?|creds?|login|userpass)$")


def named(name: str, value: ast.expr, folder: Folder) -> Iterator[Pair]:
    """All texts that an expression may come to, under the name that it is set to."""
    if _USER_AND_PASSWORD.search(name.lower()) and isinstance(value, ast.Tuple):
        password = folder.fold(value.elts[1]) if len(value.elts) == 2 else None
        if password:
            yield Pair(name="password", text=password)
        return
    kind = keeps(name)
    # `api_keys = ["…"]`, `get_token = lambda: "…"`
    for other in (name[:-1] if name[-1:] in {"s", "S"} else "", name.removeprefix("get_")):
        if not kind and keeps(other):
            name, kind = other, keeps(other)
    # `KEYS = {"openai": "…"}`; of others much is called so.
    is_list = isinstance(value, ast.List | ast.Set) or not name.isupper()
    if isinstance(value, ast.Dict | ast.List | ast.Set) and kind == "perhaps" and is_list:
        return
    if kind or isinstance(value, ast.JoinedStr | ast.BinOp):
        for text in folder.values(value):
            yield Pair(name=name, text=text)


def named_by_others(others: ast.expr, value: ast.expr, folder: Folder) -> Iterator[Pair]:
    """The same, under the first telling name in another expression."""
    name = next((name for name in names_in(others) if keeps(name)), None)
    if name:
        yield from named(name, value, folder)
