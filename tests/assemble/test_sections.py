"""Projects that a README tells of and that have no folder or link of their own."""

import pytest

from proofolio.assemble.written_language import written_language
from proofolio.model.records import ProfileRecord
from tests.assemble.test_assemble import (  # noqa: F401  fixtures
    notebook,
    png,
    put_together,
    store,
)
from tests.assemble.test_collection import held
from tests.builders import a_repo, a_snapshot

TOLD = """# My projects

## Tide gauge study
(tides.ipynb, waves.ipynb)

It reads the levels of a gauge on the coast and says when the water will be high.

## Game outcome simulator

In a season of matches we were able to predict the winning team 87.2% of the time.

![The board](img/board.png)

## Skills and tools
Python, pandas, scikit-learn, and whatever else the work of a day asks for in a team.
"""
PERSON = """# Hi, I'm Sample Learner

I am a data analyst who builds reports for small shops.

## Featured projects

| Project | Tech stack | Description |
|--|--|--|
| **Shop reports** | `pandas` | Tells the owner of a shop each Monday what sold and what did not. |
| **Churn watch** | `XGBoost` | Says which customers of a telephone company are about to leave. |
| **Tools** | x | pandas, NumPy, Plotly |
"""


def test_sections_are_projects_and_the_files_that_they_name_are_theirs():
    what = held("tides.ipynb waves.ipynb", TOLD, name="projects")
    assert [(m.path, m.title, m.also) for m in what.members] == [
        ("tides.ipynb", "Tide gauge study", ("waves.ipynb",)),
        ("#game-outcome-simulator", "Game outcome simulator", ()),
    ]


def test_a_section_has_the_folder_of_its_number_or_its_words():
    readme = "# Portfolio\n\n## Projects\n\n### P1 — Credit scoring\n\nA model that says which loans will be paid back in time.\n\n"
    readme += "### P2 — Sales report\n\nA report of the sales of a shop, by week and by town, for its owner.\n"
    files = "Projet-1-scoring/a.ipynb Projet-2-ventes/b.ipynb"
    assert [m.path for m in held(files, readme).members] == ["Projet-1-scoring", "Projet-2-ventes"]
    assert [
        m.path for m in held("credit_scoring/a.ipynb sales_report/b.py other/c.py", readme).members
    ][:2] == ["credit_scoring", "sales_report"]


@pytest.mark.parametrize(
    "readme",
    [
        pytest.param(
            "# Tide forecast\n\n## Overview\n\nIt says when the water will be high at a gauge on the coast.\n\n## Method\n\n"
            "A recurrent network reads the levels of the last ten days and predicts the next.\n",
            id="parts",
        ),
        pytest.param(
            "# My projects\n\n## Installation\n\nClone it, then install what the file of requirements names, please.\n\n"
            "## The forecast\n\nIt says when the water will be high at a gauge on the coast, for a day.\n\n"
            "## The report\n\nIt writes what was said and what came, for each day, into a page of text.\n",
            id="how to install it",
        ),
    ],
)
def test_the_sections_of_one_thing_are_no_projects(readme):
    what = held("tide.ipynb app.py", readme)
    assert (what.kind, what.members, what.told) == ("one", (), ())


def test_what_a_section_tells_is_a_page_with_its_result_and_picture(store, put_together):  # noqa: F811
    files = {"README.md": TOLD.encode(), "img/board.png": png()}
    files |= {"tides.ipynb": notebook(), "waves.ipynb": notebook()}
    made = put_together(a_snapshot(a_repo("projects", store, files)))
    by_title = {project.title: project for project in made.projects}
    game = by_title["Game outcome simulator"]
    assert "87.2%" in f"{game.summary} {game.outcome}"
    assert game.cover.path.startswith("projects/game-outcome-simulator/files/")
    assert (game.skills, game.facts.updated, game.facts.commit) == ((), None, None)
    assert game.source_url == "https://github.com/sample-learner/projects"
    tides = by_title["Tide gauge study"]
    assert tides.summary.startswith("It reads the levels")
    assert [book.file_name for book in tides.notebooks] == ["tides.ipynb", "waves.ipynb"]


