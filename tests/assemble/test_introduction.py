"""Who somebody is, by the first lines of a README of their own."""

import pytest

from proofolio.assemble.introduction import introduce, is_about_a_person, role_of
from proofolio.assemble.picked import Picked, picked
from proofolio.assemble.readme import read


def told(markdown):
    return introduce(read(markdown).whole)


@pytest.mark.parametrize(
    ("text", "name", "headline"),
    [
        ("### Hi, I'm Sample Learner 👋\n\n**Spatial data scientist.** I map floods.", "Sample Learner", "Spatial data scientist"),
        ("# Data science portfolio — Sample Learner\n\nData analyst (5 yrs, incl. 4 in banks) turning to research.", "Sample Learner", "Data analyst (5 yrs, incl. 4 in banks) turning to research"),
        ("# Portfolio\n\n> **Sample Learner** | Industrial engineer → data scientist", "Sample Learner", "Industrial engineer → data scientist"),
        ("# Portfólio\n\nOlá! Meu nome é Sample Learner e eu sou um estudante de computação.", "Sample Learner", "Estudante de computação"),
        ("# Portfólio\n\n**Autor:** Sample Learner\n**Cargo:** Analista de dados", "Sample Learner", "Analista de dados"),
        ("# Things\n\nHere is some code that trains a model of tides.", "", ""),
        ("# Hello\n\nI am a passionate learner of everything.", "", ""),
    ],
)  # fmt: skip
def test_name_and_role_are_read_from_the_first_lines(text, name, headline):
    found = told(text)
    assert (found.name, found.headline) == (name, headline)


def test_where_to_write_to_and_their_own_pages_are_read():
    found = told(
        "# Hi, I'm Sample Learner\n\nI write and teach about machine learning, health and life.\n\n"
        "[Mail](mailto:sample-learner@example.org) · [LinkedIn](https://www.linkedin.com/in/sample-learner/) · "
        "[A post](https://www.linkedin.com/posts/somebody-else/) · [Kaggle](https://www.kaggle.com/sample)"
    )
    assert found.email == "sample-learner@example.org"
    assert [(link.label, link.url) for link in found.links] == [
        ("LinkedIn", "https://www.linkedin.com/in/sample-learner/"),
        ("Kaggle", "https://www.kaggle.com/sample"),
    ]
    assert found.summary == "I write and teach about machine learning, health and life."


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("# About me\n\nI'm Sample Learner, a data analyst. I like tides.", True),
        ("Hi, my name is Sample Learner and I am a student of statistics.", True),
        ("# Tide\n\nTells how high the water will stand. I made it as a student.", False),
        ("# Portfolio\n\n- [Tide](tide)\n- [Wave](wave)", False),
    ],
)
def test_a_readme_is_about_a_person_or_about_work(text, is_person):
    article = read(text)
    assert is_about_a_person(article.whole, article.title) is is_person


def test_greetings_sections_and_words_about_the_repository_say_nothing_of_a_person():
    found = told(
        "# Proyectos\n\n¡Bienvenido/a a mi portafolio de proyectos de ciencia de datos! Aquí encontrarás mis proyectos.\n\n"
        "## Professional Overview\n\nSoy analista de datos y me gustan las mareas."
    )
    assert found.headline == "Soy analista de datos y me gustan las mareas"
    assert found.summary.startswith("Soy analista")


def test_sections_of_a_readme_say_aim_work_education_and_tools():
    found = told(
        "# Sample Learner – Data Analyst Portfolio\n\n## 🔹 About Me\n\nData analyst by the sea. I turn messy data into maps.\n\n"
        "> 🎯 **Current goal:** looking for a first **internship** in data.\n\n"
        "## 🚀 Professional Experience\n\n**Lead analyst** — *Tide Office*\n*3 years*\n- Automated reports\n\n"
        "## 🎓 Education\n\n**BSc Statistics** – University of Example (2020–2024)\n\n"
        "## 🛠️ Tech stack\n\n- **Languages**: Python, R\n- **ML**: scikit-learn (mostly), PyTorch\n\n**Data**\n- SQL\n\n"
        "## 📁 Projects\n\n### Tides\n\nMy forecast of tides, as a student.\n\n## Contact\n\n`https://www.linkedin.com/in/sample-learner`"
    )
    assert found.facts == (
        ("Current goal", "looking for a first internship in data."),
        ("Professional Experience", "Lead analyst — Tide Office, 3 years"),
        ("Education", "BSc Statistics – University of Example (2020–2024)"),
        ("Tech stack", "Python, R, scikit-learn, PyTorch, SQL"),
    )
    assert found.summary == "Data analyst by the sea. I turn messy data into maps."
    assert [link.url for link in found.links] == ["https://www.linkedin.com/in/sample-learner"]


