"""Hold the skills that are found against keys made by hand: `python scripts/skills_key.py DIR`.

Each key in `skills_keys/` is one draw: notebooks of public repositories by the SHA-256 of their bytes, and
what each shows in the judgement of two people who read them before the program was run. `spent: true` says
that its misses have been looked at and rules were mended by them: its figures say how well it was learned,
and are never told as how notebooks fare that nobody looked at. `DIR` holds the notebooks, under any names;
a key of which some are missing is passed over.

A tool counts as found when it was used, not when it was only installed or imported and left; an ability
always counts. Precision is how much of what was found is in the key, recall how much of the key was found.
Where the readers disagreed, or one was not sure, a name counts neither way. `from scratch` and the cited
cell are told for keys that have them: a cell is right when a reader named it among those that they would
show. `--add NAME` makes a key of a folder that two readers have filled in (`reader1.yml`, `reader2.yml`,
`list.tsv`, `01.ipynb` …). Names that the readers' list (`names.txt`) did not have cannot be expected of them:
what is found under such a name counts neither way.

`skills_marks/` holds notebooks to learn from, read by one reader each; `--marks` holds what is found against
them, and prints the names that are missed and wrong most often. `--add NAME --marks` makes such a file.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from proofolio.notebook_check import examine
from proofolio.skills.match import IDLE, INSTALLED, Match, match
from proofolio.skills.taxonomy import entry_named, taxonomy

KEYS = Path(__file__).with_name("skills_keys")
MARKS = Path(__file__).with_name("skills_marks")
TARGETS = {"tool": (0.98, 0.95), "ability": (0.93, 0.85)}
"""Precision and recall that are asked for."""
SCRATCH, CITED = 0.8, 0.8
MOST_NAMES = 60
NEAREST = {
    "Genetic algorithms": "Optimisation",
    "Kalman filtering": "Signal processing",
    "Automatic differentiation": "Backpropagation",
    "Numerical differentiation": "Optimisation",
    "Change-point detection": "Time-series analysis",
}
"""What readers wrote in words of their own, by the nearest ability of the taxonomy."""
KINDS = {"tool": "tools", "ability": "abilities"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one notebook shows."""

    name: str
    """`owner/name: path`."""
    sha256: str
    shown: Mapping[str, frozenset[str]]
    """Names by kind."""
    either: frozenset[str]
    """Names that count neither way: those who read the notebook disagreed."""
    scratch: frozenset[str]
    scratch_either: frozenset[str]
    cells: Mapping[str, frozenset[int]]
    """By ability the cells that a reader would show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One draw."""

    name: str
    spent: bool
    unasked: frozenset[str]
    """Names that the readers' list did not have."""
    entries: tuple[Entry, ...]

    @property
    def repositories(self) -> int:
        """How many repositories the notebooks come from."""
        return len({entry.name.partition(":")[0] for entry in self.entries})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One notebook's answer beside the key's."""

    entry: Entry
    found: Mapping[str, frozenset[str]]
    scratch: frozenset[str]
    cited: Mapping[str, int | None]


def main() -> None:
    """Print what differs, then the figures by key; exit with 1 when an unspent one is below what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the notebooks that the keys are about")
    parser.add_argument("--add", metavar="NAME", help="make a key of what two readers wrote there")
    parser.add_argument("--marks", action="store_true", help="the notebooks to learn from instead")
    parser.add_argument("--quiet", action="store_true", help="print the figures alone")
    asked = parser.parse_args()
    folder: Path = asked.folder
    keys = MARKS if asked.marks else KEYS
    if asked.add:
        keys.mkdir(exist_ok=True)
        text = from_readers(folder, spent=bool(asked.marks))
        keys.joinpath(f"{asked.add}.yml").write_text(text, "utf-8")
        return
    there = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path for path in folder.rglob("*.ipynb")
    }
    good = []
    every: list[Held] = []
    for path in sorted(keys.glob("*.yml")):
        key = read_key(path.stem, path.read_text("utf-8"))
        missing = sum(entry.sha256 not in there for entry in key.entries)
        if missing:
            print(f"{key.name}: passed over, {missing} of {len(key.entries)} are not there.")
            continue
        held = [held_against(e, there[e.sha256].read_bytes()) for e in key.entries]
        for one in held if not asked.quiet else ():
            _tell_differences(one)
        good.append(_tell(key, held) or key.spent)
        every += held
    if asked.marks:
        _tell_names(every)
    sys.exit(0 if good and all(good) else 1)


