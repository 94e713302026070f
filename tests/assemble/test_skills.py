"""Skills stand on the portfolio with the cell, file or word that shows them."""

import json
from dataclasses import replace
from datetime import date

import pytest

from proofolio.assemble.assemble import assemble
from proofolio.assemble.inputs import Inputs
from proofolio.assemble.inventory import inventory
from proofolio.content.fitted import fit_with
from proofolio.model.records import ActivityRecord, WeekRecord
from proofolio.notebook_cache.converted import convert_notebooks
from proofolio.notebook_cache.usages import open_usages
from proofolio.settings import load
from proofolio.store import ObjectStore
from tests.builders import a_repo, a_snapshot, settings, words


def notebook(*sources: str) -> bytes:
    cells = [
        {
            "cell_type": "code", "id": f"c{number}", "metadata": {}, "source": source,
            "execution_count": number + 6, "outputs": [],
        }
        for number, source in enumerate(sources, 1)
    ]  # fmt: skip
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


FOREST = notebook("from sklearn.ensemble import RandomForestClassifier as R", "model = R()\nmodel")


@pytest.fixture
def store(tmp_path):
    return ObjectStore(tmp_path / "objects")


@pytest.fixture
def put_together(store, tmp_path):
    def build(*repos, preferences=None):
        snapshot, cache = a_snapshot(*repos), tmp_path / "cache"
        derived = ObjectStore(cache / "objects")

        def get(blob):
            return store.get(blob) if store.has(blob) else derived.get(blob)

        return assemble(
            Inputs(
                snapshot=snapshot,
                library=convert_notebooks(inventory(snapshot, get), objects=store, cache=cache),
                words=words(),
                settings=preferences or settings(),
                pictures=(),
                get=get,
                fit=fit_with(get, derived.put),
                today=snapshot.synced_at.date(),
                usages=lambda wanted: open_usages(wanted, objects=store, cache=cache),
            )
        )

    return build


def by_name(portfolio):
    return {skill.name: skill for skill in portfolio.skills}


def test_evidence_leads_to_the_cell_that_the_page_has(store, put_together, tmp_path):
    portfolio = put_together(a_repo("iris", store, {"a.ipynb": FOREST}))

    skill = by_name(portfolio)["scikit-learn"]
    (evidence,) = skill.evidence
    assert (evidence.path, evidence.cell, evidence.count, evidence.reference) == (
        "a.ipynb",
        2,
        8,
        "8",
    )
    assert (evidence.used, evidence.commit) == (("RandomForestClassifier",), "c" * 40)
    assert evidence.url == "projects/iris/a/#cell-8"
    assert b'id="cell-8"' in ObjectStore(tmp_path / "cache" / "objects").get(
        portfolio.projects[0].notebooks[0].body.text
    )
    assert skill.projects == ("iris",)
    assert skill.notebooks == ("projects/iris/a/",)


def test_abilities_stand_before_tools_on_projects_and_notebooks(store, put_together):
    (project,) = put_together(a_repo("iris", store, {"a.ipynb": FOREST})).projects

    assert project.skills[-1] == "scikit-learn"
    assert set(project.skills) == {
        "classification",
        "ensemble-learning",
        "python",
        "scikit-learn",
    }
    assert project.notebooks[0].skills == project.skills


def test_a_file_is_cited_with_its_line_at_its_commit(store, put_together):
    portfolio = put_together(
        a_repo(
            "app", store, {"README.md": b"# App", "app.py": b"import flask\n\nflask.Flask('a')\n"}
        )
    )

    (evidence, *_) = by_name(portfolio)["Flask"].evidence
    assert evidence.line == 3
    assert evidence.url == f"https://github.com/sample-learner/app/blob/{'c' * 40}/app.py#L3"


def test_a_fork_and_a_dependency_weigh_little_and_say_why(store, put_together):
    readme = {"README.md": b"# Work"}
    portfolio = put_together(
        a_repo("own", store, {**readme, "requirements.txt": b"# none\nshap==0.4\n"}),
        a_repo("course", store, {**readme, "a.ipynb": FOREST}, is_fork=True),
    )

    (dependency,) = by_name(portfolio)["SHAP"].evidence
    assert (dependency.line, dependency.weight < 0.5) == (2, True)
    assert dependency.why == "It is named as a dependency only."
    forked = by_name(portfolio)["scikit-learn"]
    assert forked.evidence[0].weight < 0.5
    assert "fork" in forked.evidence[0].why
    assert not forked.is_main


