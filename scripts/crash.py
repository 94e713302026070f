"""Kill syncs and builds at random moments, and look at what they leave: `python scripts/crash.py`.

A portfolio of a small account is synced and built in turn, in processes of their own. Each is killed
with `kill -9`, its whole process group, after a random part of the time that it takes undisturbed;
between rounds the account gets commits and the learner edits a page. After each kill the snapshot must
be whole and the learner's files must be as they were; every so often the next run must complete, leave
nothing behind, and give exactly the site of a portfolio that nobody disturbed.

Prints a figure per line; ends with 1 at the first corruption.
"""

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from proofolio.store import SnapshotStore
from proofolio.store.files import TEMPORARY, UNFINISHED
from proofolio.store.snapshots import SCRATCH
from proofolio.usecases import scaffold
from tests.standin.server import StandIn

REPOSITORIES = 4
LOGIN = "sample-learner"
PLENTY = 10**9
"""Requests an hour, so that the limit is not what is tested."""
LONGEST_S = 120
"""A run that takes longer hangs."""


class CorruptError(Exception):
    """What must never happen."""


@dataclass(kw_only=True)
class Bench:
    """A portfolio that is disturbed, and the account that it shows."""

    github: StandIn
    root: Path
    chance: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    longest_s: dict[str, float] = field(default_factory=dict)
    edits: int = 0

    def change(self, command: str) -> None:
        """Give the command something to do."""
        self.edits += 1
        if command == "build":
            (self.root / "about.md").write_text(f"I study tides, part {self.edits}.\n")
            return
        for number in self.chance.sample(range(REPOSITORIES), 2):
            files = {"work.ipynb": notebook(self.edits), f"part-{self.edits % 7}.py": b"x = 1\n"}
            # Without a token GitHub tells the moment of a push alone.
            moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=self.edits)
            self.github.edit(f"project-{number}", files, f"Edit {self.edits}", moment)

    def measure(self) -> None:
        """Find out how long the commands take when nobody disturbs them."""
        self.complete()
        for command in ("sync", "build"):
            self.change(command)
            started = time.monotonic()
            self.run(command)
            self.longest_s[command] = time.monotonic() - started

    def disturb(self, command: str) -> None:
        """Start a command, kill it, look at what it left."""
        self.change(command)
        own = own_files(self.root)
        delay_s = self.chance.uniform(0, self.longest_s[command])
        process = start(command, self.root)
        process.join(delay_s)
        if process.exitcode is None:
            kill(process)
            self.counts[f"{command}.killed"] += 1
        elif process.exitcode == 0:
            self.counts[f"{command}.completed"] += 1
        else:
            raise CorruptError(f"{command} ended with {process.exitcode} after a kill")
        self.check(own)

    def check(self, own: dict[str, str]) -> None:
        """Look at the snapshot and at the learner's files.

        Raises:
            CorruptError: one is not as it must be.
        """
        store = SnapshotStore(self.root / ".proofolio/snapshot")
        snapshot = store.read()
        if snapshot is None:
            raise CorruptError("there is no snapshot")
        for blob in snapshot.blobs:
            data = store.objects.path(blob).read_bytes()
            if hashlib.sha256(data).hexdigest() != blob:
                raise CorruptError(f"object {blob} is not what it was")
            self.counts["objects.checked"] += 1
        if own_files(self.root) != own:
            raise CorruptError("a file of the learner's is not what it was")

    def complete(self) -> None:
        """Sync and build undisturbed; the result is what a portfolio that nobody disturbed has.

        Raises:
            CorruptError: it is not, or something is left over.
        """
        for command in ("sync", "build"):
            self.run(command)
        with tempfile.TemporaryDirectory() as folder:
            calm = Path(folder) / "portfolio"
            for path in own_files(self.root):
                (calm / path).parent.mkdir(parents=True, exist_ok=True)
                (calm / path).write_bytes((self.root / path).read_bytes())
            for command in ("sync", "build"):
                run(command, calm)
            expected, found = tree(calm / "site"), tree(self.root / "site")
            if expected != found:
                differing = sorted(path for path, _ in set(expected.items()) ^ set(found.items()))
                raise CorruptError(f"the site differs: {', '.join(differing[:5])}")
        left_over = [
            path
            for path in (self.root / ".proofolio").rglob("*")
            if path.name.startswith((TEMPORARY, UNFINISHED, SCRATCH)) or path.suffix == ".begun"
        ]
        if left_over:
            raise CorruptError(f"left over: {left_over[0]}")
        self.counts["completed.alike"] += 1

    def run(self, command: str) -> None:
        """Run a command to its end."""
        run(command, self.root)


