"""What the rules of the taxonomy say of one notebook or file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from proofolio.model.skills import Depth
from proofolio.model.usage import Usage, Use
from proofolio.skills.by_hand import MODELS, ByHand, by_hand, words_of
from proofolio.skills.cited import cited
from proofolio.skills.features import Candidate, Made, Shown, candidates
from proofolio.skills.packages import in_full
from proofolio.skills.shortened import shortened
from proofolio.skills.signs import has_company, signs, spellings
from proofolio.skills.taxonomy import Entry, taxonomy

_LAYERS: Final = ("torch.nn.", "tensorflow.keras.layers.", "keras.layers.", "flax.linen.")
_BARE: Final = frozenset(
    {"torch.nn.Module", "torch.nn.Parameter", "torch.nn.ModuleList", "torch.nn.functional.softmax"}
    | {"keras.layers.Layer", "tensorflow.keras.layers.Layer", "flax.linen.Module"}
)
MAX_USED: Final = 6
_OFTEN: Final = 3

WORK: Final = 1.0
IDLE: Final = 0.2
INSTALLED: Final = 0.3
SPARE: Final = 0.3
IMPORTED: Final = 0.6

_SAYABLE: Final = frozenset({"confirmed", "light"})
"""Signs that count in full only where a heading or a name says what is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A skill that a notebook or file shows."""

    entry: Entry
    at: Use
    """The use to cite, in the cell where the work is done; of several the one that showed its result."""
    used: tuple[str, ...]
    """In its own words: `RandomForestClassifier`, `%%sql`. At most six."""
    weight: float
    """0 to 1."""
    why: str
    """Why it weighs less than 1; empty when it does not."""
    depth: Depth = "used"
    """How deep the work goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the rules of the taxonomy say of a notebook or file, and what else speaks for abilities."""

    shown: Shown
    written: Mapping[str, list[tuple[bool, Use]]]
    made: Mapping[str, Match]
    candidates: Mapping[str, Candidate]


def read_of(usage: Usage) -> Read:
    """Read a notebook or file by the rules of the taxonomy."""
    shown: dict[str, list[tuple[str, Use]]] = {}
    uses = tuple(in_full(usage))
    for use in uses:
        for skill, key in signs(use.kind, use.name):
            shown.setdefault(skill, []).append((key, use))
    names = tuple(name for use in uses for name in spellings(use.name))
    written = _written(usage)
    found: dict[str, Match] = {}
    for entry in taxonomy():
        if entry.name not in shown and entry.name not in written:
            continue
        its = shown.get(entry.name, [])
        by_library = its if its and has_company(entry, names) else []
        made = _match(entry, by_library, usage)
        its_written = written.get(entry.name, [])
        if its_written and (not made or made.weight < WORK or any(own for own, _ in its_written)):
            made = _by_hand(entry, its_written, by_library, usage)
        if made:
            found[entry.name] = made
    abilities = [entry for entry in taxonomy() if entry.kind == "ability"]
    made_so = {
        entry.name: Made(is_work=one.weight > INSTALLED, is_idle=one.weight <= INSTALLED)
        for entry in abilities
        if (one := found.get(entry.name))
    }
    may = candidates(usage, uses, names, shown, written, made_so, abilities) if usage.cells else {}
    return Read(shown=shown, written=written, made=found, candidates=may)


def _written(usage: Usage) -> Mapping[str, list[tuple[bool, Use]]]:
    """Return what is calculated here, by the abilities that it shows: whether it is an algorithm, and where."""
    found: dict[str, list[tuple[bool, Use]]] = {}
    for one in by_hand(usage):
        use = Use(
            kind="written",
            name=one.at.name or one.algorithm.name.lower(),
            cell=one.at.cell,
            count=one.at.count,
            line=one.at.line,
            times=1,
            places=one.at.places,
            is_spare=one.at.kind != "cell" and bool(usage.cells) and not one.at.places,
        )
        is_model = one.algorithm.model and not _is_of_layers(one)
        for ability in (*one.algorithm.shows, *([MODELS] if is_model else [])):
            found.setdefault(ability, []).append((not one.algorithm.plain, use))
    return found


def _is_of_layers(one: ByHand) -> bool:
    """Whether a model is put together of a framework's ready layers."""
    ready = [call for call in one.at.calls if call.startswith(_LAYERS) and call not in _BARE]
    return any(not one.algorithm.beside.has(call) for call in ready)


