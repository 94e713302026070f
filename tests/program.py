"""`proofolio` in a process of its own, without the second and a half of processor time that loading it takes.

The first `run` of a worker starts a process that loads the program and does nothing else; each run is
forked off it, with arguments, folder, environment and standard streams of its own, and ends as any process
does. What tells whether the program can be started and loaded, or how it answers signals, starts the
installed one instead.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("proofolio")
SERVER = Path(__file__).with_name("program_server.py")


def run(
    *arguments: str | os.PathLike[str],
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end; the environment is ours when not given."""
    command = [str(PROGRAM), *map(os.fspath, arguments)]
    if not hasattr(os, "fork"):
        return subprocess.run(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
    with tempfile.TemporaryDirectory() as told:
        places = [str(Path(told) / name) for name in ("out", "err")]
        request = {
            "command": command,
            "folder": str(folder or Path.cwd()),
            "environment": dict(os.environ if environment is None else environment),
            "streams": places,
        }
        server = _server()
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        answer = server.stdout.readline()
        assert answer, "the process that runs the program has ended"
        out, err = (Path(place).read_text("utf-8") for place in places)
    return subprocess.CompletedProcess(command, int(answer), out, err)


@cache
def _server() -> "subprocess.Popen[str]":
    server = subprocess.Popen(
        [sys.executable, SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(_end, server)
    return server


def _end(server: "subprocess.Popen[str]") -> None:
    assert server.stdin
    assert server.stdout
    server.stdin.close()
    server.stdout.close()
    server.wait()
