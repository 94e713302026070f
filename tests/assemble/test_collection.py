"""What a repository holds: one thing, a collection of projects, or a journal."""

import pytest

from proofolio.assemble.collection import Contents, Repository, contents, inside
from proofolio.content.markdown import render

PORTFOLIO = "# Data science portfolio\n\nTen projects.\n\n"


def held(paths: str, readme: str = "", *, name: str = "work", description: str = "", split=None):
    rendered = render(readme)
    return contents(
        Repository(
            full_name=f"sample-learner/{name}",
            description=description,
            paths=tuple(sorted(["README.md", *paths.split()])),
            readme=rendered.html,
            readme_title=rendered.title,
        ),
        split,
    )


def found(what: Contents) -> list[str]:
    return [member.path for member in what.members]


def test_a_table_names_the_projects_their_results_and_tiers_in_its_order():
    what = held(
        "basics/02-eda/README.md basics/02-eda/eda.py basics/01-sql/README.md basics/01-sql/a.py "
        "more/03-churn/README.md more/03-churn/churn.py shared/util.py",
        PORTFOLIO + "### Tier 1 · Basics\n| # | Project | One-line result |\n|--|--|--|\n"
        "| [01](basics/01-sql/) | **SQL cleaning** — claims | 50,500 rows, 11 classes of defects |\n"
        "| [02](basics/02-eda/) | **EDA** of prices | 16 figures and their formal tests |\n\n"
        "### Tier 2 · More\n| # | Project | One-line result |\n|--|--|--|\n"
        "| [03](more/03-churn/) | **Churn** | ROC-AUC 0.843 on a held-out test |\n",
    )
    assert what.kind == "collection"
    assert [(m.path, m.title, m.group) for m in what.members] == [
        ("basics/01-sql", "SQL cleaning", "Tier 1 · Basics"),
        ("basics/02-eda", "EDA", "Tier 1 · Basics"),
        ("more/03-churn", "Churn", "Tier 2 · More"),
    ]
    assert what.members[2].line == "ROC-AUC 0.843 on a held-out test"


def test_a_list_of_absolute_addresses_names_projects_too():
    root = "https://github.com/sample-learner/work/tree/main"
    what = held(
        "Project%201/a.ipynb Project%202/README.md".replace("%20", "_"),
        PORTFOLIO
        + f"## Learning\n- **Project 1 - [Flight prices]({root}/Project_1)**: regression and "
        f"stacking of models\n- **Project 2 - [Accounting app]({root}/Project_2)**: C++ and Qt\n",
    )
    assert [(m.path, m.title) for m in what.members] == [
        ("Project_1", "Flight prices"),
        ("Project_2", "Accounting app"),
    ]


def test_headings_name_folders_without_a_link():
    what = held(
        "01_telecom_churn/README.md 01_telecom_churn/a.ipynb 02_card_fraud/README.md 02_card_fraud/b.ipynb "
        "02_card_fraud/deployment/README.md 02_card_fraud/deployment/app.py",
        "# Portfolio\n\n## 📉 Telecom customer churn\n\nTells which customers of a company are about to leave it.\n\n"
        "## 💳 Credit card fraud\n\nFinds fraudulent payments among many honest ones in time.\n",
    )
    assert [(m.path, m.title) for m in what.members] == [
        ("01_telecom_churn", "Telecom customer churn"),
        ("02_card_fraud", "Credit card fraud"),
    ]


def test_a_link_below_a_heading_is_about_what_the_heading_names():
    what = held(
        "demand/README.md demand/a.py pricing/README.md pricing/b.py",
        "# My projects\n\n## 1. Demand forecasting\n\n[View project →](./demand)\n\n"
        "## 2. Dynamic pricing\n\n[View project →](./pricing)\n",
    )
    assert [m.title for m in what.members] == ["Demand forecasting", "Dynamic pricing"]


@pytest.mark.parametrize("label", ["IPYNB file", "👉 Voir le projet", "Zum Repo gehen"])
def test_what_many_links_say_alike_names_nothing_that_they_lead_to(label):
    names = ("Captcha", "Fruit", "Fire")
    readme = "\n\n".join(f"### {name} recognition\n[{label}]({name}.ipynb)" for name in names)
    what = held(" ".join(f"{name}.ipynb" for name in names), f"# Projects\n\n{readme}")
    assert [one.title for one in what.members] == [f"{name} recognition" for name in names]


def test_notebooks_that_a_portfolio_lists_are_projects():
    what = held(
        "churn.ipynb bus.ipynb scratch.ipynb",
        PORTFOLIO + "| Project | About |\n|--|--|\n| [Churn](churn.ipynb) | x |\n"
        "| [Buses](https://nbviewer.org/github/sample-learner/work/blob/main/bus.ipynb) | y |\n",
    )
    assert found(what) == ["churn.ipynb", "bus.ipynb"]