def _by_hand(
    entry: Entry,
    written: list[tuple[bool, Use]],
    by_library: list[tuple[str, Use]],
    usage: Usage,
) -> Match:
    is_own = any(own for own, _ in written)
    written_uses = [use for own, use in written if own or not is_own]
    at_work = [use for use in written_uses if not use.is_spare]
    calls = [use for key, use in by_library if key == "calls" and use.kind == "call"]
    weight, why = (WORK, "") if at_work else (IMPORTED, "It is written here, and not used here.")
    chosen = at_work or written_uses
    return Match(
        entry=entry,
        at=cited(entry, chosen, usage),
        used=used_of([*chosen, *calls]),
        weight=weight,
        why=why,
        depth="from scratch" if is_own else "used",
    )


def _match(entry: Entry, its: list[tuple[str, Use]], usage: Usage) -> Match | None:
    if not its:
        return None
    is_said = any(key in _SAYABLE for key, _ in its) and _is_said(entry, usage)
    weak = {"imports", "packages", *(() if is_said else _SAYABLE)}
    calls = [use for key, use in its if key not in weak]
    imports = [use for key, use in its if key == "imports" and use.kind == "import"]
    if entry.kind == "ability":
        light = [] if is_said else [use for key, use in its if key == "light"]
        weight = sum(map(_often, calls)) + sum(map(_often, light)) / 2
        if weight < entry.least or not calls:
            return None
        calls += light
    # A call of the module's own is what an import is for.
    calls += [use for key, use in its if key == "imports" and use.kind == "call"]
    idle = {use.name for use in imports if "::" in use.name and entry.signs.get("functions")}
    busy = [use for use in imports if use.name not in usage.idle and use.name not in idle]
    # A picture is seen when it is made; nothing need use it.
    at_work = [use for use in calls if entry.draws or not use.is_spare]
    if calls and (at_work or entry.kind != "ability"):
        chosen, weight, why = at_work or calls, WORK, ""
    elif calls:
        chosen, weight, why = calls, SPARE, "It is made and never used."
    elif busy:
        chosen, weight, why = busy, IMPORTED, "It is imported and named; no call of it was seen."
    elif imports:
        chosen, weight, why = imports, IDLE, "It is imported and never used."
    elif entry.kind == "ability":
        return None
    else:
        chosen, weight, why = [use for _, use in its], INSTALLED, "It is installed only."
    return Match(
        entry=entry, at=cited(entry, chosen, usage), used=used_of(chosen), weight=weight, why=why
    )


def _often(use: Use) -> float:
    """How much a call counts where several are asked for: more when it is made again and again."""
    return 1.5 if use.times >= _OFTEN else 1.0


def _is_said(entry: Entry, usage: Usage) -> bool:
    """Whether a heading, or the name of a class or function, says what is done."""
    names = [name.lower() for name in (entry.name, *entry.signs.get("headings", ()))]
    return any(name in text for text in _said(usage) for name in names)


def _said(usage: Usage) -> Iterator[str]:
    yield from (f" {heading} " for heading in usage.headings)
    yield from _own_names(usage)


def _own_names(usage: Usage) -> Iterator[str]:
    """Yield what classes and functions are called, as headings are: ` named entity model `."""
    for one in usage.written:
        if one.name:
            yield f" {' '.join(words_of(one.name))} "


def used_of(uses: Iterable[Use]) -> tuple[str, ...]:
    """Return what evidence says was used."""
    return tuple(islice(dict.fromkeys(map(word_of, uses)), MAX_USED))


def word_of(use: Use) -> str:
    """Return what a use is called in evidence."""
    if use.kind == "magic":
        return f"%{use.name}"
    if use.kind == "command":
        return shortened(use.name)
    if "::" in use.name:
        return use.name.rpartition("::")[2][:60]
    if use.kind in {"argument", "install", "written"}:
        return use.name[:60]
    last = use.name.rpartition(".")[2]
    return use.name if use.kind == "import" else last