def test_five_tools_carry_the_work(store, put_together):
    code = "".join(
        f"import {name}\n{name}.run()\n"
        for name in ("numpy", "pandas", "torch", "scipy", "shap", "optuna", "requests")
    )
    portfolio = put_together(a_repo("many", store, {"README.md": b"# M", "a.py": code.encode()}))

    tools = [skill for skill in portfolio.skills if skill.kind == "tool"]
    assert len(tools) == 7
    assert sum(skill.is_main for skill in tools) == 5


def test_two_cells_of_one_count_are_not_taken_for_each_other(store, put_together):
    twice = json.loads(notebook("import torch", "torch.save(1)"))
    for cell in twice["cells"]:
        cell["execution_count"] = 3
    portfolio = put_together(a_repo("t", store, {"a.ipynb": json.dumps(twice).encode()}))

    assert by_name(portfolio)["PyTorch"].evidence[0].url == "projects/t/a/"


def worked_on(repo, **days):
    """The repository with a history that is known in full; only files named here are the learner's."""
    files = tuple(
        replace(file, first=days[file.path][0], last=days[file.path][1])
        if file.path in days
        else file
        for file in repo.files
    )
    week = WeekRecord(monday=date(2025, 3, 3), commits=2)
    activity = ActivityRecord(weeks=(week,), is_whole=True)
    return replace(repo, files=files, activity=activity)


def test_a_skill_lasts_from_the_first_to_the_last_day_that_the_learner_worked_with_it(
    store, put_together
):
    repo = a_repo("iris", store, {"README.md": b"# I", "a.py": b"import torch\ntorch.save(1)\n"})
    days = {"a.py": (date(2025, 3, 4), date(2025, 6, 1))}
    skill = by_name(put_together(worked_on(repo, **days)))["PyTorch"]

    assert (skill.first, skill.last) == days["a.py"]


def test_what_others_wrote_weighs_little_and_says_why(store, put_together):
    code = {"README.md": b"# I", "a.py": b"import torch\ntorch.save(1)\n"}
    repo = worked_on(a_repo("iris", store, code), **{"README.md": (date(2025, 3, 4),) * 2})
    (evidence,) = by_name(put_together(repo))["PyTorch"].evidence

    assert evidence.weight < 0.5
    assert evidence.why == "Only others have committed this file."


@pytest.fixture
def set_preferences(tmp_path):
    def settings_of(portfolio, resume=""):
        root = tmp_path / "portfolio"
        root.mkdir()
        (root / "portfolio.yml").write_text(f"github: sample-learner\n{portfolio}", "utf-8")
        (root / "resume.yml").write_text(resume, "utf-8")
        return load(root)

    return settings_of


def test_the_learner_renames_groups_and_hides_skills(store, put_together, set_preferences):
    preferences = set_preferences("""skills:
  rename: {sklearn: Scikit, Ensemble learning: Forests}
  group: {Scikit: My tools, numpy: Sums}
  hide: [Classification]
""")
    code = b"import numpy\nnumpy.save(1)\n"
    portfolio = put_together(
        a_repo("iris", store, {"a.ipynb": FOREST, "b.py": code}), preferences=preferences
    )
    found = by_name(portfolio)

    assert set(found) == {"Python", "Scikit", "Forests", "NumPy"}
    assert (found["Scikit"].slug, found["Scikit"].group) == ("scikit", "My tools")
    assert found["NumPy"].group == "Sums"
    assert "scikit-learn" in found["Scikit"].aliases
    assert portfolio.problems == ()


def test_two_skills_that_get_one_name_become_one(store, put_together, set_preferences):
    preferences = set_preferences(
        "skills: {rename: {Classification: Forests, Ensemble learning: Forests}}"
    )
    found = by_name(
        put_together(a_repo("iris", store, {"a.ipynb": FOREST}), preferences=preferences)
    )

    assert len(found["Forests"].evidence) == 2
    assert found["Forests"].projects == ("iris",)


def test_what_nothing_shows_is_claimed_and_never_proven(store, put_together, set_preferences):
    preferences = set_preferences(
        "skills: {hide: [Excel]}",
        "skills: [{name: Tools, keywords: [sklearn, Spark, Spark]}, {name: Negotiation}, {name: Excel}]",
    )
    portfolio = put_together(a_repo("iris", store, {"a.ipynb": FOREST}), preferences=preferences)

    claimed = [skill.name for skill in portfolio.skills if skill.is_claimed]
    assert claimed == ["Spark", "Negotiation"]
    assert portfolio.skills[-2:] == tuple(s for s in portfolio.skills if s.is_claimed)
    assert not any(s.evidence or s.is_main or s.strength for s in portfolio.skills[-2:])


