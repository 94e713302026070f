"""What one notebook or file uses, matched with the skills that are known."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, takewhile
from typing import Final

from proofolio.model.skills import Depth
from proofolio.model.usage import Usage, Use, UseKind
from proofolio.skills.depth import depth_of
from proofolio.skills.packages import in_full
from proofolio.skills.patterns import Patterns
from proofolio.skills.taxonomy import Entry, taxonomy

_KEYS: Final[Mapping[UseKind, str]] = {
    "import": "imports", "call": "calls", "class": "classes", "argument": "arguments", "magic": "magics",
    "command": "commands", "install": "packages",
}  # fmt: skip
_KERAS: Final = re.compile(r"(?:tensorflow\.(?:python\.|compat\.v\d\.)?|tf_)keras\b")
_MAX_USED: Final = 6
_MAX_WORDS: Final = 3
_SECRET: Final = re.compile(r"://|[@=:$]")
"""In a word of a command that may hold an address or a value."""

WORK: Final = 1.0
IDLE: Final = 0.2
INSTALLED: Final = 0.3
IMPORTED: Final = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A skill that a notebook or file shows."""

    entry: Entry
    at: Use
    """The use to cite: the first call, else the first of all."""
    used: tuple[str, ...]
    """In its own words: `RandomForestClassifier`, `%%sql`. At most six."""
    weight: float
    """0 to 1."""
    why: str
    """Why it weighs less than 1; empty when it does not."""
    depth: Depth = "used"
    """How deep the work goes."""


def match(usage: Usage) -> tuple[Match, ...]:
    """Return the skills that a notebook or file shows, in the order of the taxonomy."""
    shown: dict[str, list[tuple[str, Use]]] = {}
    uses = tuple(in_full(usage))
    for use in uses:
        for skill, key in signs(use.kind, use.name):
            shown.setdefault(skill, []).append((key, use))
    names = tuple(name for use in uses for name in _spellings(use.name))
    found: list[Match] = []
    for entry in taxonomy():
        its = shown.get(entry.name)
        if its and _has_company(entry, names):
            made = _match(entry, its, frozenset(usage.idle))
            if made:
                found.append(made)
    beside = {one.entry.name for one in found if one.entry.kind == "ability" and one.weight == WORK}
    return tuple(_with_depth(one, shown[one.entry.name], beside) for one in found)


def _with_depth(made: Match, its: Iterable[tuple[str, Use]], beside: set[str]) -> Match:
    if made.entry.kind != "ability":
        return made
    ways = [use.name for _, use in its if use.kind == "call"]
    return replace(made, depth=depth_of(made.entry, ways, beside, by_hand=False))


def _match(entry: Entry, its: list[tuple[str, Use]], idle: frozenset[str]) -> Match | None:
    calls = [use for key, use in its if key not in {"imports", "packages"}]
    imports = [use for key, use in its if key == "imports" and use.kind == "import"]
    if entry.kind == "ability" and len({use.name for use in calls}) < entry.least:
        return None
    # A call of the module's own is what an import is for.
    calls += [use for key, use in its if key == "imports" and use.kind == "call"]
    busy = [use for use in imports if use.name not in idle]
    if calls:
        chosen, weight, why = calls, WORK, ""
    elif busy:
        chosen, weight, why = busy, IMPORTED, "It is imported and named; no call of it was seen."
    elif imports:
        chosen, weight, why = imports, IDLE, "It is imported and never used."
    else:
        chosen, weight, why = [use for _, use in its], INSTALLED, "It is installed only."
    words = dict.fromkeys(map(_word, chosen))
    return Match(entry=entry, at=chosen[0], used=tuple(words)[:_MAX_USED], weight=weight, why=why)


def _word(use: Use) -> str:
    if use.kind == "magic":
        return f"%{use.name}"
    if use.kind == "command":
        return shortened(use.name)
    if "::" in use.name:
        return use.name.rpartition("::")[2][:60]
    if use.kind in {"argument", "install"}:
        return use.name[:60]
    last = use.name.rpartition(".")[2]
    return use.name if use.kind == "import" else last


def shortened(command: str) -> str:
    """Return what a command is cited by: `git clone`, and not where from, with a token perhaps."""
    words = takewhile(lambda word: not _SECRET.search(word), command.split())
    return " ".join(islice(words, _MAX_WORDS))[:60] or _SECRET.split(command.strip())[0][:20]


def _has_company(entry: Entry, names: Iterable[str]) -> bool:
    """Whether what is there beside its signs lets them mean the skill."""
    needs, without = _needs(entry.name), _without(entry.name)
    if without and any(map(without.has, names)):
        return False
    return needs is None or any(map(needs.has, names))


@cache
def signs(kind: UseKind, name: str) -> tuple[tuple[str, str], ...]:
    """Return the skills that a use shows, each with the key of the taxonomy that says so."""
    found: dict[str, str] = {}
    for spelling in _spellings(name):
        for entry, key in _patterns(kind).of(spelling):
            but = _exceptions(entry)
            if entry not in found and not (but and but.has(spelling)):
                found[entry] = key
    return tuple(found.items())


def _spellings(name: str) -> Iterator[str]:
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
        key = _KEYS[kind]
        made += [(text, (entry.name, key)) for text in entry.signs.get(key, ())]
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
