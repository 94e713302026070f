"""What can go wrong through no fault of the program, told so that a person can act on it.

Every such error has a message (what happened), a hint (what to do next) and a place (where).
Anything that is not a `ProofolioError` is a defect of ours and keeps its traceback.
"""

from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """What a command returns to the shell; documented in `docs/guide/troubleshooting.md`."""

    OK = 0
    FAULT = 1
    """A defect in Proofolio itself."""
    USAGE = 2
    """The command line was not understood."""
    INPUT = 3
    """A file of the learner's needs an edit."""
    SOURCE = 4
    """Nothing could be read, of GitHub or whatever else is asked for; the last good snapshot stands."""
    SYSTEM = 5
    """This computer got in the way: no space, no permission, git missing, another sync running."""
    INCOMPLETE = 6
    """The command finished, but something was left out (`sync`, or `build --strict`)."""
    REFUSED = 7
    """The gate found what must not be published (`check`, `publish`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an error is: a file and line, or a repository and cell."""

    path: str
    line: int | None = None
    """Counted from 1."""

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, in words; never carries markup."""

    message: str
    hint: str = ""
    where: Place | None = None

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.message}"


class ProofolioError(Exception):
    """An error that a user can act on.

    Attributes:
        problems: what is wrong, at least one; every one is shown.
        exit_code: what the command returns.
    """

    exit_code = ExitCode.INPUT

    def __init__(
        self,
        message: str = "",
        hint: str = "",
        where: Place | None = None,
        *,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        self.problems = problems or (Problem(message=message, hint=hint, where=where),)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InputError(ProofolioError):
    """A file that the learner wrote needs an edit."""


class SourceError(ProofolioError):
    """A source could not be read."""

    exit_code = ExitCode.SOURCE


class NotebookError(ProofolioError):
    """A notebook cannot become a page; it is named in the report and the rest goes on."""


class SystemProblemError(ProofolioError):
    """This computer got in the way."""

    exit_code = ExitCode.SYSTEM


class RefusedError(ProofolioError):
    """What was to be published holds something that must not leave."""

    exit_code = ExitCode.REFUSED
