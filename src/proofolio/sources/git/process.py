"""Run a program that may misbehave: bounded in time, in disk space and by the user's Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

LOOK_EVERY_S = 0.05


class StoppedError(Exception):
    """The run was given up because the sync is ending."""


class OutOfTimeError(Exception):
    """The program was killed because its time was over."""


class OutOfSpaceError(Exception):
    """The program was killed because its folder grew too large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """When a program is killed."""

    folder: Path
    """What the program may write to."""
    max_bytes: int
    """How large that folder may grow."""
    deadline: float
    """On the clock of `time.monotonic`."""
    stop: Event
    """Set by another thread to end at once."""


def run(
    argv: Sequence[str],
    *,
    environment: Mapping[str, str],
    bounds: Bounds,
    output: Path,
    given: bytes = b"",
) -> tuple[int, str]:
    """Run a program without a terminal and wait for it.

    Args:
        argv: the program and its arguments; no shell takes part.
        environment: all of its environment variables.
        bounds: when to kill it, with every process that it started.
        output: file that takes its standard output; inside `bounds.folder` it counts as growth.
        given: its standard input.

    Returns:
        The exit status, and what it wrote to standard error.

    Raises:
        StoppedError, OutOfTimeError, OutOfSpaceError: it was killed.
        OSError: it could not be started.
    """
    given_path = output.with_suffix(".in")
    error_path = output.with_suffix(".err")
    given_path.write_bytes(given)
    with given_path.open("rb") as stdin, output.open("wb") as out, error_path.open("wb") as err:
        process = subprocess.Popen(
            argv,
            env=dict(environment),
            cwd=bounds.folder,
            stdin=stdin,
            stdout=out,
            stderr=err,
            # Its own process group, so that its children can be killed with it.
            start_new_session=True,
        )
        try:
            status = _wait(process, bounds)
            _check_size(bounds)
        except BaseException:
            _kill(process)
            raise
    return status, error_path.read_bytes()[-20_000:].decode(errors="replace")


def _wait(process: subprocess.Popen[bytes], bounds: Bounds) -> int:
    while True:
        try:
            return process.wait(LOOK_EVERY_S)
        except subprocess.TimeoutExpired:
            if bounds.stop.is_set():
                raise StoppedError from None
            if time.monotonic() > bounds.deadline:
                raise OutOfTimeError from None
            _check_size(bounds)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _check_size(bounds: Bounds) -> None:
    total = 0
    for parent, _, names in os.walk(bounds.folder):
        for name in names:
            try:
                total += os.lstat(Path(parent, name)).st_size
            except FileNotFoundError:
                # The program renames and removes files while we look.
                continue
    if total > bounds.max_bytes:
        raise OutOfSpaceError
