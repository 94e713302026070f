from datetime import date

import pytest

from proofolio.pages.words import count, listing, long_day, short_day


def test_dates_are_said_as_people_write_them():
    assert long_day(date(2026, 3, 2)) == "2 March 2026"
    assert short_day(date(2026, 11, 21)) == "21 Nov 2026"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 cells"), (1, "1 cell"), (2, "2 cells"), (1204, "1,204 cells")]
)
def test_counts_agree_with_their_noun(number, said):
    assert count(number, "cell") == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_read_as_in_a_sentence(parts, said):
    assert listing(parts) == said
