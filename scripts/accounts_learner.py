"""Do with an account what a learner does, by the real command line, and time each command."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from proofolio.errors import ExitCode

PROGRAM = Path(sys.executable).with_name("proofolio")
_MARK = "largest-resident-set: "
# A process begins with the size of the one that started it: a small one has to measure.
_MEASURED = f"""
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], check=False).returncode
print("{_MARK}" + str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss), file=sys.stderr)
sys.exit(code if code >= 0 else 128 - code)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A command that ended."""

    name: str
    exit_code: int
    """Negative when a signal ended it."""
    wall_s: float
    cpu_s: float
    """User and system time of the command and of all that it waited for."""
    peak_mib: float
    """The largest resident set of any of its processes."""
    output: str
    errors: str
    """What it said on the error stream."""

    @property
    def said(self) -> str:
        """Both streams."""
        return self.output + self.errors


def learn(
    login: str, folder: Path, environment: Mapping[str, str], *, pull: bool, limit_s: float
) -> Iterator[Step]:
    """Begin a portfolio in `folder`, pull, build, check and publish it; yield each command as it ends.

    Args:
        login: of the account.
        folder: gets `portfolio/`, and `public/` as `publish --to` writes it.
        environment: what points to the account's GitHub.
        pull: whether to pull although something was pulled already.
        limit_s: a command that takes longer is ended.
    """
    root, public = folder / "portfolio", folder / "public"
    at = ("-C", str(root))
    has_pulled = (root / ".proofolio/snapshot").exists()
    commands: list[tuple[str, tuple[str, ...]]] = []
    if not (root / "portfolio.yml").exists():
        commands.append(("init", ("init", str(root), "--github", login)))
    if pull or not has_pulled:
        commands.append(("sync", (*at, "sync")))
    commands += [
        ("build", (*at, "build")),
        ("check", (*at, "check", "--json", "--all")),
        ("status", (*at, "status", "--json")),
        ("publish", (*at, "publish", "--no-sync", "--to", str(public))),
    ]
    for name, arguments in commands:
        step = run(name, (str(PROGRAM), *arguments), environment, limit_s=limit_s)
        yield step
        if name in {"init", "sync"} and step.exit_code not in {ExitCode.OK, ExitCode.INCOMPLETE}:
            return


def run(
    name: str, command: tuple[str, ...], environment: Mapping[str, str], *, limit_s: float
) -> Step:
    """Run a command in a session of its own, and end all of it when it takes too long."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-S", "-c", _MEASURED, *command],
            env=_clean() | dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )
        timer = threading.Timer(limit_s, os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        wall_s = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        streams = []
        for stream in (output, errors):
            stream.seek(0)
            streams.append(stream.read().decode(errors="replace"))
    errors_text, _, peak = streams[1].rpartition(_MARK)
    if not peak.strip().isdigit():
        errors_text, peak = streams[1], "0"
    per_mib = 2**20 if sys.platform == "darwin" else 2**10
    return Step(
        name=name,
        exit_code=process.returncode,
        wall_s=wall_s,
        cpu_s=usage.ru_utime + usage.ru_stime,
        peak_mib=int(peak) / per_mib,
        output=streams[0],
        errors=errors_text,
    )


def _clean() -> dict[str, str]:
    """The environment, without tokens and without anybody's configuration of git."""
    kept = {name: value for name, value in os.environ.items() if "TOKEN" not in name}
    return kept | {"GH_CONFIG_DIR": os.devnull, "GIT_CONFIG_GLOBAL": os.devnull}