def test_a_profile_tells_of_work_that_no_repository_shows(store, put_together):  # noqa: F811
    profile = ProfileRecord(
        login="sample-learner",
        name="Sample Learner",
        bio="",
        location="",
        website="",
        url="https://github.com/sample-learner",
        is_organisation=False,
        readme=a_repo("sample-learner", store, {"README.md": PERSON.encode()}),
    )
    churn = a_repo("churn-watch", store, {"churn.ipynb": notebook()})
    made = put_together(a_snapshot(churn, profile=profile))
    assert sorted(project.slug for project in made.projects) == ["churn-watch", "shop-reports"]
    shop = next(project for project in made.projects if project.slug == "shop-reports")
    assert shop.summary.startswith("Tells the owner of a shop")
    assert shop.topics == ("pandas",)


def test_a_result_that_two_projects_tell_is_no_ones(store, put_together):  # noqa: F811
    said = b"\n\nA study of payments.\n\n## Results\n\nThe best model reached an accuracy of 93.1 % on payments.\n"
    repos = [
        a_repo(name, store, {"README.md": b"# " + name.encode() + said}) for name in ("a1b", "c2d")
    ]
    both = put_together(a_snapshot(*repos))
    assert {project.outcome for project in both.projects} == {""}
    alone = put_together(a_snapshot(repos[0]))
    assert "93.1 %" in alone.projects[0].outcome


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Este proyecto analiza las ventas de una tienda con los datos del año y el modelo está en la carpeta. Una red con las imágenes del mar y el viento es lo que más me gusta, con este cuaderno.",
            "es",
        ),
        (
            "Este projeto analisa as vendas de uma loja com os dados do ano e não usa modelos; são os gráficos que mais mostram, com uma tabela dos meses e um mapa das cidades em que você pode ver os números.",
            "pt",
        ),
        (
            "Ce projet analyse les ventes du magasin avec les données de la ville et des clients ; le modèle est dans le dossier, sur une page pour les lecteurs, avec des cartes et une table du mois.",
            "fr",
        ),
        (
            "Das Projekt zeigt die Verkäufe der Läden mit den Daten von einem Jahr, und das Modell ist nicht für die Stadt, auf der Karte sind die Zahlen mit dem Namen der Orte und das Datum.",
            "de",
        ),
        (
            "This project looks at the sales of a shop with the data of a year, and the model is for the town that was in the news; it is by far the largest of them.",
            "en",
        ),
        ("pandas · NumPy", "en"),
    ],
)
def test_the_language_is_that_of_the_readmes(store, text, language):  # noqa: F811
    repo = a_repo("work", store, {"README.md": f"# Work\n\n{text}\n".encode()})
    assert written_language(a_snapshot(repo), store.get) == language


def test_what_a_readme_tells_of_first_of_all_is_a_project_beside_groups():
    long = "It tells five kinds of waste apart on a tablet, without a server, in every frame of the camera."
    readme = f"# Data science portfolio\n\n## Flagship Waste sorting on a tablet\n\n{long}\n\n### Results\n\nDice 0.94.\n\n"
    readme += f"## Notes\n\n{long}\n\n## Time series\n\n### [Anomalies](./anomalies)\n\n{long}\n\n### [Forecasts](./forecasts)\n\n{long}\n"
    members = held("anomalies/a.py forecasts/b.py", readme).members
    assert [(m.path, m.title) for m in members] == [
        ("#waste-sorting-on-a-tablet", "Waste sorting on a tablet"),
        ("anomalies", "Anomalies"),
        ("forecasts", "Forecasts"),
    ]


def test_a_numbered_item_is_the_work_and_the_heading_above_it_only_its_kind():
    readme = "# Portafolio\n\n## Índice de proyectos\n\n### 1. Limpieza de datos\n\n"
    readme += "* **[Proyecto 1: Catálogo de películas](./moved)**\n  * **Objetivo:** Ordenar un catálogo incompleto.\n\n"
    readme += "### 2. Modelado\n\n* **[Proyecto 2: Precios de vuelos](https://example.org/x) \n  * **Objetivo:** Estimar precios de vuelos.\n"
    members = held("01-Limpieza/a.ipynb 02-Vuelos/b.ipynb", readme).members
    assert [(m.path, m.title) for m in members] == [
        ("01-Limpieza", "Catálogo de películas"),
        ("02-Vuelos", "Precios de vuelos"),
    ]