def test_a_preference_about_no_skill_is_reported_with_its_line(
    store, put_together, set_preferences
):
    preferences = set_preferences("skills:\n  hide:\n    - PyTorch\n    - scikit-lern\n")
    portfolio = put_together(a_repo("iris", store, {"a.ipynb": FOREST}), preferences=preferences)

    (problem,) = portfolio.problems
    assert str(problem.where) == "portfolio.yml:5"
    assert problem.hint == "Did you mean `scikit-learn`?"


def test_c_and_its_relatives_have_addresses_of_their_own(put_together, set_preferences):
    preferences = set_preferences("", "skills: [{name: C}, {name: C++}, {name: C#}]")
    assert [s.slug for s in put_together(preferences=preferences).skills] == [
        "c",
        "c-plus-plus",
        "c-sharp",
    ]


def test_copied_code_weighs_little_and_course_work_less_than_ones_own(store, put_together):
    code = b"import torch\ntorch.save(1)\n"
    portfolio = put_together(
        a_repo("own", store, {"README.md": b"# O", "a.py": code, "vendor/b.py": code + b"#"}),
        a_repo("ml-course", store, {"README.md": b"# C", "c.py": code + b"##"}),
        a_repo("discourse", store, {"README.md": b"# D", "d.py": code + b"###"}),
    )
    weights = {e.path: (e.weight, e.why) for e in by_name(portfolio)["PyTorch"].evidence}

    assert weights["a.py"] == weights["d.py"] == (1.0, "")
    assert weights["vendor/b.py"] == (0.2, "It lies in a folder of copied code.")
    assert weights["c.py"] == (0.6, "It is course work. Its repository is called so: ml-course.")


def test_a_mention_counts_for_no_project_and_no_day_beside_work(store, put_together):
    mention = {"README.md": b"# M", "requirements.txt": b"scikit-learn\n"}
    portfolio = put_together(
        a_repo("iris", store, {"a.ipynb": FOREST}), a_repo("mention", store, mention)
    )

    skill = by_name(portfolio)["scikit-learn"]
    assert {item.project for item in skill.evidence} == {"iris", "mention"}
    assert skill.projects == ("iris",)
    assert "scikit-learn" not in next(p for p in portfolio.projects if p.slug == "mention").skills


def test_among_equals_the_number_of_places_decides(store, put_together):
    code = b"import torch\ntorch.ones(1)\n"
    files = {f"{n}.py": code + b"import numpy\nnumpy.ones(1)\n" * (n < 9) for n in range(11)}
    portfolio = put_together(a_repo("many", store, {"README.md": b"# M", **files}))

    tools = [skill for skill in portfolio.skills if skill.kind == "tool"]
    assert [tool.name for tool in tools] == ["PyTorch", "NumPy"]
    assert tools[0].strength == tools[1].strength


def test_a_notebook_in_r_shows_the_language(store, put_together):
    book = json.loads(notebook("library(ggplot2)"))
    book["metadata"] = {
        "kernelspec": {"name": "ir", "language": "R"},
        "language_info": {"name": "R"},
    }
    portfolio = put_together(a_repo("r", store, {"a.ipynb": json.dumps(book).encode()}))

    (evidence,) = by_name(portfolio)["R"].evidence
    assert (evidence.weight, evidence.url) == (1.0, "projects/r/a/#cell-7")
    assert by_name(portfolio)["ggplot2"].evidence[0].url == "projects/r/a/#cell-7"


def test_a_script_with_cells_is_a_notebook_and_is_counted_once(store, put_together):
    script = b"# %% [markdown]\n# # Tides\n# %%\nimport pandas as pd\npd.read_csv('x.csv')\n"
    portfolio = put_together(
        a_repo(
            "r", store, {"tides.py": script, "flow.Rmd": b"# Flow\n\n```{r}\nlibrary(sf)\n```\n"}
        )
    )

    flow, tides = portfolio.projects[0].notebooks
    assert (flow.title, flow.language, flow.download) == ("Flow", "r", "projects/r/flow/flow.Rmd")
    assert (tides.title, tides.colab_url, tides.should_run) == ("Tides", None, False)
    (evidence,) = by_name(portfolio)["pandas"].evidence
    assert (evidence.cell, evidence.line) == (2, None)


