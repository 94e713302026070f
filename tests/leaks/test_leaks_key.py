"""Every shape that learners use is found in every place where they leave it."""

import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent.parent.parent / "scripts"


@pytest.fixture(scope="module")
def key():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SCRIPTS))
        import leaks_key

        yield leaks_key
    for name in ("leaks_key", "leak_shapes"):
        del sys.modules[name]


@pytest.fixture(scope="module")
def table(key):
    return key.recall(key.SEED)


def test_at_least_thirty_shapes_are_planted(key):
    assert len({shape.name for shape in key.SHAPES}) >= 30


@pytest.mark.parametrize(
    ("place", "least"),
    [
        ("code", 0.97), ("markdown", 0.97), ("output", 0.97), ("bare output", 0.8),
        ("traceback", 0.97), ("readme", 0.97), ("committed", 0.97),
    ],
)  # fmt: skip
def test_what_is_planted_is_found(key, table, place, least):
    assert key.total(table, place) >= least


def test_a_shape_that_is_found_in_code_is_found_in_all_of_its_wordings(key, table):
    missed = [
        name for (name, place), (found, of) in table.items() if place == "code" and found < of
    ]
    assert missed == []


def test_the_scripts_own_text_holds_no_secret(key):
    from proofolio.leaks import find_in_file

    for name in ("leaks_key.py", "leak_shapes.py"):
        assert find_in_file(name, (SCRIPTS / name).read_bytes()) == ()
