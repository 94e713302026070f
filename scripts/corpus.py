"""Pick notebooks for a benchmark out of many, by a rule that anybody can repeat.

    python scripts/corpus.py REPOSITORIES --out DIR --count 40 --colab 26 --megabytes 21 --median 250

REPOSITORIES holds a folder for each repository. The repositories give in turn, so that none outweighs
the rest, and what one gives is drawn by seeds that count up from 0; no bytes are taken twice.
Prints a line for each: SHA-256, size in bytes, name in DIR, where it was.
"""

import argparse
import hashlib
import json
import random
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TOLERANCE = 0.02
"""How far a size may be from the one that is asked for, as a part of it."""
MAX_DRAWS = 100_000
"""After so many draws that miss, there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A notebook that may be picked."""

    path: Path
    group: str
    """Its repository."""
    sha256: str
    size_bytes: int
    from_colab: bool
    """Colab executed it."""

    @property
    def name(self) -> str:
        """A file name that is safe everywhere and met once."""
        words = re.sub(r"[^a-z0-9]+", "-", self.path.stem.lower()).strip("-")[:40].strip("-")
        return f"{words or 'notebook'}-{self.sha256[:8]}.ipynb"


def main() -> None:
    """Pick, copy, and tell what was picked."""
    asked = _arguments()
    try:
        picked = pick(
            find(asked.repositories),
            count=asked.count,
            colab=asked.colab,
            megabytes=asked.megabytes,
            median=asked.median,
        )
    except ValueError as error:
        sys.exit(str(error))
    asked.out.mkdir(parents=True)
    for found in picked:
        (asked.out / found.name).write_bytes(found.path.read_bytes())
        place = found.path.relative_to(asked.repositories).as_posix()
        print(f"{found.sha256}\t{found.size_bytes}\t{found.name}\t{place}")


def find(repositories: Path) -> list[Candidate]:
    """Return every notebook below `repositories`, each content once."""
    found: dict[str, Candidate] = {}
    for path in sorted(repositories.rglob("*.ipynb")):
        relative = path.relative_to(repositories)
        if not path.is_file() or any(part.startswith(".") for part in relative.parts):
            continue
        data = path.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in found:
            found[sha256] = Candidate(
                path=path,
                group=relative.parts[0],
                sha256=sha256,
                size_bytes=len(data),
                from_colab=_is_from_colab(data),
            )
    return list(found.values())


def pick(
    candidates: Iterable[Candidate],
    *,
    count: int,
    colab: int | None = None,
    megabytes: float | None = None,
    median: float | None = None,
) -> list[Candidate]:
    """Pick `count` notebooks, in order of name.

    Args:
        candidates: what there is to pick from.
        count: how many are wanted.
        colab: how many of them Colab executed.
        megabytes: how large they are together; the first draw that meets it is taken.
        median: kilobytes of the middle-sized one; likewise.

    Raises:
        ValueError: there are not as many, or no draw meets the size.
    """
    everything = list(candidates)
    pools = [(everything, count)]
    if colab is not None:
        pools = [
            ([one for one in everything if one.from_colab], colab),
            ([one for one in everything if not one.from_colab], count - colab),
        ]
    for pool, wanted in pools:
        if len(pool) < wanted:
            raise ValueError(f"{wanted} notebooks are wanted of a kind; there are {len(pool)}.")
    shared = [
        (groups[name], share)
        for pool, wanted in pools
        for groups in [_grouped(pool)]
        for name, share in _shares(groups, wanted).items()
    ]
    for draw in range(MAX_DRAWS):
        # A seed makes the same choice everywhere; nothing here is a secret.
        chance = random.Random(draw)
        picked = [one for group, share in shared for one in chance.sample(group, share)]
        sizes = [one.size_bytes for one in picked]
        if _is_near(sum(sizes) / 1e6, megabytes) and _is_near(
            statistics.median(sizes) / 1e3, median
        ):
            return sorted(picked, key=lambda one: one.name)
    raise ValueError(f"No draw of {count} notebooks has these sizes.")


def _is_near(found: float, wanted: float | None) -> bool:
    return wanted is None or abs(found - wanted) <= TOLERANCE * wanted


def _shares(groups: Mapping[str, Sequence[Candidate]], wanted: int) -> dict[str, int]:
    """Tell how many each repository gives when they give in turn until `wanted` are taken."""
    shares = dict.fromkeys(groups, 0)
    while wanted:
        for name in sorted(groups):
            if wanted and shares[name] < len(groups[name]):
                shares[name] += 1
                wanted -= 1
    return shares


def _grouped(pool: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for one in sorted(pool, key=lambda one: one.sha256):
        groups[one.group].append(one)
    return groups


def _is_from_colab(data: bytes) -> bool:
    """Tell whether Colab's marks are on a notebook, and outputs in it."""
    try:
        notebook = json.loads(data)
        cells = notebook["cells"]
        marked = "colab" in notebook["metadata"] or any(
            {"colab", "executionInfo"} & set(cell["metadata"]) for cell in cells
        )
        return marked and any(cell.get("outputs") for cell in cells)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("repositories", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="a new folder")
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--colab", type=int, help="how many of them Colab executed")
    parser.add_argument("--megabytes", type=float, help="how large they are together")
    parser.add_argument("--median", type=float, help="kilobytes of the middle-sized one")
    return parser.parse_args()


if __name__ == "__main__":
    main()
