"""An upgrade brings what is new, and costs no edit."""

import json
import random
import subprocess
from pathlib import Path

import pytest

from proofolio.errors import InputError
from proofolio.publish.workflow import REQUIREMENTS, WORKFLOW
from proofolio.publish.written import MEMORY, fingerprint
from proofolio.usecases import publish_setup, scaffold, upgrade

LOGIN = "sample-learner"
OWN_WORDS = {
    *("portfolio.yml", "resume.yml", "curriculum.yml"),
    *("projects/README.md", "posts/README.md"),
}


def begin(root: Path, monkeypatch: pytest.MonkeyPatch, outdated: frozenset[str] = frozenset()):
    """Write a portfolio, some of its files as an older version would have; returns path → new bytes."""
    newest: dict[str, bytes] = {}

    def older(name: str, text: str) -> str:
        newest[name] = text.encode()
        return f"# As it once was.\n{text}" if name in outdated else text

    now, workflow_now = scaffold.starter, publish_setup.render
    with monkeypatch.context() as patch:
        patch.setattr(scaffold, "starter", lambda name, values: older(name, now(name, values)))
        patch.setattr(
            publish_setup, "render", lambda choices: older(WORKFLOW, workflow_now(choices))
        )
        list(scaffold.write_portfolio(root, github=LOGIN, colab=("https://x.example/a",), path="beginner"))  # fmt: skip
        publish_setup.set_up(root)
    return newest


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git/" not in path.as_posix()
    }


def statuses(done):
    return {item.name: item.status for item in done}


