"""What a learner meets at the terminal, through the program."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from proofolio.settings import load
from tests import program

CLEAN = {
    name: value
    for name, value in os.environ.items()
    if name not in {"GITHUB_TOKEN", "GH_TOKEN", "SOURCE_DATE_EPOCH"}
}


def run(*arguments, folder, environment=None, check=None):
    done = program.run(
        *arguments,
        folder=folder,
        environment=CLEAN
        | {"PATH": os.environ["PATH"], "GITHUB_API_URL": "http://127.0.0.1:9"}
        | (environment or {}),
    )
    if check is not None:
        assert done.returncode == check, done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_init_writes_files_that_explain_themselves_and_can_be_read(tmp_path):
    done = run("init", "--github", "https://github.com/sample-learner", folder=tmp_path, check=0)
    assert "Next: proofolio sync" in done.stdout
    written = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert written == {
        ".gitignore",
        ".proofolio.json",
        "mkdocs.yml",
        "portfolio.yml",
        "posts/README.md",
        "projects/README.md",
        "resume.yml",
    }
    for name in ("mkdocs.yml", "portfolio.yml", "resume.yml"):
        text = (tmp_path / name).read_text()
        assert text.startswith("#")
        assert len(text.splitlines()) < 80
    assert "github: sample-learner" in (tmp_path / "portfolio.yml").read_text()
    assert "Nothing has been pulled yet" in run("status", folder=tmp_path, check=0).stdout


def test_init_asks_for_no_account_where_none_is_meant(tmp_path):
    assert run("init", folder=tmp_path, check=2).stderr.count("--empty") == 1
    done = run("init", "--empty", folder=tmp_path, check=0)
    assert "name your source in portfolio.yml" in done.stdout
    assert "\n# github: YOUR-NAME\n" in (tmp_path / "portfolio.yml").read_text()


def test_init_overwrites_nothing(tmp_path):
    (tmp_path / "portfolio.yml").write_text("github: mine\n")
    run("init", "--github", "other", folder=tmp_path, check=0)
    assert (tmp_path / "portfolio.yml").read_text() == "github: mine\n"
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    run("init", "--github", "other", "--colab", "https://x.example", folder=tmp_path, check=0)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_init_in_a_portfolio_of_somebody_else_says_that_nothing_was_changed(tmp_path):
    run("init", "--github", "ada", folder=tmp_path, check=0)
    again = run("init", "--github", "ada", folder=tmp_path, check=0)
    assert "Note" not in again.stderr
    other = run("init", "--github", "bob", folder=tmp_path, check=0)
    assert "Nothing was changed." in other.stderr
    assert "the work of ada" in other.stderr
    assert "To show the work of bob" in other.stderr
    assert "github: ada" in (tmp_path / "portfolio.yml").read_text()


@pytest.mark.parametrize(
    ("before", "added"),
    [
        (b"*.pyc", b"\n\n# Proofolio makes these again at any time, and shares/ is a secret.\n.proofolio/\n/site/\n/shares/\n"),
        (b"/site\r\n.proofolio\r\n", b"\r\n# Proofolio makes these again at any time, and shares/ is a secret.\r\n/shares/\r\n"),
        (b"site/\n!/shares/\n.proofolio/\n", b""),
    ],
    ids=["none of ours", "windows", "all of ours"],
)  # fmt: skip
def test_init_adds_to_a_gitignore_and_says_so(tmp_path, before, added):
    (tmp_path / ".gitignore").write_bytes(before)
    done = run("init", "--github", "ada", folder=tmp_path, check=0)
    assert (tmp_path / ".gitignore").read_bytes() == before + added
    assert re.search(rf"{'added to' if added else 'kept'} +\.gitignore", done.stdout)
    run("init", "--github", "ada", folder=tmp_path, check=0)
    assert (tmp_path / ".gitignore").read_bytes() == before + added


def test_what_init_writes_keeps_shares_out_of_git(tmp_path):
    run("init", "--github", "ada", folder=tmp_path, check=0)
    run("new", "share", "acme", folder=tmp_path, check=0)
    for command in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    listed = subprocess.run(["git", "ls-files"], cwd=tmp_path, check=True, capture_output=True)
    assert b"portfolio.yml" in listed.stdout
    assert b"shares" not in listed.stdout


def test_init_says_that_the_folder_of_the_site_is_in_use(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.html").write_text("only copy")
    done = run("init", "--github", "ada", folder=tmp_path, check=0)
    assert "site/ holds what Proofolio did not make: thesis.html" in done.stderr
    assert (tmp_path / "site/thesis.html").read_text() == "only copy"


@pytest.mark.parametrize("template", ["beginner", "advanced"])
def test_a_curriculum_template_can_be_read_and_is_written_also_later_but_never_twice(
    tmp_path, template
):
    run("init", "--github", "sample-learner", folder=tmp_path, check=0)
    done = run("init", "--path", template, folder=tmp_path, check=0)
    assert re.search(r"written +curriculum.yml", done.stdout)
    stages = load(tmp_path).curriculum.stages
    assert len(stages) >= 5
    assert {item.told_state for stage in stages for item in stage.items} == {"planned"}
    (tmp_path / "curriculum.yml").write_text("stages: []\n")
    assert "kept" in run("init", "--path", template, folder=tmp_path, check=0).stdout
    assert (tmp_path / "curriculum.yml").read_text() == "stages: []\n"


@pytest.mark.parametrize("name", ["a b", "-x", "../up", "https://example.org/x", "x" * 40, "a\nb"])
def test_init_refuses_what_cannot_be_a_user_name(tmp_path, name):
    done = run("init", f"--github={name}", folder=tmp_path, check=3)
    assert "is not a GitHub user name" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_init_without_a_terminal_says_what_is_missing(tmp_path):
    assert "--github" in run("init", folder=tmp_path, check=2).stderr


def test_new_writes_starters_that_can_be_read_and_never_overwrites(tmp_path):
    run("init", "--github", "sample-learner", folder=tmp_path, check=0)
    run("new", "project", "tide_forecast", folder=tmp_path, check=0)
    run("new", "post", 'What: "broke" #1', folder=tmp_path, check=0)
    assert (tmp_path / "projects/tide-forecast.md").exists()
    (post,) = (p for p in (tmp_path / "posts").glob("*.md") if p.name != "README.md")
    assert post.name.endswith("-what-broke-1.md")
    before = post.read_bytes()
    assert (
        "there already" in run("new", "post", 'What: "broke" #1', folder=tmp_path, check=3).stderr
    )
    assert post.read_bytes() == before


def test_commands_outside_a_portfolio_say_how_to_begin(tmp_path):
    for command in ("sync", "build", "status", "serve"):
        assert "proofolio init" in run(command, folder=tmp_path, check=3).stderr


def test_every_error_in_the_settings_has_its_place_and_a_way_out(tmp_path):
    run("init", "--github", "sample-learner", folder=tmp_path, check=0)
    (tmp_path / "portfolio.yml").write_text("github: sample-learner\nexlude: [a]\n")
    (tmp_path / "resume.yml").write_text("basics: [\n")
    done = run("sync", folder=tmp_path, check=3)
    assert "portfolio.yml:2: `exlude` is not a setting." in done.stderr
    assert "Did you mean `exclude`?" in done.stderr
    assert "resume.yml:2: This is not valid YAML" in done.stderr


def test_build_before_sync_says_so(tmp_path):
    run("init", "--github", "sample-learner", folder=tmp_path, check=0)
    assert "proofolio sync" in run("build", folder=tmp_path, check=5).stderr


def test_an_unreachable_host_is_told_in_words(tmp_path):
    run("init", "--github", "sample-learner", folder=tmp_path, check=0)
    done = run("sync", folder=tmp_path, check=4)
    assert "127.0.0.1:9" in done.stderr


def test_status_as_json_is_json_before_and_after(tmp_path):
    run("init", "--github", "sample-learner", folder=tmp_path, check=0)
    assert json.loads(run("status", "--json", folder=tmp_path, check=0).stdout)["synced_at"] is None


def test_help_teaches_by_example(tmp_path):
    text = run("--help", folder=tmp_path, check=0).stdout
    assert "proofolio init --github YOUR-NAME" in text
    assert "Exit codes" in text


def test_help_loads_nothing_heavy():
    code = (
        "import sys, proofolio.cli\n"
        "heavy = {'pydantic', 'mkdocs', 'nbformat', 'github', 'requests', 'jinja2', 'yaml', 'PIL', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path):
    program = Path(sys.executable).parent / "proofolio"
    done = subprocess.run(
        f"{program} --help | head -1; echo ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


@pytest.mark.parametrize("name", ["", "///"])
def test_a_name_needs_a_letter(tmp_path, name):
    run("init", "--github", "sample-learner", folder=tmp_path, check=0)
    run("new", "post", "--", name, folder=tmp_path, check=3)
    run("new", "project", "--", name, folder=tmp_path, check=3)


def test_a_portfolio_without_a_source_is_told_so_and_keeps_what_it_has(tmp_path):
    run("init", "--github", "sample-learner", folder=tmp_path, check=0)
    (tmp_path / "portfolio.yml").write_text("")
    assert "Nothing says where your work is" in run("sync", folder=tmp_path, check=3).stderr


def test_a_file_where_a_folder_is_needed_is_named(tmp_path):
    (tmp_path / "x").write_text("")
    assert "folder" in run("-C", "x", "init", "--github", "a", folder=tmp_path, check=5).stderr


def test_a_broken_engine_file_shows_in_status(tmp_path):
    run("init", "--github", "sample-learner", folder=tmp_path, check=0)
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n")
    problems = json.loads(run("status", "--json", folder=tmp_path, check=0).stdout)["problems"]
    assert any(problem["path"] == "mkdocs.yml" for problem in problems)


def test_a_demo_is_not_made_where_a_link_leads(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "demo").symlink_to("elsewhere")
    done = run("demo", "demo", folder=tmp_path, check=3)
    assert "is a link" in done.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []
