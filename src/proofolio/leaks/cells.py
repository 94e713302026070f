"""Secrets in a notebook's code that its text alone does not show: joined, followed, given by place."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from proofolio.leaks.folding import Folder, Literal, Pair, Text
from proofolio.leaks.names import keeps
from proofolio.leaks.parsing import bindings, parse
from proofolio.leaks.placeholders import is_placeholder
from proofolio.leaks.python import pairs
from proofolio.leaks.scan import search_texts
from proofolio.leaks.secret import Secret, secret_at
from proofolio.leaks.values import is_secret, is_tangled

_MAY_HOLD: Final = re.compile(
    r"[\"'][^\"'\n]{0,200}?(?=[A-Za-z]{0,40}\d)(?=\d{0,40}[A-Za-z])[A-Za-z0-9]{9}"
    r"|passw|pwd|pass\b|\bpw|\w://[^\s\"'/]{0,40}:|creds|auth|login|smtp|credential|send_keys|connect\(|senha|contrase"
    # `api_key=k`, `f"…?key={k}"`, `f"Bearer {k}"`
    r"|(?:key|token|secret)[\"'\]]{0,2}[ ]?[=:][ ]?[A-Za-z_]\w{0,40}[ ]?(?:[,)}\n]|$)|=\{\w|bearer",
    re.IGNORECASE,
)
_SETS: Final = re.compile(
    r"(?:^|[;(,])[ \t]*(?P<name>[^\W\d]\w{0,60})[ \t]*(?::[ \t]*\w+[ \t]*)?:?=[ \t]*\(?\s{0,8}[A-Za-z]{0,2}[\"']",
    re.MULTILINE,
)
# `api_key = os.environ["KEY"]  # was "…"`
_REMARK: Final = re.compile(
    r"^(?P<code>[^#\n]{3,200})#[^\"'`\n]{0,80}[\"'`](?P<secret>[A-Za-z0-9_+/.=-]{20,200})[\"'`]",
    re.MULTILINE,
)
_SCHEME: Final = re.compile(r"\s*(?:Bearer|Token|Basic|ApiKey|Key)\s+(?:token=)?", re.IGNORECASE)
_QUOTED: Final = re.compile(r"([\"'])(?P<text>[^\"'\\\n]{4,400})\1")
_NEAR: Final = 20
"""Lines over which the pieces of a text may stand."""
_LEAST_PIECE: Final = 12
"""Characters of a literal that is looked for by itself where it is part of a secret."""


class Notebook:
    """The code cells of a notebook; only those are parsed that may hold something."""

    def __init__(self, cells: Mapping[int, str]) -> None:
        """Hold cells by number, in the order of the notebook."""
        self._cells = cells
        self._trees: dict[int, ast.Module | None] = {}
        self._sets: dict[str, set[int]] | None = None
        self._bindings: dict[str, list[Text | None]] = defaultdict(list)
        self._bound: set[int] = set()
        self._following: set[str] = set()

    def find(self, suspects: Iterable[int]) -> Iterator[tuple[int, Secret, tuple[str, ...]]]:
        """Find secrets in the cells that are suspected.

        Yields:
            The cell's number, the secret, and where it is put together from several literals those.
        """
        seen: set[tuple[str, str]] = set()
        for number in suspects:
            source = self._cells[number]
            yield from _remarks(number, source)
            tree = self._parsed(number) if _MAY_HOLD.search(source) else None
            if tree is None:
                continue
            folder = Folder(number, self._follow)
            for pair in pairs(tree, folder):
                key = (pair.name, pair.text.value)
                if key not in seen:
                    seen.add(key)
                    yield from self._judged(pair)

    def _judged(self, pair: Pair) -> Iterator[tuple[int, Secret, tuple[str, ...]]]:
        text = pair.text
        value = text.value.strip()
        kind = keeps(pair.name) if pair.name else None
        bare = _SCHEME.sub("", value, count=1) if kind else value
        if pair.name.casefold() == "pass" and not is_tangled(bare):
            return
        if kind and is_secret(bare, kind):
            cell, start, end = self._place(text, bare)
            secret = secret_at(start, end, bare, rule="named-secret", name="Key, token or password")
            yield cell, secret, self._pieces(text, bare)
        elif not self._stands(text):
            # Two texts: with its name, and without for what has a shape of its own.
            told = f"{pair.name}: {value}" if kind else value
            for found in search_texts([told])[0].secrets:
                cell, start, end = self._place(text, found.value)
                moved = secret_at(
                    start, end, found.value,
                    rule=found.leak.rule, name=found.leak.name, masked=found.leak.masked, revoke=found.leak.revoke,
                )  # fmt: skip
                yield cell, moved, self._pieces(text, found.value)

    def _stands(self, text: Text) -> bool:
        """Whether a text stands in its cell as it is, where it was searched already."""
        return len(text.literals) == 1 and text.value in self._cells[text.literals[0].cell]

    def _place(self, text: Text, secret: str) -> tuple[int, int, int]:
        """The cell, and where in it: from the first literal of a secret to its last."""
        parts = [one for one in self._parts(text) if one.value in secret or secret in one.value]
        longest = max(parts or text.literals, key=lambda one: len(one.value))
        near = [longest]
        if secret not in longest.value:
            near += [
                one
                for one in parts
                if one.cell == longest.cell and abs(one.line - longest.line) < _NEAR
            ]
        places = [self._span(one, secret) for one in near]
        return longest.cell, min(start for start, _ in places), max(end for _, end in places)

    def _parts(self, text: Text) -> Iterator[Literal]:
        """The literals of a text; of some that stand beside one another, each."""
        for literal in text.literals:
            source = self._cells[literal.cell]
            if literal.value in source:
                if literal.value:
                    yield literal
                continue
            for match in _QUOTED.finditer(source):
                if match["text"] in literal.value:
                    line = source.count("\n", 0, match.start()) + 1
                    if literal.line <= line < literal.line + _NEAR:
                        yield Literal(cell=literal.cell, line=line, value=match["text"])

    def _pieces(self, text: Text, secret: str) -> tuple[str, ...]:
        """What a secret is put together from; nothing where that is itself."""
        pieces = (
            one.value for one in self._parts(text) if one.value in secret and one.value != secret
        )
        return tuple(
            piece
            for piece in dict.fromkeys(pieces)
            if len(piece) >= _LEAST_PIECE and not is_placeholder(piece, hex_only=True)
        )

    def _span(self, literal: Literal, secret: str) -> tuple[int, int]:
        source = self._cells[literal.cell]
        line = 0
        for _ in range(literal.line - 1):
            line = source.find("\n", line) + 1
        sought = secret if secret in literal.value else literal.value
        start = source.find(sought, line)
        if start < 0:
            end = source.find("\n", line)
            return line, len(source) if end < 0 else end
        return start, start + len(sought)

    def _follow(self, name: str) -> Text | None:
        """What a name is set to where it is set once in the notebook, and to a text."""
        if self._sets is None:
            self._sets = defaultdict(set)
            for number, source in self._cells.items():
                for match in _SETS.finditer(source):
                    self._sets[match["name"]].add(number)
        if name not in self._sets or name in self._following:
            return None
        self._following.add(name)
        try:
            for number in self._sets[name] - self._bound:
                self._bind(number)
        finally:
            self._following.discard(name)
        found = self._bindings.get(name, [])
        return found[0] if len(found) == 1 else None

    def _bind(self, number: int) -> None:
        self._bound.add(number)
        tree = self._parsed(number)
        folder = Folder(number, self._follow)
        for name, value in bindings(tree) if tree else ():
            self._bindings[name].append(folder.fold(value))

    def _parsed(self, number: int) -> ast.Module | None:
        if number not in self._trees:
            self._trees[number] = parse(self._cells[number])
        return self._trees[number]


def _remarks(number: int, source: str) -> Iterator[tuple[int, Secret, tuple[str, ...]]]:
    for match in _REMARK.finditer(source) if "#" in source else ():
        secret = match["secret"]
        if is_secret(secret, "key") and any(map(keeps, re.findall(r"\w+", match["code"]))):
            start, end = match.span("secret")
            found = secret_at(
                start, end, secret, rule="named-secret", name="Key, token or password"
            )
            yield number, found, ()
