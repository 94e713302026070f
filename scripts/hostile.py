"""Measure what repositories cost that were made to be too much: `python scripts/hostile.py`.

Each is served as GitHub would serve it and synced by a process of its own, with the default limits. A
figure per line: seconds, the largest memory of that process or of a git of its own, the largest size of
the portfolio's folder while it ran, and how much of it was kept.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from proofolio.store import SnapshotStore
from proofolio.usecases import scaffold
from tests.standin.server import StandIn

LOGIN = "sample-learner"
PLENTY = 10**9


def main() -> None:
    """Sync each kind of repository; print figures."""
    known = {
        "many-files": many_files,
        "many-notebooks": many_notebooks,
        "huge": huge,
        "bomb": bomb,
        "deep": deep,
    }
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help=", ".join(known))
    for name in parser.parse_args().names or known:
        with tempfile.TemporaryDirectory() as folder:
            measure(name, known[name], Path(folder))


def many_files() -> Iterator[tuple[str, bytes]]:
    """Yield 100,000 small files of a data set, and one notebook."""
    yield "work.ipynb", notebook(b"hello")
    for number in range(100_000):
        yield f"data/{number % 500:03}/{number}.csv", b"%d\n" % number


def many_notebooks() -> Iterator[tuple[str, bytes]]:
    """Yield 20,000 notebooks."""
    for number in range(20_000):
        yield f"{number % 200:03}/{number}.ipynb", notebook(b"%d" % number)


def huge() -> Iterator[tuple[str, bytes]]:
    """Yield 400 MB of notebooks that cannot be compressed, and 300 MB of other files."""
    for number in range(20):
        yield f"{number}.ipynb", notebook(os.urandom(10_000_000).hex().encode()[:19_900_000])
    for number in range(3):
        yield f"model-{number}.bin", os.urandom(100_000_000)


def bomb() -> Iterator[tuple[str, bytes]]:
    """Yield notebooks of 19 MB and of 200 MB that are a few kB each on their way here."""
    yield "fits.ipynb", notebook(b"A" * 19_000_000)
    yield "does-not.ipynb", notebook(b"A" * 200_000_000)


def deep() -> Iterator[tuple[str, bytes]]:
    """Yield brackets in brackets, 10 MB deep, and a path of 400 folders."""
    yield "brackets.ipynb", b"[" * 5_000_000 + b"]" * 5_000_000
    yield "/".join(["a"] * 400) + "/work.ipynb", notebook(b"hello")


def notebook(output: bytes) -> bytes:
    """Make a notebook that printed something."""
    head = b'{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [{"cell_type": "code", '
    head += b'"metadata": {}, "source": "x", "execution_count": 1, "outputs": [{"output_type": '
    return head + b'"stream", "name": "stdout", "text": "' + output + b'"}]}]}'


def measure(name: str, files: Callable[[], Iterator[tuple[str, bytes]]], folder: Path) -> None:
    """Serve a repository of these files and sync it."""
    repository = folder / "repository.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", repository], check=True)
    fast_import(repository, files())
    root = folder / "portfolio"
    list(scaffold.write_portfolio(root, github=LOGIN, colab=()))
    with StandIn(account(folder / "account", repository), anonymous_quota=PLENTY) as github:
        program = Path(sys.executable).parent / "proofolio"
        clean = {k: v for k, v in os.environ.items() if k not in {"GITHUB_TOKEN", "GH_TOKEN"}}
        # What a great number of honest notebooks costs to build is told by `bench.py notebooks`.
        for command in ("sync", "build") if name in {"bomb", "deep"} else ("sync",):
            largest = Largest(root / ".proofolio")
            started = time.monotonic()
            with largest:
                done = subprocess.run(
                    [sys.executable, "-c", _MEASURED, program, "-C", root, command],
                    env=clean | github.environment(),
                    capture_output=True,
                    text=True,
                    check=False,
                )
            seconds = time.monotonic() - started
            print(f"hostile.{name}.{command} {seconds:.1f} s")
            print(f"hostile.{name}.{command}.memory {int(done.stdout.split()[-1]) / 1e3:.0f} MB")
            print(f"hostile.{name}.{command}.disk {largest.size_bytes / 1e6:.0f} MB", flush=True)
    snapshot = SnapshotStore(root / ".proofolio/snapshot").read()
    kept = snapshot.repos[0].files if snapshot and snapshot.repos else ()
    print(f"hostile.{name}.kept {len(kept)} files", flush=True)


_MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=sys.stderr)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Largest:
    """How large a folder became, looked at all the time."""

    def __init__(self, folder: Path) -> None:
        self.size_bytes = 0
        self._folder = folder
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.1):
            total = 0
            for parent, _, names in os.walk(self._folder):
                for name in names:
                    try:
                        total += Path(parent, name).lstat().st_blocks * 512
                    except FileNotFoundError:
                        continue
            self.size_bytes = max(self.size_bytes, total)


def fast_import(repository: Path, files: Iterator[tuple[str, bytes]]) -> None:
    """Commit files."""
    with subprocess.Popen(
        ["git", "-c", "core.compression=1", "fast-import", "--quiet"],
        cwd=repository,
        stdin=subprocess.PIPE,
    ) as process:
        stream = process.stdin
        if stream is None:
            raise RuntimeError
        stream.write(b"commit refs/heads/main\ncommitter L <l@example.org> 1750000000 +0000\n")
        stream.write(b"data 5\nBegin\n")
        for path, data in files:
            stream.write(b"M 100644 inline %s\ndata %d\n" % (path.encode(), len(data)))
            stream.write(data + b"\n")


def account(home: Path, repository: Path) -> Path:
    """Write an account with one repository."""
    home.mkdir()
    facts = {
        "login": LOGIN,
        "id": 1,
        "created_at": "2024-01-01T00:00:00Z",
        "repositories": [
            {
                "id": 2,
                "name": "project",
                "created_at": "2025-01-01T00:00:00Z",
                "git_dir": str(repository),
            }
        ],
    }
    (home / "account.json").write_text(json.dumps(facts))
    return home


if __name__ == "__main__":
    main()