def edited(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return chance.choice(
        [
            b"".join([*lines[:at], b"mine: \xc3\xa9\n", *lines[at:]]),
            b"".join(lines[:at] + lines[at + 1 :]) + b" ",
            b"",
            b"\xff\xfe mine",
        ]
    )


def mix(path: Path, chance: random.Random) -> str:
    """Do to a file what a learner, or git on Windows, may do to it; tell what."""
    state = chance.choice(["untouched", "edited", "deleted", "crlf", "crlf edited"])
    data = path.read_bytes()
    if "crlf" in state:
        data = data.replace(b"\n", b"\r\n")
    if "edited" in state:
        data = edited(data, chance)
        if chance.random() < 0.3:
            path.with_name(f"{path.name}.new").write_bytes(b"notes of mine\n")
    path.write_bytes(data)
    if state == "deleted":
        path.unlink()
    return state


@pytest.mark.parametrize("seed", range(20))
def test_no_edit_is_lost_and_all_else_is_new(tmp_path, monkeypatch, seed):
    chance = random.Random(seed)
    names = [*scaffold.STARTERS, WORKFLOW]
    outdated = frozenset(name for name in names if chance.random() < 0.6)
    newest = begin(tmp_path, monkeypatch, outdated)
    assert set(newest) == set(names)
    states = {name: mix(tmp_path / name, chance) for name in names}
    before = tree(tmp_path)
    foretold = upgrade.upgrade(tmp_path, dry_run=True)
    assert tree(tmp_path) == before

    done = upgrade.upgrade(tmp_path)

    assert done == foretold
    after = tree(tmp_path)
    for name, state in states.items():
        if state == "deleted":
            assert name not in after
        elif "edited" in state:
            assert after[name] == before[name]
        else:
            line_end = b"\r\n" if state == "crlf" else b"\n"
            assert after[name] == newest[name].replace(b"\n", line_end)
    for item in done:
        is_due = item.name in outdated - OWN_WORDS and "edited" in states[item.name]
        assert (item.status == "offered") == bool(item.beside) == is_due
        if is_due:
            assert fingerprint(after[item.beside]) == fingerprint(newest[item.name])
            assert "-# As it once was." in item.difference or item.difference.startswith("---")
    offered = {item.beside for item in done if item.beside}
    assert set(after) == set(before) | offered
    assert all(after[name] == before[name] for name in before if name.endswith(".new"))
    again = upgrade.upgrade(tmp_path)
    assert tree(tmp_path) == after
    assert not {"updated", "offered"} & set(statuses(again).values())


def test_what_was_taken_over_counts_as_ours_again(tmp_path, monkeypatch):
    newest = begin(tmp_path, monkeypatch, frozenset({"mkdocs.yml"}))
    (tmp_path / "mkdocs.yml").write_text("site_name: mine\n")
    assert statuses(upgrade.upgrade(tmp_path))["mkdocs.yml"] == "offered"
    (tmp_path / "mkdocs.yml.new").replace(tmp_path / "mkdocs.yml")
    assert statuses(upgrade.upgrade(tmp_path))["mkdocs.yml"] == "current"
    monkeypatch.setattr(upgrade, "starter", lambda name, values: f"newer {name}\n")
    assert statuses(upgrade.upgrade(tmp_path))["mkdocs.yml"] == "updated"
    assert newest["mkdocs.yml"] != (tmp_path / "mkdocs.yml").read_bytes() == b"newer mkdocs.yml\n"


def test_an_offer_that_was_refused_is_not_made_again_until_there_is_something_newer(tmp_path, monkeypatch):  # fmt: skip
    begin(tmp_path, monkeypatch, frozenset({"mkdocs.yml"}))
    (tmp_path / "mkdocs.yml").write_text("site_name: mine\n")
    upgrade.upgrade(tmp_path)
    (tmp_path / "mkdocs.yml.new").unlink()
    assert statuses(upgrade.upgrade(tmp_path))["mkdocs.yml"] == "yours"
    assert not (tmp_path / "mkdocs.yml.new").exists()
    monkeypatch.setattr(upgrade, "starter", lambda name, values: f"newer {name}\n")
    assert statuses(upgrade.upgrade(tmp_path))["mkdocs.yml"] == "offered"


def test_a_fresh_clone_with_the_line_ends_of_windows_knows_what_is_ours(tmp_path, monkeypatch):
    there, here = tmp_path / "there", tmp_path / "here"
    there.mkdir()
    git = ["git", "-c", "user.name=Sample Learner", "-c", "user.email=sample@learner.example"]
    subprocess.run([*git, "init", "-q", "-b", "main"], cwd=there, check=True)
    newest = begin(there, monkeypatch, frozenset({"mkdocs.yml", WORKFLOW}))
    subprocess.run([*git, "add", "."], cwd=there, check=True)
    subprocess.run([*git, "commit", "-qm", "Begin"], cwd=there, check=True)
    subprocess.run([*git, "clone", "-q", "-c", "core.autocrlf=true", there, here], check=True)
    assert b"\r\n" in (here / MEMORY).read_bytes()
    told = statuses(upgrade.upgrade(here))
    assert {told.pop("mkdocs.yml"), told.pop(WORKFLOW)} == {"updated"}
    assert set(told.values()) == {"current"}
    assert (here / WORKFLOW).read_bytes() == newest[WORKFLOW].replace(b"\n", b"\r\n")


@pytest.mark.parametrize("writes", range(5))
def test_an_upgrade_that_is_stopped_loses_nothing_and_is_made_up_for(tmp_path, monkeypatch, writes):
    names = frozenset({"mkdocs.yml", ".gitignore", "resume.yml", WORKFLOW})
    newest = begin(tmp_path, monkeypatch, names)
    (tmp_path / "mkdocs.yml").write_text("site_name: mine\n")
    real, left = upgrade.write_atomically, writes

    def stop(path: Path, data: bytes) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        real(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "write_atomically", stop)
        patch.setattr(upgrade, "note", lambda root, ours: stop(root / MEMORY, b""))
        with pytest.raises(KeyboardInterrupt):
            upgrade.upgrade(tmp_path)
    upgrade.upgrade(tmp_path)
    assert (tmp_path / "mkdocs.yml").read_text() == "site_name: mine\n"
    assert (tmp_path / "mkdocs.yml.new").read_bytes() == newest["mkdocs.yml"]
    assert not (tmp_path / "mkdocs.yml.new.2").exists()
    for name in names - {"mkdocs.yml"}:
        assert (tmp_path / name).read_bytes() == newest[name]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../outside.yml",
            "/outside.yml",
            "C:/outside.yml",
            "..\\outside.yml",
            "a/../../outside.yml",
        ),
        *("a//b", "", ".", "a\nb", "x" * 301),
    ],
)
def test_a_note_that_leads_out_of_the_portfolio_is_refused(tmp_path, name):
    list(scaffold.write_portfolio(tmp_path, github=LOGIN, colab=()))
    noted = json.loads((tmp_path / MEMORY).read_text())
    noted["files"][name] = {"sha256": fingerprint(b"x")}
    (tmp_path / MEMORY).write_text(json.dumps(noted))
    before = tree(tmp_path)
    with pytest.raises(InputError, match="no path inside the portfolio"):
        upgrade.upgrade(tmp_path)
    assert tree(tmp_path) == before


def test_files_that_we_never_write_are_left_alone_whatever_the_note_says(tmp_path):
    list(scaffold.write_portfolio(tmp_path, github=LOGIN, colab=()))
    hook = tmp_path / "hooks/pre-commit"
    hook.parent.mkdir()
    hook.write_text("mine")
    noted = json.loads((tmp_path / MEMORY).read_text())
    noted["files"]["hooks/pre-commit"] = {"sha256": fingerprint(b"mine")}
    (tmp_path / MEMORY).write_text(json.dumps(noted))
    assert statuses(upgrade.upgrade(tmp_path))["hooks/pre-commit"] == "unknown"
    assert hook.read_text() == "mine"


