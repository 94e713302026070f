"""The path, and a year of breathing, as pages show them."""

from datetime import date, timedelta

import pytest

from proofolio.model.curriculum import LearningPath, Milestone, Named, Span, Stage, Week
from proofolio.pages import path
from proofolio.pages.render import render
from proofolio.pages.weekly_activity import WEEKS, weekly_activity
from tests.pages.factories import AS_OF, a_portfolio, an_item

MONDAY = AS_OF - timedelta(days=AS_OF.weekday())


def a_span(start, end=""):
    return Span(start=start, end=end)


def shown(*items, **learning_path):
    stages = (Stage(name="Foundations", about="", items=items),) if items else ()
    portfolio = a_portfolio(learning_path=LearningPath(stages=stages, **learning_path))
    return render(path.page(portfolio)).text if path.is_there(portfolio) else ""


def test_an_item_says_when_how_often_and_what_it_led_to():
    text = shown(
        an_item(
            by="Somebody",
            hours=40.0,
            state="again",
            spans=(a_span("2025-02", "2025-04-20"), a_span("2026-03-01", "2026-03-20")),
            projects=(Named(name="Iris", path="projects/iris/"),),
            skills=(Named(name="JAX", path=""),),
        )
    )
    assert "Book by Somebody, 40 hours" in text
    assert "<strong>twice</strong>" in text
    assert "February \N{EN DASH} April 2025" in text
    assert "<span>March 2026</span>" in text
    assert 'Led to <a href="../projects/iris/">Iris</a>.' in text
    assert "JAX" not in text
    assert "1 of 1 gone through, 1 of them more than once." in text


def test_where_the_learner_is_stands_first():
    text = shown(an_item("B", state="doing", spans=(a_span("2026-10"),)), an_item())
    assert "Now at B." in text
    assert "since October 2026" in text


def test_names_are_text_and_addresses_that_would_run_are_left_out():
    text = shown(
        an_item("<script>alert(1)</script>", url="javascript:alert(1)", note="<b>", state="done")
    )
    assert "<script" not in text
    assert "javascript:" not in text
    assert "&lt;b&gt;" in text


def test_there_is_no_page_for_days_without_anything_that_was_learned_from():
    first = Milestone(
        day=MONDAY, written="2026-11-16", what="first", label="First post",
        thing=Named(name="A", path="a/"),
    )  # fmt: skip
    assert shown(milestones=(first, first, first)) == ""
    assert "First post:" in shown(an_item(), milestones=(first, first, first))


def test_a_year_is_drawn_from_its_first_week_to_this_one():
    first = MONDAY - timedelta(weeks=WEEKS - 1)
    drawn = weekly_activity(
        [
            Week(monday=first - timedelta(weeks=1), items=9),
            Week(monday=first, items=1),
            Week(monday=MONDAY, items=2, commits=4),
        ],
        AS_OF,
    )
    assert [bar.x for bar in drawn.above] == [0.0, drawn.width - drawn.bar_width]
    assert [bar.height for bar in drawn.above] == [drawn.line / 60 * 29, drawn.line / 60 * 58]
    assert [bar.y for bar in drawn.below] == [drawn.line + 2]
    assert drawn.words.endswith(
        "something learned in 2 weeks of 52, something made or shared in 1 week"
    )
    assert sum(row.cells[2] for row in drawn.rows) == 4
    assert len(drawn.rows) in (12, 13)


def test_nothing_in_a_year_is_no_chart():
    assert weekly_activity([], AS_OF) is None
    assert weekly_activity([Week(monday=date(2020, 1, 6), commits=1)], AS_OF) is None


def test_one_wild_week_does_not_flatten_the_year_and_is_named():
    usual = [Week(monday=MONDAY - timedelta(weeks=n), commits=4) for n in range(1, 12)]
    drawn = weekly_activity([*usual, Week(monday=MONDAY, commits=400)], AS_OF)
    heights = sorted({bar.height for bar in drawn.below})
    assert heights[0] > heights[-1] / 4
    assert drawn.cut == "1 week with more than 12 is drawn as high as 12."


@pytest.mark.parametrize("side", ["items", "commits"])
def test_the_home_page_shows_a_rhythm_not_one_side(side):
    from proofolio.pages import home
    from proofolio.pages.citations import catalogue

    stages = (Stage(name="One", about="", items=(an_item(),)),)

    def text(*weeks):
        portfolio = a_portfolio(learning_path=LearningPath(stages=stages, weeks=weeks))
        return render(home.page(portfolio, catalogue(portfolio))).text

    assert "A year of breathing" not in text(Week(monday=MONDAY, **{side: 1}))
    assert "A year of breathing" in text(Week(monday=MONDAY, items=1, commits=1))
