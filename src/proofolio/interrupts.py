"""Ctrl-C: at any moment it ends a command with one line and exit code 130.

While modules are loaded nothing is begun, and a `KeyboardInterrupt` in the middle of an import may be
turned into anything: the process ends at once. While a command runs it is an exception, as in every
program of Python, so that what is begun is tidied up; whatever that exception is turned into on its way
up, it is remembered that Ctrl-C came. A second one ends the process at once.
"""

import os
import signal
import sys
from types import FrameType
from typing import Final, NoReturn

EXIT_CODE: Final = 130
"""What shells return for a program that SIGINT ended: 128 and the signal's number."""
STOPPED: Final = "Stopped. What was finished is kept; run the same command again to go on."
_AGAIN_S: Final = 0.01


class _Moment:
    """Where this process is; one for all, as signals are."""

    process = 0
    """The process that answers; one that was forked off it does not."""
    is_loading = True
    times = 0
    """How often Ctrl-C came."""


def begin() -> None:
    """Answer Ctrl-C from now on; a process that was started to ignore it (by `nohup`, say) goes on doing so."""
    _Moment.process = os.getpid()
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _answer)
        sys.unraisablehook = _raised_where_nothing_may_be


def loaded() -> None:
    """Say that a command begins: from now on Ctrl-C is a `KeyboardInterrupt`."""
    _Moment.is_loading = False


def came() -> bool:
    """Tell whether Ctrl-C came, whatever became of its `KeyboardInterrupt`."""
    return _Moment.times > 0


def expected() -> None:
    """Say that Ctrl-C was how this was to end, as it is of a server."""
    _Moment.times = 0


def over() -> None:
    """Say that the command has ended: what comes too late changes nothing."""
    if _Moment.process:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def end() -> NoReturn:
    """End this process, and those that it began, with one line."""
    try:  # noqa: SIM105  no module is loaded for this
        sys.stdout.flush()
    except (AttributeError, OSError, ValueError, RuntimeError):
        pass
    processes = sys.modules.get("multiprocessing")
    for child in processes.active_children() if processes else ():
        child.kill()
    os.write(2, f"\n{STOPPED}\n".encode())
    os._exit(EXIT_CODE)


def _answer(number: int, frame: FrameType | None) -> None:
    del number, frame
    if os.getpid() != _Moment.process:
        return
    _Moment.times += 1
    if _Moment.is_loading or _Moment.times > 1:
        end()
    raise KeyboardInterrupt


def _raised_where_nothing_may_be(found: "sys.UnraisableHookArgs") -> None:
    """Try again a little later when Ctrl-C came where Python has to drop an exception, as in `__del__`."""
    if not issubclass(found.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(found)
        return
    import threading  # noqa: PLC0415  it takes time to load, and is seldom needed

    _Moment.times -= 1
    again = threading.Timer(_AGAIN_S, os.kill, (os.getpid(), signal.SIGINT))
    again.daemon = True
    again.start()
