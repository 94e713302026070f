"""How deep the work in one notebook or file goes, by the rules in `docs/reference/skills.md`."""

from collections.abc import Collection, Iterable
from typing import Final

from proofolio.model.skills import Depth
from proofolio.skills.taxonomy import Entry

MEASURING: Final = frozenset({"Model evaluation", "Cross-validation", "Hyper-parameter search"})
"""Abilities that tell which of several ways is better."""
SERVING: Final = frozenset({"Model deployment"})
"""Abilities that bring a model to where others use it."""


def depth_of(entry: Entry, ways: Iterable[str], beside: Collection[str], *, by_hand: bool) -> Depth:
    """Return how deep a file's work on an ability goes.

    Args:
        entry: the ability.
        ways: full names of what was called for it.
        beside: names of the other abilities that the file shows by work.
        by_hand: whether an algorithm of it is written in the file.
    """
    if entry.serves and not SERVING.isdisjoint(beside):
        return "deployed"
    if by_hand:
        return "from scratch"
    kinds = {way.rpartition(".")[2].rpartition("::")[2] for way in ways}
    if entry.compares and not MEASURING.isdisjoint(beside):
        models = {kind for kind in kinds if kind[:1].isupper()}
        if len(models) > 1:
            return "compared"
    return "used"
