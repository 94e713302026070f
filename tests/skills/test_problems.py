"""A problem of a trade is named by words in many languages, and by the clearest of them."""

import pytest

from proofolio.notebook_check.usage import usage_of_file
from proofolio.skills.problems import (
    SENTENCE,
    TITLE,
    by_hand,
    first_own,
    headings_of,
    said_in,
    told,
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Bank-Customer_Churn", "Churn prediction"),
        ("TelcoChurnModel", "Churn prediction"),
        ("Predicción de demanda de taxis", "Demand forecasting"),
        ("Previsão de vendas", "Demand forecasting"),
        ("Implémentez un modèle de scoring", "Credit scoring"),
        ("Gebrauchtwagenpreise", "Used-car price prediction"),
        ("Поиск токсичных комментариев", "Toxic-comment detection"),
        ("基于机器学习的客户流失预测", "Churn prediction"),
        ("고객 이탈 예측", "Churn prediction"),
    ],
)
def test_a_problem_is_known_by_the_words_of_the_trade(text: str, problem: str) -> None:
    assert list(said_in(text)) == [problem]


@pytest.mark.parametrize("text", ["Introduction to pandas", "A smart contract", "Scar tissue", ""])
def test_other_words_name_none(text: str) -> None:
    assert said_in(text) == {}


def test_the_longer_of_two_phrases_in_one_place_counts() -> None:
    assert list(said_in("employee churn")) == ["Employee attrition"]


def test_what_is_named_in_passing_gives_way_to_what_the_work_is_about() -> None:
    parts = [("Alloy temperature", TITLE), ("to save electricity consumption", SENTENCE)]

    assert list(told(parts)) == ["Industrial process modelling"]


def test_a_late_heading_alone_says_too_little() -> None:
    headings = ["Analysis", "Imports", "Data", "Next steps: churn"]

    assert told(headings_of(headings)) == {}
    assert list(told(headings_of([*headings, "A model of churn"]))) == ["Churn prediction"]


def test_a_sentence_of_a_file_yields_to_the_projects_name_and_its_title_does_not() -> None:
    project = told([("House price prediction", TITLE)])

    assert first_own(told([("about used cars", SENTENCE)]), project) == {}
    assert list(first_own(told([("Used cars", TITLE)]), project)) == ["Used-car price prediction"]


def test_what_is_calculated_by_hand_is_known_by_its_name() -> None:
    code = (
        "import numpy as np\n"
        "def safety_stock(demand, lead):\n    return 1.65 * np.std(demand) * np.sqrt(lead)\n"
    )

    ((entry, written),) = by_hand(usage_of_file(code.encode()))
    assert (entry.name, written.line) == ("Inventory optimisation", 2)
    assert not list(by_hand(usage_of_file(b"def safety_stock(a):\n    return a\n")))
