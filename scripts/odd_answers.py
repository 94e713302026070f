"""Answer badly in every way that we know, and watch a sync: `python scripts/odd_answers.py [PART]`.

Each answer of `tests/sources/odd_answers.py` is sent three times: as a file on Drive, as a file of a
gist, and as GitHub's API. Each time a process of its own syncs a portfolio that has good links, too. A
row each: exit code, seconds, the largest memory, and what was read. It fails if there is a traceback, if
something else was not pulled, or if a limit was passed.
"""

import json
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import github  # noqa: F401 - so that each process need not

from proofolio.cli import main as main_of_proofolio
from proofolio.sources import local  # noqa: F401
from proofolio.sources.colab import notebooks  # noqa: F401
from proofolio.sources.github import account  # noqa: F401
from proofolio.sources.http import download, exchange
from proofolio.store import SnapshotStore
from proofolio.usecases import sync  # noqa: F401
from tests.sources.odd_answers import NOTEBOOK, ODD, Server, drive_id, whole

WHOLE_S, STEP_S = 8, 4
"""In place of 120 and 15 seconds, so that it ends today."""
MAX_S = 2 * WHOLE_S + 4
"""A lost connection is tried twice."""
MAX_MB = 200
GOOD = "a-good-file-01"
download.WHOLE_TIMEOUT_S, exchange.TIMEOUT_S = WHOLE_S, STEP_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How one sync went."""

    exit_code: int
    took_s: float
    memory_mb: float
    said: str
    faults: tuple[str, ...]


def main() -> None:
    """Print the table."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    runs: list[Run] = []
    print(
        "| answer | as | exit code | s | MB | what is read |\n| --- | --- | --- | --- | --- | --- |"
    )
    for number, odd in enumerate(ODD):
        if part not in odd.name:
            continue
        for role in ("Drive", "gist", "API"):
            run = watch(number, role)
            runs.append(run)
            told = "; ".join(run.faults) or run.said
            print(
                f"| {odd.name} | {role} | {run.exit_code} | {run.took_s:.1f} | {run.memory_mb:.0f} | {told} |",
                flush=True,
            )
    failed = sum(bool(run.faults) for run in runs)
    print(
        f"\n{len(runs)} syncs, {failed} with a fault; at most {max(run.took_s for run in runs):.1f} s "
        f"(limit {MAX_S} s) and {max(run.memory_mb for run in runs):.0f} MB (limit {MAX_MB} MB)"
    )
    sys.exit(bool(failed))


def watch(number: int, role: str) -> Run:
    """Sync once in a process of its own."""
    gist, raw = f"{number:020x}", f"/download?id={drive_id(number)}"
    good_gist = "f" * 20
    child = Child()
    with Server() as server, tempfile.TemporaryDirectory() as folder:
        server.also = {
            f"/gists/{gist}": whole(gist_of(f"{server.url}{raw}")),
            f"/gists/{good_gist}": whole(gist_of(f"{server.url}/good")),
        }
        bad = {
            "Drive": [f"https://colab.research.google.com/drive/{drive_id(number)}"],
            "gist": [f"https://gist.github.com/sample-learner/{gist}"],
            "API": [],
        }[role]
        settings = {
            "colab": [
                f"https://colab.research.google.com/drive/{GOOD}",
                *bad,
                f"https://gist.github.com/sample-learner/{good_gist}",
            ],
            "folders": ["work"],
            **({"github": "sample-learner"} if role == "API" else {}),
        }
        root = Path(folder)
        (root / "work").mkdir()
        (root / "work/own.ipynb").write_bytes(NOTEBOOK)
        # JSON is YAML.
        (root / "portfolio.yml").write_text(json.dumps(settings))
        api = f"{server.url}/{number}" if role == "API" else server.url
        exit_code, took_s, memory_mb, said = child.sync(root, server.url, api)
        faults = [*faults_of(said, took_s, memory_mb), *([] if role == "API" else lost(root))]
        if role == "API" and exit_code != 4:
            faults.append(f"exit code {exit_code}")
        if server.intruders:
            faults.append("a forbidden address was connected to")
    return Run(
        exit_code=exit_code,
        took_s=took_s,
        memory_mb=memory_mb,
        said=sentence(said),
        faults=tuple(faults),
    )


class Child:
    """A process with everything imported, forked before any thread was begun; it syncs when it is told to."""

    def __init__(self) -> None:
        waiting, self.go = os.pipe()
        self.printed = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the child ended
        self.process = os.fork()
        if self.process == 0:
            _child(waiting, self.printed.fileno())
        os.close(waiting)

    def sync(self, root: Path, drive: str, api: str) -> tuple[int, float, float, str]:
        """Return exit code, seconds, megabytes and what was printed."""
        began = time.monotonic()
        os.write(self.go, json.dumps([str(root), drive, api]).encode())
        os.close(self.go)
        _, status, usage = os.wait4(self.process, 0)
        took_s = time.monotonic() - began
        with self.printed:
            self.printed.seek(0)
            said = self.printed.read().decode("utf-8", "replace")
        return os.waitstatus_to_exitcode(status), took_s, usage.ru_maxrss / 1_000, said


def _child(waiting: int, printed: int) -> None:
    code = 1
    try:
        root, drive, api = json.loads(os.read(waiting, 10_000))
        os.dup2(printed, 1)
        os.dup2(printed, 2)
        for name in ("GITHUB_TOKEN", "GH_TOKEN"):
            os.environ.pop(name, None)
        os.environ.update(
            PROOFOLIO_DRIVE_URL=drive,
            GITHUB_API_URL=api,
            GITHUB_SERVER_URL=drive,
            PATH="/usr/bin:/bin",
        )
        sys.argv = ["proofolio", "-C", root, "sync"]
        main_of_proofolio()
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:  # noqa: BLE001 - a fault, and told as one
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def faults_of(said: str, took_s: float, memory_mb: float) -> Iterator[str]:
    """Say what must never be."""
    if "Traceback" in said or "defect" in said:
        yield "traceback: " + said.strip().splitlines()[-1]
    if took_s > MAX_S:
        yield f"{took_s:.0f} s"
    if memory_mb > MAX_MB:
        yield f"{memory_mb:.0f} MB"


def lost(root: Path) -> Iterator[str]:
    """Say what of the good was not pulled."""
    snapshot = SnapshotStore(root / ".proofolio/snapshot").read()
    keys = {one.key for one in snapshot.notebooks} if snapshot else set()
    if f"drive:{GOOD}" not in keys:
        yield "the good file on Drive was not pulled"
    if not any(key.startswith(f"gist:{'f' * 20}/") for key in keys):
        yield "the good gist was not pulled"
    if snapshot is None or not any(
        "own" in str(one) for one in (*snapshot.notebooks, *snapshot.repos)
    ):
        yield "the notebook of the folder was not pulled"


def gist_of(raw_url: str) -> bytes:
    """Make a gist whose one notebook lies elsewhere."""
    file = {"filename": "a.ipynb", "truncated": True, "raw_url": raw_url, "content": ""}
    return json.dumps({"owner": None, "files": {"a.ipynb": file}}).encode()


def sentence(said: str) -> str:
    """Return what is told of the link or the API."""
    for line in said.splitlines():
        if "could not be read: " in line:
            return line.partition("could not be read: ")[2].strip()
        if line.startswith("Error"):
            return line.removeprefix("Error").strip()
    return "read"


if __name__ == "__main__":
    main()
