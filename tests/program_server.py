"""The process that runs of the program are forked off; see `program.py`.

A request is a line of JSON, its answer the exit code: negative, as `subprocess` has it, for a signal.
"""

import gc
import json
import os
import signal
import sys
import time
from typing import Any

import proofolio
import proofolio.cli.commands
import proofolio.pages.render
import proofolio.site.engine_run
import proofolio.sources.github.account
import proofolio.usecases.check
import proofolio.usecases.draft
import proofolio.usecases.publish
import proofolio.usecases.push

LONGEST_S = 900
"""A run that takes longer hangs, on any machine."""


def next_request() -> dict[str, Any]:
    """Answer requests one by one; comes back once for each, in the process that is to do it."""
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            return json.loads(line)
        _, status = os.waitpid(process, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    os._exit(0)


def become(request: dict[str, Any]) -> None:
    """Have the arguments, the folder, the environment and the streams of a process that was just started."""
    signal.alarm(LONGEST_S)
    sys.argv = request["command"]
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.path[1:1] = filter(None, request["environment"].get("PYTHONPATH", "").split(os.pathsep))
    time.tzset()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, place in enumerate(request["streams"], 1):
        os.dup2(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, "utf-8", "backslashreplace", closefd=False)


if __name__ == "__main__":
    gc.freeze()
    become(next_request())
    proofolio.main()
