"""What `proofolio sync` tells people and machines, and what it costs."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from proofolio import cli
from proofolio.cli.messages import Progress
from proofolio.model.records import Event
from tests.conftest import LOGIN, NOTEBOOK
from tests.standin.server import Fault, StandIn

GUIDE = (Path(__file__).parents[2] / "docs/guide/pull.md").read_text()
GISTS = {f"{number:020x}": {"a.ipynb": NOTEBOOK} for number in range(3)}


@pytest.fixture
def sync_at(
    make_account: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Callable[..., tuple[StandIn, Callable[..., tuple[int, str, str]]]]]:  # fmt: skip
    """Serve an account; gives the stand-in, and `sync(…)` → exit code, output, what else was said."""
    running: list[StandIn] = []
    root = tmp_path / "portfolio"

    def sync(*options: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["proofolio", "-C", str(root), "sync", *options])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    def start(repos: Any = 2, settings: str = "", **account: Any) -> Any:
        github = StandIn(make_account(repos, **account), work_dir=tmp_path / "git")
        running.append(github.__enter__())
        root.mkdir()
        (root / "portfolio.yml").write_text(f"github: {LOGIN}\n{settings}")
        for name, value in {**github.environment(), "GITHUB_TOKEN": "", "GH_TOKEN": "", "GH_CONFIG_DIR": str(tmp_path / "gh")}.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        return github, sync

    yield start
    for github in running:
        github.__exit__(None, None, None)


def events(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def documented() -> dict[str, set[str]]:
    """Event → its keys, as the guide has them."""
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", GUIDE, re.MULTILINE)
    return {event: set(re.findall(r"`(\w+)`", keys)) for event, keys in rows}


def test_every_event_for_machines_is_as_the_guide_says(sync_at: Any) -> None:
    link = "https://gist.github.com/u/" + "f" * 20
    github, sync = sync_at([{}, {}, {"fork": True}], settings=f"colab: [{link}]\n")
    github.misbehave(Fault(path="/users/", status=429, headers={"retry-after": "1"}, times=1))
    code, printed, _ = sync("--json")
    told = events(printed)
    assert code == 6
    assert told[0]["event"] == "start"
    assert told[-1]["event"] == "end"
    assert {one["event"] for one in told} >= {
        "found",
        "waiting",
        "reading",
        "new",
        "skipped",
        "failed",
    }
    known = documented()
    for one in told:
        assert {key for key, value in one.items() if value is not None} - {"event"} <= known[one["event"]], one  # fmt: skip
    (waiting,) = (one for one in told if one["event"] == "waiting")
    assert datetime.fromisoformat(waiting["until"]).tzinfo is not None
    new = [one for one in told if one["event"] == "new"]
    assert all(one["size_bytes"] > 100 for one in new)
    assert told[-1]["requests"] == len([one for one in github.requests if one.kind == "rest"])


def test_an_error_is_a_line_for_machines_too(sync_at: Any) -> None:
    github, sync = sync_at()
    github.misbehave(Fault(path="/users/", status=404))
    code, printed, said = sync("--json")
    error = events(printed)[-1]
    assert (code, error["event"], error["exit_code"]) == (4, "error", 4)
    assert error["message"] in said
    assert error["hint"]
    assert {key for key, value in error.items() if value is not None} - {"event"} <= documented()["error"]  # fmt: skip


def test_patience_is_what_wait_says(sync_at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(
        "proofolio.sources.http.patience.pause", lambda _, wait_s: slept.append(wait_s)
    )
    github, sync = sync_at(1)
    busy = Fault(path="/users/", status=429, headers={"retry-after": "600"}, times=1)
    github.misbehave(busy)
    code, _, said = sync()
    assert (code, slept) == (4, [])
    assert re.search(r"Come back at \d\d:\d\d", said)
    github.behave()
    github.misbehave(busy)
    code, _, said = sync("--wait", "15")
    assert (code, slept) == (0, [600])
    assert re.search(
        r"waiting  GitHub  the server asks to slow down; goes on at \d\d:\d\d:\d\d", said
    )


def test_all_servers_together_get_the_time_once(
    sync_at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(
        "proofolio.sources.http.patience.pause", lambda _, wait_s: slept.append(wait_s)
    )
    links = "".join(f"  - https://gist.github.com/u/{gist}\n" for gist in GISTS)
    github, sync = sync_at(1, settings=f"colab:\n{links}", gists=GISTS)
    github.misbehave(Fault(path="/users/", status=429, headers={"retry-after": "40"}, times=1))
    github.misbehave(Fault(path="/gists/", status=429, headers={"retry-after": "40"}))
    code, out, _ = sync()
    assert (code, slept) == (6, [40])
    assert out.count("Not read: ") == 3
    assert re.search(r"Run `proofolio sync` again at \d\d:\d\d", out)


def test_a_hundred_repositories_fit_into_what_is_free_without_a_token(sync_at: Any) -> None:
    links = "".join(f"  - https://gist.github.com/u/{gist}\n" for gist in GISTS)
    many = [{"files": {"README.md": "# One\n"}, "fork": number > 3} for number in range(100)]
    github, sync = sync_at(many, settings=f"colab:\n{links}", gists=GISTS)
    for allowed in (5, 5):
        github.renew()
        github.leave(allowed)
        github.forget()
        code, out, _ = sync()
        assert code == 0, out
        assert len([one for one in github.requests if one.kind == "rest"]) == 5
    code, out, _ = sync()
    assert (code, "limit of requests is reached" in out) == (6, True)


def test_a_file_gets_no_line_for_what_did_not_change(sync_at: Any) -> None:
    github, sync = sync_at(3)
    assert sync()[2].count("new  sample-learner/") == 3
    github.edit("project-02", {"README.md": b"# Better\n"})
    said = sync()[2]
    assert "changed  sample-learner/project-02" in said
    assert "project-01" not in said
    assert "\x1b" not in said
    assert "\r" not in said


def test_a_terminal_is_told_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    progress = Progress()
    progress(Event(kind="found", subject="sample-learner", total=3))
    progress(Event(kind="new", subject="sample-learner/a", size_bytes=2_500_000))
    progress(Event(kind="reading", subject="sample-learner/b"))
    assert capsys.readouterr().err.endswith("reading  sample-learner/b (1 of 3 done, 2.5 MB)")


def test_what_could_not_be_had_of_a_readmes_pictures_is_said_once(
    sync_at: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    base = "https://user-images.githubusercontent.com/1"
    shown = "\n".join(f"![p]({base}/{number}.png)" for number in range(5))
    files = {"README.md": f"# Work\n\n{shown}\n\n![x](https://example.org/x.png)\n"}
    _, sync = sync_at([{"files": files}])
    code, out, _ = sync()
    assert code == 0
    (line,) = [line for line in out.splitlines() if base in line]
    assert line.startswith(f"{LOGIN}/project-01: 5 pictures were not pulled: {base}/0.png (it is not there), ")  # fmt: skip
    assert "and 2 more" in line
    assert "example.org" not in out
    Path(sys.argv[2], "mkdocs.yml").write_text("site_name: Work\n")
    monkeypatch.setattr(sys, "argv", [*sys.argv[:3], "status", "--json"])
    with pytest.raises(SystemExit):
        cli.main()
    captured = capsys.readouterr()
    assert captured.out, captured.err
    status = json.loads(captured.out)
    assert [one["address"] for one in status["pictures_not_shown"]] == [
        "https://example.org/x.png", *(f"{base}/{number}.png" for number in range(5)),
    ]  # fmt: skip
    said = [one["message"] for one in status["advice"]]
    assert any("a picture lies on other hosts and is a link there: https://example.org/x.png" in one for one in said)  # fmt: skip
