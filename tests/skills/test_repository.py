"""What a repository says beside its code: dependencies, and what its files run; damaged files say nothing."""

import pytest

from proofolio.skills.commands import said_by
from proofolio.skills.dependencies import dependencies
from proofolio.skills.repository import signs_of
from proofolio.store import ObjectStore
from tests.builders import a_repo


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("requirements.txt", "# a\n-r other.txt\npandas==2.1\n\ntorch[gpu] >= 2 ; python_version > '3'\n", [(3, "pandas"), (5, "torch")]),
        ("app/requirements-dev.txt", "ruff", [(1, "ruff")]),
        ("pyproject.toml", '[project]\ndependencies = [\n  "numpy>=1",\n]\n[project.optional-dependencies]\napp = ["streamlit"]\n', [(3, "numpy"), (6, "streamlit")]),
        ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.11"\nflask = "*"\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n', [(2, "python"), (3, "flask"), (5, "pytest")]),
        ("environment.yml", "name: x\ndependencies:\n  - conda-forge::scipy=1.9\n  - pip:\n    - shap==0.4\n", [(3, "scipy"), (5, "shap")]),
        ("setup.py", "from setuptools import setup\nsetup(name='x', install_requires=['dask'],\n extras_require={'a': ['optuna>3']})\n", [(2, "dask"), (3, "optuna")]),
        ("setup.cfg", "[options]\ninstall_requires =\n    polars\n    fire>1\n", [(3, "polars"), (4, "fire")]),
        ("Pipfile", '[packages]\nrequests = "*"\n', [(2, "requests")]),
        ("requirements.txt", "# torch is below\ntorchvision\ntorch # not torchaudio\ntorchaudio\n", [(2, "torchvision"), (3, "torch"), (4, "torchaudio")]),
        ("notes.txt", "pandas", []),
    ],
)  # fmt: skip
def test_each_file_of_dependencies_is_read_with_its_lines(path, text, found):
    assert list(dependencies(path, text)) == found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", "[project\n"),
        ("pyproject.toml", "project = 3\ntool = 4"),
        ("pyproject.toml", 'project = {dependencies = "numpy"}'),
        ("environment.yml", "a: [" * 5000),
        ("environment.yml", "dependencies: 3"),
        ("environment.yml", "- just\n- a list"),
        ("setup.py", "setup(" * 3000),
        ("setup.cfg", "[options\n"),
        ("Pipfile", "= ="),
        (".github/workflows/ci.yml", "a: [" * 5000),
        (".github/workflows/ci.yml", "a: &a [*a]"),
        ("Dockerfile", "CMD [[[[" + "[" * 50_000),
        ("compose.yml", "services: {db: {image: 3}}\n\t- x"),
    ],
)
def test_a_damaged_file_says_nothing(path, text):
    assert (*dependencies(path, text), *said_by(path, text)) == ()


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        (
            "Dockerfile",
            'FROM --platform=linux/amd64 docker.io/pytorch/pytorch:2.1 AS base\nRUN pip install x && \\\n  pytest -q\nCMD ["streamlit", "run", "app.py"]\n',
            [("image", "pytorch/pytorch", 1), ("command", "pip install x", 2), ("command", "pytest -q", 2), ("command", "streamlit run app.py", 4)],
        ),
        ("Procfile", "web: gunicorn app:app\n", [("command", "gunicorn app:app", 1)]),
        ("Makefile", "test:\n\t@pytest\n", [("command", "pytest", 2)]),
        (
            ".github/workflows/ci.yml",
            "on: push\njobs:\n  t:\n    steps:\n      - run: |\n          pip install .\n          pytest\n",
            [("command", "pip install .", 6), ("command", "pytest", 7)],
        ),
        ("docker-compose.yml", "services:\n  db:\n    image: postgres:16\n", [("image", "postgres", 3)]),
    ],
)  # fmt: skip
def test_what_files_run_is_told_with_its_line(path, text, found):
    assert [(said.kind, said.text, said.line) for said in said_by(path, text)] == found


def test_signs_are_told_once_a_file_the_strongest_first(tmp_path):
    store = ObjectStore(tmp_path)
    files = {
        "Dockerfile": b"FROM postgres:16\nCMD streamlit run app.py\n",
        "pyproject.toml": b'[project]\ndependencies = ["streamlit"]\n',
    }
    signs = signs_of(a_repo("app", store, files), store.get)
    found = {(sign.entry.name, sign.path): sign for sign in signs}

    assert len(found) == len(signs)
    assert found["Docker", "Dockerfile"].weight == 0.8
    assert found["PostgreSQL", "Dockerfile"].line == 1
    streamlit = found["Streamlit", "Dockerfile"]
    assert (streamlit.line, streamlit.used) == (2, "streamlit run app.py")
    assert found["Streamlit", "pyproject.toml"].why == "It is named as a dependency only."
    assert found["Building data apps", "Dockerfile"].line == 2


def test_a_table_of_pyproject_shows_what_it_is_for(tmp_path):
    store = ObjectStore(tmp_path)
    text = b"[project]\nname = 'x'\n\n[build-system]\nrequires = ['hatchling']\n"
    found = {
        s.entry.name: s for s in signs_of(a_repo("x", store, {"pyproject.toml": text}), store.get)
    }

    assert (found["Packaging Python"].line, found["Packaging Python"].path) == (4, "pyproject.toml")
