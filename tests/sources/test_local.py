"""Notebooks on this disk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofolio.model.snapshot import SourceResult
from proofolio.sources.local import SOURCE as FOLDERS
from tests.conftest import NOTEBOOK
from tests.sources.conftest import Syncer

SyncerAt = Callable[..., Syncer]


@pytest.fixture
def syncer(syncer_at: SyncerAt) -> Syncer:
    return syncer_at(0)


def pull(syncer: Syncer, *folders: Path, **wanted: Any) -> SourceResult:
    return syncer.pull(FOLDERS, folders=tuple(map(str, folders)), **wanted)


def write(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NOTEBOOK)
    return folder


def test_notebooks_that_are_kept_as_text_are_found(syncer: Syncer, tmp_path: Path) -> None:
    course = write(tmp_path / "course", "A.IPYNB", ".hidden.ipynb", "b.ipynb", "b-checkpoint.ipynb")
    cells = "# %%\nx = 1\n# %%\ny = 2\n"
    for name, text in {
        "c.Rmd": "# C",
        "d.qmd": "# D",
        "e.py": cells,
        "f.py": "x = 1",
        "b.py": cells,
    }.items():
        (course / name).write_text(text)

    result = pull(syncer, course)

    assert [book.name for book in result.notebooks] == [
        "A.IPYNB",
        "b.ipynb",
        "c.Rmd",
        "d.qmd",
        "e.py",
    ]


def test_a_folder_is_searched_and_tools_folders_are_not(syncer: Syncer, tmp_path: Path) -> None:
    course = write(
        tmp_path / "course", "b.ipynb", "week 1/a.ipynb", ".ipynb_checkpoints/b.ipynb",
        ".hidden/c.ipynb", "venv/d.ipynb", "notes.md",
    )  # fmt: skip
    result = pull(syncer, course)
    assert [(one.key, one.name, one.folder) for one in result.notebooks] == [
        ("local:course/b.ipynb", "b.ipynb", "course"),
        ("local:course/week 1/a.ipynb", "a.ipynb", "course"),
    ]
    assert result.notebooks[0].colab_url is None


def test_a_notebook_stands_on_its_own(syncer: Syncer, tmp_path: Path) -> None:
    (notebook,) = pull(syncer, write(tmp_path, "a.ipynb") / "a.ipynb").notebooks
    assert (notebook.key, notebook.folder) == ("local:a.ipynb", "")
    assert syncer.blobs[notebook.blob].decode() == NOTEBOOK


def test_links_out_of_the_folder_are_not_followed(syncer: Syncer, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", "secret.ipynb")
    course = write(tmp_path / "course", "a.ipynb")
    (course / "link.ipynb").symlink_to(tmp_path / "elsewhere" / "secret.ipynb")
    (course / "folder").symlink_to(tmp_path / "elsewhere")
    assert [one.name for one in pull(syncer, course).notebooks] == ["a.ipynb"]


def test_what_the_program_and_environments_wrote_is_no_work(syncer: Syncer, tmp_path: Path) -> None:
    home = write(
        tmp_path / "home", "a.ipynb", "site/projects/a.ipynb", ".proofolio/docs/a.ipynb",
        "env/share/b.ipynb", "notes/site/c.ipynb",
    )  # fmt: skip
    (home / "mkdocs.yml").touch()
    (home / "env" / "pyvenv.cfg").touch()
    keys = [one.key for one in pull(syncer, home).notebooks]
    assert keys == ["local:home/a.ipynb", "local:home/notes/site/c.ipynb"]


def test_a_notebook_in_two_of_the_folders_is_told_once(syncer: Syncer, tmp_path: Path) -> None:
    course = write(tmp_path / "course", "a.ipynb", "week/b.ipynb")
    result = pull(syncer, course / "week", course, course / "a.ipynb", course)
    assert [one.key for one in result.notebooks] == ["local:week/b.ipynb", "local:course/a.ipynb"]


def test_a_name_that_cannot_be_kept_is_told(syncer: Syncer, tmp_path: Path) -> None:
    course = write(tmp_path / "course", "line\nbreak.ipynb", "what?.ipynb")
    result = pull(syncer, course)
    assert [one.name for one in result.notebooks] == ["what?.ipynb"]
    assert [one.reason for one in result.omissions] == ["its name holds control characters"]


def test_folders_of_the_same_name_are_told_apart(syncer: Syncer, tmp_path: Path) -> None:
    one = write(tmp_path / "one" / "nb", "a.ipynb")
    two = write(tmp_path / "two" / "nb", "a.ipynb")
    keys = [notebook.key for notebook in pull(syncer, one, two).notebooks]
    assert keys == ["local:nb/a.ipynb", "local:two/nb/a.ipynb"]


def test_a_missing_folder_keeps_what_it_held(syncer: Syncer, tmp_path: Path) -> None:
    course = write(tmp_path / "course", "a.ipynb")
    pull(syncer, course)
    course.rename(tmp_path / "moved")
    result = pull(syncer, course)
    assert "is not there" in result.failures[0].message
    assert result.notebooks[0].stale is not None


def test_what_is_no_notebook_or_too_large_is_told(syncer: Syncer, tmp_path: Path) -> None:
    course = write(tmp_path / "course", "a.ipynb", "b.txt")
    result = pull(syncer, course, course / "b.txt", max_file_bytes=100)
    assert "larger than" in result.failures[0].message
    assert "neither a folder nor a notebook" in result.failures[1].message


def test_an_edit_is_noticed(syncer: Syncer, tmp_path: Path) -> None:
    course = write(tmp_path / "course", "a.ipynb", "b.ipynb")
    pull(syncer, course)
    (course / "a.ipynb").write_text("{}")
    pull(syncer, course)
    assert [event.kind for event in syncer.events] == ["found", "changed", "unchanged"]


def test_notebooks_beyond_the_limit_are_named(
    syncer: Syncer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proofolio.sources.local.MAX_NOTEBOOKS", 2)
    result = pull(syncer, write(tmp_path / "course", "a.ipynb", "b.ipynb", "c.ipynb"))
    assert len(result.notebooks) == 2
    (omission,) = result.omissions
    assert omission.subject.endswith("c.ipynb")
    assert omission.reason == "more than 2 notebooks in one folder"
