"""Which sentence of a README says best what the work is, by what was learnt from READMEs that were read and marked."""

from typing import Final

from proofolio.assemble import summary_model
from proofolio.assemble.summary_candidates import Candidate
from proofolio.assemble.summary_features import WIDE, echoes, place_features, text_features
from proofolio.assemble.summary_refused import FOR_WHOM, refused
from proofolio.assemble.summary_shown import is_cjk

NEVER: Final = frozenset(
    {"concept:alone", "aim:before", "shout", "empty", "biography", "tool"}
    | {"no:elsewhere", "no:dangling", "no:negated", "no:defined", "no:vacuous", "no:quoted"}
)
"""Signs of a sentence that is shown of no README that was marked."""

_WEAKER: Final = 0.7
"""How much less a sentence may weigh than what is shown, to stand for one that names no subject."""
_SHORT: Final = 25
"""Letters of a sentence that says no more than a title."""


def best(told: list[Candidate], title: str, less: float = 0.0) -> Candidate | None:
    """Return the sentence that says best what a work is; none when none says it well enough.

    Args:
        told: the sentences of its README, in their order.
        title: what the work is called.
        less: how much less it may weigh than a README's has to.
    """
    learnt = summary_model.model()
    facts = [facts_of(one, title, order, len(told)) for order, one in enumerate(told)]
    weights = [summary_model.weight(one, learnt) for one in facts]
    enough = learnt.enough - less
    passed: list[tuple[float, int]] = []
    for at, asked in summary_model.side_by_side(facts, weights).items():
        if facts[at].signs & NEVER or _is_the_title(facts[at]):
            continue
        passed.append((summary_model.verdict(asked, learnt.trees), -at))
    first = max(passed, default=(enough, 0))
    if first[0] <= enough:
        return None
    if _names_no_subject(facts[-first[1]]):
        # Another one is better, even a weaker one.
        others = [
            one
            for one in passed
            if not _names_no_subject(facts[-one[1]]) and "layout" not in facts[-one[1]].signs
        ]
        second = max(others, default=first)
        first = second if second[0] > enough - _WEAKER else first
    return told[-first[1]]


def _names_no_subject(facts: summary_model.Facts) -> bool:
    """Whether a sentence says only for which course the work was made."""
    return f"no:{FOR_WHOM}" in facts.signs


def _is_the_title(facts: summary_model.Facts) -> bool:
    """Whether a sentence says the title again, and hardly more."""
    return "echo" in facts.signs and facts.length < _SHORT


def facts_of(one: Candidate, title: str, order: int, count: int) -> summary_model.Facts:
    """Return what the model is told of a sentence.

    Args:
        one: the sentence.
        title: what the work is called.
        order: which of the README's sentences it is, from 0.
        count: how many there are.
    """
    signs = {*place_features(one, order, count), *text_features(one, title, count)}
    if echoes(one.kept, title):
        signs.add("echo")
    signs |= {f"no:{why}" for why in refused(one.said, one.kept, one.heading)}
    length = len(one.kept) * (WIDE if is_cjk(one.kept) else 1.0)
    return summary_model.Facts(
        signs=frozenset(signs),
        terms=summary_model.terms(one.kept, one.heading),
        place=(
            order,
            one.section,
            one.block,
            one.sentence,
            round(length),
            len(one.kept.split()),
            int(one.tag == "li"),
            len(one.said) - len(one.kept),
            len(title),
        ),
    )
