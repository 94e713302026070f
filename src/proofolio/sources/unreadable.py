"""Why a repository could not be read: git's words turned into ours."""

import re
from enum import Enum

from proofolio.errors import ProofolioError, SourceError, SystemProblemError
from proofolio.sources.paths import printable


class Why(Enum):
    """The kinds that call for different next steps."""

    ABSENT = "absent"
    """Gone, renamed or private: the server does not say which."""
    NO_REF = "no ref"
    """The branch is not there; with HEAD, the repository is empty."""
    UNREACHABLE = "unreachable"
    """The host did not answer, or stopped in the middle."""
    TOO_LARGE = "too large"
    TOO_SLOW = "too slow"
    """The time for one repository was over."""
    OTHER = "other"


class UnreadableError(SourceError):
    """One repository could not be read."""

    def __init__(self, why: Why, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.why = why
        self.message = message
        self.hint = hint


_AGAIN = "Run `proofolio sync` again later; what was read before is kept."

# What git 2.31 to 2.51 and libcurl print with LC_ALL=C.
_SIGNS: tuple[tuple[str, Why, str, str], ...] = (
    (
        r"couldn't find remote ref|not our ref|no such remote ref|unadvertised object",
        Why.NO_REF,
        "the branch or commit is not there",
        "Check the name of the branch; it may have been renamed or deleted.",
    ),
    (
        r"could not read (Username|Password)|Authentication failed|not found|error: (40[134]|451)",
        Why.ABSENT,
        "it was deleted, renamed or made private",
        "Look at its page on GitHub; to read a private repository, a token has to be allowed to.",
    ),
    (
        r"Could not resolve|(Failed to|Couldn't) connect|Connection \w+|unreachable|SSL|certificate",
        Why.UNREACHABLE,
        "the server could not be reached",
        "Check the connection, then run `proofolio sync` again.",
    ),
    (
        r"Operation too slow|timed out",
        Why.UNREACHABLE,
        "the server stopped sending",
        _AGAIN,
    ),
    (
        r"returned error: 5\d\d",
        Why.UNREACHABLE,
        "the server is having trouble",
        _AGAIN,
    ),
    (
        r"unexpected disconnect|early EOF|hung up|transfer closed|invalid index-pack",
        Why.UNREACHABLE,
        "the server stopped in the middle",
        _AGAIN,
    ),
    (
        r"returned error: 429|rate limit",
        Why.OTHER,
        "the server asks to slow down",
        "Wait a few minutes, then run `proofolio sync` again.",
    ),
)


def explain(stderr: str) -> ProofolioError:
    """What git printed when it failed → an error to raise."""
    if re.search(r"No space left on device|Disk quota exceeded", stderr):
        return no_space()
    for pattern, why, message, hint in _SIGNS:
        if re.search(pattern, stderr, re.IGNORECASE):
            return UnreadableError(why, message, hint)
    said = [line for line in stderr.splitlines() if line.startswith(("fatal:", "error:"))]
    last = printable(said[-1].partition(":")[2]) if said else "no reason given"
    return UnreadableError(Why.OTHER, f"git could not read it: {last}", _AGAIN)


def too_large(max_bytes: int) -> UnreadableError:
    """The repository passed the limit while it was read."""
    return UnreadableError(
        Why.TOO_LARGE,
        f"there is more than {size_in_words(max_bytes)} to read",
        "Add it to `exclude` in portfolio.yml, or make its notebooks smaller.",
    )


def not_git() -> UnreadableError:
    """Something else answered in the server's place."""
    return UnreadableError(
        Why.UNREACHABLE,
        "something else than git answered, such as a network's sign-in page",
        "Sign in to the network in a browser, then run `proofolio sync` again.",
    )


def too_slow(timeout_s: float) -> UnreadableError:
    """The time for one repository was over."""
    return UnreadableError(Why.TOO_SLOW, f"reading it took longer than {timeout_s:.0f} s", _AGAIN)


def no_space() -> SystemProblemError:
    """The disk is full."""
    return SystemProblemError(
        "There is no space left on this disk.",
        "Free some space, then run `proofolio sync` again: it goes on where it was.",
    )


def size_in_words(size_bytes: int) -> str:
    """`20 MB`, `1.2 MB`, `340 kB`, `80 bytes`: decimal units for people."""
    if size_bytes < 1_000:
        return f"{size_bytes} byte{'' if size_bytes == 1 else 's'}"
    if size_bytes < 999_500:
        return f"{size_bytes / 1e3:.0f} kB"
    return f"{size_bytes / 1e6:.1f}".removesuffix(".0") + " MB"
