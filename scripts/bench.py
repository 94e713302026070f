"""Measure Proofolio, a figure per line: `make bench`, or `python scripts/bench.py start sync build`.

Each line is `name value unit`; ratios are taken within one run, because machines differ.
`python scripts/bench.py notebooks --corpus DIR` measures a folder of notebooks, beside other tools.
Figures worth keeping go into `docs/benchmarks.md` with date and commit.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from proofolio import pipeline, starters
from proofolio.sample import SAMPLE_ACCOUNT
from proofolio.sample.server import StandIn

TOKEN = "good-token"
CACHE = Path(__file__).parent.parent / "build/bench"
"""Where the virtual environments of other tools are kept."""


def main() -> None:
    """Run the benchmarks that are named on the command line; without a name, all that need no corpus."""
    known: dict[str, Callable[[], None]] = {
        "start": bench_start,
        "sync": bench_sync,
        "build": bench_build,
    }
    asked = _arguments([*known, "notebooks"])
    for name in asked.names or known:
        if name != "notebooks":
            known[name]()
            continue
        from bench_notebooks import bench_notebooks

        bench_notebooks(asked.corpus, runs=asked.runs, peers=asked.peers, cache=CACHE)


def bench_start() -> None:
    """Time `proofolio --help` from outside, as a whole process."""
    program = Path(sys.executable).parent / "proofolio"
    times = [
        _seconds(lambda: subprocess.run([program, "--help"], capture_output=True, check=True))
        for _ in range(11)
    ]
    _print("start.help", statistics.median(times), "s")


def bench_sync() -> None:
    """Sync the sample account and accounts of 30 and 100 repositories, with and without a token."""
    with tempfile.TemporaryDirectory() as folder:
        accounts = {"sample": SAMPLE_ACCOUNT}
        accounts |= {f"{count}-repositories": _account(Path(folder), count) for count in (30, 100)}
        for name, account in accounts.items():
            for token in ("", TOKEN):
                _bench_sync_of(name, account, token, Path(folder) / f"{name}-{bool(token)}")


def bench_build() -> None:
    """Build the sample portfolio cold, again with nothing changed, and after one edited file."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "portfolio"
        starters.copy_sample(root)
        with StandIn(SAMPLE_ACCOUNT) as github, _environment(github.environment()):
            pipeline.sync(root, lambda _: None)
        today = datetime.now(UTC).date()
        pipeline.build(root, today=today)  # Imports are not what is measured here.
        shutil.rmtree(root / ".proofolio/cache")
        shutil.rmtree(root / ".proofolio/docs")
        cold = _seconds(lambda: pipeline.build(root, today=today))
        again = _seconds(lambda: pipeline.build(root, today=today))
        _print("build.cold", cold, "s")
        _print("build.unchanged", again, "s")
        _print("build.unchanged_to_cold", again / cold, "ratio")
        _print("build.pages", pipeline.build(root, today=today).pages, "pages")
        size = sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file())
        _print("build.site", size / 1e6, "MB")
        _print(
            "build.peak_memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MiB"
        )


def _arguments(known: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure Proofolio, a figure per line.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}")
    parser.add_argument("--corpus", type=Path, help="notebooks: the folder to take them from")
    parser.add_argument("--runs", type=int, default=3, help="notebooks: how often each is timed")
    parser.add_argument(
        "--peers",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="notebooks: measure other tools too",
    )
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in known]
    if unknown:
        parser.error(f"No such benchmark: {', '.join(unknown)}. Known: {', '.join(known)}.")
    if "notebooks" in asked.names and not (asked.corpus and asked.corpus.is_dir()):
        parser.error("`notebooks` needs --corpus with a folder of notebooks.")
    return asked


def _bench_sync_of(name: str, account: Path, token: str, root: Path) -> None:
    label = f"sync.{name}.{'token' if token else 'no-token'}"
    root.mkdir()
    (root / "portfolio.yml").write_text("github: sample-learner\n")
    with StandIn(account) as github, _environment({**github.environment(), "GITHUB_TOKEN": token}):
        for run in ("first", "second"):
            github.forget()
            wall = _seconds(lambda: pipeline.sync(root, lambda _: None))
            kinds = [request.kind for request in github.requests]
            _print(f"{label}.{run}.wall", wall, "s")
            _print(
                f"{label}.{run}.api_requests",
                kinds.count("rest") + kinds.count("graphql"),
                "requests",
            )
            _print(f"{label}.{run}.git_requests", kinds.count("git"), "requests")


def _account(folder: Path, count: int) -> Path:
    """Make an account of `count` small repositories, each with a README and a notebook."""
    home = folder / f"account-{count}"
    names = [f"project-{number:03}" for number in range(count)]
    for name in names:
        repository = home / "repos" / name
        repository.mkdir(parents=True)
        (repository / "README.md").write_text(f"# {name}\n\nOne of many.\n")
        cells = [{"id": "a", "cell_type": "markdown", "metadata": {}, "source": f"# {name}"}]
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
        (repository / "notebook.ipynb").write_text(json.dumps(notebook))
    facts = json.loads((SAMPLE_ACCOUNT / "account.json").read_text())
    pattern = facts["repositories"][0]
    commit = {"date": "2026-01-02T10:00:00Z", "message": "Begin", "paths": []}
    facts |= {
        "pinned": [],
        "gists": [],
        "drive": [],
        "repositories": [
            {**pattern, "id": 3000000 + number, "name": name, "commits": [commit]}
            for number, name in enumerate(names)
        ],
    }
    (home / "account.json").write_text(json.dumps(facts))
    return home


class _environment:  # noqa: N801 - a context manager that reads as a verb
    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def __enter__(self) -> None:
        self._before = dict(os.environ)
        os.environ.pop("GH_TOKEN", None)
        os.environ.update(self._values)

    def __exit__(self, *_: object) -> None:
        os.environ.clear()
        os.environ.update(self._before)


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _print(name: str, value: float, unit: str) -> None:
    print(
        f"{name} {value:.3g} {unit}" if isinstance(value, float) else f"{name} {value} {unit}",
        flush=True,
    )


if __name__ == "__main__":
    main()
