"""Commands, progress and messages; the only room that knows the terminal."""

import errno
import gc
import os
import sys
import traceback

import click

from proofolio.cli.commands import proofolio
from proofolio.cli.messages import tell_problem
from proofolio.errors import ExitCode, Problem, ProofolioError

_ROOM = "Free some space on this disk, then run the same command again: it goes on where it was."
_IN_THE_WAY = "A file stands where a folder is needed, or the other way round: move it away."
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
    errno.ENAMETOOLONG: "Move the portfolio to a folder with a shorter path.",
}


_GARBAGE_THRESHOLD = 50_000
"""New objects between two looks for cycles; at Python's own 700 a short run spends a sixth in them."""


def main() -> None:
    """Run `proofolio`, and turn whatever goes wrong into words and an exit code."""
    gc.set_threshold(_GARBAGE_THRESHOLD, 20, 20)
    # Looking for plugins of pydantic costs every run a tenth of a build with nothing changed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.exit(_run())


def _run() -> int:
    try:
        return int(proofolio.main(standalone_mode=False) or ExitCode.OK)
    except ProofolioError as error:
        for problem in error.problems:
            tell_problem(problem)
        return error.exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(
            "\nStopped. What was finished is kept; run the same command again to go on.", err=True
        )
        return 130
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except SystemExit as stop:
        # Click's answer to a reader (`head`, a pager) that has seen enough; that is no fault.
        seen_enough = isinstance(stop.__context__, BrokenPipeError)
        return ExitCode.OK if seen_enough else int(stop.code or 0)
    except OSError as error:
        if error.errno not in _SYSTEM_HINTS:
            return _defect()
        where = f" ({error.filename})" if error.filename else ""
        reason = os.strerror(error.errno)
        tell_problem(Problem(message=f"{reason}{where}.", hint=_SYSTEM_HINTS[error.errno]))
        return ExitCode.SYSTEM
    except Exception:  # noqa: BLE001 - the edge: a defect of ours is told as one
        return _defect()


def _defect() -> int:
    from proofolio.cli.log import secrets, without

    click.echo(without(traceback.format_exc(), secrets()), err=True, nl=False)
    click.echo(
        "\nThis is a defect in Proofolio, not a mistake of yours. Nothing of yours was changed.\n"
        "Please report it with the lines above.",
        err=True,
    )
    return ExitCode.FAULT
