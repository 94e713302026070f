"""A bad day of GitHub, end to end: what the learner reads, the exit code, and that nothing is lost.

The cases stand in `faults.py`; `docs/reference/faults.md` shows them to people.
"""

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from proofolio import cli
from proofolio.model.snapshot import Snapshot
from proofolio.sources.http.exchange import HttpClient
from proofolio.store import SnapshotStore
from tests.conftest import LOGIN, NOTEBOOK, write_account
from tests.sources.faults import CASES, PATHS, Case, Token, as_table
from tests.standin.server import StandIn

DOCS = Path(__file__).parents[2] / "docs/reference/faults.md"
GIST = "aa5a315d61ae9438b18d"
DRIVE = "1AbCdEfGhIjKlMnOpQrStUvWxYz-_0123"
OWN = {
    "portfolio.yml": f"github: {LOGIN}\ncolab:\n  - https://gist.github.com/{LOGIN}/{GIST}\n"
    f"  - https://colab.research.google.com/drive/{DRIVE}\n",
    "resume.yml": "basics: {name: Sample Learner}\n",
    "projects/project-01.md": "My own words.\n",
    "posts/2026-01-31-begun.md": "---\ndate: 2026-01-31\n---\nBegun.\n",
}


@dataclass
class BadDay:
    """A portfolio that was synced well once, with and without a token; copies of it have bad days."""

    github: StandIn
    good: Mapping[Token, Path]
    skew_s: float = 0