def test_a_curriculum_vitae_is_about_a_person_whatever_its_title():
    article = read(
        "# Data analyst portfolio\n\n## About me\n\nData analyst by the sea.\n\n## Experience\n\nTide Office\n\n"
        "## Education\n\nBSc\n\n## Contact\n\nMail"
    )
    assert is_about_a_person(article.whole, article.title)


def test_a_line_that_leads_to_a_list_takes_its_first_items():
    found = told(
        "# Portfolio\n\nJe suis **analyste**, spécialisée en :\n- cartes,\n- marées,\n- tests"
    )
    assert found.summary == "Je suis analyste, spécialisée en cartes, marées, tests."


def test_what_a_readme_of_their_own_leads_to_is_picked_in_its_order_with_its_words():
    about = read(
        "# Hi, I'm Sample Learner\n\n## Selected work\n\n### Tides\n\nA forecast of tides that says how sure it is of each hour.\n\n"
        "- [Code](https://github.com/sample-learner/tides)\n\n### Waves\n\nFocus: waves\n\n- [Code](https://github.com/sample-learner/waves)"
    ).whole
    found = picked([about], {"github.com"})
    assert found["github.com/sample-learner/tides"] == Picked(
        rank=0, words="A forecast of tides that says how sure it is of each hour."
    )
    assert found["github.com/sample-learner/waves"] == Picked(rank=1, words="")


def test_what_is_said_of_a_person_is_not_said_of_the_work_that_follows():
    about = read(
        "# Sample Learner\n\nI teach myself machine learning by finishing small projects, whatever comes out.\n\n"
        "## Work\n\nI write down what came out of each, whether or not I hoped for it.\n\n"
        "- [Tides](https://github.com/sample-learner/tides) — forecasts of tides that say how sure they are of each hour\n"
        "- [Waves](https://github.com/sample-learner/waves)"
    ).whole
    found = picked([about], {"github.com"})
    assert found["github.com/sample-learner/tides"].words == (
        "Forecasts of tides that say how sure they are of each hour"
    )
    assert found["github.com/sample-learner/waves"].words == ""


def test_what_stands_under_about_me_comes_before_the_opening_and_other_sections_say_nothing():
    found = told(
        "# Portfolio\n\nIn addition to the course, I keep my dashboards here as well.\n\n"
        "## Models\n\nI was able to conclude that the second model is the best of them.\n\n"
        "## About Me 👩‍💻\n\nI am completing a degree in oceanography. I look for a first role as an analyst."
    )
    assert found.summary == (
        "I am completing a degree in oceanography. I look for a first role as an analyst."
    )


def test_what_is_named_under_work_is_never_said_of_the_person():
    """A label of a project, of a feature or of the repository stands in no introduction."""
    found = told(
        "# Portfolio\n\n**Portfolio Goal:** This repository demonstrates machine learning.\n\n"
        "## Projects\n\n### 1. Cleaning\n\n- [Films](./films)\n  - **Objetivo:** Tomar un dataset incompleto.\n\n"
        "### Sorting\n\n**Demo Experience:** An interface for enterprises.\n\n#### Tech stack\n\n- Rust\n- Mock services\n- Vercel\n\n"
        "## Features\n\n- **Education**: Shown as a timeline\n"
    )
    assert found.facts == ()
    brief = told("# Skills\n\nBrief overview of my knowledge and skills that are useful in data.\n")
    assert brief.summary == ""


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (
            "# Portfolio\n\nThis repository contains selected projects, with an emphasis on **decisions under uncertainty**.\n",
            "Selected projects, with an emphasis on decisions under uncertainty.",
        ),
        (
            "# Portfolio\n\nWelcome to my portfolio. This repository highlights my work in computational biology and statistics.\n",
            "My work in computational biology and statistics.",
        ),
        (
            "# Skills\n\nSkills by language.\n\n## Python\n\nI also have a published paper from my PhD research on nuclei.\n",
            "I have a published paper from my PhD research on nuclei.",
        ),
        ("# Churn\n\nThe model focuses.\n", ""),
    ],
)
def test_what_somebody_works_on_is_said_where_nothing_else_is(text, summary):
    """The opening's field of work, or a degree or a paper of one's own, is better than a count of projects."""
    assert told(text).summary == summary


def test_a_role_beside_the_whole_name_is_found_in_any_readme():
    """A site's README names its author; nobody else's role is taken for theirs."""
    site = read(
        "# A site\n\nBuilt with Vite, the journey of Sample Learner, Senior ML Engineer at Example (Games). It is yellow.\n\n"
        "Thanks to Other Person, Data Scientist.\n\n## Author\n\n**Sample Learner** - Senior ML Engineer\n"
    )
    assert role_of(site.whole, "Sample Learner") == "Senior ML Engineer at Example (Games)"
    assert role_of(site.whole, "Learner") == ""
