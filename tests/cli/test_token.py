"""A token that is planted is found nowhere: not in what is printed, kept, started or sent elsewhere."""

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from proofolio import cli
from tests.conftest import LOGIN, NOTEBOOK
from tests.standin.server import Fault, StandIn

TOKEN = "ghp_Planted0123456789abcdefABCDEF0123456"
BASIC = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
GIST = "aa5a315d61ae9438b18d"
DRIVE = "1AbCdEfGhIjKlMnOpQrStUvWxYz-_0123"
SPY = """#!/bin/sh
printf '%s\\n' "git $*" >> "{log}/commands"
env > "{log}/environment-$$"
GIT_TRACE="{log}/trace" exec "{git}" "$@"
"""


def is_in(text: str | bytes) -> bool:
    """Whether the token is there in any form that is sent or printed."""
    data = text.encode() if isinstance(text, str) else text
    return TOKEN.encode() in data or BASIC.encode() in data


@dataclass
class Planted:
    """A portfolio with a private repository that was named, so that the token is needed everywhere."""

    github: StandIn
    elsewhere: StandIn
    root: Path
    log: Path
    """What was started: `commands`, the environment of each, and git's own trace."""
    environment: dict[str, str]

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [Path(sys.executable).parent / "proofolio", "-C", self.root, *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode in {0, 6}, done.stderr
        return done.stdout + done.stderr

    def started(self) -> str:
        return (self.log / "commands").read_text() + (self.log / "trace").read_text()


@pytest.fixture
def planted(make_account: Callable[..., Path], tmp_path: Path) -> Iterator[Planted]:
    account = make_account([{}, {"private": True}], gists={GIST: {"a.ipynb": NOTEBOOK}}, drive={DRIVE: {}})  # fmt: skip
    root, log = tmp_path / "portfolio", tmp_path / "log"
    for folder in (root, log, tmp_path / "bin", tmp_path / "temporary"):
        folder.mkdir()
    (root / "portfolio.yml").write_text(
        f"github: {LOGIN}\ninclude: [{LOGIN}/project-02]\ncolab:\n"
        f"  - https://gist.github.com/{LOGIN}/{GIST}\n"
        f"  - https://colab.research.google.com/drive/{DRIVE}\n"
    )
    git = shutil.which("git")
    spy = tmp_path / "bin/git"
    spy.write_text(SPY.format(log=log, git=git))
    spy.chmod(0o755)
    with (
        StandIn(account, work_dir=tmp_path / "git", tokens={TOKEN: 5000}) as github,
        StandIn(account, work_dir=tmp_path / "git-elsewhere", tokens={TOKEN: 5000}) as elsewhere,
    ):
        environment = {
            **{name: value for name, value in os.environ.items() if name != "GH_TOKEN"},
            **github.environment(),
            "GITHUB_TOKEN": TOKEN,
            "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "TMPDIR": str(tmp_path / "temporary"),
        }
        yield Planted(github, elsewhere, root, log, environment)


def test_a_token_is_found_in_nothing_that_is_printed_kept_or_started(
    planted: Planted, tmp_path: Path
) -> None:
    printed = planted.run("sync", "-vv")
    assert "project-02" in printed
    assert "git fetch" in printed
    assert "/api/graphql" in printed
    assert not is_in(printed)
    shutil.copy(Path(__file__).parents[2] / "mkdocs.yml", planted.root)
    assert not is_in(planted.run("build"))
    assert len([*planted.root.glob("site/**/*.html")]) > 5
    kept = [path for path in planted.root.rglob("*") if path.is_file()]
    assert any(path.name == "manifest.json" for path in kept)
    assert not [path for path in kept if is_in(path.read_bytes())]
    assert not [path for path in (tmp_path / "temporary").rglob("*") if path.is_file()]
    assert "git fetch" in planted.started()
    assert "remote-http" in planted.started()
    assert not is_in(planted.started())
    # git gets it in its environment, which only its own user can read, and only when it is needed.
    environments = [path.read_text() for path in planted.log.glob("environment-*")]
    with_token = [text for text in environments if is_in(text)]
    assert 0 < len(with_token) < len(environments)
    assert all("project-02.git.extraHeader" in text for text in with_token)
    assert not any(TOKEN in text for text in environments)


def test_the_search_finds_a_token_that_is_there(planted: Planted) -> None:
    subprocess.run(
        ["git", "-c", f"http.extraHeader=Basic {BASIC}", "version"],
        env=planted.environment, check=True, capture_output=True,
    )  # fmt: skip
    assert is_in((planted.log / "commands").read_text())
    (planted.root / "a.txt").write_text(f"token={TOKEN}")
    assert is_in((planted.root / "a.txt").read_bytes())


def test_only_the_hosts_that_it_is_for_get_it_redirects_included(planted: Planted) -> None:
    planted.run("sync")
    told = {(one.kind, one.segments[1] if one.kind == "git" else "") for one in planted.github.requests if one.authorization}  # fmt: skip
    assert told == {("graphql", ""), ("rest", ""), ("git", "project-02.git")}
    assert any(one.kind == "drive" for one in planted.github.requests)
    there = planted.elsewhere.url
    gist = f"{there}/api/v3/gists/{GIST}"
    planted.github.misbehave(Fault(path="/gists/", status=302, headers={"location": gist}))
    moved = f"{there}/{LOGIN}/project-02.git/info/refs?service=git-upload-pack"
    planted.github.misbehave(Fault(path="project-02.git/info", status=301, headers={"location": moved}))  # fmt: skip
    planted.github.forget()
    planted.run("sync", "--fresh")
    # Git follows to the other host without the token; an answer of the API's that leads to a private
    # address that nobody named is not followed at all.
    assert not any(one.authorization for one in planted.elsewhere.requests)
    planted.github.misbehave(Fault(kind="graphql", status=301, headers={"location": f"{there}/api/graphql"}))  # fmt: skip
    planted.elsewhere.forget()
    assert "not GitHub's API" in planted.run("sync")
    assert planted.elsewhere.requests == ()


def test_a_traceback_of_ours_does_not_show_it(
    planted: Planted, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise RuntimeError(f"It broke with Bearer {TOKEN} and Basic {BASIC}")

    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    monkeypatch.setattr("proofolio.usecases.sync.sync", stumble)
    monkeypatch.setattr(sys, "argv", ["proofolio", "-C", str(planted.root), "sync"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    told = capfd.readouterr().err
    assert ended.value.code == 1
    assert "It broke with Bearer [token] and Basic [token]" in told
    assert not is_in(told)


@pytest.mark.parametrize("value", ["ghp_two\nlines", "ghp_ümlaut", "two words"])
def test_what_cannot_be_a_token_is_refused_without_being_shown(
    planted: Planted, value: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", value)
    monkeypatch.setattr(sys, "argv", ["proofolio", "-C", str(planted.root), "sync"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    told = capfd.readouterr().err
    assert ended.value.code == 3
    assert "GITHUB_TOKEN holds characters that no token has" in told
    assert value not in told
