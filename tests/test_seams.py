"""Where parts meet: what one of them must hand on, and another would not miss."""

import json
import os

import pytest

from proofolio.assemble.order import Origin
from proofolio.assemble.pins import ordered
from proofolio.language import speaking
from proofolio.language.catalogue import gettext
from proofolio.notebook_cache import workers
from proofolio.site.ledger import visible
from proofolio.store import stamps
from proofolio.store.cache import keep_used
from proofolio.usecases import build_receipt, scaffold
from proofolio.usecases.build_state import State
from proofolio.usecases.context import opened
from proofolio.usecases.draft import make_draft
from proofolio.usecases.outputs import write_outputs
from proofolio.usecases.parts import Parts
from proofolio.usecases.sync import sync
from proofolio.usecases.workspace import Folders, pictures
from tests.builders import a_snapshot, settings
from tests.conftest import NOTEBOOK, TODAY
from tests.pages.factories import a_project

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


def test_a_project_that_its_author_features_comes_first():
    def weighed(*, featured):
        strong = a_project("strong", summary="What it is about.", featured=False)
        weak = a_project("weak", summary="", demo_url=None, cover=None, featured=featured)
        origins = [Origin(), Origin(is_course=True)]
        first = ordered([strong, weak], origins, a_snapshot(), settings(), 1)[0]
        return [(project.slug, project.featured) for project in first]

    assert weighed(featured=False)[0] == ("strong", True)
    assert weighed(featured=True) == [("weak", True), ("strong", False)]


def test_the_name_of_a_domain_is_left_alone_at_the_top_of_the_site_and_nowhere_else(tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("CNAME", "deep/CNAME"):
        (tmp_path / name).write_text("learner.example\n")
    assert list(visible(tmp_path)) == ["deep/CNAME"]


def test_no_plug_in_names_the_domain_of_the_site(unbuilt, tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("installed")
    info = folder / "proofolio_domain-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: proofolio-domain\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[proofolio.outputs]\ndomain = domain_of_tests:FILES\nnotes = domain_of_tests:NOTES\n"
    )
    (folder / "domain_of_tests.py").write_text(
        "def FILES(site): return {'cname': b'other.example'}\n"
        "def NOTES(site): return {'notes.txt': b'notes'}\n"
    )
    monkeypatch.syspath_prepend(folder)
    with opened(unbuilt, today=TODAY) as context:
        begun = State(draft=make_draft(context), parts=Parts())
        done = write_outputs(context, begun)
    assert [asset.path for asset in done.assets] == ["notes.txt"]
    told = [problem.message for problem in (*done.problems, *begun.parts.problems)]
    assert any("something else has the place `cname`" in it for it in told), told
