"""The street finds whose repositories are whose, and tells what a visitor would see of each."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.standin import SAMPLE_ACCOUNT
from tests.standin.account import load
from tests.standin.git_store import GitDirectory, GitStore

SCRIPTS = Path(__file__).parent.parent / "scripts"
LOGIN = "sample-learner"


@pytest.fixture(autouse=True)
def _scripts(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))


@pytest.fixture
def git_dir(tmp_path):
    """One of the sample learner's repositories, as git keeps it."""
    account = load(SAMPLE_ACCOUNT)
    store = GitStore(tmp_path / "made")
    (tmp_path / "made").mkdir()
    return store.directory(account.repository("stdlib-search")).path


def put(folder: Path, git_dir: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).symlink_to(git_dir)


def test_owner_and_name_are_read_from_the_way_to_a_repository(tmp_path, git_dir):
    from accounts_found import people

    folder = tmp_path / "fetched"
    put(folder, git_dir, "ann/one.git")
    put(folder, git_dir, "ann/two")
    put(folder, git_dir, "bob+three/repo")
    put(folder, git_dir, "bob/four/.git")
    (folder / "bob/nothing").mkdir()
    found = people(folder, {})
    assert [(one.login, [repo.name for repo in one.repositories]) for one in found] == [
        ("ann", ["one", "two"]),
        ("bob", ["four", "three"]),
    ]


def test_what_is_expected_is_read_from_lines_or_yaml(tmp_path):
    from accounts_found import read_known

    (tmp_path / "a.tsv").write_text("# login\tprojects\nAnn\t3\tthree folders\n")
    (tmp_path / "a.yml").write_text("Ann: 3\nBob: {projects: 2, name: Sample Learner}\n")
    lines, yaml = read_known(tmp_path / "a.tsv"), read_known(tmp_path / "a.yml")
    assert lines["ann"].projects == yaml["ann"].projects == 3
    assert lines["ann"].note == "three folders"
    assert (yaml["bob"].projects, yaml["bob"].name) == (2, "Sample Learner")


def test_a_copy_that_lacks_a_file_is_served_without_it(tmp_path, git_dir):
    from accounts_found import Fetched, Known, Person
    from accounts_served import prepare

    before = GitDirectory(git_dir, "main")
    lacking, *others = [
        entry for entry in before.entries("HEAD").values() if entry.path.endswith(".ipynb")
    ]
    lose(git_dir, lacking.oid)
    (git_dir / "config").unlink()
    one = Fetched(name="stdlib-search", git_dir=git_dir)
    served = prepare(Person(login=LOGIN, repositories=(one,), known=Known()), tmp_path / "work")
    assert served.absent == {"stdlib-search": frozenset({lacking.path})}
    with served.start(anonymous_quota=60) as github:
        repository = github.account.repository("stdlib-search")
        after = GitDirectory(repository.git_dir, repository.default_branch)
        assert {entry.path for entry in after.entries("HEAD").values() if entry.size} >= {
            entry.path for entry in others
        }
        assert lacking.path not in after.entries("HEAD")
        assert after.head().message == before.head().message
        assert after.head().parents == before.head().parents
        assert github.account.name == "Sample Learner"
        assert github.account.emails == [before.head().email]
        assert repository.created_at == before.log("HEAD")[-1].committed_at


def lose(git_dir: Path, oid: str) -> None:
    """Take an object out of a repository, as if it had never been fetched."""
    packs = list((git_dir / "objects/pack").glob("*.pack"))
    for pack in packs:
        moved = git_dir / pack.name
        pack.rename(moved)
        pack.with_suffix(".idx").unlink()
        with moved.open("rb") as stream:
            subprocess.run(
                ["git", "--git-dir", git_dir, "unpack-objects", "-q"], stdin=stream, check=True
            )
    (git_dir / "objects" / oid[:2] / oid[2:]).unlink()


