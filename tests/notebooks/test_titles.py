import json

import pytest

from proofolio.notebooks.convert import convert


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
    ],
)
def test_the_title_is_what_the_notebook_calls_itself(sources, title):
    assert titled(*sources)[0] == title


def test_the_title_is_not_said_twice():
    assert "Chapter 2" not in titled("**Chapter 2**", "# Setup", "# More")[1]
    assert "Iris" not in titled("# Iris\n\nText.")[1]
