"""`proofolio resume`, from the command line, on the sample learner's portfolio."""

import json
import os
import shutil
from io import BytesIO

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from proofolio.cli.commands import proofolio
from proofolio.errors import InputError
from proofolio.usecases import scaffold
from proofolio.usecases.build import build
from tests.conftest import TODAY


@pytest.fixture
def portfolio(sample, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    root, _, _ = sample
    return shutil.copytree(root, tmp_path / "portfolio", symlinks=True)


def run(root, *arguments):
    return CliRunner().invoke(
        proofolio, ["-C", str(root), "resume", *arguments], catch_exceptions=False, standalone_mode=False
    )  # fmt: skip


def test_the_site_has_the_resume_in_every_form(sample):
    folder = sample[0] / "site/resume"

    assert sorted(path.name for path in folder.iterdir()) == [
        "index.html",
        "resume.json",
        "resume.pdf",
        "resume.rendercv.yaml",
        "resume.txt",
    ]
    assert json.loads((folder / "resume.json").read_text())["basics"]["name"] == "Sample Learner"
    assert len(PdfReader(BytesIO((folder / "resume.pdf").read_bytes())).pages) == 1
    page = (folder / "index.html").read_text()
    assert "Stock planner" in page
    assert 'href="resume.pdf"' in page
    assert 'href="resume/"' in (sample[0] / "site/index.html").read_text()


def test_check_shows_each_field_and_what_to_mend(portfolio):
    done = run(portfolio, "check")

    assert "Stock planner" in done.output
    assert "out of order" not in done.output
    assert "There is no phone number" in done.stderr
    assert run(portfolio, "check", "--strict").return_value == 3
    assert run(portfolio, "check", "--text").output.startswith("Sample Learner\n")


def test_check_of_a_variant_that_is_not_there_says_how_to_begin_one(portfolio):
    with pytest.raises(InputError, match=r"There is no resumes/nobody\.yml"):
        run(portfolio, "check", "nobody")


def test_match_writes_a_variant_that_the_next_build_makes(portfolio, tmp_path):
    job = tmp_path / "job.txt"
    job.write_text("We ask for SQL, Docker and information retrieval.")

    assert "SQL" in run(portfolio, "match", str(job)).output
    run(portfolio, "match", str(job), "--write", "search")
    with pytest.raises(InputError, match="is there already"):
        run(portfolio, "match", str(job), "--write", "search")

    build(portfolio, today=TODAY)
    assert (portfolio / "site/resume/search/resume.pdf").read_bytes().startswith(b"%PDF")
    assert "resume/search/" not in (portfolio / "site/index.html").read_text()
    assert "resume/search/" not in (portfolio / "site/search/search_index.json").read_text()


def test_a_change_of_a_variant_is_a_change_of_the_site(portfolio):
    (portfolio / "resumes").mkdir()
    (portfolio / "resumes/data.yml").write_text("design: compact\n")
    assert not build(portfolio, today=TODAY).is_unchanged
    assert build(portfolio, today=TODAY).is_unchanged
    (portfolio / "resumes/data.yml").write_text("design: ruled\n")
    assert not build(portfolio, today=TODAY).is_unchanged


def test_import_takes_the_place_of_the_starter_alone(tmp_path):
    list(scaffold.write_portfolio(tmp_path, github="sample-learner", colab=()))
    other = tmp_path / "resume-of-mine.json"
    other.write_text('{"basics": {"name": "Sample Learner", "nickname": "x"}}')

    run(tmp_path, "import", str(other))
    written = (tmp_path / "resume.yml").read_text()
    assert "name: Sample Learner" in written
    with pytest.raises(InputError, match="is there already"):
        run(tmp_path, "import", str(other))
    assert (tmp_path / "resume.yml").read_text() == written


def test_the_pdf_stays_in_the_cache_while_it_is_used(portfolio):
    cache = portfolio / ".proofolio/cache"
    before = set((cache / "resume").iterdir())
    for number in range(3):
        for path in cache.rglob("*"):
            os.utime(path, (0, 0))
        (portfolio / "about.md").write_text(f"About, {number}.")
        assert not build(portfolio, today=TODAY).is_unchanged

    assert set((cache / "resume").iterdir()) == before
