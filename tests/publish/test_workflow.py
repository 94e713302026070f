"""The workflow: what two linters say of it, and what its steps do."""

import hashlib
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofolio import __version__
from proofolio.errors import InputError
from proofolio.publish.workflow import ACTIONS, REQUIREMENTS, WORKFLOW, Choices, moment, render
from proofolio.usecases import publish_setup, scaffold
from tests.publish.runner import REPOSITORY, Run, annotations, jobs
from tests.standin.server import StandIn

LOGIN = "sample-learner"
BIN = Path(sys.executable).parent
CHECK = "Check what strangers would see"
INSTALL = "Install Proofolio"
IS_ON = "Is Pages switched on?"
SYNC = "Pull your work"
NOWHERE = {"GITHUB_API_URL": "http://127.0.0.1:9", "GITHUB_SERVER_URL": "http://127.0.0.1:9"}

KINDS = {
    "plain": Choices(account=LOGIN),
    "elsewhere": Choices(
        account="x",
        branch="feature/a+b!#1",
        folder="my site/Mappe-ä.1",
        install="proofolio @ git+https://git.example/x.git@0123",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_two_linters_find_nothing(tmp_path, kind):
    path = tmp_path / WORKFLOW
    path.parent.mkdir(parents=True)
    path.write_text(render(KINDS[kind]))
    for command in (
        [BIN / "actionlint", "-no-color", path],
        [
            BIN / "zizmor",
            "--offline",
            "--no-config",
            "--persona=auditor",
            "--strict-collection",
            path,
        ],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_linters_would_find_something(tmp_path):
    """So that a linter that looks at nothing is found out."""
    path = tmp_path / WORKFLOW
    path.parent.mkdir(parents=True)
    text = render(KINDS["plain"])
    path.write_text(
        text.replace("persist-credentials: false", "clean: true").replace(
            "needs: build", "needs: x"
        )
    )
    for command in ([BIN / "actionlint", path], [BIN / "zizmor", "--offline", "--no-config", path]):
        assert subprocess.run(command, capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize("kind", KINDS)
def test_it_may_do_little_and_trusts_little(kind):
    text = render(KINDS[kind])
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
        "keep-alive": {"actions": "write"},
    }
    assert all(job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert not any("${{" in step.get("run", "") for step in steps)
    assert "secrets." not in text
    pins = re.findall(r"uses: (actions/[\w/-]+)@(.+)", text)
    assert len(pins) == sum("uses" in step for step in steps) == 6
    assert all(re.fullmatch(r"[0-9a-f]{40} # v\d+\.\d+\.\d+", pin) for _, pin in pins)
    assert {pin for _, pin in pins} == set(ACTIONS.values())


def test_what_differs_between_portfolios_stands_in_it():
    plain, other = (yaml.safe_load(render(choices)) for choices in KINDS.values())
    assert plain[True]["push"]["branches"] == ["main"]
    assert other[True]["push"]["branches"] == [r"feature/a\+b\!#1"]
    steps = {step["name"]: step for step in other["jobs"]["build"]["steps"]}
    assert steps[SYNC]["working-directory"] == "my site/Mappe-ä.1"
    assert steps["Hand the site over"]["with"]["path"] == "my site/Mappe-ä.1/site"
    assert steps[INSTALL]["env"]["PROOFOLIO"] == KINDS["elsewhere"].install
    steps = {step["name"]: step for step in plain["jobs"]["build"]["steps"]}
    assert steps[INSTALL]["env"]["PROOFOLIO"] == f"proofolio=={__version__}"


def test_accounts_are_spread_over_the_day_and_none_begins_on_the_hour():
    moments = [moment(f"learner-{number}") for number in range(2000)]
    assert len(set(moments)) > 900
    assert {minute for _, minute in moments} == set(range(7, 55))
    assert {hour for hour, _ in moments} == set(range(24))
    assert moment("Sample-Learner") == moment(LOGIN)


@pytest.mark.parametrize(
    "choices",
    [
        *({"folder": name} for name in ("../x", "a/../b", "/x", "a*", "a\nb", 'a"b', "${{ x }}", "-x", "a/", "~")),
        *({"branch": name} for name in ("", "a b", "a\n", "*", "'", "${{ x }}", "-x")),
        *({"install": name} for name in ("-r x", "a\nb", "é", "${{ secrets.KEY }}", "x" * 600)),
    ],
    ids=str,
)  # fmt: skip
def test_what_could_be_read_as_something_else_is_refused(choices):
    with pytest.raises(InputError) as told:
        render(Choices(account=LOGIN, **choices))
    assert all(problem.hint for problem in told.value.problems)


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """A portfolio, set up."""
    root = tmp_path / "work" / "portfolio"
    list(scaffold.write_portfolio(root, github=LOGIN, colab=()))
    publish_setup.set_up(root)
    return root


def build_job(root: Path) -> list[dict[str, Any]]:
    return jobs(root / WORKFLOW)["build"]["steps"]


def not_here(name: str) -> bool:
    """Steps that need GitHub or a package index; each has a test of its own."""
    return name in {IS_ON, INSTALL, CHECK}


def test_a_site_is_made_kept_and_made_again_without_github(
    make_account: Callable[..., Path], tmp_path: Path
):
    work, kept = tmp_path / "work" / "clone", tmp_path / "kept"
    root = work / "my site"
    list(scaffold.write_portfolio(root, github=LOGIN, colab=()))
    subprocess.run(["git", "init", "-q", "-b", "main", work], check=True)
    publish_setup.set_up(root)
    steps = build_job(work)
    token = {"github.token": "good-token"}
    with StandIn(make_account(repos=1), work_dir=tmp_path / "git") as github:
        first = Run(workspace=work, environment=github.environment(), context=token, kept=kept)
        assert first.steps(steps, skip=not_here), first.log
        assert any(request.headers.get("authorization") for request in github.requests)
    assert annotations(first.log) == []
    assert "project-01" in (root / "site/projects/index.html").read_text()

    for name in ("site", ".proofolio"):
        shutil.rmtree(root / name)
    second = Run(workspace=work, environment=NOWHERE, context=token, kept=kept)
    assert second.steps(steps, skip=not_here), second.log
    assert annotations(second.log) == [("warning", "Your work could not be pulled")]
    assert "project-01" in (root / "site/projects/index.html").read_text()


def test_without_anything_pulled_the_run_fails_and_hands_nothing_over(portfolio: Path):
    run = Run(workspace=portfolio, environment=NOWHERE, context={"github.token": "x"})
    assert not run.steps(build_job(portfolio), skip=not_here)
    assert annotations(run.log) == [("error", "Your work could not be pulled")]
    assert run.outcome[SYNC] == "failure"
    assert not {"Build the site", "Hand the site over"} & set(run.outcome)


def test_what_arrived_before_a_pull_broke_off_is_there_for_the_next_run(
    portfolio: Path, tmp_path: Path
):
    arrived = ".proofolio/snapshot/checkpoints"
    programs = stub(tmp_path / "bin", "proofolio", f"mkdir -p {arrived}; touch {arrived}/x; exit 4")
    run = Run(
        workspace=portfolio,
        environment=programs,
        context={"github.token": "x"},
        kept=tmp_path / "kept",
    )
    assert not run.steps(build_job(portfolio), skip=not_here)
    assert "Hand the site over" not in run.outcome
    assert (tmp_path / "kept" / arrived / "x").is_file()


def stub(folder: Path, name: str, script: str) -> dict[str, str]:
    """Put a program in front of all others; returns the variables that do it."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/bash\n{script}\n")
    (folder / name).chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin"}


@pytest.mark.parametrize("pulled_before", [True, False])
@pytest.mark.parametrize("status", [0, 1, 2, 3, 4, 5, 6, 137])
def test_each_end_of_a_sync_is_told_and_what_pulled_names_say_is_no_command(
    portfolio: Path, tmp_path: Path, status: int, pulled_before: bool
):
    if pulled_before:
        (portfolio / ".proofolio/snapshot").mkdir(parents=True)
        (portfolio / ".proofolio/snapshot/manifest.json").touch()
    lines = "::error::a name\\n  ::add-mask::e\\n::stop-commands::x\\n::x::\\n::warning::b\\n"
    programs = stub(tmp_path / "bin", "proofolio", f'printf "{lines}" >&2; exit {status}')
    run = Run(workspace=portfolio, environment=programs, context={"github.token": "x"})
    is_well = run.steps([step for step in build_job(portfolio) if step["name"] == SYNC])
    assert is_well == (status in {0, 6} or (pulled_before and status in {1, 4, 5, 137}))
    assert [kind for kind, _ in annotations(run.log)] == (
        [] if status == 0 else ["warning" if is_well else "error"]
    )
    assert "::error::a name" in run.log


LIST = f".github/workflows/{Path(REQUIREMENTS).name}"
BY_HASH = "-m pip install --require-hashes --only-binary :all: --requirement {list}"
ITSELF = f"-m pip install --no-deps --no-build-isolation proofolio=={__version__}"
OF_THE_LEARNER = "-m pip install --requirement requirements.txt"


@pytest.mark.parametrize(
    ("requirements", "wanted"),
    [
        (None, [BY_HASH, ITSELF, "-m pip check"]),
        ("mkdocs-rss-plugin\n", [BY_HASH, ITSELF, "-m pip check", OF_THE_LEARNER]),
        ("mkdocs\nProofolio==0.2\n", [OF_THE_LEARNER]),
        ("proofolio-extra\n", [BY_HASH, ITSELF, "-m pip check", OF_THE_LEARNER]),
        ("proofolio", [OF_THE_LEARNER]),
    ],
)
def test_what_is_installed_is_known_by_its_hash_and_a_version_of_the_learners_wins(
    portfolio: Path, tmp_path: Path, requirements: str | None, wanted: list[str]
):
    if requirements is not None:
        (portfolio / "requirements.txt").write_text(requirements)
    programs = stub(tmp_path / "bin", "python", 'echo "$@"')
    run = Run(workspace=portfolio, environment=programs)
    assert run.steps([step for step in build_job(portfolio) if step["name"] == INSTALL])
    assert run.log.splitlines() == [
        f"{line} --disable-pip-version-check".format(list=portfolio / LIST) for line in wanted
    ]


def test_without_the_list_nothing_is_installed_and_the_way_to_get_it_is_told(portfolio, tmp_path):
    (portfolio / LIST).unlink()
    programs = stub(tmp_path / "bin", "python", 'echo "$@"')
    run = Run(workspace=portfolio, environment=programs)
    assert not run.steps([step for step in build_job(portfolio) if step["name"] == INSTALL])
    assert annotations(run.log) == [("error", "The list of packages is missing")]
    assert "proofolio publish --setup" in run.log
    assert "-m pip" not in run.log


def locked(text: str) -> dict[tuple[str, str], set[str]]:
    """Name and version → hashes."""
    found: dict[tuple[str, str], set[str]] = {}
    for entry in re.sub(r"\\\n", "", text).splitlines():
        if named := re.match(r"([\w.-]+)==([^ ;]+)", entry):
            found.setdefault((named[1], named[2]), set()).update(
                re.findall(r"--hash=(sha256:[0-9a-f]{64})(?: |$)", entry)
            )
    return found


def test_the_list_is_what_the_lock_says(portfolio):
    lock = tomllib.loads((Path(__file__).parents[2] / "uv.lock").read_text())
    packages = {(one["name"], one["version"]): one for one in lock["package"]}
    itself = next(one for one in lock["package"] if one["name"] == "proofolio")
    needed, left = set(), [*itself["dependencies"], *itself["dev-dependencies"]["build"]]
    while left:
        asked = left.pop()
        for key, one in packages.items():
            is_asked = key[0] == asked["name"] and asked.get("version", key[1]) == key[1]
            if is_asked and key not in needed:
                needed.add(key)
                left += one.get("dependencies", [])
                extras = one.get("optional-dependencies", {})
                left += [more for name in asked.get("extra", []) for more in extras[name]]
    written = (portfolio / LIST).read_text()
    listed = locked(written)
    assert set(listed) == needed, "after a change of the dependencies: make lock"
    for key, hashes in listed.items():
        one = packages[key]
        files = [*one["wheels"], *([one["sdist"]] if "sdist" in one else [])]
        assert hashes == {file["hash"] for file in files}, (
            "after a change of the dependencies: make lock"
        )
    assert f"for Proofolio {__version__}" in written


def test_a_wheel_in_the_folder_is_known_by_its_hash_too(portfolio):
    wheel = portfolio / "proofolio-9-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    publish_setup.set_up(portfolio, install=f"./{wheel.name}")
    mark = hashlib.sha256(b"a wheel").hexdigest()
    lines = (portfolio / LIST).read_text().splitlines()
    assert lines[-2:] == [f"./{wheel.name} \\", f"    --hash=sha256:{mark}"]
    # A place that leads out of the portfolio is nothing that the list may name.
    for outside in ("./../x.whl", "/etc/x.whl"):
        publish_setup.set_up(portfolio, install=outside)
        assert outside not in (portfolio / LIST).read_text()


class Pages(BaseHTTPRequestHandler):
    """GitHub's answers about Pages and workflows."""

    answer: tuple[int, bytes] = (200, b"{}")
    asked: tuple[str, str, str] = ("", "", "")

    def do_GET(self):
        type(self).asked = (self.command, self.path, self.headers["Authorization"])
        self.send_response(self.answer[0])
        self.send_header("Content-Length", str(len(self.answer[1])))
        self.end_headers()
        self.wfile.write(self.answer[1])

    do_PUT = do_GET  # noqa: N815 - the name that `http.server` looks for

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def github() -> Iterator[dict[str, str]]:
    with HTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}"
        yield {"GITHUB_API_URL": url, "GITHUB_SERVER_URL": "https://github.com"}
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((200, b'{"status":"built","build_type":"workflow"}'), []),
        ((200, b'{"status":null,"build_type":"legacy"}'), [("error", "GitHub Pages takes its site from a branch")]),
        ((404, b'{"message":"Not Found"}'), [("error", "GitHub Pages is off")]),
        ((503, b""), []),
        ((403, b'{"message":"rate limit"}'), []),
    ],
)  # fmt: skip
def test_pages_that_are_off_are_told_with_the_way_to_switch_them_on(
    portfolio, github, answer, told
):
    Pages.answer = answer
    run = Run(workspace=portfolio, environment=github, context={"github.token": "t-1"})
    first = build_job(portfolio)[0]
    assert first["name"] == IS_ON
    assert run.steps([first]) == (not told)
    assert annotations(run.log) == told
    assert Pages.asked == ("GET", f"/repos/{REPOSITORY}/pages", "Bearer t-1")
    assert not told or f"https://github.com/{REPOSITORY}/settings/pages" in run.log
    assert "t-1" not in run.log


def test_pages_that_cannot_be_asked_about_stop_nothing(portfolio):
    run = Run(workspace=portfolio, environment=NOWHERE, context={"github.token": "x"})
    assert run.steps(build_job(portfolio)[:1])


def test_the_workflow_keeps_itself_alive(portfolio, github):
    Pages.answer = (204, b"")
    job = jobs(portfolio / WORKFLOW)["keep-alive"]
    assert job["if"] == "github.event_name == 'schedule'"
    assert "needs" not in job
    run = Run(workspace=portfolio, environment=github, context={"github.token": "t-2"})
    assert run.steps(job["steps"])
    name = WORKFLOW.rsplit("/", 1)[1]
    path = f"/repos/{REPOSITORY}/actions/workflows/{name}/enable"
    assert Pages.asked == ("PUT", path, "Bearer t-2")
    Pages.answer = (403, b'{"message":"Resource not accessible by integration"}')
    assert not run.steps(job["steps"])


def test_the_check_of_the_workflow_is_a_command_that_exists(portfolio):
    step = next(step for step in build_job(portfolio) if step["name"] == CHECK)
    run = Run(workspace=portfolio, environment={})
    run.steps([step])
    assert "No such option" not in run.log
