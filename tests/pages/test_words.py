from datetime import date

import pytest

from proofolio.pages.words import count, listing, long_day, period, short_day, written_day


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


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2025, 3, 2), date(2026, 10, 1), "since March 2025"),
        (date(2025, 3, 2), date(2026, 4, 1), "March 2025 – April 2026"),
        (date(2025, 3, 2), date(2025, 5, 1), "March – May 2025"),
        (date(2026, 11, 2), date(2026, 11, 20), "November 2026"),
        (None, None, ""),
    ],
)
def test_a_time_is_said_as_people_write_it(first, last, said):
    assert period(first, last, date(2026, 11, 21)) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2025", "2025"),
        ("2025-03", "March 2025"),
        ("2025-03-01", "1 March 2025"),
        ("2025-13", "2025-13"),
        ("", ""),
    ],
)
def test_a_written_date_is_said_as_far_as_it_goes(written, said):
    assert written_day(written) == said