def read_key(name: str, text: str) -> Key:
    """Read one key.

    Raises:
        ValueError: it names a skill that the taxonomy does not know, other than in `beyond`.
    """
    told = yaml.load(text, Loader=yaml.CSafeLoader)
    unasked = frozenset(told.get("unasked", ()))
    entries = []
    for item in told["notebooks"]:
        for skill in (*item["tools"], *item["abilities"], *item.get("either", ())):
            known = entry_named(skill)
            if known is None or known.name != skill:
                raise ValueError(f"{item['path']}: `{skill}` is no skill of the taxonomy.")
        shown = {kind: frozenset(item[key]) for kind, key in KINDS.items()}
        shown["ability"] |= frozenset(item.get("beyond", ()))
        # What one reader named in words of their own cannot be held against it.
        scratch = {NEAREST.get(name, name) for name in item.get("from_scratch", ())}
        scratch = {name for name in scratch if entry_named(name) or name in shown["ability"]}
        entries.append(
            Entry(
                name=f"{item['repository']}: {item['path']}",
                sha256=item["sha256"],
                either=frozenset(item.get("either", ())) | unasked.difference(*shown.values()),
                shown=shown,
                scratch=frozenset(scratch),
                scratch_either=frozenset(item.get("from_scratch_either", ())),
                cells={a: frozenset(c) for a, c in item.get("cells", {}).items()},
            )
        )
    return Key(name=name, spent=told["spent"], unasked=unasked, entries=tuple(entries))


def from_readers(folder: Path, *, spent: bool = False) -> str:
    """Return a key of what one or two readers wrote."""
    paths = (folder / f"reader{number}.yml" for number in (1, 2))
    readers = [yaml.safe_load(path.read_text("utf-8")) for path in paths if path.exists()]
    listed = _listed(folder / "names.txt")
    notebooks = []
    for line in (folder / "list.tsv").read_text("utf-8").splitlines():
        number, repository, path = line.split("\t")
        data = (folder / f"{number}.ipynb").read_bytes()
        item: dict[str, Any] = {"repository": repository, "path": path}
        item["sha256"] = hashlib.sha256(data).hexdigest()
        notebooks.append(item | _agreed([reader[number] for reader in readers]))
    unasked = [
        one.name for one in taxonomy() if listed and one.kind in KINDS and one.name not in listed
    ]
    return yaml.safe_dump(
        {"spent": spent, "unasked": unasked, "notebooks": notebooks},
        sort_keys=False,
        allow_unicode=True,
        width=120,
        default_flow_style=None,
    )


