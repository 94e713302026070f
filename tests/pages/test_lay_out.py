import re
from datetime import date

from proofolio.model.page import Page
from proofolio.pages import credit, lay_out
from proofolio.pages.filters import topics
from proofolio.pages.render import PLACE_OF_BODY, PLACE_OF_INSERT, insert, render
from tests.pages.factories import (
    a_full_portfolio,
    a_notebook,
    a_portfolio,
    a_post,
    a_project,
    a_skill,
    some_evidence,
    some_facts,
)


def _pages(portfolio) -> dict[str, Page]:
    return {page.url: page for page in lay_out(portfolio)}


def _words(page: Page) -> str:
    late = insert(page)
    body = late.html if late else render(page).text.split("---\n", 2)[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_the_home_page_says_who_what_and_how_to_reach_them():
    words = _words(_pages(a_full_portfolio())[""])
    for part in (
        "I train small models and put them in people&#39;s hands.",
        "4 projects , 2 notebooks (1 runs in Colab) and 1 app to try. Brisbane learner@example.org GitHub See the work",
        "Food Vision live",
        "All 4 projects",
        "14 Nov 2026 What broke when ten people used my model at once built",
    ):
        assert part in words
    assert "Bird Calls What I can do" in words, "after those with a card the others, in a line each"


def test_what_a_course_had_set_is_counted_apart():
    own = [a_project(f"own-{number}") for number in range(3)]
    portfolio = a_portfolio(projects=(*own, a_project("set", kind="course work")))
    words = _words(_pages(portfolio)[""])
    assert "3 projects , 1 course project" in words.replace(" and ", " , ")
    assert "All 3 projects and 1 course project" in words


def test_a_home_page_without_work_shows_the_name_alone():
    words = _words(_pages(a_portfolio())[""])
    assert words == "Sample Learner"


def test_a_project_shows_what_is_true_of_it_and_nothing_else():
    pages = _pages(a_full_portfolio())
    words = _words(pages["projects/food-vision/"])
    for part in (
        "Try it live Open in Colab Code",
        "Notebooks 1 Milestone project: Food Vision",
        "Updated 2 Nov 2026, Python and Shell, MIT, 12 stars",
        "In the log What broke when ten people used my model at once",
        "[app.py] [Dockerfile] [tests] [abc1234]",
        "From the README",
    ):
        assert part in words
    assert _words(pages["projects/bird-calls/"]) == "Bird Calls"


def test_the_learners_words_stand_before_the_readme():
    words = _words(_pages(a_full_portfolio())["projects/food-vision/"])
    first, *order = ("The problem", "Notebooks", "From the README", "Run it")
    for then in order:
        assert words.index(first) < words.index(then)
        first = then


def test_why_a_project_may_be_out_of_date_is_said():
    item = a_project(facts=some_facts(stale=date(2026, 11, 2), is_archived=True))
    words = _words(_pages(a_portfolio(projects=(item,)))["projects/iris/"])
    assert "As of 2 November 2026." in words
    assert "its repository is archived" in words


def test_the_engine_never_reads_a_notebook():
    page = _pages(a_full_portfolio())["projects/food-vision/milestone/"]
    text = render(page).text
    assert text.endswith(f"---\n\n{PLACE_OF_INSERT}\n")
    assert 'title: "Milestone project: Food Vision"' in text
    late = insert(page)
    assert late.html.count(PLACE_OF_BODY) == 1
    assert late.body == page.body
    assert insert(_pages(a_full_portfolio())[""]) is None


def test_a_notebook_page_says_where_it_belongs_and_how_to_run_it():
    words = _words(_pages(a_full_portfolio())["projects/food-vision/milestone/"])
    assert words.startswith(
        "Food Vision Milestone project: Food Vision 12 March 2026. 59 cells, Python. "
        "Runs in Colab · needs a GPU · last run in order. Image classification PyTorch Open in Colab Download On GitHub"
    )
    assert words.endswith("On this page Mixed-precision loaders Data Evaluate")


def test_a_notebook_that_is_nowhere_else_can_be_downloaded():
    item = a_project(notebooks=(a_notebook(),))
    page = _pages(a_portfolio(projects=(item,)))["projects/iris/explore/"]
    assert _words(page) == "Iris Explore Download"
    assert "pf-button--primary" in insert(page).html


def test_filters_are_links_to_pages_of_their_own():
    pages = _pages(a_full_portfolio())
    index = render(pages["projects/"]).text
    assert 'href="../topics/pytorch/"' in index
    words = _words(pages["topics/pytorch/"])
    assert "PyTorch 2" in words
    assert "Food Vision" in words
    assert "Attention, again" in words
    assert "Tide Forecast" not in words


def test_spellings_of_a_topic_are_one_filter():
    found = topics(
        [a_project(topics=("Machine Learning", "nlp")), a_project(topics=("machine-learning",))]
    )
    assert [(t.name, t.path, t.project_count) for t in found] == [
        ("Machine Learning", "topics/machine-learning/", 2),
        ("nlp", "topics/nlp/", 1),
    ]


def test_topics_are_folded_until_one_is_looked_at():
    item = a_project(topics=tuple(f"topic-{n:02}" for n in range(30)))
    pages = _pages(a_portfolio(projects=(item,)))
    assert "<details><summary>Topic</summary>" in render(pages["projects/"]).text
    one = render(pages["topics/topic-29/"]).text
    assert "<details open><summary>Topic</summary>" in one
    assert 'aria-current="page">topic-29' in one


def test_kinds_and_years_have_pages_and_skills_are_led_to():
    items = (
        a_project("a", kind="app", facts=some_facts(updated=date(2025, 1, 1))),
        a_project("b", kind="course work", facts=some_facts(updated=date(2026, 1, 1))),
        a_project("c", kind="app", facts=some_facts(updated=date(2026, 2, 1))),
    )
    skill = a_skill("PyTorch", some_evidence("a"), kind="tool", path="skills/pytorch/")
    pages = _pages(a_portfolio(projects=items, skills=(skill,)))
    index = render(pages["projects/"]).text
    for link in ("kinds/app/", "kinds/course-work/", "years/2026/", "skills/pytorch/"):
        assert f'href="../{link}"' in index
    shown = _words(pages["kinds/app/"]).split()
    assert "A" in shown
    assert "B" not in shown


def test_a_log_without_posts_is_not_in_the_header():
    assert _pages(a_portfolio())["log/"].meta["empty"] is True
    assert _pages(a_portfolio(posts=(a_post(),)))["log/"].meta["empty"] is False


def test_the_footer_names_only_sources_that_there_are():
    assert credit(a_portfolio()) == "Work as of 21 November 2026."
    assert (
        credit(a_full_portfolio()) == "Work as of 21 November 2026, pulled from GitHub and Colab."
    )


def test_every_internal_link_is_relative():
    for page in lay_out(a_full_portfolio()):
        for link in re.findall(r'(?:href|src)="([^"]*)"', render(page).text):
            assert link.startswith(("https://", "mailto:")) or not link.startswith("/"), link


def test_a_demo_that_may_be_framed_waits_for_a_click_and_its_host_alone_is_allowed():
    item = a_project(demo_url="https://tides.streamlit.app")
    page = _pages(a_portfolio(projects=(item,)))["projects/iris/"]
    text = render(page).text
    assert 'data-pf-player="https://tides.streamlit.app/?embed=true"' in text
    assert "<iframe" not in text
    assert page.meta["player"] == "https://tides.streamlit.app"
    other = _pages(a_portfolio(projects=(a_project(demo_url="https://tides.example.org"),)))
    assert "player" not in other["projects/iris/"].meta