@pytest.fixture(scope="module")
def bad_day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BadDay]:
    folder = tmp_path_factory.mktemp("faults")
    long = NOTEBOOK.replace("A small notebook", "A long notebook" + " " * 1_100_000)
    account = write_account(
        folder, 2, gists={GIST: {"a.ipynb": NOTEBOOK, "b.ipynb": long}}, drive={DRIVE: {}}
    )
    good: dict[Token, Path] = {"without": folder / "without", "with": folder / "with"}
    day: BadDay
    with (
        StandIn(account, work_dir=folder / "git", clock=lambda: time.time() + day.skew_s) as github,
        pytest.MonkeyPatch.context() as patch,
    ):
        day = BadDay(github, good)
        for token, root in good.items():
            for name, text in OWN.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
            sign_in(patch, github, token)
            assert run(patch, root, "sync") == 0
        yield day


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long it would have waited."""
    found: list[float] = []
    monkeypatch.setattr(
        "proofolio.sources.http.patience.pause", lambda _, wait_s: found.append(wait_s)
    )
    monkeypatch.setattr("random.uniform", lambda low, _: low)
    return found


def each_case() -> Iterator[object]:
    for case in CASES:
        for token in case.tokens:
            yield pytest.param(case, token, id=f"{case.where}: {case.what}, {token} a token")


@pytest.mark.parametrize(("case", "token"), list(each_case()))
def test_a_bad_day_is_told_and_nothing_is_lost(
    bad_day: BadDay, pauses: list[float], case: Case, token: Token,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    root = tmp_path / "portfolio"
    shutil.copytree(bad_day.good[token], root)
    before, good = everything_below(root), read(root)
    sign_in(monkeypatch, bad_day.github, token)
    if case.fault.behaviour in {"hang", "drip"}:
        hurry(monkeypatch, PATHS[case.where])
    if case.where == "gist":
        # What is kept is not asked for by its ETag, so that its body can be spoilt.
        monkeypatch.setattr("proofolio.sources.colab.gist.GistReader._before", lambda *_: ((), ""))
    if case.where == "Drive file":
        monkeypatch.setattr(
            "proofolio.sources.previous_notebooks.PreviousNotebooks.as_good", lambda *_: None
        )
    bad_day.github.renew()
    bad_day.github.misbehave(replace(case.fault, path=case.fault.path or PATHS[case.where]))
    try:
        exit_code = run(monkeypatch, root, "sync")
    finally:
        bad_day.github.behave()
    told = what_is_read(capfd.readouterr())
    assert (told, exit_code) == (case.reads, case.exit_code)
    assert sum(wait_s for wait_s in pauses if wait_s >= 5) == case.waits_s
    after = everything_below(root)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed <= {".proofolio/snapshot/manifest.json"}
    assert without_marks(read(root)) == without_marks(good)


@pytest.mark.parametrize("skew", [timedelta(days=-1), timedelta(days=1)], ids=["ahead", "behind"])
@pytest.mark.parametrize("token", ["without", "with"])
def test_a_wrong_clock_of_this_computer_does_not_move_the_hour_to_come_back(
    bad_day: BadDay, skew: timedelta, token: Token,
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    sign_in(monkeypatch, bad_day.github, token)
    bad_day.skew_s = skew.total_seconds()
    bad_day.github.renew()
    bad_day.github.leave(0, token="good-token" if token == "with" else None, resource="graphql" if token == "with" else "core")  # fmt: skip
    try:
        assert run(monkeypatch, bad_day.good[token], "sync") == 6
    finally:
        bad_day.skew_s = 0
        bad_day.github.renew()
    (said,) = re.findall(r"at (\d\d:\d\d)[,;]", capfd.readouterr().out)
    now = datetime.now().astimezone()
    hour = {f"{now + timedelta(minutes=minutes):%H:%M}" for minutes in range(58, 64)}
    assert said in hour


def test_the_documentation_shows_every_case() -> None:
    begin, end = "<!-- cases -->\n\n", "\n\n<!-- end of cases -->"
    text = DOCS.read_text()
    head, shown, tail = text.partition(begin)[0], text.partition(begin)[2].partition(end)[0], text.partition(end)[2]  # fmt: skip
    if os.environ.get("UPDATE_GOLDENS"):
        DOCS.write_text(f"{head}{begin}{as_table(CASES)}{end}{tail}")
    else:
        assert shown == as_table(CASES)


def sign_in(patch: pytest.MonkeyPatch, github: StandIn, token: Token) -> None:
    patch.setenv("GITHUB_TOKEN", "good-token" if token == "with" else "")
    for name in ("GH_TOKEN", "GIT_DIR"):
        patch.delenv(name, raising=False)
    for name, value in github.environment().items():
        patch.setenv(name, value)


def hurry(patch: pytest.MonkeyPatch, address: str) -> None:
    """Give up soon, there alone."""
    ask = HttpClient.ask

    def impatient(client: HttpClient, method: str, url: str, **options: Any) -> Any:
        if re.search(address, url):
            options["deadline"] = time.monotonic() + 0.1
        return ask(client, method, url, **options)

    patch.setattr(HttpClient, "ask", impatient)


def run(patch: pytest.MonkeyPatch, root: Path, *arguments: str) -> int:
    """The command line, in this process."""
    patch.setattr(sys, "argv", ["proofolio", "-C", str(root), *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def what_is_read(captured: tuple[str, str]) -> str:
    """Errors, and what was not read, without what differs from run to run."""
    out, err = captured
    lines = [line for line in err.splitlines() if line.startswith(("Error", " " * 7))]
    text = out.partition("Not read: ")[2].partition("\nGitHub:")[0].partition("\n\nNext")[0]
    text = text.partition(". ")[2] or " ".join(line.removeprefix("Error") for line in lines)
    text = re.sub(r"https?://(gist\.github|colab\.research)\.\S+/\S+(?= could)", "LINK", text)
    text = re.sub(r"http://127\.0\.0\.1:\d+(/api(/v3)?)?", "ADDRESS", text)
    text = re.sub(r"127\.0\.0\.1:\d+", "HOST", text)
    text = re.sub(r"\b\d\d:\d\d( on \d\d \w+)?", "14:05", text)
    return " ".join(text.split())


def everything_below(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def read(root: Path) -> Snapshot:
    snapshot = SnapshotStore(root / ".proofolio/snapshot").read()
    assert snapshot is not None
    return snapshot


def without_marks(snapshot: Snapshot) -> tuple[object, ...]:
    repos = tuple(replace(repo, stale=None) for repo in snapshot.repos)
    return repos, tuple(replace(item, stale=None) for item in snapshot.notebooks)
