"""Learn what each sign of a sentence weighs for the one line that says what a work is, and print how often it is right.

    python scripts/train_summaries.py                     cross-validate on the marked READMEs, then write the weights
    python scripts/train_summaries.py --marks marks.jsonl  read the signs anew first, from READMEs on this machine

`scripts/summaries/marked.json.gz` holds the signs of each sentence, not the sentence, and how it was marked:
2 says what the work is, 1 may stand for it, 0 does not. A line of `marks.jsonl` is
`{"file": "…/README.md", "right": ["…"], "may": ["…"], "fresh": true}`; a README is fresh when no rule was written
with a look at it, and only those tell how well others will be read.
"""

import argparse
import gzip
import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MARKED = Path(__file__).parent / "summaries" / "marked.json.gz"
WEIGHTS = Path(__file__).parents[1] / "src/proofolio/data/summary_weights.json"
FOLDS = 8
ROUNDS = 60
RATE = 0.3
HELD = 0.006
"""How strongly a weight is held near nothing, for each README."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readme:
    """The sentences of one README: the numbers of their signs, and their marks."""

    fresh: bool
    signs: tuple[tuple[int, ...], ...]
    marks: tuple[int, ...]

    @property
    def says(self) -> bool:
        """Whether a sentence of it says what the work is."""
        return 2 in self.marks


def learn(readmes: Sequence[Readme], count: int) -> list[float]:
    """Fit the weights: of the sentences of a README, or none of them, the marked one is the likeliest."""
    weights, squares = [0.0] * count, [1.0] * count
    means = [0.0] * count
    turns = random.Random(11)
    order = list(readmes)
    for number in range(ROUNDS):
        rate = RATE / (1 + number / 12)
        turns.shuffle(order)
        for readme in order:
            slopes = _slopes(readme, weights)
            for sign, pull in slopes.items():
                slope = pull + HELD * weights[sign]
                squares[sign] += slope * slope
                weights[sign] -= rate * slope / math.sqrt(squares[sign])
        if number >= ROUNDS // 2:
            # The mean of the last rounds swings less than the last of them.
            means = [
                mean + one / (ROUNDS - ROUNDS // 2)
                for mean, one in zip(means, weights, strict=True)
            ]
    return means


def _slopes(readme: Readme, weights: Sequence[float]) -> dict[int, float]:
    odds = [
        math.exp(max(-30.0, min(30.0, sum(weights[sign] for sign in signs))))
        for signs in readme.signs
    ]
    right = [one * (0.0, 0.5, 1.0)[mark] for one, mark in zip(odds, readme.marks, strict=True)]
    everything = 1 + sum(odds)
    wanted = (0.0 if readme.says else 1.0) + sum(right)
    found: dict[int, float] = {}
    for signs, one, good in zip(readme.signs, odds, right, strict=True):
        slope = one / everything - good / wanted
        if abs(slope) > 1e-4:
            for sign in signs:
                found[sign] = found.get(sign, 0.0) + slope
    return found


def verdict(readme: Readme, weights: Sequence[float], enough: float, never: frozenset[int]) -> str:
    """Tell what showing the best sentence of a README would be."""
    told = [
        (sum(weights[sign] for sign in signs), mark)
        for signs, mark in zip(readme.signs, readme.marks, strict=True)
        if not never & set(signs)
    ]
    weight, mark = max(told, default=(-99.0, 0))
    if weight <= enough:
        return "missed" if readme.says else "right"
    return "right" if mark else "wrong"


def cross_validate(readmes: Sequence[Readme], names: Sequence[str]) -> None:
    """Print how the READMEs are read by weights that were learnt without them."""
    from proofolio.assemble.summary_ranking import _NEVER, ENOUGH

    never = frozenset(number for number, name in enumerate(names) if name in _NEVER)
    order = list(readmes)
    random.Random(3).shuffle(order)
    found: list[tuple[Readme, list[float]]] = []
    for fold in range(FOLDS):
        weights = learn([one for at, one in enumerate(order) if at % FOLDS != fold], len(names))
        found += [(one, weights) for one in order[fold::FOLDS]]
    for kind, chosen in (
        ("all", found),
        ("fresh", [(one, weights) for one, weights in found if one.fresh]),
    ):
        for enough in (0.5, ENOUGH, 1.2, 1.5):
            said = [verdict(one, weights, enough, never) for one, weights in chosen]
            figures = "  ".join(
                f"{name} {said.count(name)} ({said.count(name) / len(said):.1%})"
                for name in ("right", "missed", "wrong")
            )
            print(f"{kind} ({len(said)} READMEs), enough {enough}: {figures}")


def read_anew(marks: Path) -> None:
    """Write the signs of the sentences of READMEs on this machine."""
    from proofolio.assemble.front import split_front_matter
    from proofolio.assemble.readme import _decoded
    from proofolio.assemble.readme_blocks import blocks
    from proofolio.assemble.summary_candidates import candidates
    from proofolio.assemble.summary_features import place_features, text_features
    from proofolio.assemble.titles import clean_title, title_at
    from proofolio.content import restructured
    from proofolio.content.badges import without_badges
    from proofolio.content.markdown import render

    numbers: dict[str, int] = {}
    rows = []
    for line in marks.read_text("utf-8").splitlines():
        mark = json.loads(line)
        words = _decoded(Path(mark["file"]).read_bytes())
        is_rst = mark["file"].endswith(".rst")
        html = restructured.to_html(words) if is_rst else render(split_front_matter(words)[1]).html
        found = blocks(without_badges(html))
        at = title_at(found)
        said = "" if at is None else found[at].lines[0] if found[at].tag == "p" else found[at].said
        title = clean_title(said, " ".join(block.said for block in found)) or said
        told = candidates(found, at, title)
        row = []
        for order, one in enumerate(told):
            names = {*place_features(one, order, len(told)), *text_features(one, title, len(told))}
            signs = sorted(numbers.setdefault(name, len(numbers)) for name in names)
            good = 2 * _is_one_of(one.kept, mark["right"]) or int(_is_one_of(one.kept, mark["may"]))
            row.append([good, *signs])
        rows.append([int(mark["fresh"]), row])
    told_all = json.dumps({"names": list(numbers), "readmes": rows}, separators=(",", ":"))
    MARKED.write_bytes(gzip.compress(told_all.encode(), 9, mtime=0))


def _is_one_of(kept: str, marked: Sequence[str]) -> bool:
    """Whether a sentence was marked; it may be cut otherwise than when it was."""
    mine = kept.rstrip(". ")
    for one in marked:
        other = one.rstrip(". ")
        is_long = min(len(mine), len(other)) > 24
        if mine == other or (is_long and (mine.startswith(other) or other.startswith(mine))):
            return True
        if is_long and mine.endswith(other[-40:]) and other.endswith(mine[-40:]):
            return True
    return False


def main() -> None:
    """Cross-validate, then write the weights that were learnt from all."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--marks", type=Path, help="read the signs anew, from these READMEs")
    chosen = asked.parse_args()
    if chosen.marks:
        read_anew(chosen.marks)
    told = json.loads(gzip.decompress(MARKED.read_bytes()))
    names = told["names"]
    readmes = [
        Readme(
            fresh=bool(fresh),
            signs=tuple(tuple(one[1:]) for one in rows),
            marks=tuple(one[0] for one in rows),
        )
        for fresh, rows in told["readmes"]
    ]
    cross_validate(readmes, names)
    weights = learn(readmes, len(names))
    places = {name for name in names if name.split(":")[0] in _PLACES and name != "only:brief"}
    texts = [
        sum(weights[sign] for sign in signs if names[sign] not in places)
        for readme in readmes
        for signs in readme.signs
    ]
    kept = {name: round(one, 2) for name, one in zip(names, weights, strict=True)}
    kept = {name: one for name, one in sorted(kept.items()) if abs(one) >= 0.02}
    shown = {"most": round(sorted(texts)[-len(texts) // 50], 2), "weights": kept}
    WEIGHTS.write_text(json.dumps(shown, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(
        f"{len(kept)} weights in {WEIGHTS.name}; of 50 texts one weighs more than {shown['most']}"
    )


_PLACES = {
    "bias",
    "order",
    "sec",
    "blk",
    "sen",
    "h",
    "li",
    "quote",
    "leads",
    "alone",
    "only",
    "told",
}

if __name__ == "__main__":
    main()
