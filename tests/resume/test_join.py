"""What a résumé says, and in which order."""

from dataclasses import replace

import pytest

from proofolio.resume.join import make_resumes
from proofolio.resume.words import counted, period
from proofolio.settings import load
from proofolio.settings.layout_file import Layout, VariantFile
from tests.pages.factories import a_person
from tests.resume.factories import a_skill, a_worked_portfolio, some_resumes


def titles(resume, section="projects"):
    found = resume.section(section)
    return [entry.title for entry in found.entries] if found else []


def skills(resume):
    return [proof.name for proof in resume.section("skills").proofs]


def the_resume(**layout):
    return some_resumes(layout=Layout(**layout)).resumes[0]


def test_projects_stand_by_what_they_show_and_what_was_not_pulled_stands_last():
    assert titles(the_resume()) == ["Tides", "Iris", "Moons", "Iris again"]


def test_a_project_that_is_pinned_stands_first_and_one_that_is_hidden_is_gone():
    assert titles(the_resume(pin=("moons",), hide=("Tides",))) == ["Moons", "Iris", "Iris again"]


def test_skills_stand_as_the_site_has_them_and_claims_last():
    resume = the_resume()

    assert skills(resume) == ["Image classification", "PyTorch", "pandas", "Spark", "Spreadsheets", "Negotiation"]  # fmt: skip
    claimed = [proof.name for proof in resume.section("skills").proofs if proof.is_claimed]
    assert claimed == ["Spark", "Spreadsheets", "Negotiation"]


def test_a_claim_never_has_evidence():
    resume = the_resume()

    for proof in resume.section("skills").proofs:
        assert bool(proof.evidence) is not proof.is_claimed
        assert not (proof.is_claimed and counted(proof))


def test_a_skill_says_in_how_many_projects_it_was_used_where_that_is_more_than_one():
    first = the_resume().section("skills").proofs[0]

    assert counted(first) == ""
    assert counted(replace(first, projects=3)) == "3 projects"
    assert counted(replace(first, notebooks=2)) == "2 notebooks"


def test_a_skill_that_the_learner_names_and_shows_is_shown_in_their_group():
    yaml = "basics: {name: A}\nskills: [{name: Frameworks, keywords: [pytorch]}]\n"

    proofs = some_resumes(yaml).resumes[0].section("skills").proofs

    assert [(p.group, p.is_claimed) for p in proofs if p.name == "PyTorch"] == [("Frameworks", False)]  # fmt: skip


def test_no_kind_of_skill_crowds_the_others_out():
    abilities = tuple(
        a_skill(f"Ability {n}", "iris", kind="ability", strength=9 - n) for n in range(6)
    )
    portfolio = a_worked_portfolio(skills=(*abilities, a_skill("PyTorch", "iris", strength=1)))
    (resume,) = some_resumes(
        "basics: {name: A}", Layout(most_skills=4), portfolio=portfolio
    ).resumes

    assert skills(resume) == ["Ability 0", "PyTorch", "Ability 1"]


def test_a_project_names_first_what_few_others_show():
    portfolio = a_worked_portfolio(
        skills=(
            a_skill("pandas", "iris", "tides", "moons", strength=9),
            a_skill("Image classification", "iris", kind="ability"),
        )
    )
    (resume,) = some_resumes("basics: {name: A}", portfolio=portfolio).resumes

    words = {entry.source: entry.words for entry in resume.section("projects").entries}
    assert words["iris"] == ("Image classification", "pandas")


def test_only_as_many_skills_and_projects_as_asked_for():
    resume = the_resume(most_projects=1, most_skills=2)

    assert titles(resume) == ["Tides"]
    assert [p.name for p in resume.section("skills").proofs if not p.is_claimed] == ["Image classification", "PyTorch"]  # fmt: skip


def test_own_words_for_a_pulled_project_take_the_place_of_what_it_says():
    yaml = "basics: {name: A}\nprojects: [{name: iris, description: Mine., highlights: [Done]}]\n"

    resume = some_resumes(yaml).resumes[0]
    [entry] = [e for e in resume.section("projects").entries if e.source == "iris"]

    assert (entry.summary, entry.bullets, entry.words) == ("Mine.", ("Done",), ("PyTorch",))
    assert titles(resume).count("iris") == 1


