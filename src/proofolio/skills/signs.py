"""Which skills a use shows, by the patterns of the taxonomy."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from proofolio.model.usage import UseKind
from proofolio.skills.patterns import Patterns
from proofolio.skills.taxonomy import Entry, taxonomy

_KEYS: Final[Mapping[UseKind, str]] = {
    "import": "imports", "call": "calls", "class": "classes", "argument": "arguments", "magic": "magics",
    "command": "commands", "install": "packages", "look": "confirmed",
}  # fmt: skip
_KERAS: Final = re.compile(r"(?:tensorflow\.(?:python\.|compat\.v\d\.)?|tf_)keras\b")


@cache
def signs(kind: UseKind, name: str) -> tuple[tuple[str, str], ...]:
    """Return the skills that a use shows, each with the key of the taxonomy that says so."""
    found: dict[str, str] = {}
    for spelling in spellings(name):
        for entry, key in _patterns(kind).of(spelling):
            but = _exceptions(entry)
            if entry not in found and not (but and but.has(spelling)):
                found[entry] = key
    return tuple(found.items())


def spellings(name: str) -> Iterator[str]:
    """A name, and what else it may be called: Keras lies in TensorFlow, too."""
    yield name
    keras, number = _KERAS.subn("keras", name, count=1)
    if number:
        yield keras


@cache
def _patterns(kind: UseKind) -> Patterns[tuple[str, str]]:
    """What shows skills among uses of a kind: skill, and the key that says so."""
    made: list[tuple[str, tuple[str, str]]] = []
    for entry in taxonomy():
        key = _KEYS.get(kind, "")
        made += [(text, (entry.name, key)) for text in entry.signs.get(key, ())]
        if kind in {"call", "look"}:
            made += [(text, (entry.name, "light")) for text in entry.signs.get("light", ())]
        if kind == "call":
            said = entry.signs.get("confirmed", ())
            made += [(text, (entry.name, "confirmed")) for text in said]
        if kind in {"import", "call"}:
            for module in entry.signs.get("imports", ()):
                below = f"{module}::*" if "::" in module else f"{module}.*"
                made += [(text, (entry.name, "imports")) for text in (module, below)]
    return Patterns(made)


@cache
def _exceptions(name: str) -> Patterns[None] | None:
    return _of_key(name, "except")


@cache
def _needs(name: str) -> Patterns[None] | None:
    return _of_key(name, "needs")


@cache
def _without(name: str) -> Patterns[None] | None:
    return _of_key(name, "without")


def _of_key(name: str, key: str) -> Patterns[None] | None:
    texts = _signs()[name].get(key)
    return Patterns((text, None) for text in texts) if texts else None


@cache
def _signs() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return {entry.name: entry.signs for entry in taxonomy()}


def has_company(entry: Entry, names: Iterable[str]) -> bool:
    """Whether what is there beside its signs lets them mean the skill."""
    needs, without = _needs(entry.name), _without(entry.name)
    if without and any(map(without.has, names)):
        return False
    return needs is None or any(map(needs.has, names))