@pytest.mark.parametrize(
    "readme",
    [
        "# Portafolio de proyectos\n",
        "# Portfólio de projetos\n",
        "# Mes projets de science des données\n",
        "# 데이터 분석 포트폴리오\n",
        "# 数据科学作品集\n",
        "# Kaggle competitions\n",
    ],
)
def test_folders_with_readmes_are_projects_where_a_repository_says_that_it_holds_many(readme):
    paths = "titanic/README.md titanic/a.ipynb houses/README.md houses/b.ipynb data/README.md"
    assert found(held(paths, readme)) == ["houses", "titanic"]


def test_what_nobody_lists_comes_last():
    what = held(
        "a/README.md a/a.ipynb b/README.md b/b.ipynb c/README.md c/c.ipynb",
        PORTFOLIO + "- [The third](c): what came first of all of them\n",
    )
    assert found(what) == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("paths", "readme", "name"),
    [
        ("app.py src/README.md src/a.py data/README.md notebooks/README.md notebooks/a.ipynb", "# Tide", "tide"),
        ("backend/README.md backend/a.py frontend/README.md ml/README.md ml/b.py", "# Shop\n\nAn app.", "shop"),
        ("pyproject.toml tide/a.py examples/x/README.md examples/x/a.py examples/y/README.md examples/y/b.py", "# tide", "tide"),
        ("01.ipynb 02.ipynb 03.ipynb extras/a/README.md extras/a/b.py extras/c/README.md extras/c/d.py", "# Learn it", "learn"),
        ("ch1/README.md ch1/a.ipynb ch2/README.md ch2/b.ipynb ch3/README.md ch3/c.ipynb ch4/README.md ch4/d.ipynb", "# Notes of a course", "notes"),
        ("a.ipynb", PORTFOLIO, "one"),
        ("", "", "empty"),
    ],
)  # fmt: skip
def test_one_thing_stays_one(paths, readme, name):
    assert held(paths, readme, name=name).kind == "one"


def test_numbered_folders_are_projects_without_a_word_of_many_and_headings_tell_of_them_by_number():
    what = held(
        "Projet_1-Analysez/a.ipynb Projet_2-Preparez/b.ipynb Projet_3-Anticipez/c.ipynb",
        "# Parcours\n\n## Projet 1 : Analyse de la banque\n\nDans ce projet, nous avons analysé les données.\n",
    )
    assert found(what) == ["Projet_1-Analysez", "Projet_2-Preparez", "Projet_3-Anticipez"]
    assert what.members[0].title == "Analyse de la banque"


def test_the_same_work_in_two_languages_is_there_once():
    paths = " ".join(f"{lang}/{name}/README.md {lang}/{name}/a.ipynb" for lang in ("EN", "RU") for name in ("churn", "taxi"))  # fmt: skip
    assert found(held(paths, PORTFOLIO)) == ["EN/churn", "EN/taxi"]


def test_a_folder_called_like_a_part_is_a_project_where_it_is_listed_among_others():
    paths = "EDA/README.md EDA/a.qmd Models/README.md Models/b.qmd Basics/README.md Basics/c.qmd"
    listed = "- [Basics](Basics)\n- [EDA](EDA)\n- [Models](Models)\n"
    assert found(held(paths, PORTFOLIO + listed)) == ["Basics", "EDA", "Models"]


def test_a_journal_is_days_and_no_projects():
    paths = " ".join(f"day{n:02}_thing_{n}/algorithm.py" for n in range(1, 8)) + " utils/plot.py"
    what = held(paths, "# 100 days of ML\n")
    assert what.kind == "journal"
    assert [(d.number, d.title) for d in what.days][:2] == [(1, "thing_1"), (2, "thing_2")]


def test_settings_say_otherwise():
    paths = "a/README.md a/a.ipynb b/b.ipynb app.py"
    assert held(paths, PORTFOLIO, split=False).kind == "one"
    assert found(held(paths, "# Tide", split=("a", "b"))) == ["a", "b"]
    assert found(held(paths, "# Tide", split=("*",))) == ["a", "app.py", "b"]
    assert held(paths, "# Tide", split=("nothing/*",)).kind == "one"
    days = " ".join(f"day{n}/a.py" for n in range(9))
    assert held(days, "# 100 days", split=("day*",)).kind == "collection"


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("./a/b/", "a/b"),
        ("a%20b/c.ipynb", "a b/c.ipynb"),
        ("https://github.com/Sample-Learner/work/blob/main/a.ipynb", "a.ipynb"),
        ("https://colab.research.google.com/github/sample-learner/work/blob/main/a.ipynb", "a.ipynb"),
        ("https://github.com/somebody/else/tree/main/a", None),
        ("../outside", None),
        ("https://[::1", None),
        ("#part", None),
        ("https://example.org/a", None),
    ],
)  # fmt: skip
def test_links_lead_into_the_repository_or_elsewhere(link, path):
    assert inside(link, "sample-learner/work") == path


def test_hostile_readmes_end_soon():
    nested = "<div>" * 3_000 + "# x" + "</div>" * 3_000
    row = "| " + "-" * 50_000 + " | [x](a) |\n"
    table = PORTFOLIO + "|a|b|\n|--|--|\n" + row * 3
    for text in (nested, table, "# " + "view " * 20_000, "- [" * 2_000):
        held("a/README.md a/a.ipynb b/README.md b/b.ipynb", PORTFOLIO + text)
