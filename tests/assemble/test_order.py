"""Which projects come first when nobody said, and what is said to have come out of them."""

from datetime import date

import pytest

from proofolio.assemble.claims import claims
from proofolio.assemble.introduction import introduce
from proofolio.assemble.next_sentence import suggested_sentence
from proofolio.assemble.order import Origin, chosen, strongest
from proofolio.assemble.outcome import outcome
from proofolio.model.portfolio import Picture, Result, SafeHtml
from tests.pages.factories import a_notebook, a_person, a_project, some_facts

TODAY = date(2026, 11, 21)
RESULT = Result(
    label="ROC-AUC", value="0.843", note="", claim="", reference="", url="", is_printed=False
)
COVER = Picture(path="a.png", alt="", width=4, height=3)


def order(*projects, origins=None):
    found = strongest(projects, origins or [Origin()] * len(projects), TODAY)
    return [project.slug for project, _ in found]


def test_a_toy_of_yesterday_does_not_come_before_work_with_a_result():
    toy = a_project("toy", facts=some_facts(updated=TODAY), notebooks=(a_notebook(),))
    work = a_project(
        "work", summary="Churn.", results=(RESULT,), cover=COVER,
        facts=some_facts(updated=date(2024, 5, 1)),
    )  # fmt: skip
    assert order(toy, work) == ["work", "toy"]


def test_among_equals_the_newest_comes_first():
    old, new = (a_project(f"in-{y}", facts=some_facts(updated=date(y, 1, 1))) for y in (2024, 2026))
    assert order(old, new) == ["in-2026", "in-2024"]


def test_forks_and_exercises_come_last():
    own = a_project("own")
    fork = a_project("fork", results=(RESULT,), summary="Somebody's.")
    task = a_project("task", summary="An exercise on loops.", results=(RESULT,))
    origins = [Origin(is_fork=True), Origin(is_course=True), Origin()]
    assert order(fork, task, own, origins=origins)[0] == "own"


def test_one_heading_of_a_collection_does_not_fill_the_first_page():
    projects = [a_project(f"a{n}", summary="It predicts.") for n in range(3)]
    other = a_project("other", summary="It.")
    origins = [Origin(group="projects/all/ Tier 1")] * 3 + [Origin(group="projects/all/ Tier 2")]
    assert order(*projects, other, origins=origins).index("other") < 3


def test_what_shows_the_same_twice_stands_once_among_the_first():
    said = "It predicts how long an engine will run."
    twins = [a_project(f"engine-{n}", summary=said, results=(RESULT,)) for n in range(2)]
    other = a_project("other")
    assert order(*twins, other)[1] == "other"
    pictures = [a_project(f"tide-{n}", cover=COVER, results=(RESULT,)) for n in range(2)]
    assert order(*pictures, other)[1] == "other"


def test_what_its_owner_leads_to_comes_first_and_a_course_number_late():
    chosen_by_owner = a_project("chosen", summary="It forecasts.")
    work = a_project("work", summary="It forecasts tides.", story=SafeHtml("<p>How.</p>"))
    course = a_project("course", title="CSCI 271 - Data Mining", summary="It mines.")
    found = order(course, work, chosen_by_owner, origins=[Origin(), Origin(), Origin(rank=0)])
    assert found[0] in {"chosen", "work"}
    assert found[-1] == "course"


def test_stubs_do_not_lengthen_the_first_page():
    stubs = [a_project(f"stub{n}") for n in range(5)]
    works = [a_project(f"w{n}", summary="It.", results=(RESULT,)) for n in range(4)]
    scored = strongest([*stubs, *works], [Origin()] * 9, TODAY)
    assert chosen(scored, 6) == 4
    assert chosen(scored[4:], 6) == 3
    assert chosen(scored[:1], 6) == 1


@pytest.mark.parametrize(
    ("row", "html", "said"),
    [
        ("AUC 0.90 on unseen customers", "", "AUC 0.90 on unseen customers"),
        ("A web app that draws Sentinel-2 on a map", "", ""),
        (
            "",
            ("<h2>Data</h2><p>It has 12,000 rows and a mean of 3.5 %.</p><h2>Results</h2>"
            "<p>The model reaches an accuracy of 91.2 % on the test set.</p>"),
            "The model reaches an accuracy of 91.2 % on the test set.",
        ),
        ("", "<h2>Results</h2><p>The goal is an accuracy of at least 95 %.</p>", ""),
        ("", "<p>Install Python 3.11 to improve the speed by 10 %.</p>", ""),
        ("", "<h2>Resultados</h2><p>El error bajó de 12,5 % a 7,1 % con los datos nuevos.</p>", "El error bajó de 12,5 % a 7,1 % con los datos nuevos."),
    ],
)  # fmt: skip
def test_what_came_out_is_a_sentence_of_the_owners_with_a_figure(row, html, said):
    assert outcome(row, html, "A summary.") == said


