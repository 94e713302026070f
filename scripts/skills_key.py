"""Hold the skills that are found against a key made by hand: `python scripts/skills_key.py DIR`.

The key, `skills_key.yml`, names 30 notebooks of public repositories by the SHA-256 of their bytes, and
what each shows in the judgement of people who read them. `DIR` holds the notebooks, under any names. A
tool counts as found when it was used, not when it was only installed or imported and left; an ability
always counts. Precision is how much of what was found is in the key, recall how much of the key was
found. Where two readers disagreed, a name counts
neither way. The taxonomy was mended by the misses of one half; those of the other had been seen by then,
so that it is no proof of how notebooks fare that nobody looked at.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from proofolio.notebooks.runnable import examine
from proofolio.skills.match import IDLE, INSTALLED, match
from proofolio.skills.taxonomy import entry_named

KEY = Path(__file__).with_suffix(".yml")
TARGETS = {"tool": (0.98, 0.95), "ability": (0.90, 0.80)}
"""Precision and recall that are asked for."""
KINDS = {"tool": "tools", "ability": "abilities"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one notebook shows."""

    name: str
    """`owner/name: path`."""
    sha256: str
    tuned: bool
    shown: Mapping[str, frozenset[str]]
    """Names by kind."""
    either: frozenset[str]
    """Names that count neither way: those who read the notebook disagreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One notebook's answer beside the key's."""

    entry: Entry
    found: Mapping[str, frozenset[str]]


def main() -> None:
    """Print what differs, then precision and recall; exit with 1 below what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="the notebooks that the key is about")
    folder: Path = parser.parse_args().folder
    entries = read_key(KEY.read_text("utf-8"))
    there = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path for path in folder.rglob("*.ipynb")
    }
    missing = [entry.name for entry in entries if entry.sha256 not in there]
    if missing:
        sys.exit(f"Not below {folder}: {', '.join(missing)}.")
    held = [Held(entry=e, found=skills_of(there[e.sha256].read_bytes())) for e in entries]
    for one in held:
        _tell_differences(one)
    good = [
        _tell(kind, part, of)
        for kind in KINDS
        for part, of in (
            ("tuned", [one for one in held if one.entry.tuned]),
            ("held_out", [one for one in held if not one.entry.tuned]),
            ("all", held),
        )
    ]
    sys.exit(0 if all(good[2::3]) else 1)


def read_key(text: str) -> Sequence[Entry]:
    """Read the key.

    Raises:
        ValueError: it names a skill that the taxonomy does not know.
    """
    entries = []
    for item in yaml.safe_load(text):
        for name in (*item["tools"], *item["abilities"], *item.get("either", ())):
            known = entry_named(name)
            if known is None or known.name != name:
                raise ValueError(f"{item['path']}: `{name}` is no skill of the taxonomy.")
        entries.append(
            Entry(
                name=f"{item['repository']}: {item['path']}",
                sha256=item["sha256"],
                tuned=item["tuned"],
                either=frozenset(item.get("either", ())),
                shown={kind: frozenset(item[key]) for kind, key in KINDS.items()},
            )
        )
    return entries


def skills_of(data: bytes) -> Mapping[str, frozenset[str]]:
    """Return the names of the skills that a notebook shows, by kind."""
    shown = match(examine({"notebook": data})["notebook"].usage)
    return {
        kind: frozenset(
            found.entry.name
            for found in shown
            if found.entry.kind == kind and found.weight > max(IDLE, INSTALLED)
        )
        for kind in KINDS
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


def _tell(kind: str, part: str, held: Iterable[Held]) -> bool:
    pairs = [_compared(one, kind) for one in held]
    right = sum(len(said & found) for said, found in pairs)
    found = sum(len(found) for _, found in pairs)
    said = sum(len(said) for said, _ in pairs)
    precision, recall = right / (found or 1), right / (said or 1)
    print(f"skills.{kind}.{part}.precision {precision:.3f} ({right} of {found})")
    print(f"skills.{kind}.{part}.recall {recall:.3f} ({right} of {said})")
    least_precision, least_recall = TARGETS[kind]
    return precision >= least_precision and recall >= least_recall


if __name__ == "__main__":
    main()
