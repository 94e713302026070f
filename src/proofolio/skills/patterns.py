"""Finds which of many patterns a name matches, without trying each; `*` stands for any text."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, Generic, TypeVar

Said = TypeVar("Said")

_END: Final = re.compile(r"[^\w]")


class Patterns(Generic[Said]):
    """Patterns, each with what it says of the names that match."""

    def __init__(self, said: Iterable[tuple[str, Said]]) -> None:
        self._whole: dict[str, list[tuple[int, Said]]] = {}
        self._below: dict[str, list[tuple[int, Said]]] = {}
        self._others: dict[str, list[tuple[int, str, Said]]] = {}
        self._known: dict[str, bool] = {}
        for order, (pattern, saying) in enumerate(said):
            head, star, rest = pattern.partition("*")
            if not star:
                self._whole.setdefault(pattern, []).append((order, saying))
            elif not rest and head.endswith(".") and head != ".":
                self._below.setdefault(head, []).append((order, saying))
            else:
                # A name can only match when it begins with the same word.
                word = _END.split(head, maxsplit=1)
                first = word[0] if len(word) > 1 else ""
                self._others.setdefault(first, []).append((order, pattern, saying))

    def of(self, name: str) -> tuple[Said, ...]:
        """Return what every pattern says that matches the whole name, in their order."""
        found = [*self._whole.get(name, ())]
        for end in _ends(name):
            found += self._below.get(end, ())
        first = _END.split(name, maxsplit=1)[0]
        for word in {"", first}:
            for order, pattern, saying in self._others.get(word, ()):
                if compiled(pattern).fullmatch(name):
                    found.append((order, saying))
        return tuple(saying for _, saying in sorted(found, key=lambda item: item[0]))

    def has(self, name: str) -> bool:
        """Tell whether any pattern matches the whole name."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = bool(self.of(name))
        return known


def _ends(name: str) -> Iterator[str]:
    """Yield `a.` and `a.b.` of `a.b.c`."""
    at = name.find(".")
    while at >= 0:
        yield name[: at + 1]
        at = name.find(".", at + 1)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern as Python knows them; names are short, so it cannot run away."""
    return re.compile(".*".join(map(re.escape, pattern.split("*"))), re.DOTALL)
