"""Commands, progress and messages; the only package that knows the terminal."""

import errno
import gc
import os
import sys
import traceback

import click

from proofolio import interrupts
from proofolio.cli.commands import proofolio
from proofolio.cli.messages import print_problem
from proofolio.errors import ExitCode, Problem, ProofolioError

_ROOM = "Free some space on this disk, then run the same command again: it goes on where it was."
_IN_THE_WAY = "A file stands where a folder is needed, a link where a file is, or the other way round: move it away."
_SYSTEM_HINTS = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EACCES: "Check who owns that file or folder, and that you may write there.",
    errno.EPERM: "Check who owns that file or folder, and that you may write there.",
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
    errno.EROFS: "This disk is read-only: work in a folder that you may write to.",
    errno.EMFILE: "Too many files are open: close other programs, or raise `ulimit -n`.",
    errno.ELOOP: "Links lead in a circle here: remove them.",
    errno.ENAMETOOLONG: "Move the portfolio to a folder with a shorter path.",
}


_GARBAGE_THRESHOLD = 50_000
"""New objects between two looks for cycles; at Python's own 700 a short run spends a sixth in them."""


def main() -> None:
    """Run `proofolio`, and turn whatever goes wrong into words and an exit code."""
    gc.set_threshold(_GARBAGE_THRESHOLD, 20, 20)
    # Looking for plugins of pydantic costs every run a tenth of a build with nothing changed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        interrupts.loaded()
        code = _run()
        if interrupts.came():
            interrupts.end()
        interrupts.over()
    except KeyboardInterrupt:
        interrupts.end()
    sys.exit(code)


def _run() -> int:
    try:
        return int(proofolio.main(standalone_mode=False) or ExitCode.OK)
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except BaseException as error:
        if interrupts.came():
            # Whatever a library made of it on its way up.
            raise KeyboardInterrupt from error
        return _print(error)


def _print(error: BaseException) -> int:
    """Say what went wrong; returns the exit code.

    Raises:
        BaseException: it is none that ends a command.
    """
    match error:
        case ProofolioError():
            for problem in error.problems:
                print_problem(problem)
            return error.exit_code
        case click.exceptions.Exit():
            return error.exit_code
        case click.ClickException():
            error.show()
            return ExitCode.USAGE
        case SystemExit():
            # Click's answer to a reader (`head`, a pager) that has seen enough; that is no fault.
            seen_enough = isinstance(error.__context__, BrokenPipeError)
            return ExitCode.OK if seen_enough else int(error.code or 0)
        case OSError(errno=number) if number in _SYSTEM_HINTS:
            where = f" ({error.filename})" if error.filename else ""
            hint = _SYSTEM_HINTS[number]
            print_problem(Problem(message=f"{os.strerror(number)}{where}.", hint=hint))
            return ExitCode.SYSTEM
        case Exception():
            return _defect()
        case _:
            raise error


def _defect() -> int:
    from proofolio.cli.log import secrets, without

    click.echo(without(traceback.format_exc(), secrets()), err=True, nl=False)
    click.echo(
        "\nThis is a defect in Proofolio, not a mistake of yours. Nothing of yours was changed.\n"
        "Please report it with the lines above.",
        err=True,
    )
    return ExitCode.FAULT
