"""What says a little of an ability and never shows it by itself, from `hints.yml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import yaml
from ahocorasick_rs import AhoCorasick

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
    parts = _parts()
    found: set[str] = set()
    for spelling in spellings(name):
        for number, _, end in parts.within.find_matches_as_indexes(
            _whole(spelling), overlapping=True
        ):
            anywhere, at_end = parts.of[number]
            found.update(anywhere)
            if end == len(spelling):
                found.update(at_end)
        found.update(parts.others.of(spelling))
    return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """Patterns of the form `*part*` and `*part`, which are most, and the others."""

    within: AhoCorasick
    of: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """By part the abilities that it hints at anywhere, and at the end of a name."""
    others: Patterns[str]


@cache
def _parts() -> _Parts:
    found: dict[str, tuple[list[str], list[str]]] = {}
    others: list[tuple[str, str]] = []
    for ability, hint in hints().items():
        for text in hint.uses:
            part = text.strip("*")
            if text.startswith("*") and part and "*" not in part:
                found.setdefault(part, ([], []))[0 if text.endswith("*") else 1].append(ability)
            else:
                others.append((text, ability))
    return _Parts(
        within=AhoCorasick(list(found)),
        of=tuple((tuple(anywhere), tuple(at_end)) for anywhere, at_end in found.values()),
        others=Patterns(others),
    )


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
    counts: dict[str, list[int]] = {}
    automaton, of = _words()
    for at, text in enumerate(texts):
        for number, _, _ in automaton.find_matches_as_indexes(_whole(text), overlapping=True):
            for ability in of[number]:
                counts.setdefault(ability, [0] * len(texts))[at] += 1
    return {
        ability: Said(
            headings=told[0], comments=told[1], titles=told[2], names=told[3], identifiers=told[4]
        )
        for ability, told in counts.items()
    }


@lru_cache(maxsize=8_192)
def spoken_of(text: str) -> frozenset[str]:
    """Return the abilities of which words are in a text."""
    automaton, of = _words()
    found = automaton.find_matches_as_indexes(_whole(f" {text} "), overlapping=True)
    return frozenset(ability for number, _, _ in found for ability in of[number])


@cache
def _words() -> tuple[AhoCorasick, tuple[tuple[str, ...], ...]]:
    """Every word, with the abilities that it is said of."""
    found: dict[str, list[str]] = {}
    for ability, hint in hints().items():
        for word in dict.fromkeys(hint.words):
            found.setdefault(word, []).append(ability)
    return AhoCorasick(list(found)), tuple(map(tuple, found.values()))


def _whole(text: str) -> str:
    """A text without halves of characters, which notebooks may hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


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