def test_what_distinguishes_comes_before_what_everybody_shows(store, put_together):
    deep = notebook(
        "import torch, pandas as pd, matplotlib.pyplot as plt",
        "net = torch.nn.Sequential(torch.nn.Linear(1, 1))\nloss = torch.nn.MSELoss()(net(x), y)\n"
        "torch.optim.SGD(net.parameters())\nloss.backward()",
    )
    common = notebook(
        "import pandas as pd, matplotlib.pyplot as plt\nf = pd.read_csv('a')\nf = f.dropna()",
        "plt.plot(f); plt.scatter(f, f); plt.bar(f, f)",
    )
    files = {"a.ipynb": deep, **{f"b{n}.ipynb": common for n in range(4)}}
    portfolio = put_together(a_repo("nets", store, files))

    abilities = [skill.name for skill in portfolio.skills if skill.kind == "ability"]
    tools = [skill.name for skill in portfolio.skills if skill.kind == "tool"]
    assert abilities[0] in {"Neural network design", "Training loops"}
    assert tools[0] == "PyTorch"
    assert "Data visualisation" in abilities


@pytest.mark.parametrize(
    ("said", "kind", "weight"),
    [
        ({}, "course work", 0.6),
        ({"own_work": ["ml"]}, "", 1.0),
        ({"course_work": ["ml"]}, "course work", 0.6),
    ],
)
def test_course_work_is_called_so_and_one_line_says_otherwise(
    store, put_together, said, kind, weight
):
    readme = b"# Trees\n\nThis notebook is an assignment for the machine learning course.\n"
    portfolio = put_together(
        a_repo("ml", store, {"README.md": readme, "a.ipynb": FOREST}), preferences=settings(**said)
    )

    assert portfolio.projects[0].kind == kind
    (evidence,) = by_name(portfolio)["scikit-learn"].evidence
    assert evidence.weight == weight
    assert ("README" in evidence.why or "You say" in evidence.why) is (weight < 1)


def test_a_day_on_which_everything_was_pushed_is_none_but_that_of_the_cells_is(store, put_together):
    ran = json.loads(FOREST)
    ran["cells"][1]["metadata"] = {"executionInfo": {"timestamp": 1_700_000_000_000}}
    pushed = a_repo("iris", store, {"a.ipynb": json.dumps(ran).encode(), "b.ipynb": FOREST})
    day = date(2026, 3, 4)
    files = tuple(replace(file, first=day, last=day) for file in pushed.files)
    weeks = (WeekRecord(monday=date(2026, 3, 2), commits=1),)
    portfolio = put_together(
        replace(pushed, files=files, activity=ActivityRecord(weeks=weeks, is_whole=True))
    )

    days = {e.path: (e.first, e.last) for e in by_name(portfolio)["scikit-learn"].evidence}
    assert days == {"a.ipynb": (date(2023, 11, 14), date(2023, 11, 14)), "b.ipynb": (None, None)}


CLASSIFIER = (
    "from sklearn.svm import SVC\n\nmodel = SVC()\nmodel.fit([[0], [1]], [0, 1])\n"
    "print(model.predict([[0.4]]))\n"
)


def titled(title: str, code: str) -> bytes:
    made = json.loads(notebook(code))
    made["cells"].insert(0, {"cell_type": "markdown", "id": "t", "metadata": {}, "source": title})
    return json.dumps(made).encode()


@pytest.mark.parametrize(
    ("title", "code", "shown"),
    [
        ("# Predicting customer churn", CLASSIFIER, True),
        ("# Predicting customer churn", "import pandas\npandas.read_csv('a')", False),
        ("# Predicting something", CLASSIFIER, False),
    ],
)
def test_a_problem_takes_both_words_and_work(store, put_together, title, code, shown):
    found = by_name(put_together(a_repo("work", store, {"a.ipynb": titled(title, code)})))

    assert ("Churn prediction" in found) is shown
    if shown:
        (place,) = found["Churn prediction"].firm
        assert (place.cell, place.used) == (2, ("“churn”", "SVC"))
        assert list(found).index("Churn prediction") == 0


def test_names_for_one_thing_do_not_follow_each_other(store, put_together):
    code = (
        "import numpy\nfrom sklearn.svm import SVC\nfrom sklearn.cluster import KMeans\n"
        "from sklearn.ensemble import RandomForestClassifier\n"
        "for model in (SVC(), RandomForestClassifier()):\n    model.fit([[0], [1]], [0, 1])\n"
        "KMeans().fit([[0]])\n"
    )
    (churn, second, *_) = by_name(
        put_together(a_repo("work", store, {"a.ipynb": titled("# Customer churn", code)}))
    )

    assert (churn, second) == ("Churn prediction", "Clustering")
