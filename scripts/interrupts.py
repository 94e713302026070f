"""Press Ctrl-C while `proofolio` loads and works, and count how it ends: `python scripts/interrupts.py`.

Each run is a process of its own, in a process group of its own. It tells on its standard error which
module it has loaded (as `-X importtime`), so that the moment of each Ctrl-C is the loading of a module, from
the first of ours to the last, whichever command it is; SIGINT goes to the whole group, as a terminal
sends it. A run must end with exit code 130 and one line, or, when Ctrl-C came too late, as it would have.

Prints a figure per line; ends with 1 when a run ended in any other way.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from proofolio.interrupts import EXIT_CODE, STOPPED
from proofolio.usecases import scaffold
from proofolio.usecases.sync import sync

PROGRAM = str(Path(sys.executable).with_name("proofolio"))
FIRST = "proofolio.interrupts"
"""The module that answers; what is loaded before it is Python's own start, and the way to it."""
TODAY = date(2026, 11, 22)
COMMANDS: dict[str, tuple[str, ...]] = {
    "version": ("--version",),
    "status": ("status",),
    "sync": ("sync",),
    "build": ("build",),
    "check": ("check", "--no-advice"),
    "resume": ("resume", "check"),
    "post": ("new", "post", "Words"),
}


def main() -> None:
    """Interrupt every command as often as is asked; print figures."""
    asked = arguments()
    os.environ["PYTHONPROFILEIMPORTTIME"] = "1"
    counts: Counter[str] = Counter()
    bad: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        root = make_portfolio(Path(folder) / "portfolio", notebooks=asked.notebooks)
        names = asked.commands or list(COMMANDS)
        for name in names:
            copy = Path(folder) / name
            shutil.copytree(root, copy)
            command = (PROGRAM, "-C", str(copy), *COMMANDS[name])
            total = loaded_by(command, copy)
            step = max(1, total // asked.points)
            for number in range(1, total, step):
                shutil.rmtree(copy)
                shutil.copytree(root, copy)
                how, told = interrupted(command, number)
                counts[how] += 1
                counts["runs"] += 1
                if how == "wrong":
                    bad.append(f"{name}, at module {number}: {told}")
            print(f"interrupts.{name}.modules {total} modules of ours", flush=True)
    for how in ("runs", "stopped", "finished", "wrong"):
        print(f"interrupts.{how} {counts[how]} runs")
    for line in bad[:20]:
        print(line, file=sys.stderr)
    sys.exit(1 if counts["wrong"] else 0)


def loaded_by(command: Sequence[str], root: Path) -> int:
    """Return how many modules a run loads that nobody interrupts, ours and those that ours need."""
    kept = root.with_name(f"{root.name}-kept")
    shutil.copytree(root, kept)
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root.parent)
    shutil.rmtree(root)
    kept.rename(root)
    return sum(1 for _ in ours(done.stderr.splitlines()))


def ours(lines: Sequence[str]) -> list[str]:
    """Return the modules that were loaded from the first of ours on."""
    modules = [line.rpartition("|")[2].strip() for line in lines if is_import(line)]
    return modules[modules.index(FIRST) :] if FIRST in modules else []


def is_import(line: str) -> bool:
    """Tell whether a line says that a module was loaded."""
    return line.startswith("import time:") and line.count("|") == 2


def interrupted(command: Sequence[str], number: int) -> tuple[str, str]:
    """Run a command, press Ctrl-C once so many modules are loaded; returns how it ended, and what it said."""
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell that started this script in the background lets it ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as process:
        assert process.stderr
        loaded, told = 0, []
        for line in process.stderr:
            if not is_import(line):
                told.append(line)
            elif loaded or line.rpartition("|")[2].strip() == FIRST:
                loaded += 1
                if loaded == number:
                    os.killpg(process.pid, signal.SIGINT)
        code = process.wait()
    said = [line.strip() for line in told if line.strip()]
    if code == EXIT_CODE:
        ends = [line for line in said if line.startswith("Stopped.")]
        is_right = ends in ([STOPPED], ["Stopped."])
        is_right = is_right and not any("Traceback" in line or "Error" in line for line in said)
        return ("stopped" if is_right else "wrong"), " / ".join(said)[-2000:]
    if code in {0, 5, 6} and not any(line.startswith(("Stopped", "Traceback")) for line in said):
        return "finished", ""
    return "wrong", f"exit code {code}: {' / '.join(said)[-2000:]}"


def make_portfolio(root: Path, *, notebooks: int) -> Path:
    """Make a portfolio of a folder of notebooks, which more than one process converts; pulled, not built."""
    list(scaffold.write_portfolio(root, github="", colab=()))
    (root / "portfolio.yml").write_text("folders: [work]\n")
    (root / "resume.yml").write_text("basics:\n  name: Sample Learner\n")
    (root / "work").mkdir()
    for number in range(notebooks):
        # Large enough that a second process is worth its while.
        lines = [f"print({number}, {'x' * 60!r})\n"] * 8000
        cell = {
            "cell_type": "code",
            "metadata": {},
            "execution_count": 1,
            "source": lines,
            "outputs": [],
        }
        made = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}
        (root / f"work/{number}.ipynb").write_text(json.dumps(made))
    sync(root, lambda _: None)
    return root


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--points", type=int, default=60, help="moments in each command (60)")
    parser.add_argument("--notebooks", type=int, default=8, help="of about half a megabyte (8)")
    parser.add_argument("commands", nargs="*", choices=[[], *COMMANDS], help="which (all)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
