"""Skills stand on the portfolio with the cell, file or word that shows them."""

import json

import pytest

from proofolio.assemble import assemble, inventory
from proofolio.notebooks.library import open_library
from proofolio.notebooks.usages import open_usages
from proofolio.store import ObjectStore
from tests.builders import a_repo, a_snapshot, settings, words


def notebook(*sources: str) -> bytes:
    cells = [
        {
            "cell_type": "code", "id": f"c{number}", "metadata": {}, "source": source,
            "execution_count": number + 6, "outputs": [],
        }
        for number, source in enumerate(sources, 1)
    ]  # fmt: skip
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


FOREST = notebook("from sklearn.ensemble import RandomForestClassifier as R", "model = R()\nmodel")


@pytest.fixture
def store(tmp_path):
    return ObjectStore(tmp_path / "objects")


@pytest.fixture
def put_together(store, tmp_path):
    def build(*repos):
        snapshot, cache = a_snapshot(*repos), tmp_path / "cache"
        derived = ObjectStore(cache / "objects")
        return assemble(
            snapshot,
            open_library(inventory(snapshot), objects=store, cache=cache),
            words(),
            settings(),
            pictures=(),
            get=lambda blob: store.get(blob) if store.has(blob) else derived.get(blob),
            put=derived.put,
            today=snapshot.synced_at.date(),
            usages=lambda wanted: open_usages(wanted, objects=store, cache=cache),
        )

    return build


def by_name(portfolio):
    return {skill.name: skill for skill in portfolio.skills}


def test_evidence_leads_to_the_cell_that_the_page_has(store, put_together, tmp_path):
    portfolio = put_together(a_repo("iris", store, {"a.ipynb": FOREST}))

    skill = by_name(portfolio)["scikit-learn"]
    (evidence,) = skill.evidence
    assert (evidence.path, evidence.cell, evidence.count, evidence.reference) == (
        "a.ipynb",
        2,
        8,
        "8",
    )
    assert (evidence.used, evidence.commit) == (("RandomForestClassifier",), "c" * 40)
    assert evidence.url == "projects/iris/a/#cell-8"
    assert b'id="cell-8"' in ObjectStore(tmp_path / "cache" / "objects").get(
        portfolio.projects[0].notebooks[0].body.text
    )
    assert skill.projects == ("iris",)
    assert skill.notebooks == ("projects/iris/a/",)


def test_abilities_stand_before_tools_on_projects_and_notebooks(store, put_together):
    (project,) = put_together(a_repo("iris", store, {"a.ipynb": FOREST})).projects

    assert project.skills[-1] == "scikit-learn"
    assert set(project.skills) == {"classification", "ensemble-learning", "scikit-learn"}
    assert project.notebooks[0].skills == project.skills


def test_a_file_is_cited_with_its_line_at_its_commit(store, put_together):
    portfolio = put_together(
        a_repo(
            "app", store, {"README.md": b"# App", "app.py": b"import flask\n\nflask.Flask('a')\n"}
        )
    )

    (evidence, *_) = by_name(portfolio)["Flask"].evidence
    assert evidence.line == 3
    assert evidence.url == f"https://github.com/sample-learner/app/blob/{'c' * 40}/app.py#L3"


def test_a_fork_and_a_dependency_weigh_little_and_say_why(store, put_together):
    readme = {"README.md": b"# Work"}
    portfolio = put_together(
        a_repo("own", store, {**readme, "requirements.txt": b"# none\nshap==0.4\n"}),
        a_repo("course", store, {**readme, "a.ipynb": FOREST}, is_fork=True),
    )

    (dependency,) = by_name(portfolio)["SHAP"].evidence
    assert (dependency.line, dependency.weight < 0.5) == (2, True)
    assert dependency.why == "It is named as a dependency only."
    forked = by_name(portfolio)["scikit-learn"]
    assert forked.evidence[0].weight < 0.5
    assert "fork" in forked.evidence[0].why
    assert not forked.is_main


def test_five_tools_carry_the_work(store, put_together):
    code = "".join(
        f"import {name}\n{name}.run()\n"
        for name in ("numpy", "pandas", "torch", "scipy", "shap", "optuna", "requests")
    )
    portfolio = put_together(a_repo("many", store, {"README.md": b"# M", "a.py": code.encode()}))

    tools = [skill for skill in portfolio.skills if skill.kind == "tool"]
    assert len(tools) == 7
    assert sum(skill.is_main for skill in tools) == 5


def test_two_cells_of_one_count_are_not_taken_for_each_other(store, put_together):
    twice = json.loads(notebook("import torch", "torch.save(1)"))
    for cell in twice["cells"]:
        cell["execution_count"] = 3
    portfolio = put_together(a_repo("t", store, {"a.ipynb": json.dumps(twice).encode()}))

    assert by_name(portfolio)["PyTorch"].evidence[0].url == "projects/t/a/"
