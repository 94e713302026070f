"""What somebody is told who lets GitHub publish, and what git's files tell of the repository."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from proofolio.cli.commands import proofolio
from proofolio.cli.setup import setup_publishing
from proofolio.errors import InputError
from proofolio.publish.workflow import WORKFLOW
from proofolio.site.repository import repository_of
from proofolio.usecases import new_shares, publish_setup, scaffold

LOGIN = "sample-learner"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Sample Learner", "-c", "user.email=sample@learner.example")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def portfolio(root: Path, *, branch: str = "", remote: str = "") -> Path:
    list(scaffold.write_portfolio(root, github=LOGIN, colab=()))
    if branch:
        git(root, "init", "-q", "-b", branch)
    if remote:
        git(root, "remote", "add", "origin", remote)
    return root


@pytest.mark.parametrize(
    ("remote", "page"),
    [
        ("https://github.com/sample-learner/portfolio.git", "https://github.com/sample-learner/portfolio"),
        ("https://github.com/sample-learner/portfolio", "https://github.com/sample-learner/portfolio"),
        ("https://someone:ghp_secret@github.com/a/b.git", "https://github.com/a/b"),
        ("git@github.com:sample-learner/x.github.io.git", "https://github.com/sample-learner/x.github.io"),
        ("ssh://git@git.example:2222/a/b.git", "https://git.example/a/b"),
        ("../elsewhere", ""),
        ("https://github.com/a/b/c", ""),
    ],
)  # fmt: skip
def test_the_page_of_a_repository_is_told_from_its_remote_without_a_token(tmp_path, remote, page):
    found = repository_of(portfolio(tmp_path, branch="trunk", remote=remote))
    assert (found.root, found.branch, found.page) == (tmp_path.resolve(), "trunk", page)


def test_a_clone_knows_its_default_branch_whichever_is_checked_out(tmp_path):
    there = portfolio(tmp_path / "there", branch="trunk")
    git(there, "add", ".")
    git(there, "commit", "-qm", "Begin")
    git(tmp_path, "clone", "-q", str(there), "here")
    git(tmp_path / "here", "checkout", "-qb", "draft")
    assert repository_of(tmp_path / "here").branch == "trunk"
    git(tmp_path / "here", "worktree", "add", "-q", str(tmp_path / "beside"))
    beside = repository_of(tmp_path / "beside" / "projects")
    assert (beside.root, beside.branch) == ((tmp_path / "beside").resolve(), "trunk")


def test_a_folder_that_is_no_repository_yet_is_told_what_to_do(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(portfolio(tmp_path))
    setup_publishing(tmp_path)
    said = capsys.readouterr().out
    assert f"written  {WORKFLOW}" in said
    commands = re.findall(r"^ +(git .+)$", said, re.MULTILINE)
    assert commands[0] == "git init -b main"
    assert f"git remote add origin https://github.com/{LOGIN}/portfolio.git" in commands
    for command in commands[:-1]:
        git(tmp_path, *[part.strip("'") for part in re.findall(r"'[^']*'|\S+", command)[1:]])
    tracked = subprocess.check_output(["git", "ls-files"], cwd=tmp_path, text=True).split()
    assert {WORKFLOW, ".proofolio.json", "mkdocs.yml"} <= set(tracked)
    assert "Source: GitHub Actions" in said
    times = re.findall(r"every day at (\d\d):(\d\d) UTC", said)
    workflow = yaml.safe_load((tmp_path / WORKFLOW).read_text())
    hour, minute = times[0]
    assert workflow[True]["schedule"] == [{"cron": f"{int(minute)} {int(hour)} * * *"}]


def test_in_a_repository_the_very_pages_to_open_are_named(tmp_path, capsys):
    root = portfolio(tmp_path, branch="main", remote=f"git@github.com:{LOGIN}/portfolio.git")
    folder = portfolio(root / "site of mine")
    setup_publishing(folder)
    said = capsys.readouterr().out
    assert (root / WORKFLOW).is_file()
    assert not (folder / ".github").exists()
    assert f"a folder of the repository in {root}" in said
    assert f"https://github.com/{LOGIN}/portfolio/settings/pages" in said
    assert f"https://github.com/{LOGIN}/portfolio/actions/workflows/portfolio.yml" in said
    assert "git init -b" not in said
    git(folder, *re.findall(r"^ +git (add .+)$", said, re.MULTILINE)[0].split())
    staged = subprocess.check_output(["git", "ls-files"], cwd=root, text=True)
    assert WORKFLOW in staged


def test_a_workflow_that_was_edited_is_kept_and_one_that_was_not_is_written_anew(tmp_path):
    root = portfolio(tmp_path, branch="main")
    assert publish_setup.set_up(root).status == "written"
    assert publish_setup.set_up(root).status == "current"
    assert publish_setup.set_up(root, install="proofolio @ ./x.whl").status == "updated"
    text = (root / WORKFLOW).read_text()
    assert '"proofolio @ ./x.whl"' in text
    (root / WORKFLOW).write_text(text.replace("timeout-minutes: 60", "timeout-minutes: 90"))
    assert publish_setup.set_up(root).status == "kept"
    assert "timeout-minutes: 90" in (root / WORKFLOW).read_text()


def test_a_workflow_of_somebody_else_is_kept(tmp_path, capsys):
    root = portfolio(tmp_path, branch="main")
    (root / WORKFLOW).parent.mkdir(parents=True)
    (root / WORKFLOW).write_text("name: mine\n")
    setup_publishing(root)
    assert "kept" in capsys.readouterr().out
    assert (root / WORKFLOW).read_text() == "name: mine\n"


@pytest.mark.parametrize("part", [".github", ".github/workflows", WORKFLOW])
def test_no_link_is_followed(tmp_path, part):
    root = portfolio(tmp_path / "portfolio", branch="main")
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / part).parent.mkdir(parents=True, exist_ok=True)
    (root / part).symlink_to(outside)
    with pytest.raises(InputError, match="link"):
        publish_setup.set_up(root)
    assert not list(outside.iterdir())


def test_pages_for_one_employer_are_not_among_what_is_sent(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(portfolio(tmp_path, branch="main"))
    new_shares.start_share(tmp_path, "acme", "", date(2026, 1, 1))
    (tmp_path / ".gitignore").write_text("site/\n")
    setup_publishing(tmp_path)
    said = capsys.readouterr().out
    assert "write a line `shares/` into .gitignore" in said
    add = re.findall(r"^ +git (add .+)$", said, re.MULTILINE)[0]
    git(tmp_path, *[part.strip("'") for part in add.split()])
    tracked = subprocess.check_output(["git", "ls-files"], cwd=tmp_path, text=True)
    assert "mkdocs.yml" in tracked
    assert "shares/" not in tracked
    (tmp_path / ".gitignore").write_text("site/\nshares/\n")
    setup_publishing(tmp_path)
    assert "shares" not in capsys.readouterr().out


def test_a_new_page_for_one_employer_says_when_git_would_take_it(tmp_path):
    root = portfolio(tmp_path, branch="main")
    (root / ".gitignore").write_text("site/\n")

    def told(name):
        done = CliRunner().invoke(proofolio, ["-C", str(root), "new", "share", name])
        assert done.exit_code == 0, done.output
        return done.output

    assert "write a line `shares/` into .gitignore first" in told("acme")
    git(root, "add", ".")
    without_key = (root / "shares/acme.yml").read_text().splitlines()
    (root / "shares/acme.yml").write_text(
        "\n".join(line for line in without_key if not line.startswith("key:"))
    )
    assert "`proofolio new share acme` gives it another address" in told("acme")
    (root / ".gitignore").write_text("/shares\n")
    assert "gitignore" not in told("other")
