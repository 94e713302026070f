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


def test_each_key_is_one_draw_that_says_whether_it_is_spent(key):
    keys = [
        key.read_key(path.stem, path.read_text("utf-8")) for path in sorted(key.KEYS.glob("*.yml"))
    ]

    seen = {entry.sha256 for one in keys if one.spent for entry in one.entries}
    for one in keys:
        drawn = {entry.sha256 for entry in one.entries}
        assert len(drawn) == len(one.entries) >= 30
        assert one.spent or seen.isdisjoint(drawn)
    assert all(one.repositories >= 10 for one in keys)
    assert {"first", "second"} <= {one.name for one in keys if one.spent}


def test_a_name_that_is_no_skill_is_told(key):
    text = "{spent: true, notebooks: [{repository: a/b, path: c.ipynb, sha256: x, tools: [Panda], abilities: []}]}"
    with pytest.raises(ValueError, match=r"c\.ipynb: `Panda` is no skill"):
        key.read_key("a", text)


def test_what_two_readers_wrote_becomes_a_key_of_what_both_say(key, tmp_path):
    (tmp_path / "01.ipynb").write_bytes(b"{}")
    (tmp_path / "list.tsv").write_text("01\ta/b\tc.ipynb\n")
    one = "{tools: [pandas], abilities: {Clustering: [2], Regression: []}, from_scratch: [Clustering]}"
    other = "{tools: [pandas, NumPy], abilities: {Clustering: [3]}, unsure: [Optimisation]}"
    (tmp_path / "reader1.yml").write_text(f"'01': {one}")
    (tmp_path / "reader2.yml").write_text(f"'01': {other}")

    made = key.read_key("a", key.from_readers(tmp_path))

    (entry,) = made.entries
    assert not made.spent
    assert entry.shown == {"tool": {"pandas"}, "ability": {"Clustering"}}
    assert entry.either == {"NumPy", "Regression", "Optimisation"}
    assert (entry.scratch, entry.scratch_either) == (set(), {"Clustering"})
    assert entry.cells == {"Clustering": {2, 3}}


def test_what_was_only_installed_is_not_found(key):
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    code = ["!pip install shap", "import torch", "import pandas as pd", "pd.DataFrame()"]
    cells = [{**cell, "source": source} for source in code]
    import json

    data = json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells})
    assert key.skills_of(data.encode())["tool"] == {"pandas"}
