"""Which patterns a name matches does not hang on how they are looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofolio.skills.patterns import Patterns, compiled

PIECES = st.sampled_from(["a", "ab", ".", "*", "a.b", "b", "=", "_", "é"])
PATTERN = st.lists(PIECES, min_size=1, max_size=6).map("".join)
NAME = st.lists(PIECES, min_size=1, max_size=6).map(lambda parts: "".join(parts).replace("*", "x"))


@given(st.lists(PATTERN, max_size=12), NAME)
def test_looked_up_is_the_same_as_tried_one_by_one(patterns, name):
    found = Patterns((text, (index, text)) for index, text in enumerate(patterns)).of(name)
    assert list(found) == [
        (index, text) for index, text in enumerate(patterns) if compiled(text).fullmatch(name)
    ]


@pytest.mark.parametrize(
    ("pattern", "name", "matches"),
    [
        ("sklearn.*Classifier", "sklearn.tree.DecisionTreeClassifier", True),
        ("sklearn.*", "sklearn", False),
        ("sklearn.*", "sklearnex.x", False),
        (".fillna", ".fillna", True),
        ("*UNet", "mine.UNet", True),
        ("yolo *", "yolo train", True),
    ],
)
def test_a_star_stands_for_any_text(pattern, name, matches):
    assert Patterns([(pattern, None)]).has(name) is matches
