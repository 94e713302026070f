from datetime import date

import pytest

from proofolio.pages.chart import axis, chart, tally

AS_OF = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("first", "bars", "name"),
    [
        (date(2026, 3, 9), 9, "March 2026"),
        (date(2024, 3, 9), 12, "January to March 2024"),
        (date(2018, 3, 9), 9, "2018"),
        (date(1970, 1, 1), 30, "1997"),
        (date(2031, 1, 1), 1, "November 2026"),
    ],
)
def test_a_bar_is_a_month_a_quarter_or_a_year(first, bars, name):
    found = axis([first], AS_OF)
    assert (found.bars, found.name(0)) == (bars, name)


def test_there_is_no_time_without_days():
    assert axis([], AS_OF) is None


def test_a_place_counts_when_it_was_begun_and_when_it_was_worked_on_last():
    along = axis([date(2026, 3, 9)], AS_OF)
    found = tally(
        [(date(2026, 3, 9), date(2026, 5, 1)), (date(2026, 5, 2), date(2026, 5, 3)), (None, None)],
        along,
    )
    drawn = chart(found, along, most=2, width=90, height=20)
    assert drawn.words == "1 place in March 2026, 2 places in May 2026"
    assert [(bar.x, bar.height) for bar in drawn.bars] == [(0, 10), (20, 20)]


def test_bars_stay_within_their_chart():
    along = axis([date(2021, 1, 1)], AS_OF)
    found = tally([(date(1999, 1, 1), date(2050, 1, 1))] * 9, along)
    drawn = chart(found, along, most=2, width=90, height=20)
    assert drawn.width <= 90
    assert all(0 <= bar.y < 20 and bar.x + drawn.bar_width <= 90 for bar in drawn.bars)
