"""Learn which abilities notebooks show, from notebooks that people have read, and print how often it is right.

    python scripts/train_skills.py DIR...             cross-validate on the marked notebooks, then write the weights
    python scripts/train_skills.py DIR... --hold-out train3   learn without these, and print how they fare
    python scripts/train_skills.py DIR... --names             name what is missed and wrong most often, write nothing

`skills_marks/` and spent keys of `skills_keys/` say by the SHA-256 of their bytes what notebooks show in the
judgement of those who read them; `DIR` holds the notebooks, under any names. Two logistic regressions are fitted:
one on an ability's own signs, one that also sees how likely the first finds the others, where each notebook was
held out with all others of its repository. The threshold is the lowest at which, of notebooks that were held out, the share that is right is as
asked for. Needs scikit-learn, which nothing else here does: run it in an environment of its own.
"""

import argparse
import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any

from skills_key import KEYS, MARKS, MOST_NAMES, Entry, read_key
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from proofolio.notebook_check import examine
from proofolio.skills import judged
from proofolio.skills.features import Candidate
from proofolio.skills.match import cells_that_show
from proofolio.skills.rules import read_of
from proofolio.skills.taxonomy import entry_named

WEIGHTS = Path(__file__).parents[1] / "src/proofolio/data/ability_weights.json"
FOLDS = 8
HELD = 2.0
"""How loosely a weight is held near nothing."""
PRECISION = 0.93
"""Of what is found in notebooks that were held out, as one reader judges."""
KEPT = 0.5
"""What more it takes to put aside what the rules find than to find it: few marked notebooks are very short."""
LEAST_NOTEBOOKS = 4
"""A name of a library's weighs by itself when so many notebooks have it."""
LEAST_WEIGHT = 0.04
MENDED = frozenset({"first", "second", "third"})
"""Keys by which the rules of the taxonomy were mended, so that they flatter them: only learned from."""
SHARE_OF_MENDED = 0.7
"""What one of their notebooks weighs."""

TRIES = 2.0
"""The same as `HELD`, for cells."""
Signs = Mapping[str, float]
Usual = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A notebook that somebody has read."""

    draw: str
    entry: Entry
    candidates: Mapping[str, Candidate]
    cells: Mapping[str, Mapping[int, Signs]]
    """By ability the cells that may show it."""
    fold: int
    """Negative where it is only learned from."""


def main() -> None:
    """Learn, print how well, and write the weights unless something is held out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+", help="the marked notebooks")
    parser.add_argument("--hold-out", default="", help="marks that are only measured, by comma")
    parser.add_argument("--names", action="store_true", help="name what is missed and wrong")
    asked = parser.parse_args()
    every = read_marked(asked.folders)
    held = set(filter(None, asked.hold_out.split(",")))
    known = [one for one in every if one.draw not in held]
    scores, first, second, usual = learn(known)
    threshold = threshold_of(known, scores)
    print(f"threshold {threshold:.2f}")
    tell("cross-validated", known, scores, threshold)
    for draw in sorted(held):
        of_draw = [one for one in every if one.draw == draw]
        tell(draw, of_draw, scores_of(of_draw, first, second, usual), threshold)
    right, cited, cells = learn_cells(known)
    print(f"cells, cross-validated: {right / cited:.3f} ({cited})")
    for draw in sorted(held):
        right, cited = cells_right([one for one in every if one.draw == draw], cells)
        print(f"cells, {draw}: {right / cited:.3f} ({cited})")
    if asked.names:
        tell_names(known, scores, threshold)
    elif not held:
        write(first, second, cells, usual, threshold, known)


def read_marked(folders: Iterable[Path]) -> list[Marked]:
    """Return the marked notebooks that are in the folders."""
    there = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for folder in folders
        for path in folder.rglob("*.ipynb")
    }
    found = []
    for path in (*sorted(MARKS.glob("*.yml")), *sorted(KEYS.glob("*.yml"))):
        key = read_key(path.stem, path.read_text("utf-8"))
        for entry in key.entries if key.spent else ():
            if entry.sha256 in there:
                data = there[entry.sha256].read_bytes()
                usage = examine({"notebook": data})["notebook"].usage
                fold = -1 if path.stem in MENDED else fold_of(entry)
                read = read_of(usage)
                found.append(
                    Marked(
                        draw=path.stem,
                        entry=entry,
                        candidates=read.candidates,
                        cells={
                            name: {index: signs for index, (signs, _) in may.items()}
                            for name in read.candidates
                            if name in entry.cells
                            and (skill := entry_named(name))
                            and (may := cells_that_show(skill, read, usage))
                        },
                        fold=fold,
                    )
                )
    return found


