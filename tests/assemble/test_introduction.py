"""Who somebody is, by the first lines of a README of their own."""

import pytest

from proofolio.assemble.introduction import introduce, is_about_a_person
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