def test_what_came_out_is_not_said_twice():
    assert outcome("AUC 0.90 here", "", "AUC 0.90 here.") == ""
    for no_result in (
        "Sin modelo: MAPE ≈ 25-30 % en cada mes del año",
        "Physics slope (true): 5.000 × 10^-3 ms/km",
        "Mean feature distance improvement over random: ~0.10",
    ):
        assert outcome("", f"<h2>Results</h2><ul><li>{no_result}</li></ul>", "") == ""
    assert outcome("AUC 78.1%, KS 42.5%, Recall 87.0%", "", "") == "AUC 78.1%"
    task = "<h2>Results</h2><p>Estimate the probability that 399,500 users or fewer open it.</p>"
    assert outcome("", task, "") == ""


def test_what_people_say_under_a_name_in_bold_is_theirs():
    told = introduce(
        SafeHtml(
            "<h1>Data Science Portfolio — Sample Learner</h1><p>Data analyst in Lisbon.</p>"
            "<p><strong>Stack:</strong> SQL, Python · <strong>Languages:</strong> EN / PT</p>"
            "<p><strong>Results:</strong> none</p>"
        )
    )
    assert told.facts == (("Stack", "SQL, Python"), ("Languages", "EN / PT"))


def test_a_sentence_on_the_repository_introduces_nobody():
    told = introduce(
        SafeHtml("<h1>Kaggle</h1><p>This repository contains notebooks for a data scientist.</p>")
    )
    assert (told.headline, told.summary) == ("", "")


@pytest.mark.parametrize(
    ("person", "project", "said"),
    [
        (a_person(name="sample-learner"), a_project(featured=True), "by your login"),
        (a_person(), a_project(featured=True), "who you are"),
        (a_person(headline="I fit models."), a_project(featured=True), "what “Iris” is"),
        (
            a_person(headline="I fit models."),
            a_project(featured=True, summary="Flowers."),
            "came out of “Iris”",
        ),
    ],
)
def test_the_author_is_told_the_one_sentence_that_would_help_most(person, project, said):
    problem = suggested_sentence(person, (project,), "sample-learner")
    assert problem
    assert said in problem.message
    assert problem.hint
    whole = a_project(featured=True, summary="Flowers.", results=(RESULT,))
    assert (
        suggested_sentence(a_person(headline="I fit models."), (whole,), "sample-learner") is None
    )


def test_what_a_model_did_is_a_result_and_no_scrap_of_a_log():
    scraps = (
        "Eliminated Costs: ~$0.05/hour continuous charges (endpoint: fraud-endpoint-1755128252)",
        "Data quality note: one wrong record of 9.9 million was detected among the outliers.",
        "Highlights: 95%+ reduction",
        "100% Cloud-Native: containers that are deployed, with 3.5 previews",
        "Inference on the instance improved and was then 40% faster because of...",
    )
    for scrap in scraps:
        assert outcome("", f"<h2>Results</h2><ul><li>{scrap}</li></ul>", "") == "", scrap
    models = "<h2>Results</h2><ul><li>ROC AUC: 0.695</li><li>ROC AUC (anomaly score alone): 0.632</li></ul>"
    assert "0.632" not in outcome("", models, "")
    retold = "Tidies and draws 1,875 medals of the 2008 Olympics by sport and gender."
    told_before = "A notebook that tidies and draws the 1,875 medals of the 2008 Olympics by sport and by gender."
    assert outcome("", f"<h2>Summary</h2><p>{retold}</p>", told_before) == ""


def test_of_several_models_the_best_one_is_claimed():
    table = "<p>Isolation forest ROC-AUC 0.632.</p><p>Logistic regression ROC-AUC 0.695.</p><p>Training ROC-AUC 0.99.</p>"
    assert [claim.value for claim in claims(table)] == ["0.695"]
