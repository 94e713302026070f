"""Print what was measured: a figure per line, `name value unit`."""

import statistics
from collections.abc import Iterable

from processes import Memory, Run


def tell(name: str, value: float, unit: str, *, of: str = "notebooks") -> None:
    """Print one figure of a benchmark."""
    shown = f"{value:.3g}" if isinstance(value, float) else str(value)
    print(f"{of}.{name} {shown} {unit}", flush=True)


def tell_times(name: str, runs: Iterable[Run]) -> None:
    """Print the median of what several runs took."""
    tell(f"{name}.wall", wall_s(runs), "s")
    tell(f"{name}.cpu", cpu_s(runs), "s")


def tell_ratio(name: str, one: Iterable[Run], other: Iterable[Run]) -> None:
    """Print how many times as long as the other the one takes."""
    tell(f"{name}.wall", wall_s(one) / wall_s(other), "times")
    tell(f"{name}.cpu", cpu_s(one) / cpu_s(other), "times")


def tell_memory(name: str, memory: Memory) -> None:
    """Print the most memory that was in use, and how the command ended unless it ended well."""
    tell(f"{name}.peak_memory", memory.tree_mib, "MiB")
    tell(f"{name}.largest_process", memory.process_mib, "MiB")
    if memory.exit_code:
        tell(f"{name}.watched.exit_code", memory.exit_code, "code")


def tell_end(name: str, done: Run) -> None:
    """Print how a command ended, and what it said last unless it ended well."""
    tell(f"{name}.exit_code", done.exit_code, "code")
    lines = [line.strip() for line in done.output.splitlines() if line.strip()]
    if done.exit_code and lines:
        print(f"notebooks.{name}.last_words {lines[-1]}", flush=True)


def wall_s(runs: Iterable[Run]) -> float:
    """Return the median time from start to end."""
    return statistics.median(run.wall_s for run in runs)


def cpu_s(runs: Iterable[Run]) -> float:
    """Return the median processor time."""
    return statistics.median(run.cpu_s for run in runs)
