"""`proofolio check`, through the installed program: with paths before a push, without for what was pulled."""

import json
import subprocess

import pytest

from proofolio.cli.runnable import print_checked
from proofolio.model.runnable import Checked, Finding, Runnability
from proofolio.usecases.sync import sync
from tests.cli.test_commands import run
from tests.notebooks.building import code, notebook, prose

GOOD = notebook(code("import numpy as np\nnp.ones(3)"))
NO_FILE = notebook(prose("# T"), code("import pandas as pd\npd.read_csv('data/a.csv')"))
BROKEN = notebook(code("print(x)"))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "work").mkdir()
    for name, data in (("good", GOOD), ("file", NO_FILE), ("broken", BROKEN)):
        (tmp_path / "work" / f"{name}.ipynb").write_bytes(data)
    return tmp_path


def test_a_folder_is_checked_without_any_portfolio_and_the_worst_comes_first(folder):
    lines = run("check", "work", folder=folder, check=0).stdout.splitlines()
    heads = [line for line in lines if line[:1] in {*"ABCDE"} and line[1:2] == " "]
    assert heads == [
        "E  work/broken.ipynb: stops; only you can mend it",
        "D  work/file.ipynb: stops; the reader can mend it",
        "A  work/good.ipynb: should run as it is",
    ]
    assert "   cell 1   `x` is not defined anywhere in the notebook." in lines
    assert any(line.startswith("   cell 2   It reads `data/a.csv`") for line in lines)
    assert "3 notebooks: 1 A, 1 D, 1 E; 2 would stop in a fresh Colab" in lines[-1]


def test_a_file_that_git_has_can_be_brought_and_one_that_is_missing_cannot(folder):
    subprocess.run(["git", "init", "-q", folder], check=True)
    assert "E  work/file.ipynb" in run("check", "work/file.ipynb", folder=folder, check=0).stdout
    (folder / "work" / "data").mkdir()
    (folder / "work" / "data" / "a.csv").write_text("x\n")
    done = run("check", "file.ipynb", folder=folder / "work", check=0)
    assert "D  file.ipynb" in done.stdout
    assert "git clone" in done.stdout


def test_strict_fails_only_when_something_would_stop(folder):
    run("check", "--strict", "work/good.ipynb", folder=folder, check=0)
    run("check", "--strict", "work", folder=folder, check=3)


def test_json_has_every_reason(folder):
    found = json.loads(run("check", "--json", "work", folder=folder, check=0).stdout)["notebooks"]
    assert [(item["notebook"], item["grade"]) for item in found] == [
        ("work/broken.ipynb", "E"),
        ("work/file.ipynb", "D"),
        ("work/good.ipynb", "A"),
    ]
    assert found[0]["findings"][0]["kind"] == "undefined"
    assert found[0]["findings"][0]["cell"] == 1


def test_what_is_not_a_notebook_is_told_and_stops_nothing(folder):
    (folder / "work" / "torn.ipynb").write_text("{")
    done = run("check", "work", folder=folder, check=0)
    assert "-  work/torn.ipynb: not examined" in done.stdout
    assert "1 not examined" in done.stdout


def test_checkpoints_and_environments_are_not_the_learners_work(folder):
    for place in ("work/.ipynb_checkpoints", "work/env/lib", "work/node_modules"):
        (folder / place).mkdir(parents=True)
        (folder / place / "other.ipynb").write_bytes(BROKEN)
    (folder / "work/env/pyvenv.cfg").write_text("")
    assert "other" not in run("check", "work", folder=folder, check=0).stdout


def test_an_empty_folder_and_a_missing_one_are_told(folder):
    (folder / "empty").mkdir()
    assert "No notebooks were found." in run("check", "empty", folder=folder, check=0).stdout
    assert "missing" in run("check", "missing", folder=folder, check=2).stderr


def test_without_a_path_it_needs_a_portfolio_that_was_pulled(tmp_path):
    assert "proofolio init" in run("check", folder=tmp_path, check=3).stderr
    run("init", "--github", "sample-learner", folder=tmp_path, check=0)
    for more in ((), ("--notebooks",)):
        done = run("check", *more, folder=tmp_path, check=5)
        assert "proofolio sync" in done.stderr
    assert "proofolio check PATH" in done.stderr


def test_what_was_pulled_last_is_checked(tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "a.ipynb").write_bytes(BROKEN)
    (tmp_path / "work" / "b.ipynb").write_bytes(GOOD)
    portfolio = tmp_path / "portfolio"
    run("init", "portfolio", "--github", "sample-learner", folder=tmp_path, check=0)
    (portfolio / "portfolio.yml").write_text("folders: [../work]\n")
    sync(portfolio, lambda _: None)
    lines = run("check", "--notebooks", folder=portfolio, check=0).stdout.splitlines()
    assert [line for line in lines if line.startswith(("E  ", "A  "))] == [
        "E  work/a.ipynb: stops; only you can mend it",
        "A  work/b.ipynb: should run as it is",
    ]
    run("check", "--notebooks", "--strict", folder=portfolio, check=3)
    told = run("check", folder=portfolio, check=0).stdout
    assert "a.ipynb would stop in a fresh Colab: `x` is not defined" in told
    assert "Nothing on" in told


