import json
from datetime import date

import pytest

from proofolio.notebooks.convert import convert
from proofolio.notebooks.front_matter import FrontMatter, read
from tests.notebooks.building import converted, page, prose, raw


def titled(*sources: str) -> tuple[str, str]:
    cells = [
        {
            "cell_type": "code",
            "metadata": {},
            "outputs": [],
            "execution_count": 1,
            "source": source[1:],
        }
        if source.startswith("!")
        else {"cell_type": "markdown", "metadata": {}, "source": source}
        for source in sources
    ]
    data = json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}).encode()
    doc = convert(data, name="a.ipynb", put=lambda _: "0" * 64)
    return doc.title, "".join(piece.html for piece in doc.pieces)


@pytest.mark.parametrize(
    ("sources", "title"),
    [
        (["# Iris", "!x = 1"], "Iris"),
        (["!!pip install x", "# Iris", "# Part two"], "Iris"),
        (
            ["**Chapter 2: A project**\n\n_All the code._", "# Setup", "# Get the data"],
            "Chapter 2: A project",
        ),
        (["Some words.", "!x", "# The only heading"], "The only heading"),
        (["Some words.", "!x", "# Setup", "# Get the data"], ""),
        (["---\ntitle: Said so\n---", "# Setup"], "Said so"),
        (["## Not the title", "!x"], ""),
        (["!#@title Predict house prices\nx = 1"], "Predict house prices"),
        (["!#@title Install the packages", "!x"], ""),
        (["!#@title Licensed under Apache", "# Iris"], "Iris"),
        (['# "A title"\n> "What it is about"\n\n- toc: true\n- badges: true'], '"A title"'),
    ],
)
def test_the_title_is_what_the_notebook_calls_itself(sources, title):
    assert titled(*sources)[0] == title


def test_the_title_is_not_said_twice():
    assert "Chapter 2" not in titled("**Chapter 2**", "# Setup", "# More")[1]
    assert "Iris" not in titled("# Iris\n\nText.")[1]


QUARTO = """---
title: "Iris, *again*"
subtitle: With fewer features
date: 2025-03-04
categories: [trees, 'scikit-learn']
image: images/cover.png
draft: true
format: html
---

Text.
"""


def test_what_quarto_writes_is_taken_from_a_raw_or_a_markdown_cell():
    said, rest = read(QUARTO)
    assert said == FrontMatter(
        title="Iris, *again*",
        description="With fewer features",
        date=date(2025, 3, 4),
        image="images/cover.png",
        categories=("trees", "scikit-learn"),
        draft=True,
    )
    assert rest.strip() == "Text."
    for cell in (raw(QUARTO), prose(QUARTO)):
        doc = converted(cell, prose("# Setup"))
        assert (doc.title, doc.description) == ("Iris, *again*", "With fewer features")
        assert "scikit-learn" not in page(doc)


def test_what_nbdev_writes_is_taken_from_the_first_cell():
    source = "# Iris\n\n> What a tree finds\n\n- date: 2024-05-06\n- tags: [a, b]\n\nText.\n"
    said, rest = read(source)
    assert said.description == "What a tree finds"
    assert said.date == date(2024, 5, 6)
    assert said.categories == ("a", "b")
    doc = converted(prose(source))
    assert (doc.title, doc.description) == ("Iris", "What a tree finds")
    assert "2024-05-06" not in page(doc)
    assert "Text." in rest


@pytest.mark.parametrize(
    "source",
    [
        "# Iris\n\n- accuracy: 0.9\n- recall: 0.8\n",
        "---\n- a\n- b\n---\n",
        "---\ntitle: [\n---\ntext",
        "---\n\nA rule above, a rule below.\n\n---\n",
        "text\n\n---\ntitle: no\n---\n",
    ],
)
def test_what_only_looks_like_front_matter_stays_in_the_text(source):
    assert read(source) == (FrontMatter(), source)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-03-04", date(2025, 3, 4)),
        ("'2025-03-04T10:00:00Z'", date(2025, 3, 4)),
        ("2025-03-04 10:00:00", date(2025, 3, 4)),
        ("March 4, 2025", date(2025, 3, 4)),
        ("4 March 2025", date(2025, 3, 4)),
        ("03/04/2025", date(2025, 3, 4)),
        ("last-modified", None),
        ("0001-01-01", None),
        ("[2025]", None),
        ("2025-13-40", None),
    ],
)
def test_a_date_is_read_as_people_write_it(written, day):
    assert read(f"---\ndate: {written}\n---\n")[0].date == day


def test_a_bomb_in_yaml_says_nothing():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join(f'*{a}' for _ in range(9))}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    said, _ = read(f"---\n{bomb}title: *i\ncategories: *i\n---\n")
    assert said == FrontMatter()
