"""Run a command and measure it with every process that it starts. Memory is measured on Linux only."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL_S = 0.02
"""Between two looks at memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A command that ended."""

    exit_code: int
    wall_s: float
    cpu_s: float
    """User and system time of the command and of all that it waited for."""
    output: str
    """What it printed, both streams."""

    def __add__(self, other: "Run") -> "Run":
        """Return both as one: their times added up."""
        return Run(
            exit_code=self.exit_code or other.exit_code,
            wall_s=self.wall_s + other.wall_s,
            cpu_s=self.cpu_s + other.cpu_s,
            output=self.output + other.output,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The most memory that was seen in use."""

    exit_code: int
    """How the command ended."""
    tree_mib: float
    """Largest sum, over the processes alive at one moment, of each one's proportional share (PSS)."""
    process_mib: float
    """Largest resident set that a single process ever had."""


def run(command: Sequence[str | Path], *, folder: Path) -> Run:
    """Run a command in `folder` and time it."""
    with tempfile.TemporaryFile() as printed:
        process, start = _start(command, folder, printed.fileno())
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        output = printed.read().decode(errors="replace")
    return Run(
        exit_code=process.returncode,
        wall_s=wall_s,
        cpu_s=usage.ru_utime + usage.ru_stime,
        output=output,
    )


def checked(done: Run, *, allowed: Sequence[int] = (0,)) -> Run:
    """Return a run that went well; end the program with what it printed if it did not."""
    if done.exit_code not in allowed:
        sys.exit(f"{done.output[-3000:]}\nIt ended with exit code {done.exit_code}.")
    return done


def memory_of(command: Sequence[str | Path], *, folder: Path) -> Memory:
    """Run a command in `folder` and watch its memory; it takes longer so, and is not timed."""
    tree_kib, process_kib = 0, 0
    with tempfile.TemporaryFile() as printed:
        process, _ = _start(command, folder, printed.fileno())
        waiting = threading.Thread(target=process.wait)
        waiting.start()
        while waiting.is_alive():
            shares = [(_kib(pid, "smaps_rollup", "Pss:"), pid) for pid in _tree(process.pid)]
            tree_kib = max(tree_kib, sum(share for share, _ in shares))
            process_kib = max(process_kib, *(_kib(pid, "status", "VmHWM:") for _, pid in shares))
            waiting.join(_INTERVAL_S)
    return Memory(
        exit_code=process.returncode, tree_mib=tree_kib / 1024, process_mib=process_kib / 1024
    )


def _start(
    command: Sequence[str | Path], folder: Path, output: int
) -> tuple[subprocess.Popen[bytes], float]:
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
    )
    return process, start


def _environment() -> dict[str, str]:
    """Leave out what would make two machines differ: virtual environments, tokens, Jupyter's paths."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV", "JUPYTER")) and "TOKEN" not in name
    }


def _tree(pid: int) -> list[int]:
    """Return a process and all that descend from it: field 4 of proc_pid_stat(5) is the parent."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (entry / "stat").read_text(errors="replace").rpartition(")")[2]
        except OSError:
            continue
        parents[int(entry.name)] = int(after_name.split()[1])
    found = [pid]
    for parent in found:
        found.extend(child for child, its_parent in parents.items() if its_parent == parent)
    return found


def _kib(pid: int, file: str, name: str) -> int:
    """Return a figure of a process, in KiB; 0 once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
