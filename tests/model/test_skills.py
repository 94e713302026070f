"""How evidence is cited."""

from dataclasses import replace

from proofolio.model.skills import Evidence

RUN = Evidence(
    project="iris",
    repository="sample-learner/iris",
    path="notebooks/explore.ipynb",
    cell=7,
    count=42,
    line=None,
    used=("RandomForestClassifier",),
    commit="0" * 40,
    first=None,
    last=None,
    url="projects/iris/explore/#cell-42",
    weight=1,
    why="",
)


def test_a_cell_that_was_run_is_cited_by_its_count() -> None:
    assert RUN.reference == "42"


def test_a_cell_that_was_not_run_is_cited_by_its_place() -> None:
    assert replace(RUN, count=None).reference == "cell 7"


def test_a_file_is_cited_by_its_name() -> None:
    file = replace(RUN, path="web/app.py", cell=None, count=None, line=12)
    assert file.reference == "app.py"
