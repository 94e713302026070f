"""Measure Proofolio, a figure per line: `make bench`, or `python scripts/bench.py start sync build`.

Each line is `name value unit`; ratios are taken within one run, because machines differ.
`python scripts/bench.py notebooks --corpus DIR` measures a folder of notebooks, beside other tools;
`skills --corpus DIR` how long it takes to tell which skills they show; `site` what a visitor with a phone
meets, with Lighthouse's marks (npm must be installed).
Figures worth keeping go into `docs/benchmarks.md` with date and commit.
"""

import argparse
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

from proofolio.usecases.build import build
from proofolio.usecases.demo import copy_sample
from proofolio.usecases.sync import sync
from tests.standin import SAMPLE_ACCOUNT
from tests.standin.server import StandIn

CACHE = Path(__file__).parent.parent / "build/bench"
"""Where the virtual environments of other tools are kept."""


def main() -> None:
    """Run the benchmarks that are named on the command line; without a name, all that need no corpus."""
    known: dict[str, Callable[[argparse.Namespace], None]] = {
        "start": lambda _: bench_start(),
        "sync": _sync,
        "collection": _collection,
        "build": lambda _: bench_build(),
        "notebooks": _notebooks,
        "skills": _skills,
        "site": _site,
    }
    asked = _arguments(list(known))
    for name in asked.names or ("start", "sync", "build"):
        known[name](asked)


def _sync(asked: argparse.Namespace) -> None:
    from bench_sync import bench_sync

    bench_sync(runs=asked.runs, peers=asked.peers)


def _collection(_: argparse.Namespace) -> None:
    from bench_collection import bench_collection

    bench_collection(print)


def _notebooks(asked: argparse.Namespace) -> None:
    from bench_notebooks import bench_notebooks

    bench_notebooks(asked.corpus, runs=asked.runs, peers=asked.peers, cache=CACHE)


def _skills(asked: argparse.Namespace) -> None:
    from bench_skills import bench_skills

    bench_skills(asked.corpus)


def _site(asked: argparse.Namespace) -> None:
    from bench_site import bench_site

    bench_site(lighthouse=asked.peers)


def bench_start() -> None:
    """Time `proofolio --help` from outside, as a whole process."""
    program = Path(sys.executable).parent / "proofolio"
    times = [
        _seconds(lambda: subprocess.run([program, "--help"], capture_output=True, check=True))
        for _ in range(11)
    ]
    _print("start.help", statistics.median(times), "s")


def bench_build() -> None:
    """Build the sample portfolio cold, again with nothing changed, and after one edited file."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "portfolio"
        copy_sample(root)
        with StandIn(SAMPLE_ACCOUNT) as github, _environment(github.environment()):
            sync(root, lambda _: None)
        today = datetime.now(UTC).date()
        build(root, today=today)  # Imports are not what is measured here.
        for made in (".proofolio/cache", ".proofolio/docs", "site"):
            shutil.rmtree(root / made)
        cold = _seconds(lambda: build(root, today=today))
        again = _seconds(lambda: build(root, today=today))
        _print("build.cold", cold, "s")
        _print("build.unchanged", again, "s")
        _print("build.unchanged_to_cold", again / cold, "ratio")
        _print("build.pages", build(root, today=today).pages, "pages")
        size = sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file())
        _print("build.site", size / 1e6, "MB")
        _print(
            "build.peak_memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MiB"
        )


def _arguments(known: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure Proofolio, a figure per line.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}")
    parser.add_argument(
        "--corpus", type=Path, help="notebooks, skills: the folder to take them from"
    )
    parser.add_argument(
        "--runs", type=int, default=3, help="notebooks, sync: how often each is timed"
    )
    parser.add_argument(
        "--peers",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="notebooks, sync: measure other tools too",
    )
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in known]
    if unknown:
        parser.error(f"No such benchmark: {', '.join(unknown)}. Known: {', '.join(known)}.")
    for name in {"notebooks", "skills"}.intersection(asked.names):
        if not (asked.corpus and asked.corpus.is_dir()):
            parser.error(f"`{name}` needs --corpus with a folder of notebooks.")
    return asked


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