def main() -> None:
    """Kill as often as is asked; print figures."""
    asked = arguments()
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(10**9)
    print(f"crash.seed {seed} -", flush=True)
    # Children are forked off a process that holds the program and nothing else, so that kills land in
    # the work and not in the imports.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "crash_child"])
    places = [str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, places))
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        os.environ.pop(name, None)
    begun = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        StandIn(make_account(Path(folder) / "account"), anonymous_quota=PLENTY) as github,
    ):
        os.environ.update(github.environment())
        root = Path(folder) / "portfolio"
        list(scaffold.write_portfolio(root, github=LOGIN, colab=()))
        bench = Bench(github=github, root=root, chance=random.Random(seed))
        try:
            kill_often(bench, asked.kills, asked.every, asked.seconds)
        except CorruptError as error:
            print(f"corrupt: {error}", file=sys.stderr)
            sys.exit(1)
    print("crash.corrupt 0 snapshots")
    print("crash.changed 0 files of the learner's")
    print(f"crash.seconds {time.monotonic() - begun:.0f} s")


def kill_often(bench: Bench, kills: int, every: int, seconds: float) -> None:
    """Disturb until there were so many kills, or the time is over."""
    bench.measure()
    until = time.monotonic() + seconds
    counts = bench.counts
    rounds = 0
    while counts["sync.killed"] + counts["build.killed"] < kills and time.monotonic() < until:
        bench.disturb(("sync", "build")[rounds % 2])
        rounds += 1
        if rounds % every == 0:
            bench.complete()
    bench.complete()
    for command, longest_s in bench.longest_s.items():
        print(f"crash.{command}.undisturbed {longest_s:.2f} s")
    for name, count in sorted(counts.items()):
        print(f"crash.{name} {count} times")


def start(command: str, root: Path) -> multiprocessing.process.BaseProcess:
    """Start a command in a process group of its own."""
    import crash_child

    context = multiprocessing.get_context("forkserver")
    process = context.Process(target=crash_child.run, args=(command, root, dict(os.environ)))
    process.start()
    return process


def run(command: str, root: Path) -> None:
    """Run a command to its end.

    Raises:
        CorruptError: it does not succeed.
    """
    process = start(command, root)
    process.join(LONGEST_S)
    if process.exitcode is None:
        kill(process)
        raise CorruptError(f"{command} hangs")
    if process.exitcode != 0:
        raise CorruptError(f"{command} ended with {process.exitcode}")


def kill(process: multiprocessing.process.BaseProcess) -> None:
    """End a process and its group at once."""
    pid = process.pid or 0
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        # It has not made its group yet.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.join()


def own_files(root: Path) -> dict[str, str]:
    """Path → digest of everything but what the program makes."""
    return tree(root, but=(".proofolio", "site"))


def tree(root: Path, but: tuple[str, ...] = ()) -> dict[str, str]:
    """Path → digest of every file below a folder."""
    found = {}
    for parent, folders, names in os.walk(root):
        if Path(parent) == root:
            folders[:] = [name for name in folders if name not in but]
        for name in names:
            path = Path(parent, name)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found[path.relative_to(root).as_posix()] = digest
    return found


def notebook(number: int) -> bytes:
    """Make a small notebook that is like no other."""
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": f"# Tides, part {number}"},
        {
            "cell_type": "code",
            "metadata": {},
            "execution_count": 1,
            "source": f"print({number})",
            "outputs": [{"output_type": "stream", "name": "stdout", "text": f"{number}\n" * 50}],
        },
    ]
    made = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    return json.dumps(made).encode()


def make_account(home: Path) -> Path:
    """Write the account that the stand-in serves."""
    repositories = []
    for number in range(REPOSITORIES):
        name = f"project-{number}"
        files = home / "repos" / name
        files.mkdir(parents=True)
        (files / "README.md").write_text(f"# {name}\n\nTides, measured.\n")
        (files / "work.ipynb").write_bytes(notebook(-number))
        commit = {"date": "2025-03-02T10:00:00Z", "message": "Begin", "paths": []}
        repositories.append(
            {
                "id": 100 + number,
                "name": name,
                "created_at": "2025-01-01T00:00:00Z",
                "commits": [commit],
            }
        )
    facts = {
        "login": LOGIN,
        "id": 1,
        "created_at": "2024-01-01T00:00:00Z",
        "repositories": repositories,
    }
    (home / "account.json").write_text(json.dumps(facts))
    return home


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000, help="how many (1000)")
    parser.add_argument("--seconds", type=float, default=86_400, help="disturb no longer than that")
    parser.add_argument(
        "--every", type=int, default=25, help="rounds between two looks at the site (25)"
    )
    parser.add_argument("--seed", type=int, help="of the random moments; printed when not given")
    return parser.parse_args()


if __name__ == "__main__":
    main()
