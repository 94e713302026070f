"""Two fields, one ranking."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from stdlib_search.bm25 import BM25
from stdlib_search.collect import Entry
from stdlib_search.text import terms


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry and how well it fits."""

    entry: Entry
    score: float


class Searcher:
    """Ranks entries by their name and their docstring.

    Each field has its own index, so that a term in a short name is not drowned by long docstrings,
    and `name_weight` says how much the name counts beside the docstring.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        *,
        name_weight: float = 0.5,
        k1: float = 1.2,
        b: float = 0.75,
    ) -> None:
        """Indexes the entries."""
        self.entries = entries
        self.name_weight = name_weight
        self.names = BM25((terms(entry.name) for entry in entries), k1=k1, b=b)
        self.docs = BM25((terms(entry.doc) for entry in entries), k1=k1, b=b)

    def search(
        self, question: str, limit: int = 10, *, name_weight: float | None = None
    ) -> list[Hit]:
        """The best entries first; those with equal scores in alphabetical order.

        `name_weight` stands in for the searcher's own, for this question only.
        """
        weight = self.name_weight if name_weight is None else name_weight
        query = terms(question)
        total = self.docs.scores(query)
        for number, score in self.names.scores(query).items():
            total[number] = total.get(number, 0.0) + weight * score
        best = heapq.nsmallest(limit, total.items(), key=lambda item: (-item[1], item[0]))
        return [Hit(self.entries[number], score) for number, score in best if score > 0]