@pytest.mark.parametrize("link", ["mkdocs.yml", ".github", ".github/workflows"])
def test_nothing_is_written_over_a_link(tmp_path, monkeypatch, link):
    root, outside = tmp_path / "portfolio", tmp_path / "outside"
    newest = begin(root, monkeypatch, frozenset({"mkdocs.yml", WORKFLOW}))
    (root / link).rename(outside)
    (root / link).symlink_to(outside)
    before = outside.read_bytes() if outside.is_file() else tree(outside)
    told = statuses(upgrade.upgrade(root))
    assert (outside.read_bytes() if outside.is_file() else tree(outside)) == before
    assert told["mkdocs.yml" if link == "mkdocs.yml" else WORKFLOW] == "refused"
    assert "updated" in told.values()
    assert newest


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", '{"files": []}', "<<<<<<< HEAD\n{}", "[" * 100_000),
        *('{"format": 2, "files": {}}', '{"format": 1, "files": {"a": 1}}'),
        '{"format": 1, "files": {"a": {"sha256": 1}}}',
        '{"format": 1, "files": {"a": {"values": {"b": []}}}}',
        '{"format": 1, "files": {}, "x": "' + "x" * 1_000_000 + '"}',
    ],
    ids=lambda text: text[:30],
)
def test_a_damaged_note_is_told_and_nothing_is_touched(tmp_path, text):
    list(scaffold.write_portfolio(tmp_path, github=LOGIN, colab=()))
    (tmp_path / MEMORY).write_text(text)
    before = tree(tmp_path)
    with pytest.raises(InputError) as told:
        upgrade.upgrade(tmp_path)
    assert all(problem.hint for problem in told.value.problems)
    assert tree(tmp_path) == before


def test_values_of_a_note_pass_the_same_checks_as_at_first(tmp_path, monkeypatch):
    begin(tmp_path, monkeypatch)
    noted = json.loads((tmp_path / MEMORY).read_text())
    noted["files"][WORKFLOW]["values"]["install"] = "x ${{ secrets.KEY }}"
    (tmp_path / MEMORY).write_text(json.dumps(noted))
    with pytest.raises(InputError, match="pip cannot install"):
        upgrade.upgrade(tmp_path)


def test_a_portfolio_without_a_note_is_all_the_learners(tmp_path):
    list(scaffold.write_portfolio(tmp_path, github=LOGIN, colab=()))
    (tmp_path / MEMORY).unlink()
    with pytest.raises(InputError, match="Nothing here is known"):
        upgrade.upgrade(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: mine\n")
    list(scaffold.write_portfolio(tmp_path, github=LOGIN, colab=()))
    assert "mkdocs.yml" not in json.loads((tmp_path / MEMORY).read_text())["files"]
    assert set(statuses(upgrade.upgrade(tmp_path)).values()) == {"current"}


def as_before(root: Path) -> None:
    """Make it a portfolio that was set up when there was no list yet."""
    (root / REQUIREMENTS).unlink()
    noted = json.loads((root / MEMORY).read_text())
    del noted["files"][REQUIREMENTS]
    (root / MEMORY).write_text(json.dumps(noted))


def test_the_list_of_packages_comes_with_the_workflow_that_needs_it(tmp_path, monkeypatch):
    begin(tmp_path, monkeypatch, frozenset({WORKFLOW}))
    newest = (tmp_path / REQUIREMENTS).read_bytes()
    as_before(tmp_path)
    foretold = upgrade.upgrade(tmp_path, dry_run=True)
    assert not (tmp_path / REQUIREMENTS).exists()
    assert upgrade.upgrade(tmp_path) == foretold
    assert statuses(foretold)[REQUIREMENTS] == "updated"
    assert (tmp_path / REQUIREMENTS).read_bytes() == newest
    assert statuses(upgrade.upgrade(tmp_path))[REQUIREMENTS] == "current"


def test_a_workflow_that_stays_as_it_is_keeps_the_list_of_its_version(tmp_path, monkeypatch):
    begin(tmp_path, monkeypatch, frozenset({WORKFLOW}))
    with (tmp_path / WORKFLOW).open("a") as file:
        file.write("# mine\n")
    monkeypatch.setattr(upgrade, "requirements", lambda root, install: "newer==1\n")
    before = (tmp_path / REQUIREMENTS).read_bytes()
    told = statuses(upgrade.upgrade(tmp_path))
    assert (told[WORKFLOW], told[REQUIREMENTS]) == ("offered", "yours")
    assert (tmp_path / REQUIREMENTS).read_bytes() == before
    (tmp_path / f"{WORKFLOW}.new").replace(tmp_path / WORKFLOW)
    assert statuses(upgrade.upgrade(tmp_path))[REQUIREMENTS] == "updated"
    assert (tmp_path / REQUIREMENTS).read_text() == "newer==1\n"