def test_a_name_cannot_talk_to_the_terminal(capsys):
    finding = Finding(
        kind="file", weight="broken", cell=1, message="\x1b[2Jgone", hint="\x1b]0;x\x07"
    )
    runnability = Runnability(
        grade="E", findings=(finding,), needs_gpu=False, accelerator="", last_run_in_order=False
    )
    print_checked(
        [Checked(name="\x1b[31ma\r.ipynb", runnability=runnability)],
        as_of="2026-08-19",
        python="3.13",
    )
    shown = capsys.readouterr().out
    assert "\x1b[2J" not in shown
    assert "\x1b]" not in shown
    assert "\r" not in shown
    assert "gone" in shown


def test_a_long_list_of_reasons_is_cut_and_says_so(folder):
    cells = [
        code(f"import missing{i}\nopen('f{i}.txt')", count=None, tags=["x"]) for i in range(30)
    ]
    (folder / "work" / "many.ipynb").write_bytes(notebook(*cells))
    shown = run("check", "work/many.ipynb", folder=folder, check=0).stdout
    assert "… and" in shown
    assert len(shown.splitlines()) < 30
    told = json.loads(run("check", "--json", "work/many.ipynb", folder=folder, check=0).stdout)
    found = told["notebooks"]
    assert len(found[0]["findings"]) >= 60


def test_a_secret_is_told_before_it_is_pushed(folder):
    secret = "gh" + "p_" + "a8Fk2LmQ9rTz4WvXy7Bn3Cd6Eh1Gj5Kp0sUi"
    (folder / "work" / "leaky.ipynb").write_bytes(
        notebook(prose("# T"), code(f"token = '{secret}'"))
    )
    done = run("check", "work", folder=folder, check=7)
    assert "GitHub token `ghp_…0sUi` is in a notebook." in done.stdout
    assert "work/leaky.ipynb, cell 2" in done.stdout
    assert "https://github.com/settings/tokens" in done.stdout
    assert secret not in done.stdout + done.stderr


def test_what_is_probably_no_secret_is_said_and_ends_well(folder):
    (folder / "work" / "toy.ipynb").write_bytes(
        notebook(prose("# T"), code('password = "Winter2021#"\nprint(password == "x")'))
    )
    done = run("check", "work/toy.ipynb", folder=folder, check=0)
    assert "is probably no secret: the code around it tries out passwords" in done.stdout


@pytest.fixture
def pulled(tmp_path):
    """A portfolio with one notebook, whose text names an address that nobody chose to publish."""
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "a.ipynb").write_bytes(
        notebook(prose("# A\n\nAsk jane.stranger@gmail.com"))
    )
    portfolio = tmp_path / "portfolio"
    run("init", "portfolio", "--github", "sample-learner", folder=tmp_path, check=0)
    (portfolio / "portfolio.yml").write_text("folders: [../work]\n")
    sync(portfolio, lambda _: None)
    return portfolio


def test_a_finding_is_told_to_people_and_to_programs_alike(pulled):
    told = run("check", folder=pulled, check=7).stdout
    (found,) = (
        one
        for one in json.loads(run("check", "--json", folder=pulled, check=7).stdout)["findings"]
        if one["severity"] == "blocker"
    )
    assert found["id"] in told
    assert found["message"] in told
    assert found["rule"] == "email"
    sarif = json.loads(run("check", "--format", "sarif", folder=pulled, check=7).stdout)
    assert sarif["version"] == "2.1.0"
    (sarif_run,) = sarif["runs"]
    for one in sarif_run["results"]:
        assert sarif_run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
        assert one["level"] in {"error", "warning", "note"}
        assert one["message"]["text"]
        (place,) = one["locations"]
        assert place["physicalLocation"]["region"]["startLine"] >= 1
        assert (pulled / place["physicalLocation"]["artifactLocation"]["uri"]).is_file()
    (result,) = (one for one in sarif["runs"][0]["results"] if one["ruleId"] == "email")
    assert result["level"] == "error"
    assert result["partialFingerprints"] == {"proofolio/v1": found["id"]}
    lines = run("check", "--format", "github", folder=pulled, check=7).stdout.splitlines()
    assert lines[0].startswith(f"::error title=email {found['id']}::work/a.ipynb: ")
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_accepting_needs_a_reason_and_a_finding_that_is_there(pulled):
    (found,) = (
        one
        for one in json.loads(run("check", "--json", folder=pulled, check=7).stdout)["findings"]
        if one["severity"] == "blocker"
    )
    assert "with a reason" in run("check", "--accept", found["id"], folder=pulled, check=3).stderr
    assert "There is no finding" in run("check", "--accept", "00000000", "--reason", "x", folder=pulled, check=3).stderr  # fmt: skip
    run("check", "--accept", found["id"], "--reason", "our list", folder=pulled, check=0)
    assert "1 finding accepted in accepted.yml" in run("check", folder=pulled, check=0).stdout
    assert "our list" in (pulled / "accepted.yml").read_text()