def fold_of(entry: Entry) -> int:
    """Return when a notebook is held out: together with all others of its repository."""
    repository = entry.name.partition(":")[0].lower()
    return int(hashlib.sha256(repository.encode()).hexdigest()[:6], 16) % FOLDS


Scores = dict[tuple[str, str], float]
"""By notebook and ability."""


def learn(
    marked: Sequence[Marked],
) -> tuple[Scores, Mapping[str, float], Mapping[str, float], Usual]:
    """Return scores of held-out notebooks, and both sets of weights with what is usual."""
    usual = usual_of(marked)
    common = common_names(marked)

    def alone(one: Marked, name: str) -> Signs:
        return trimmed(judged.signs_of(name, one.candidates[name], usual), name, one, common)

    first_scores, first = fit(marked, alone)
    likely = {
        one.entry.sha256: judged.likely_of(
            {name: first_scores[one.entry.sha256, name] for name in one.candidates}
        )
        for one in marked
    }

    def together(one: Marked, name: str) -> Signs:
        return {**alone(one, name), **judged.beside(name, likely[one.entry.sha256])}

    scores, second = fit(marked, together)
    for one in marked:
        for name, candidate in one.candidates.items():
            scores[one.entry.sha256, name] += KEPT * candidate.signs.get("rule", 0.0)
    return scores, first, {**second, "rule": second.get("rule", 0.0) + KEPT}, usual


def fit(
    marked: Sequence[Marked], signs: Callable[[Marked, str], Signs]
) -> tuple[Scores, Mapping[str, float]]:
    """Fit on all but one fold for each fold, and on all."""
    rows = [(one, name, signs(one, name)) for one in marked for name in one.candidates]
    scores: Scores = {}
    folds = sorted({one.fold for one in marked if one.fold >= 0})
    for fold in folds:
        weights = _fitted([row for row in rows if row[0].fold != fold])
        # What is only learned from is scored by the last fold's weights, which were fitted to it too.
        for one, name, told in rows:
            if one.fold in {fold, -1}:
                scores[one.entry.sha256, name] = sum(
                    weights.get(k, 0.0) * v for k, v in told.items()
                )
    return scores, _fitted(rows)


def _fitted(rows: Sequence[tuple[Marked, str, Signs]]) -> Mapping[str, float]:
    used = [row for row in rows if row[1] not in row[0].entry.either]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict(told) for _, _, told in used])
    right = [name in one.entry.shown["ability"] for one, name, _ in used]
    shares = [SHARE_OF_MENDED if one.fold < 0 else 1.0 for one, _, _ in used]
    model = LogisticRegression(C=HELD, max_iter=4000, fit_intercept=False)
    model.fit(matrix, right, sample_weight=shares)
    return dict(zip(vectors.get_feature_names_out(), map(float, model.coef_[0]), strict=True))


def learn_cells(marked: Sequence[Marked]) -> tuple[int, int, Mapping[str, float]]:
    """Return how many cells are right and how many are cited where they were held out, and the weights."""
    right = cited = 0
    for fold in sorted({one.fold for one in marked if one.fold >= 0}):
        weights = _of_cells([one for one in marked if one.fold != fold])
        of_fold = cells_right([one for one in marked if one.fold == fold], weights)
        right, cited = right + of_fold[0], cited + of_fold[1]
    return right, cited, _of_cells(marked)


def _of_cells(marked: Sequence[Marked]) -> Mapping[str, float]:
    rows = [
        (signs, index in one.entry.cells[name])
        for one in marked
        for name, cells in one.cells.items()
        for index, signs in cells.items()
    ]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict(signs) for signs, _ in rows])
    model = LogisticRegression(C=TRIES, max_iter=4000)
    model.fit(matrix, [right for _, right in rows])
    return dict(zip(vectors.get_feature_names_out(), map(float, model.coef_[0]), strict=True))


def cells_right(marked: Iterable[Marked], weights: Mapping[str, float]) -> tuple[int, int]:
    """Return for how many abilities the best cell is one that a reader named, and how many there are."""
    right = cited = 0
    for one in marked:
        for name, cells in one.cells.items():
            best = max(
                cells, key=lambda i: sum(weights.get(k, 0.0) * v for k, v in cells[i].items())
            )
            right += best in one.entry.cells[name]
            cited += 1
    return right, cited


def usual_of(marked: Sequence[Marked]) -> Usual:
    """Return mean and spread of signs by ability, drawn to what is usual for all where few have it."""
    values: dict[str, list[float]] = {}
    for one in marked:
        for name, candidate in one.candidates.items():
            for key in judged.SPREAD:
                values.setdefault(f"{name}:{key}", []).append(candidate.signs.get(key, 0.0))
    return {
        key: (
            round((fmean(of) * len(of) + 2.1) / (len(of) + 3), 2),
            round(max(0.3, (pstdev(of) * len(of) + 1.8) / (len(of) + 3)), 2),
        )
        for key, of in values.items()
    }