def test_a_variant_picks_orders_and_rewords():
    variant = VariantFile(
        label="Data engineer",
        projects=("moons", "Iris"),
        skills=("spark", "pandas"),
        reword={"moons": {"summary": "For data people."}},
        sections=("projects", "skills"),
        headings={"projects": "Selected work"},
    )

    usual, made = some_resumes(data=variant).resumes

    assert (made.path, made.label, made.title) == ("resume/data/", "Data engineer", "Data")
    assert titles(made) == ["Moons", "Iris"]
    assert made.sections[0].entries[0].summary == "For data people."
    assert [section.heading for section in made.sections] == ["Selected work", "Skills"]
    assert skills(made) == ["Spark", "pandas"]
    assert usual.label == "Machine-learning engineer"


@pytest.mark.parametrize(
    ("layout", "variant", "named"),
    [
        ({"pin": ("irs",)}, {}, "portfolio.yml: `pin` names `irs`"),
        ({}, {"projects": ("nope",)}, "resumes/data.yml: `projects` names `nope`"),
        ({}, {"skills": ("Cobol",)}, "resumes/data.yml: `skills` names `Cobol`"),
        ({}, {"reword": {"x": {}}}, "resumes/data.yml: `reword` names `x`"),
    ],
)
def test_a_name_that_is_nobodys_is_told_with_its_file(layout, variant, named):
    made = some_resumes(layout=Layout(**layout), data=VariantFile(**variant))

    assert any(f"{p.where}: {p.message}".startswith(named) for p in made.problems)


def test_a_name_that_is_nobodys_is_told_with_its_line(tmp_path):
    (tmp_path / "resumes").mkdir()
    (tmp_path / "portfolio.yml").write_text(
        "github: sample-learner\nresume:\n  pin:\n    - iris\n    - irs\n"
    )
    (tmp_path / "resume.yml").write_text("basics: {name: Sample Learner}\n")
    (tmp_path / "resumes/data.yml").write_text(
        "label: X\nskills: [PyTorch, Cobol]\nreword:\n  x: {}\n"
    )
    made = make_resumes(a_worked_portfolio(), load(tmp_path), site="")

    places = [str(problem.where) for problem in made.problems]
    assert places == [
        "portfolio.yml:5",
        "resumes/data.yml:2",
        "resumes/data.yml:4",
    ]


def test_an_account_whose_name_is_known_has_a_resume_and_a_bare_login_has_none(tmp_path):
    written = some_resumes("basics: {email: a@example.org}").resumes
    assert [resume.name for resume in written] == ["Sample Learner"]
    assert written[0].section("projects").entries
    (tmp_path / "portfolio.yml").write_text("github: sample-learner\n")
    bare = replace(a_worked_portfolio(), person=a_person(name="sample-learner"))
    assert make_resumes(bare, load(tmp_path), site="").resumes == ()


def test_without_a_career_a_resume_says_what_came_out_of_the_projects():
    work = a_worked_portfolio()
    told = replace(
        work, projects=tuple(replace(p, outcome=f"{p.title}: 12 % better.") for p in work.projects)
    )
    alone = some_resumes("basics: {name: A}", portfolio=told).resumes[0]
    said = {entry.title: entry.bullets for entry in alone.section("projects").entries}
    assert said["Tides"] == ("Tides: 12 % better.",)
    employed = "basics: {name: A}\nwork: [{name: A bakery, position: Baker}]"
    with_work = some_resumes(employed, portfolio=told).resumes[0]
    assert all(not entry.bullets for entry in with_work.section("projects").entries)


def test_the_street_is_never_in_a_resume():
    assert "Hidden" not in repr(the_resume())


@pytest.mark.parametrize("url", ["javascript://x%0aalert(1)", "data://x", "ftp://example.org/"])
def test_an_address_that_is_no_web_page_is_left_out(url):
    made = some_resumes(f"basics: {{name: A, url: '{url}'}}", site="").resumes[0]

    assert made.website == ""


def test_dates_say_what_is_known():
    [now, then] = the_resume().section("work").entries

    assert (period(now), period(then)) == ("Mar 2022 – Present", "Jan 2020 – Feb 2022")
    assert period(then, "de") == "01/2020 – 02/2022"
    assert period(replace(then, start="2020", end="2020")) == "2020"


def test_the_order_does_not_hang_on_the_order_of_what_was_pulled():
    portfolio = a_worked_portfolio()
    turned = replace(portfolio, skills=(*portfolio.skills[::-1], a_skill("NumPy", "iris")))

    first = some_resumes(portfolio=turned).resumes[0]

    assert skills(first)[:2] == ["Image classification", "PyTorch"]
