"""What says a little of an ability and never shows it by itself, from `hints.yml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import yaml

from proofolio.model.usage import Usage, UseKind
from proofolio.skills.by_hand import words_of
from proofolio.skills.patterns import Patterns
from proofolio.skills.signs import spellings

_KINDS: Final = frozenset({"call", "look", "argument", "class", "command"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What hints at an ability."""

    uses: tuple[str, ...]
    """Patterns of calls, arguments and classes."""
    words: tuple[str, ...]
    """Parts of headings, comments and names."""


@cache
def hints() -> Mapping[str, Hint]:
    """Return what hints at each ability."""
    text = files("proofolio.skills").joinpath("hints.yml").read_text("utf-8")
    told: Mapping[str, Mapping[str, list[str]]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {
        name: Hint(uses=tuple(keys["uses"]), words=tuple(map(str, keys["words"])))
        for name, keys in told.items()
    }


@lru_cache(maxsize=32_768)
def hinted(kind: UseKind, name: str) -> frozenset[str]:
    """Return the abilities that a use hints at."""
    if kind not in _KINDS:
        return frozenset()
    within, others = _patterns()
    found: set[str] = set()
    for spelling in spellings(name):
        for part, abilities in within:
            if part in spelling:
                found |= abilities
        found.update(others.of(spelling))
    return frozenset(found)


@cache
def _patterns() -> tuple[tuple[tuple[str, frozenset[str]], ...], Patterns[str]]:
    """Patterns of the form `*part*`, which are most, and the others."""
    within: dict[str, set[str]] = {}
    others: list[tuple[str, str]] = []
    for ability, hint in hints().items():
        for text in hint.uses:
            part = text.strip("*")
            if text.startswith("*") and text.endswith("*") and "*" not in part:
                within.setdefault(part, set()).add(ability)
            else:
                others.append((text, ability))
    return tuple((part, frozenset(of)) for part, of in within.items()), Patterns(others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How often the words of an ability are said, by where."""

    headings: int
    comments: int
    titles: int
    names: int
    identifiers: int


def said(usage: Usage) -> Mapping[str, Said]:
    """Return the abilities of which words are said in a notebook."""
    texts = (
        _joined(usage.headings),
        _joined(one.text for one in usage.remarks if one.kind == "comment"),
        _joined(one.text for one in usage.remarks if one.kind == "title"),
        _joined(dict.fromkeys(_own_names(usage))),
        _joined(dict.fromkeys(word for one in usage.written for word in one.words)),
    )
    found: dict[str, Said] = {}
    for ability, hint in hints().items():
        counts = [sum(text.count(word) for word in hint.words if word in text) for text in texts]
        if any(counts):
            found[ability] = Said(
                headings=counts[0],
                comments=counts[1],
                titles=counts[2],
                names=counts[3],
                identifiers=counts[4],
            )
    return found


def _joined(texts: Iterator[str] | tuple[str, ...] | dict[str, None]) -> str:
    return " \n ".join(("", *texts, ""))


def _own_names(usage: Usage) -> Iterator[str]:
    """Yield what classes and functions are called that no known library brings, as headings are."""
    for one in usage.written:
        if one.name:
            yield " ".join(words_of(one.name))
    for use in usage.uses:
        if use.kind == "class" or (use.kind == "call" and not use.name.startswith(".")):
            yield " ".join(words_of(use.name.rpartition(".")[2]))
