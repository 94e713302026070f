"""Sync accounts of 30, 100 and 300 repositories from the stand-in, beside a naive PyGithub script.

Each command is a process of its own, timed from start to end; git and the stand-in share its
processors. Ratios are of medians, taken in turns. `latency` is what every answer takes longer than
it needs, the same for both: an answer of GitHub's is seldom there in less than 50 ms.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.standin import SAMPLE_ACCOUNT
from tests.standin.server import StandIn

TOKEN = "good-token"
SIZES = (30, 100, 300)
LATENCY_S = 0.05
NAIVE = Path(__file__).parent / "peers/naive_sync.py"
PROOFOLIO = Path(sys.executable).parent / "proofolio"


def bench_sync(*, runs: int, peers: bool) -> None:
    """Count requests and seconds of first and second syncs, then compare 30 repositories."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        for size in SIZES:
            account = write_account(folder / f"account-{size}", size)
            with StandIn(account, work_dir=folder / f"git-{size}") as github:
                warm(github)
                for token in ("", TOKEN):
                    _count(github, token, folder / f"{size}-{bool(token)}")
        if not peers:
            return
        for latency_s in (0.0, LATENCY_S):
            account = folder / f"account-{SIZES[0]}"
            with StandIn(account, work_dir=folder / "git", latency_s=latency_s) as github:
                warm(github)
                _compare(github, folder / f"compare-{latency_s}", runs, latency_s)


def write_account(home: Path, size: int) -> Path:
    """Write an account whose repositories have a README, two notebooks, code and a picture."""
    names = [f"project-{number:03}" for number in range(size)]
    for name in names:
        files = {
            "README.md": f"# {name}\n\nOne of many.\n\n![A plot](images/plot.png)\n",
            "requirements.txt": "numpy\npandas\n",
            "src/train.py": f'"""Train {name}."""\n\nprint("done")\n' * 20,
            "notebooks/explore.ipynb": notebook(f"Explore {name}"),
            "notebooks/train.ipynb": notebook(f"Train {name}"),
        }
        for path, text in files.items():
            target = home / "repos" / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        picture = home / "repos" / name / "images/plot.png"
        picture.parent.mkdir()
        picture.write_bytes(b"\x89PNG\r\n\x1a\n" + name.encode() * 3_000)
    facts = json.loads((SAMPLE_ACCOUNT / "account.json").read_text())
    pattern = facts["repositories"][0]
    facts |= {
        "pinned": [],
        "gists": [],
        "drive": [],
        "repositories": [
            {
                **pattern,
                "id": 3_000_000 + number,
                "name": name,
                "commits": [
                    {"date": _day(number), "message": "Begin", "paths": ["README.md"]},
                    {"date": _day(number + 40), "message": "Explore", "paths": []},
                ],
            }
            for number, name in enumerate(names)
        ],
    }
    (home / "account.json").write_text(json.dumps(facts))
    return home


def _day(number: int) -> str:
    return f"2025-{1 + number // 28 % 12:02}-{1 + number % 28:02}T10:{number % 60:02}:00Z"


def notebook(title: str) -> str:
    """Return a notebook of nine cells with output."""
    prose = {"cell_type": "markdown", "metadata": {}, "source": f"# {title}\n\n" + "Words. " * 400}
    output = {"output_type": "stream", "name": "stdout", "text": f"{title}\n" * 600}
    code = {
        "cell_type": "code",
        "metadata": {},
        "execution_count": 1,
        "source": "print(title)\n" * 60,
        "outputs": [output],
    }
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [prose, *[code] * 8]}
    )


def warm(github: StandIn) -> None:
    """Let the stand-in build its repositories, which is not what is measured."""
    for repository in github.account.repositories:
        github.head(repository.name)


def _count(github: StandIn, token: str, root: Path) -> None:
    size = len(github.account.repositories)
    label = f"sync.{size}-repositories.{'token' if token else 'no-token'}"
    for run in ("first", "second"):
        github.forget()
        github.renew()
        wall_s = sync(github, token, root)
        kinds = [request.kind for request in github.requests]
        for kind in ("rest", "graphql", "git"):
            tell(f"{label}.{run}.{kind}_requests", kinds.count(kind), "requests")
        tell(f"{label}.{run}.wall", wall_s, "s")


def _compare(github: StandIn, folder: Path, runs: int, latency_s: float) -> None:
    label = f"sync.compare.latency-{latency_s * 1000:.0f}-ms"
    times: dict[str, list[float]] = {"proofolio": [], "naive": [], "naive_unthrottled": []}
    for run in range(runs):
        for name, taken in times.items():
            root = folder / f"{name}-{run}"
            github.forget()
            github.renew()
            if name == "proofolio":
                taken.append(sync(github, TOKEN, root))
            else:
                pause = "default" if name == "naive" else "0"
                command = [sys.executable, NAIVE, github.account.login, root, pause]
                taken.append(_seconds(command, _environment(github, TOKEN), root))
            if run == 0:
                tell(f"{label}.{name}.requests", len(github.requests), "requests")
    for name, taken in times.items():
        tell(f"{label}.{name}.wall", statistics.median(taken), "s")
        if name != "proofolio":
            ratio = statistics.median(taken) / statistics.median(times["proofolio"])
            tell(f"{label}.{name}.to_proofolio", ratio, "times")


def sync(github: StandIn, token: str, root: Path) -> float:
    """Sync the account into `root`; returns the seconds."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "portfolio.yml").write_text(f"github: {github.account.login}\n")
    return _seconds([PROOFOLIO, "-C", root, "sync"], _environment(github, token), root)


def _seconds(command: list[str | Path], environment: Mapping[str, str], root: Path) -> float:
    root.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    wall_s = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"{command}: {done.stdout}{done.stderr}")
    return wall_s


def _environment(github: StandIn, token: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "GH_TOKEN"}
    return {**kept, **github.environment(), "GITHUB_TOKEN": token, "GH_CONFIG_DIR": os.devnull}


def tell(name: str, value: float, unit: str) -> None:
    """Print a figure."""
    shown = f"{value:.3g}" if isinstance(value, float) else str(value)
    print(f"{name} {shown} {unit}", flush=True)
