"""The ranking, on documents small enough to check by hand."""

import math

import pytest

from stdlib_search import BM25

DOCUMENTS = [["read", "file"], ["write", "file"], ["read", "read", "socket", "twice"]]


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    index = BM25(DOCUMENTS)

    assert index.idf("socket") == pytest.approx(math.log(1 + 2.5 / 1.5))
    assert index.idf("file") == pytest.approx(math.log(1 + 1.5 / 2.5))
    assert index.idf("socket") > index.idf("file")
    assert index.idf("unheard") == 0


def test_the_score_is_the_formula_worked_by_hand() -> None:
    index = BM25(DOCUMENTS, k1=1.2, b=0.75)
    mean = (2 + 2 + 4) / 3
    norm = 1.2 * (1 - 0.75 + 0.75 * 2 / mean)

    scores = index.scores(["write"])

    assert scores == {1: pytest.approx(math.log(1 + 2.5 / 1.5) * 2.2 / (1 + norm))}


def test_without_length_normalisation_repeating_a_term_helps() -> None:
    scores = BM25(DOCUMENTS, b=0).scores(["read"])

    assert scores[2] > scores[0]
    assert scores[2] < 2 * scores[0], "the second time counts for less than the first"


def test_a_term_asked_twice_counts_once() -> None:
    index = BM25(DOCUMENTS)

    assert index.scores(["read", "read"]) == index.scores(["read"])


def test_no_documents_is_not_an_error() -> None:
    assert BM25([]).scores(["read"]) == {}