def common_names(marked: Sequence[Marked]) -> frozenset[tuple[str, str]]:
    """Return the names that enough notebooks use for an ability."""
    counts = Counter(
        (name, used)
        for one in marked
        for name, candidate in one.candidates.items()
        for used in candidate.named
    )
    return frozenset(pair for pair, count in counts.items() if count >= LEAST_NOTEBOOKS)


def trimmed(
    signs: Signs, name: str, one: Marked, common: frozenset[tuple[str, str]]
) -> dict[str, float]:
    """Leave out names that few notebooks use."""
    rare = {f"{name}:{used}" for used in one.candidates[name].named if (name, used) not in common}
    return {key: value for key, value in signs.items() if key not in rare}


def scores_of(
    marked: Sequence[Marked], first: Mapping[str, float], second: Mapping[str, float], usual: Usual
) -> Scores:
    """Score notebooks that were not learned from."""
    scores: Scores = {}
    for one in marked:
        own = {n: judged.signs_of(n, c, usual) for n, c in one.candidates.items()}
        alone = {n: sum(first.get(k, 0.0) * v for k, v in s.items()) for n, s in own.items()}
        likely = judged.likely_of(alone)
        for name, signs in own.items():
            told = signs | judged.beside(name, likely)
            scores[one.entry.sha256, name] = sum(second.get(k, 0.0) * v for k, v in told.items())
    return scores


def counted(marked: Iterable[Marked], scores: Scores, threshold: float) -> tuple[int, int, int]:
    """Return how much is right, how much is found, and how much there is."""
    right = found = there = 0
    for one in marked:
        wanted = one.entry.shown["ability"] - one.entry.either
        wanted = frozenset(wanted & ASKED)
        got = {n for n in one.candidates if scores[one.entry.sha256, n] > threshold}
        got -= one.entry.either
        right += len(got & wanted)
        found += len(got)
        there += len(wanted)
    return right, found, there


def threshold_of(marked: Sequence[Marked], scores: Scores) -> float:
    """Return the lowest threshold at which enough of what is found is right."""
    measured = [one for one in marked if one.fold >= 0]
    best = 3.0
    for step in range(300, -100, -2):
        right, found, _ = counted(measured, scores, step / 100)
        if found and right / found >= PRECISION:
            best = step / 100
    return best


def tell(name: str, marked: Sequence[Marked], scores: Scores, threshold: float) -> None:
    """Print precision and recall around a threshold."""
    measured = [one for one in marked if one.fold >= 0] or marked
    for shift in (-0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6):
        right, found, there = counted(measured, scores, threshold + shift)
        print(
            f"{name}, {len(measured)} notebooks, at {threshold + shift:.2f}: "
            f"precision {right / (found or 1):.3f}, recall {right / (there or 1):.3f} ({there})"
        )


def tell_names(marked: Iterable[Marked], scores: Scores, threshold: float) -> None:
    """Print the abilities that are missed and wrong most often where they were held out."""
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in marked:
        if one.fold >= 0:
            wanted = (one.entry.shown["ability"] - one.entry.either) & ASKED
            got = {n for n in one.candidates if scores[one.entry.sha256, n] > threshold}
            got -= one.entry.either
            wrong.update(got - wanted)
            missed.update(wanted - got)
            right.update(got & wanted)
    often = Counter({name: wrong[name] + missed[name] for name in {*wrong, *missed}})
    for name, _ in often.most_common(MOST_NAMES):
        print(f"{name}: {right[name]} right, {missed[name]} missed, {wrong[name]} wrong")


def write(
    first: Mapping[str, float],
    second: Mapping[str, float],
    cells: Mapping[str, float],
    usual: Usual,
    threshold: float,
    marked: Sequence[Marked],
) -> None:
    """Write the weights."""
    told: dict[str, Any] = {
        "source": f"{len(marked)} notebooks of public repositories, read by one or two people each",
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "threshold": round(threshold, 2),
        "usual": {key: list(value) for key, value in sorted(usual.items())},
        "first": rounded(first),
        "second": rounded(second),
        "cells": rounded(cells),
    }
    WEIGHTS.write_text(json.dumps(told, indent=0, ensure_ascii=False) + "\n", "utf-8")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size // 1024} kB")


def rounded(weights: Mapping[str, float]) -> dict[str, float]:
    """Leave out what hardly weighs."""
    return {k: round(w, 2) for k, w in sorted(weights.items()) if abs(w) >= LEAST_WEIGHT}


ASKED = frozenset(judged.asked())

if __name__ == "__main__":
    main()
