"""Which files of a repository are wanted."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofolio.sources.git.files import choose_files
from proofolio.sources.git.shown import Shown
from proofolio.sources.paths import printable, safe_paths
from proofolio.sources.unreadable import size_in_words
from tests.builders import a_repo


def test_the_files_that_say_what_a_project_is_about_are_chosen() -> None:
    wanted = {
        "README.md", "readme.rst", "docs/README.md", "work/a.ipynb", "work/README.md",
        "src/model.py", "requirements.txt", "requirements-dev.txt", "pyproject.toml",
        "environment.yml", "Pipfile", "Dockerfile", "api.Dockerfile", "docker-compose.yml",
        "compose.yaml", "Procfile", "Makefile", ".github/workflows/test.yml", "LICENSE",
        "LICENCE.txt", "setup.cfg", "streamlit_app.py", "app.yaml",
    }  # fmt: skip
    unwanted = {
        "data.csv", "model.pt", "uv.lock", "notes.md", "a/b/c/d/e/README.md", "image.png",
        "node_modules/x/README.md", "venv/lib/a.py", "lib/site-packages/b.py",
        "work/.ipynb_checkpoints/a-checkpoint.ipynb", ".venv/c.py", "work/.venv/.env",
    }  # fmt: skip
    assert set(choose_files(wanted | unwanted)) == wanted


def test_notebooks_of_any_spelling_and_kind_are_chosen_and_hidden_ones_are_not() -> None:
    wanted = {"A.IPYNB", "b.Rmd", "work/c.qmd", "d.R", "e.jl", "f.sql", "model-checkpoint.ipynb"}
    unwanted = {".hidden.ipynb", "work/.b.Rmd", "A-checkpoint.IPYNB"}
    assert set(choose_files(wanted | unwanted)) == wanted


def test_scripts_of_other_languages_are_bounded() -> None:
    paths = [f"r/{number:04}.R" for number in range(400)]
    assert choose_files([*paths, "a.R"]) == ("a.R", *paths[:299])


def test_the_most_telling_come_first() -> None:
    paths = ["z.py", "deep/in/a.ipynb", "b.ipynb", "Dockerfile", "README.md"]
    assert choose_files(paths) == (
        "README.md", "b.ipynb", "deep/in/a.ipynb", "Dockerfile", "z.py",
    )  # fmt: skip


def test_files_that_people_commit_secrets_in_come_last() -> None:
    searched = {
        ".env", "api/.env.production", "deploy/key.pem", "id_rsa", ".netrc", "kaggle.json",
        "config.json", ".streamlit/secrets.toml", "my-service-account-1a2b.json", "credentials.json",
        "conf/params.yaml", "settings.ini", "run.sh", "api_key.txt",
    }  # fmt: skip
    data = {"annotations.json", "corpus.txt", "pnpm-lock.yaml", "model/tokenizer_config.json"}
    chosen = choose_files(searched | data | {"README.md", "deep/in/a.py"})
    assert chosen[:2] == ("README.md", "deep/in/a.py")
    assert set(chosen[2:]) == searched


def test_of_files_with_settings_a_hundred_are_searched_and_those_with_keys_first() -> None:
    chosen = choose_files([f"conf/{n}.yaml" for n in range(300)] + ["far/down/in/here/.env"])
    assert len(chosen) == 100
    assert chosen[0] == "far/down/in/here/.env"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("![A plot](figures/a.png)", "docs/figures/a.png"),
        ('![A plot](../a.png "Title")', "a.png"),
        ("![](<a plot.png>)", "docs/a plot.png"),
        ("![](a%20plot.png)", "docs/a plot.png"),
        ("![](plot_(1).png)", "docs/plot_(1).png"),
        ("![](/top.PNG)", "top.PNG"),
        ("![](a.jpg?raw=true)", "docs/a.jpg"),
        ('<img width=9 src="a.gif">', "docs/a.gif"),
        ("<IMG SRC='a.webp'>", "docs/a.webp"),
        ('<source srcset="a.svg 1x, b.svg 2x">', "docs/b.svg"),
        ("![x][fig]\n\n[fig]: ./a.jpeg 'T'", "docs/a.jpeg"),
        ("[![badge](a.svg)](https://example.org)", "docs/a.svg"),
    ],
)
def test_an_image_is_found_however_it_is_written(text: str, path: str) -> None:
    assert path in Shown(a_repo())("docs/README.md", text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "![](https://example.org/a.png)",
        "![](//example.org/a.png)",
        "![](../../a.png)",
        "![](data:image/png;base64,AAAA)",
        "![](attachment:a.png)",
        "[notes](a.md)",
        "![](.png",
    ],
)
def test_what_is_no_image_of_the_repository_is_not_looked_for(text: str) -> None:
    assert not Shown(a_repo())("docs/README.md", text.encode())


def test_a_notebook_is_asked_for_the_images_of_its_text_only() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# A\n", "![](fig/", "a.png)"]},
        {"cell_type": "code", "source": "'![](b.png)'", "outputs": [{"text": "![](c.png)"}]},
    ]
    data = json.dumps({"nbformat": 4, "cells": cells}).encode()
    assert Shown(a_repo())("nb/x.ipynb", data) == {"nb/fig/a.png"}


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"cells": 3}', b"[" * 100_000, b"\xff\xfe"])
def test_a_broken_notebook_asks_for_nothing(data: bytes) -> None:
    assert not Shown(a_repo())("x.ipynb", data)


@given(st.text(alphabet="[]()<>!:/. \n\"'=srcaimgpng", max_size=300))
def test_no_text_leads_out_of_the_repository(text: str) -> None:
    for path in Shown(a_repo())("docs/README.md", text.encode()):
        assert not path.startswith(("/", ".."))
        assert "/../" not in path


@given(st.lists(st.binary(min_size=1, max_size=30)))
def test_every_name_is_either_safe_or_refused_with_a_reason(names: list[bytes]) -> None:
    kept, refused = safe_paths(names)
    assert len(kept) + len(refused) == len(names)
    assert all(file.reason for file in refused)
    for path in kept:
        assert ".." not in path.split("/")
        assert not path.startswith("/")
        assert "\\" not in path
        assert path.isprintable() or not path.isascii()


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "a/../b",
        "/a",
        "a//b",
        "a\\b",
        "./a",
        "a\0b",
        "a\x1bb",
        "a" * 1_001,
        "a\u202egnp.ipynb",
        "\u2066a",
    ],
)
def test_a_name_that_could_do_harm_is_refused(name: str) -> None:
    kept, refused = safe_paths([name.encode()])
    assert not kept
    assert len(refused) == 1


@pytest.mark.parametrize(
    "name", ["con.ipynb", "Lesson 1: what is ML?.ipynb", 'a#b "c" <d>|*.ipynb', "a. /b .ipynb"]
)
def test_a_name_that_only_some_disk_could_not_hold_is_kept(name: str) -> None:
    assert safe_paths([name.encode()]) == ({name: name.encode()}, ())


@pytest.mark.parametrize(
    ("size_bytes", "words"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1_000, "1 kB"), (340_200, "340 kB"),
     (999_499, "999 kB"), (999_500, "1 MB"), (1_240_000, "1.2 MB"), (20_000_000, "20 MB")],
)  # fmt: skip
def test_sizes_are_told_in_a_fitting_unit(size_bytes: int, words: str) -> None:
    assert size_in_words(size_bytes) == words


def test_pulled_text_fits_on_one_line_of_a_message() -> None:
    assert printable("a\x1b[31m\nb\u202ec") == "a [31m b c"
    assert len(printable("x" * 5_000)) == 200
