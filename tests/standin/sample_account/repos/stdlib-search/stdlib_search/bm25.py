"""BM25 over one field, with an inverted index and nothing else."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence


class BM25:
    """Scores documents for a query.

    For a query term that is in `n` of `N` documents, and `f` times in this one:

        log(1 + (N - n + 0.5) / (n + 0.5)) * f * (k1 + 1) / (f + k1 * (1 - b + b * length / mean))

    (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009; the `1 +` inside the
    logarithm, which keeps it positive, is Lucene's.)
    """

    def __init__(
        self, documents: Iterable[Sequence[str]], *, k1: float = 1.2, b: float = 0.75
    ) -> None:
        """Indexes documents that are already split into terms."""
        self.k1 = k1
        self.b = b
        self.lengths: list[int] = []
        self.postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, document in enumerate(documents):
            self.lengths.append(len(document))
            for term, count in Counter(document).items():
                self.postings[term].append((number, count))
        self.mean_length = sum(self.lengths) / max(len(self.lengths), 1) or 1.0

    def idf(self, term: str) -> float:
        """How rare a term is; 0 for one that no document has."""
        n = len(self.postings.get(term, ()))
        return math.log(1 + (len(self.lengths) - n + 0.5) / (n + 0.5)) if n else 0.0

    def scores(self, query: Iterable[str]) -> dict[int, float]:
        """Document number to score, only for documents that have a term of the query."""
        found: dict[int, float] = defaultdict(float)
        for term in dict.fromkeys(query):
            weight = self.idf(term)
            for number, count in self.postings.get(term, ()):
                relative = self.lengths[number] / self.mean_length
                norm = self.k1 * (1 - self.b + self.b * relative)
                found[number] += weight * count * (self.k1 + 1) / (count + norm)
        return dict(found)
