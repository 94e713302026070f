"""Notebooks have titles that can be told apart."""

from dataclasses import dataclass, replace

import pytest

from proofolio.assemble.headlines import of_file, title, with_own_titles
from proofolio.model.portfolio import Heading


@dataclass(frozen=True)
class Card:
    title: str = ""
    description: str = ""
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class Book:
    title: str
    file_name: str

    @property
    def path(self) -> str:
        return self.file_name


def headed(*titles: str) -> tuple[Heading, ...]:
    return tuple(Heading(level=2, title=one, anchor=one) for one in titles)


@pytest.mark.parametrize(
    ("path", "card", "said"),
    [
        ("1.0-xy-initial-data-exploration.ipynb", Card(), "Initial data exploration"),
        ("work/02_train-model.ipynb", Card(), "Train model"),
        ("Copy of tides (2).ipynb", Card(), "Tides"),
        (
            "Untitled (3).ipynb",
            Card(headings=headed("Imports", "Which tide is highest?")),
            "Which tide is highest?",
        ),
        (
            "Untitled.ipynb",
            Card(description="Tides are counted here. And more."),
            "Tides are counted here",
        ),
        (
            "hw3.ipynb",
            Card(title="Homework 3", headings=headed("Floods of the Tagus")),
            "Floods of the Tagus",
        ),
        ("Untitled.ipynb", Card(description="A" * 90), "Untitled"),
        ("a.ipynb", Card(title="Said so", headings=headed("Else")), "Said so"),
    ],
)
def test_a_title_says_what_the_notebook_is_about(path: str, card: Card, said: str) -> None:
    assert title(card, path) == said


def test_equal_titles_are_told_apart_by_what_differs() -> None:
    books = [
        Book("Model", "bank/churn.ipynb"),
        Book("Model", "bank/loans.ipynb"),
        Book("EDA", "flats/eda.ipynb"),
        Book("EDA", "wine-quality/eda.ipynb"),
        Book("Tides", "tides.ipynb"),
        Book("Best", "01_best_lbs.ipynb"),
        Book("Best", "02_best_kg.ipynb"),
    ]
    told = [book.title for book in with_own_titles(books)]

    assert told == [
        "Model (Churn)", "Model (Loans)", "EDA (flats)", "EDA (wine quality)", "Tides",
        "01 best lbs", "02 best kg",
    ]  # fmt: skip


def test_whatever_they_are_called_no_two_are_alike() -> None:
    books = [Book("A", "x/a.ipynb"), Book("A", "x/a/a.ipynb"), Book("A (a)", "b.ipynb")]

    assert len({book.title for book in with_own_titles(books)}) == 3
    assert with_own_titles(books[:1]) == (replace(books[0]),)
    assert of_file("_.ipynb") == ""
