"""Commands that were killed, and commands that meet."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from proofolio.errors import SystemProblemError
from proofolio.store.files import TEMPORARY, UNFINISHED
from proofolio.usecases import scaffold, workspace
from proofolio.usecases.build import build
from proofolio.usecases.sync import sync
from tests.conftest import LOGIN, TODAY
from tests.standin.faults import Fault
from tests.standin.server import StandIn

SCRIPTS = Path(__file__).parent.parent / "scripts"


@pytest.fixture
def portfolio(tmp_path):
    root = tmp_path / "portfolio"
    list(scaffold.write_portfolio(root, github=LOGIN, colab=()))
    return root


def quiet(_event):
    pass


def test_a_sync_that_was_killed_goes_on_where_it_was(
    portfolio, make_account, tmp_path, monkeypatch
):
    with StandIn(make_account(3), work_dir=tmp_path / "git") as github:
        for name, value in github.environment().items():
            monkeypatch.setenv(name, value)
        for name in ("GITHUB_TOKEN", "GH_TOKEN"):
            monkeypatch.delenv(name, raising=False)
        github.misbehave(Fault(kind="git", path="project-02", behaviour="hang"))
        program = Path(sys.executable).parent / "proofolio"
        with subprocess.Popen(
            [program, "-C", portfolio, "sync"], stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stderr
            arrived = set()
            while arrived != {"project-01", "project-03"}:
                word, _, rest = process.stderr.readline().strip().partition(" ")
                if word == "new":
                    arrived.add(rest.split()[0].partition("/")[2])
            process.send_signal(signal.SIGKILL)
        github.behave()
        github.forget()

        done = sync(portfolio, quiet)

        assert len(done.new) == 3
        read = {request.path.split("/")[2] for request in github.requests if request.kind == "git"}
        assert read == {"project-02.git"}, "what had arrived is not read again"
        left = {path.name for path in (portfolio / ".proofolio/snapshot").iterdir()}
        assert left == {"lock", "manifest.json", "objects"}


def test_two_builds_do_not_meet(sample, tmp_path, monkeypatch):
    root = tmp_path / "portfolio"
    shutil.copytree(sample[0], root)
    monkeypatch.setattr(workspace, "LONGEST_BUILD_S", 0)
    code = (
        "import pathlib, sys\nfrom proofolio.usecases.workspace import Folders\n"
        "with Folders(pathlib.Path(sys.argv[1])).build_alone():\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, root], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(SystemProblemError, match="Another build of this portfolio is running"):
            build(root, today=TODAY)
        other.communicate()
    assert build(root, today=TODAY).pages


def test_what_a_build_that_died_left_over_goes_with_the_next(sample, tmp_path):
    root = tmp_path / "portfolio"
    shutil.copytree(sample[0], root)
    build(root, today=TODAY)
    half = [f".proofolio/{UNFINISHED}dead/made/index.html", f".proofolio/{TEMPORARY}1"]
    half += [f"{folder}/{TEMPORARY}2" for folder in (".proofolio/docs", "site", "site/projects")]
    for path in half:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("half")
    (root / "site/index.html").write_bytes(b"\0" * 100)
    (root / "site/.nojekyll").write_text("")
    build(root, today=TODAY)
    assert not [path for path in half if (root / path).exists()]
    assert "<html" in (root / "site/index.html").read_text(), "a power cut leaves zeros"
    assert (root / "site/.nojekyll").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor kill -9")
def test_killed_at_random_moments_nothing_is_corrupt(tmp_path):
    """As often as three seconds allow; `make crash` does it a hundred times, `scripts/crash.py` a thousand."""
    done = subprocess.run(
        [sys.executable, SCRIPTS / "crash.py", "--kills", "100", "--seconds", "3"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "crash.corrupt 0 snapshots" in done.stdout
    figures = dict(line.split()[:2] for line in done.stdout.splitlines())
    assert int(figures["crash.objects.checked"]) > 0
    assert int(figures["crash.completed.alike"]) >= 2