def test_one_account_of_two_fails_and_both_are_told(tmp_path, git_dir, monkeypatch, capsys):
    import accounts

    folder, keep = tmp_path / "fetched", tmp_path / "kept"
    put(folder, git_dir, f"{LOGIN}/stdlib-search.git")
    broken = folder / "nobody/broken.git"
    (broken / "objects").mkdir(parents=True)
    (broken / "HEAD").write_text("nonsense\n")
    (tmp_path / "expected.tsv").write_text(f"{LOGIN}\t1\nnobody\t1\n")
    arguments = [str(folder), "--keep", str(keep), "--expected", str(tmp_path / "expected.tsv")]
    monkeypatch.setattr(sys, "argv", ["accounts.py", *arguments, "--no-browser", "--json"])
    accounts.main()
    nobody, learner = json.loads(capsys.readouterr().out)
    assert (nobody["login"], nobody["projects"]) == ("nobody", [])
    assert nobody["failure"]
    assert nobody["steps"] == {}
    assert {name: one["exit"] for name, one in learner["steps"].items()} == dict.fromkeys(
        ("init", "sync", "build", "check", "status", "publish"), 0
    )
    (project,) = learner["projects"]
    assert project["slug"] == "stdlib-search"
    assert project["summary"]
    assert learner["broken_links"] == learner["broken_pictures"] == learner["lost_pictures"] == []
    assert learner["pages"] == len(list((keep / LOGIN / "public").rglob("index.html")))
    table = (keep / "table.md").read_text()
    assert f"| {LOGIN} | 1 | 1 | 1 |" in table
    assert "1 of 2 (50%); the right number for 1 of 2 accounts" in table
    assert project["title"] in (keep / "listing.md").read_text()
    assert (keep / "homes.png").stat().st_size


def test_what_leads_nowhere_and_what_is_called_alike_is_found(tmp_path):
    from accounts_pages import look

    (tmp_path / "projects/a").mkdir(parents=True)
    (tmp_path / "index.html").write_text(
        "<ul><li><a href='projects/a/'>Model</a></li><li><a href='projects/b/'>Model</a></li></ul>"
        "<a href='projects/a/#there'>x</a><a href='projects/a/#gone'>y</a><img src='lost.png'>"
        "<div class='pf-readme'><ul><a href='1'>Same</a><a href='2'>Same</a></ul></div>"
    )
    (tmp_path / "projects/a/index.html").write_text(
        "<head><meta name=description content='What it is.'></head><h1 id='there'>A</h1>"
    )
    (tmp_path / "1").touch()
    (tmp_path / "2").touch()
    seen = look(tmp_path, {"projects": [{"slug": "a", "title": "A"}]})
    assert {(one.kind, one.address) for one in seen.broken} == {
        ("a", "projects/b/"),
        ("a", "projects/a/#gone"),
        ("img", "lost.png"),
    }
    assert seen.equal == (("index.html", "Model", 2),)
    assert [(one.title, one.summary) for one in seen.projects] == [("A", "What it is.")]


def test_a_picture_is_lost_when_it_is_neither_shown_nor_spoken_of(tmp_path):
    from accounts_pictures import lost

    readme = (
        "# A\n\n![](docs/Shown%20one.png) ![](told.png) ![](lost.png) ![](big.gif)\n\n"
        "![](https://img.shields.io/badge/x.svg) <img src='https://elsewhere.example/app.png'>\n"
    )
    subprocess.run(
        ["git", "init", "--quiet", "--bare", "-b", "main", tmp_path / "a.git"], check=True
    )
    git = GitDirectory(tmp_path / "a.git", "main")
    git.commit({"README.md": readme.encode()}, "Begin", datetime(2025, 1, 1, tzinfo=UTC))
    found = lost(
        "a",
        git.path,
        (),
        shown=["shown-one-1a2b3c4d.png"],
        told="left out: told.png",
        absent=["docs/big.gif"],
    )
    assert [one.address for one in found] == ["lost.png", "https://elsewhere.example/app.png"]
