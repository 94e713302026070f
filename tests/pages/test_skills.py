"""What the pages say of skills, and where their brackets lead."""

import re
from dataclasses import replace
from datetime import date

from proofolio.model.skills import Certificate
from proofolio.pages import lay_out
from proofolio.pages.citations import numbered
from proofolio.pages.render import insert, render
from tests.pages.factories import (
    a_notebook,
    a_portfolio,
    a_project,
    a_skill,
    some_evidence,
    some_file,
)

WEAK = {"weight": 0.3, "why": "It is named as a topic only."}


def a_learner(*skills, certificates=()):
    projects = tuple(
        a_project(slug, notebooks=(a_notebook("explore", slug), a_notebook("train", slug)))
        for slug in ("iris", "tides", "words", "waves")
    )
    return a_portfolio(projects=projects, skills=skills, certificates=certificates)


def page(portfolio, url="skills/"):
    found = {page.url: page for page in lay_out(portfolio)}[url]
    late = insert(found)
    return late.html if late else render(found).text.split("---\n", 2)[2]


def words(html):
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", html).split())


def test_a_skill_is_said_with_its_time_its_numbers_and_its_places():
    train = some_evidence(path="train.ipynb", count=None, url="projects/iris/train/#cell-c7")
    found = a_skill("Sorting", some_evidence(), train, some_file("tides", last=date(2026, 9, 1)))
    html = page(a_learner(found))

    assert (
        "Sorting used, 2 projects, 2 notebooks, 1 file Iris [1:42] [2:cell 7] Tides [app.py] since March 2026"
        in words(html)
    )
    for link in (
        'href="sorting/">Sorting<',
        'href="../projects/iris/explore/#cell-42" title="explore.ipynb, cell 42: RandomForestClassifier"',
        'href="../projects/iris/train/#cell-c7"',
        f'href="https://github.com/sample-learner/tides/blob/{"c" * 40}/app.py#L3"',
    ):
        assert link in html
    assert (
        "<title>Places worked on: 3 places in March 2026, 1 place in September 2026</title>" in html
    )


def test_at_most_five_places_of_three_projects_are_cited():
    places = [
        some_evidence(slug, count=n, url=f"projects/{slug}/explore/#cell-{n}")
        for slug in ("iris", "tides", "words", "waves")
        for n in range(1, 5)
    ]
    said = words(page(a_learner(a_skill("Sorting", *places))))
    assert "Iris [1:1] [1:2] Tides [1:1] [1:2] Words [1:1] and 1 more" in said


def test_abilities_stand_before_languages_before_tools_and_claims_come_last():
    said = words(
        page(
            a_learner(
                a_skill("Sorting", some_evidence()),
                a_skill("Python", some_evidence(), kind="language"),
                a_skill("pandas", some_evidence(), kind="tool", is_main=True),
                a_skill("SciPy", some_evidence(), kind="tool"),
                a_skill("Forecasting", some_evidence(**WEAK)),
                a_skill("Spreadsheets"),
                certificates=(
                    Certificate(name="A course", issuer="A school", date="2025-03", url="",
                                skills=(), projects=("iris", "tides")),
                    Certificate(name="Rowing", issuer="", date="", url="javascript:1",
                                skills=(), projects=()),
                ),
            )
        )
    )  # fmt: skip
    order = [
        "Abilities Sorting",
        "Languages Python",
        "Tools The one that carries the work pandas",
        "Used as well",
        "SciPy [1:42]",
        "Mentioned Forecasting Iris [1:42] It is named as a topic only.",
        "Claimed Nothing public shows these yet: Spreadsheets .",
        "Certificates A course A school, March 2025 Used in Iris and Tides . Rowing",
    ]
    places = [said.index(part) for part in order]
    assert places == sorted(places)


def test_a_mention_counts_for_nothing_beside_work():
    html = page(a_learner(a_skill("Sorting", some_evidence(), some_evidence("tides", **WEAK))))
    assert "Sorting used, 1 project, 1 notebook Iris [1:42] March 2026" in words(html)


def test_the_page_of_a_skill_lists_every_place_with_what_was_used():
    places = (some_evidence(), some_file("tides", used=("fit",)), some_evidence("words", **WEAK))
    html = page(a_learner(a_skill("Sorting", *places)), "skills/sorting/")
    said = words(html)
    assert said.startswith("Skills Sorting Modelling. 2 projects, 1 notebook, 1 file, March 2026.")
    assert "Iris [1:42] Explore RandomForestClassifier 9 Mar 2026" in said
    assert "Tides [app.py] app.py fit 9 Mar 2026" in said
    assert "It is named as a topic only." in said
    assert html.count("<article") == 2, "a project that only mentions it is no work of it"


def test_a_long_list_ends_and_says_how_many_are_left():
    places = [some_file("iris", f"{n}.py") for n in range(50)]
    said = words(page(a_learner(a_skill("Sorting", *places)), "skills/sorting/"))
    assert "39.py" in said
    assert "40.py" not in said
    assert "And 10 more places." in said


