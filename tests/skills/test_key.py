"""The key made by hand names notebooks once, and skills that there are."""

import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent.parent.parent / "scripts"


@pytest.fixture
def key(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import skills_key

    yield skills_key
    del sys.modules["skills_key"]


def test_the_key_is_about_thirty_notebooks_half_of_them_held_out(key):
    entries = key.read_key(key.KEY.read_text("utf-8"))

    assert len({entry.sha256 for entry in entries}) == 30
    assert sum(entry.tuned for entry in entries) == 15


def test_a_name_that_is_no_skill_is_told(key):
    text = (
        "- {repository: a/b, path: c.ipynb, sha256: x, tuned: true, tools: [Panda], abilities: []}"
    )
    with pytest.raises(ValueError, match=r"c\.ipynb: `Panda` is no skill"):
        key.read_key(text)


def test_what_was_only_installed_is_not_found(key):
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    code = ["!pip install shap", "import torch", "import pandas as pd", "pd.DataFrame()"]
    cells = [{**cell, "source": source} for source in code]
    import json

    data = json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells})
    assert key.skills_of(data.encode())["tool"] == {"pandas"}