def _listed(path: Path) -> frozenset[str]:
    """The names that readers chose from; empty when no list was kept."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else ()
    return frozenset(line.partition(" #")[0].strip() for line in lines)


def _agreed(readers: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """What all wrote, and in `either` what one of them wrote or was not sure of."""
    said = [{key: set(reader.get(key) or ()) for key in _READ} for reader in readers]
    both = {key: set.intersection(*(one[key] for one in said)) for key in _READ}
    any_of = {key: set.union(*(one[key] for one in said)) for key in _READ}
    either = (any_of["tools"] - both["tools"]) | (any_of["abilities"] - both["abilities"])
    either |= any_of["unsure"] - both["abilities"]
    cells: dict[str, list[int]] = {}
    for reader in readers:
        for ability, named in (reader.get("abilities") or {}).items():
            cells[ability] = sorted({*cells.get(ability, ()), *(named or ())})
    agreed = {
        "tools": _known(both["tools"]),
        "abilities": _known(both["abilities"]),
        # Words of their own that two readers chose alike can be held against it, those of one cannot.
        "beyond": sorted(n for n in both["abilities"] if len(readers) > 1 and not entry_named(n)),
        "either": _known(either),
        "from_scratch": sorted(both["from_scratch"]),
        "from_scratch_either": sorted(any_of["from_scratch"] - both["from_scratch"]),
        "cells": {ability: found for ability, found in cells.items() if found},
    }
    return {key: value for key, value in agreed.items() if value or key in {"tools", "abilities"}}


_READ = ("tools", "abilities", "unsure", "from_scratch")


def _known(names: Iterable[str]) -> list[str]:
    """The names that the taxonomy has, as it writes them."""
    found = (entry_named(name) for name in names)
    return sorted({entry.name for entry in found if entry})


def held_against(entry: Entry, data: bytes) -> Held:
    """Return what is found in a notebook beside what the key says of it."""
    made = match(examine({"notebook": data})["notebook"].usage)
    return Held(
        entry=entry,
        found=_names(made),
        scratch=frozenset(one.entry.name for one in made if one.depth == "from scratch"),
        cited={one.entry.name: one.at.cell for one in made if one.entry.kind == "ability"},
    )


def skills_of(data: bytes) -> Mapping[str, frozenset[str]]:
    """Return the names of the skills that a notebook shows, by kind."""
    return _names(match(examine({"notebook": data})["notebook"].usage))


def _names(made: Iterable[Match]) -> Mapping[str, frozenset[str]]:
    used = [one for one in made if one.weight > max(IDLE, INSTALLED)]
    return {
        kind: frozenset(one.entry.name for one in used if one.entry.kind == kind) for kind in KINDS
    }


def _tell_differences(one: Held) -> None:
    for kind in KINDS:
        said, found = _compared(one, kind)
        for word, names in (("missed", said - found), ("wrong", found - said)):
            if names:
                print(f"{one.entry.name}: {word} {kind}: {', '.join(sorted(names))}")


def _compared(one: Held, kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """What the key says and what was found, without what readers disagree about."""
    return one.entry.shown[kind] - one.entry.either, one.found[kind] - one.entry.either


def _tell_names(held: Iterable[Held]) -> None:
    """Print the names that are missed and wrong most often."""
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in held:
        for kind in KINDS:
            said, found = _compared(one, kind)
            missed.update(said - found)
            wrong.update(found - said)
            right.update(said & found)
    often = Counter({name: missed[name] + wrong[name] for name in {*missed, *wrong}})
    for name, _ in often.most_common(MOST_NAMES):
        print(f"{name}: {right[name]} right, {missed[name]} missed, {wrong[name]} wrong")


def _tell(key: Key, held: Sequence[Held]) -> bool:
    """Print a key's figures; tell whether they are as good as is asked for."""
    spent = ", spent: its misses have been looked at" if key.spent else ""
    print(f"{key.name}: {len(held)} notebooks of {key.repositories} repositories{spent}")
    good = [_tell_kind(key, kind, held) for kind in KINDS]
    with_cells = [one for one in held if one.entry.cells]
    if with_cells:
        good += [_tell_scratch(key, with_cells), _tell_cited(key, with_cells)]
    return all(good)


def _tell_kind(key: Key, kind: str, held: Iterable[Held]) -> bool:
    pairs = [_compared(one, kind) for one in held]
    right = sum(len(said & found) for said, found in pairs)
    found = sum(len(found) for _, found in pairs)
    said = sum(len(said) for said, _ in pairs)
    precision, recall = right / (found or 1), right / (said or 1)
    print(f"skills.{key.name}.{kind}.precision {precision:.3f} ({right} of {found})")
    print(f"skills.{key.name}.{kind}.recall {recall:.3f} ({right} of {said})")
    least_precision, least_recall = TARGETS[kind]
    return precision >= least_precision and recall >= least_recall


def _tell_scratch(key: Key, held: Iterable[Held]) -> bool:
    right = said = extra = 0
    for one in held:
        right += len(one.scratch & one.entry.scratch)
        said += len(one.entry.scratch)
        extra += len(one.scratch - one.entry.scratch - one.entry.scratch_either)
    share = right / (said or 1)
    print(f"skills.{key.name}.from_scratch {share:.3f} ({right} of {said}; {extra} more)")
    return share >= SCRATCH


def _tell_cited(key: Key, held: Iterable[Held]) -> bool:
    right = said = 0
    for one in held:
        for ability in one.found["ability"] & set(one.entry.cells):
            said += 1
            right += one.cited.get(ability) in one.entry.cells[ability]
    share = right / (said or 1)
    print(f"skills.{key.name}.cited {share:.3f} ({right} of {said})")
    return share >= CITED


if __name__ == "__main__":
    main()