def test_without_skills_there_is_no_page_for_them():
    assert "skills/" not in {page.url for page in lay_out(a_portfolio())}


def test_hostile_names_stay_words():
    evil = some_file("iris", "<img src=x>.py", used=("<script>",), url="javascript:alert(1)")
    html = page(a_learner(a_skill("<b>Sorting", evil, evil, slug="b-sorting", group="<i>")))
    assert "<img" not in html
    assert "<script" not in html
    assert "javascript:" not in html
    assert "<b>" not in html


def test_notebooks_are_numbered_as_their_files_or_as_they_stand():
    def numbers(*names):
        books = tuple(a_notebook(name.partition(".")[0], file_name=name) for name in names)
        return [number for number, _ in numbered(books)]

    assert numbers("a/03_x.ipynb", "a/07-y.ipynb") == [3, 7]
    assert numbers("03_x.ipynb", "y.ipynb") == [1, 2]
    assert numbers("1_x.ipynb", "01_y.ipynb") == [1, 2]
    assert numbers("2024-05-01.ipynb", "2024-06-01.ipynb") == [1, 2]


def test_a_project_names_what_it_shows_with_its_own_places():
    found = (
        a_skill("Sorting", some_evidence("tides"), some_evidence()),
        a_skill("Forecasting", some_evidence(**WEAK)),
        a_skill("pandas", some_file(), kind="tool"),
    )
    said = words(page(with_slugs(a_learner(*found)), "projects/iris/"))
    assert (
        "Skills used here Sorting [1:42] pandas [app.py] [1:42] : notebook 1, cell 42 Notebooks 1"
        in said
    )


def test_a_project_that_shows_much_folds_the_rest():
    found = [a_skill(f"Ability {n}", some_evidence()) for n in range(9)]
    html = page(with_slugs(a_learner(*found)), "projects/iris/")
    assert (
        words(html).index("Ability 5")
        < words(html).index("3 more")
        < words(html).index("Ability 6")
    )


def test_a_notebook_names_what_it_shows():
    found = (
        a_skill("Sorting", some_evidence(), some_evidence("tides")),
        a_skill("Python", some_evidence(), kind="language"),
        a_skill("pandas", some_evidence(), kind="tool"),
        a_skill("Waiting", some_evidence(**WEAK)),
    )
    html = page(a_learner(*found), "projects/iris/explore/")
    assert words(html).startswith("Iris Explore Sorting pandas Download")
    assert 'href="../../../skills/sorting/"' in html
    assert 'href="../../../skills/#pandas"' in html


def test_the_home_page_names_six_abilities_in_a_line_each():
    found = [a_skill(f"Ability {n}", some_evidence()) for n in range(7)]
    tools = [
        a_skill(name, some_evidence(), kind="tool", is_main=True) for name in ("pandas", "SQL")
    ]
    html = page(a_learner(*found, *tools), "")
    said = words(html)
    assert "What I can do All, with evidence Ability 0 used, 1 project, 1 notebook" in said
    assert "Ability 5" in said
    assert "Ability 6" not in said
    assert html.count("<details><summary>") == 6, "the places are one press away"
    assert "Main tools: pandas , SQL ." in said
    assert "<svg" not in html
    assert "What I can do" not in words(page(a_learner(a_skill("Spreadsheets")), ""))


def with_slugs(portfolio):
    """Name on each project the skills that it shows."""
    return replace(
        portfolio,
        projects=tuple(
            replace(p, skills=tuple(s.slug for s in portfolio.skills if p.slug in s.projects))
            for p in portfolio.projects
        ),
    )


def test_a_skill_of_many_projects_shows_the_first_dozen():
    projects = tuple(a_project(f"work-{n}") for n in range(15))
    found = a_skill("Sorting", *(some_evidence(p.slug) for p in projects))
    html = page(a_portfolio(projects=projects, skills=(found,)), "skills/sorting/")
    assert html.count("<article") == 12
    assert "And 3 more projects." in words(html)


def test_the_chart_of_a_skill_says_its_scale_and_is_left_out_when_it_says_nothing():
    places = (some_evidence(), some_file(), some_file("tides", last=date(2026, 9, 1)))
    html = page(a_learner(a_skill("Sorting", *places)), "skills/sorting/")
    assert "Places worked on, by month; the highest bar is 3" in html
    assert 'role="img"' in html
    assert "<svg" not in page(a_learner(a_skill("Sorting", *places[:2])), "skills/sorting/")


def test_what_tells_nobody_from_others_does_not_fill_up_the_home_page():
    found = [a_skill(f"Ability {n}", some_evidence(), distinction=0.01) for n in range(5)]
    said = words(page(a_learner(*found), ""))
    assert "Ability 2" in said
    assert "Ability 3" not in said
