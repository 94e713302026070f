"""Learn how well a sentence of a README says what the work is, and print how often the line is right, and why it is not.

    uv run --with scikit-learn --with lightgbm scripts/train_summaries.py

`scripts/summaries/marked.json.gz` (`scripts/read_marked.py` writes it) holds what the model is told of each
sentence, in numbers and without the sentence, and how it was marked: 2 says what the work is, 1 may stand for it, 0
does not. READMEs of one owner are never learnt from and tried in one turn.
"""

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from proofolio.assemble.summary_model import Facts, side_by_side, verdict
from proofolio.assemble.summary_ranking import NEVER

MARKED = Path(__file__).parent / "summaries" / "marked.json.gz"
WEIGHTS = Path(__file__).parents[1] / "src/proofolio/data/summary_weights.json"
FOLDS, WITHIN = 8, 6
LEAST = 3
"""READMEs' sentences that a word has to be in."""
HELD, MAY = 0.3, 0.4
"""How freely weights may grow; what a sentence that may stand is worth."""
WORD = 0.4
"""What a word counts for beside a sign."""
TREES, DEEP, RATE, LEAF = 150, 4, 0.05, 15
SLIGHT = 0.03
"""A weight that is left out."""
WRONG = 2.0
"""How much worse a wrong line is than none where there should be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readme:
    """The sentences of a README, and their marks."""

    owner: int
    says: bool
    """Whether anything in it says what the work is, be it a sentence here or not."""
    title: int
    """Whether its title is right; -1 where nobody judged it."""
    facts: tuple[Facts, ...]
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """The weights, by sign and word."""

    base: float
    weights: dict[str | int, float]

    def of(self, facts: Facts) -> float:
        """What a sentence weighs."""
        return self.base + sum(self.weights.get(one, 0.0) for one in (*facts.signs, *facts.terms))


def weigh(readmes: Sequence[Readme]) -> Learnt:
    """Learn the weights of signs and words."""
    rows = [
        (set(facts.signs | facts.terms), mark)
        for readme in readmes
        for facts, mark in zip(readme.facts, readme.marks, strict=True)
    ]
    counts = Counter(one for found, _ in rows for one in found)
    names = {
        one: at for at, one in enumerate(one for one, count in counts.items() if count >= LEAST)
    }
    # A sentence that may stand is learnt from twice: a little as right, a little as wrong.
    told = [(found, int(mark > 0), MAY if mark == 1 else 1.0) for found, mark in rows]
    told += [(found, 0, 1 - MAY) for found, mark in rows if mark == 1]
    where = [
        (at, names[one]) for at, (found, _, _) in enumerate(told) for one in found if one in names
    ]
    lines, columns = zip(*where, strict=True)
    # A word counts for less than a sign, which says the same in every language.
    much = np.where([isinstance(one, int) for one in names], WORD, 1.0)
    signs = sparse.csr_matrix((much[list(columns)], (lines, columns)), (len(told), len(names)))
    fitted = LogisticRegression(C=HELD, max_iter=400, solver="liblinear").fit(
        signs, [right for _, right, _ in told], sample_weight=[worth for _, _, worth in told]
    )
    kept = {one: round(float(fitted.coef_[0][at] * much[at]), 3) for one, at in names.items()}
    return Learnt(
        base=round(float(fitted.intercept_[0]), 3),
        weights={one: weight for one, weight in kept.items() if abs(weight) >= SLIGHT},
    )


def grow(readmes: Sequence[Readme]) -> list[list[tuple[int, float, int, int]]]:
    """Learn the trees, from weights that were learnt without the README that they are asked of."""
    asked, right, much = [], [], []
    for turn in range(WITHIN):
        learnt = weigh([one for one in readmes if one.owner % WITHIN != turn])
        for readme in readmes:
            if readme.owner % WITHIN == turn:
                weights = [learnt.of(facts) for facts in readme.facts]
                for at, row in side_by_side(readme.facts, weights).items():
                    asked.append(row)
                    right.append(int(readme.marks[at] > 0))
                    much.append(0.5 if readme.marks[at] == 1 else 1.0)
    forest = lightgbm.LGBMClassifier(
        n_estimators=TREES, max_depth=DEEP, num_leaves=2**DEEP, learning_rate=RATE,
        min_child_samples=LEAF, subsample=0.8, subsample_freq=1, colsample_bytree=0.6, reg_lambda=5,
        verbose=-1, random_state=1, n_jobs=1, deterministic=True,
    ).fit(np.array(asked), right, sample_weight=much)  # fmt: skip
    return [_flat(tree["tree_structure"]) for tree in forest.booster_.dump_model()["tree_info"]]


def _flat(tree: dict) -> list[tuple[int, float, int, int]]:
    found: list[tuple[int, float, int, int]] = []

    def add(node: dict) -> int:
        at = len(found)
        if "leaf_value" in node:
            found.append((-1, round(node["leaf_value"], 4), 0, 0))
            return at
        found.append((0, 0.0, 0, 0))
        below, above = add(node["left_child"]), add(node["right_child"])
        found[at] = (node["split_feature"], round(node["threshold"], 4), below, above)
        return at

    add(tree)
    return found


def ranked(readme: Readme, learnt: Learnt, trees: Sequence) -> list[tuple[float, int]]:
    """Return what the sentences of a README come to, best first, with their marks."""
    weights = [learnt.of(facts) for facts in readme.facts]
    found = [
        (verdict(row, trees), readme.marks[at])
        for at, row in side_by_side(readme.facts, weights).items()
        if not readme.facts[at].signs & NEVER
    ]
    return sorted(found, reverse=True)


def outcome(readme: Readme, found: list[tuple[float, int]], enough: float) -> str:
    """Tell what showing the best sentence of a README would be, and why it is not right."""
    if found and found[0][0] > enough:
        if found[0][1]:
            return "right" if found[0][1] == 2 else "right, another says it better"
        return "wrong, another says it" if readme.says else "wrong, none says it"
    if not readme.says:
        return "right: none shown, none says it"
    if 2 not in readme.marks:
        return "missed: never a candidate"
    return (
        "missed: below the limit"
        if found and found[0][1]
        else "missed: another ranks first, below the limit"
    )


def cross_validate(readmes: Sequence[Readme]) -> float:
    """Print how READMEs are read by a model that knows nothing of their owners; return the best limit."""
    found = []
    for turn in range(FOLDS):
        known = [one for one in readmes if one.owner % FOLDS != turn]
        learnt, trees = weigh(known), grow(known)
        found += [(one, ranked(one, learnt, trees)) for one in readmes if one.owner % FOLDS == turn]

    def worth(enough: float) -> float:
        said = [outcome(one, told, enough) for one, told in found]
        return sum(one.startswith("right") for one in said) - WRONG * sum(
            one.startswith("wrong") for one in said
        )

    limits = sorted({round(told[0][0] - 0.005, 2) for _, told in found if told})
    best = max(worth(one) for one in limits)
    near = [one for one in limits if worth(one) >= best - 1]
    enough = near[len(near) // 2]
    said = Counter(outcome(one, told, enough) for one, told in found)
    right = sum(count for name, count in said.items() if name.startswith("right"))
    print(
        f"{len(found)} READMEs, each read by a model that was learnt without its owner; limit {enough}"
    )
    print(f"{right / len(found):6.1%} right in all")
    for name, count in said.most_common():
        print(f"{count / len(found):6.1%} {count:4} {name}")
    judged = [one.title for one in readmes if one.title >= 0]
    print(f"titles: {judged.count(1)} of {len(judged)} that were judged are right")
    return enough


def main() -> None:
    """Cross-validate, then write what was learnt from all."""
    told = json.loads(gzip.decompress(MARKED.read_bytes()))
    readmes = [
        Readme(
            owner=owner,
            says=bool(says),
            title=title,
            facts=tuple(
                Facts(
                    signs=frozenset(told["signs"][one] for one in signs),
                    terms=frozenset(terms),
                    place=tuple(place),
                )
                for _, place, signs, terms in rows
            ),
            marks=tuple(row[0] for row in rows),
        )
        for owner, says, title, rows in told["readmes"]
    ]
    enough = cross_validate(readmes)
    learnt, trees = weigh(readmes), grow(readmes)
    named = {str(one): much for one, much in learnt.weights.items()}
    shown = {
        "base": learnt.base,
        "enough": enough,
        "signs": {one: named[one] for one in sorted(named) if not one.isdigit()},
        "terms": {one: named[one] for one in sorted(named, key=str) if one.isdigit()},
        "trees": trees,
    }
    WEIGHTS.write_text(json.dumps(shown, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(named)} weights and {len(trees)} trees in {WEIGHTS.name}")


if __name__ == "__main__":
    main()
