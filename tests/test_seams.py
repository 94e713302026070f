"""Where parts meet: what one of them must hand on, and another would not miss."""

import json
import os

import pytest

from proofolio.language import speaking
from proofolio.language.catalogue import gettext
from proofolio.notebook_cache import workers
from proofolio.store import stamps
from proofolio.store.cache import keep_used
from proofolio.usecases import build_receipt, scaffold
from proofolio.usecases.context import opened
from proofolio.usecases.draft import make_draft
from proofolio.usecases.sync import sync
from proofolio.usecases.workspace import Folders, pictures
from tests.conftest import NOTEBOOK, TODAY

CODE_AND_LOST_PICTURE = json.loads(NOTEBOOK)
CODE_AND_LOST_PICTURE["cells"][0]["source"] = "# Tides\n\n![](attachment:gone.png)"


@pytest.fixture
def unbuilt(tmp_path):
    """A portfolio with a notebook of a folder and one among the posts, each with a picture that is lost."""
    list(scaffold.write_portfolio(tmp_path, github="", colab=()))
    (tmp_path / "portfolio.yml").write_text("folders: [work]\n")
    (tmp_path / "work").mkdir()
    text = json.dumps(CODE_AND_LOST_PICTURE)
    (tmp_path / "work/a.ipynb").write_text(text)
    (tmp_path / "posts/2026-01-02-b.ipynb").write_text(text.replace("Tides", "Waves"))
    sync(tmp_path, lambda _: None)
    return tmp_path


@pytest.fixture
def no_program_is_known():
    stamps.of_program.cache_clear()
    yield
    stamps.of_program.cache_clear()


@pytest.mark.usefixtures("no_program_is_known")
@pytest.mark.parametrize("upgraded", ["proofolio", "mkdocs-material"])
def test_a_site_of_an_older_version_is_not_unchanged(tmp_path, monkeypatch, upgraded):
    list(scaffold.write_portfolio(tmp_path, github="", colab=()))
    before = build_receipt.inputs(Folders(tmp_path), today=TODAY)
    stamps.of_program.cache_clear()
    assert build_receipt.inputs(Folders(tmp_path), today=TODAY) == before != ""
    real = stamps.version
    monkeypatch.setattr(stamps, "version", lambda it: "99.0" if it == upgraded else real(it))
    stamps.of_program.cache_clear()
    assert build_receipt.inputs(Folders(tmp_path), today=TODAY) != before


@pytest.mark.parametrize("folder", ["images", "projects"])
def test_no_picture_is_taken_from_outside_of_the_portfolio(tmp_path, folder):
    outside, root = tmp_path / "outside", tmp_path / "portfolio"
    outside.mkdir()
    (outside / "secret.png").write_bytes(b"secret")
    (root / folder).mkdir(parents=True)
    (root / folder / "own.png").write_bytes(b"own")
    (root / folder / "out.png").symlink_to(outside / "secret.png")
    (root / folder / "deep").symlink_to(outside)
    kept = []
    found = pictures(root, lambda data: kept.append(data) or "digest")
    assert [file.path for file in found] == [f"{folder}/own.png"]
    assert kept == [b"own"]
    (root / folder).rename(root / "moved")
    (root / folder).symlink_to(outside)
    assert not pictures(root, lambda _: pytest.fail("it was read"))


def test_processes_that_share_the_work_speak_the_language_of_the_site(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(workers, "_threads", lambda: 2)  # So that none is forked.
    texts = ["An embedded page", "An interactive figure"]
    with speaking("es"):
        here = [gettext(text) for text in texts]
        assert here != texts
        assert workers.run(gettext, texts, size=lambda _: workers.WORTH_A_PROCESS) == here


def test_what_was_left_out_of_a_notebook_is_told_of_those_among_the_posts_too(unbuilt):
    with opened(unbuilt, today=TODAY) as context:
        told = [problem.message for problem in make_draft(context).notices]
    for name in ("a.ipynb", "posts/2026-01-02-b.ipynb"):
        assert any(name in it and "gone.png" in it for it in told), told


def test_what_notebooks_became_stays_in_the_cache_those_among_the_posts_too(unbuilt):
    converted = []
    for _ in range(3):
        with opened(unbuilt, today=TODAY) as context:
            draft = make_draft(context)
            converted.append(draft.converted)
            for path in context.cache.rglob("*"):
                os.utime(path, (1, 1))
            keep_used(context.cache, draft.cached)
    assert converted == [2, 0, 0]
