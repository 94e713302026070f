"""Stop asking a host that does not answer, so that a hundred time-outs are not waited for."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from proofolio.errors import SourceError
from proofolio.sources.unreadable import UnreadableError, Why

IN_A_ROW = 3
"""When so many repositories in a row got no answer, the others are not asked for."""


class Breaker:
    """Remembers whether one host answers; for use by several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._in_a_row = 0
        self._last: UnreadableError | None = None

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Ask the host within this.

        Raises:
            UnreadableError: it does not answer; in the words of the last attempt.
        """
        self.check()
        try:
            yield
        except UnreadableError as error:
            self.note(error)
            raise
        except SourceError:
            self.note(None)
            raise
        self.note(None)

    def check(self) -> None:
        """Ask this before the host is asked.

        Raises:
            UnreadableError: it does not answer; in the words of the last attempt.
        """
        with self._lock:
            if self._last is not None and self._in_a_row >= IN_A_ROW:
                raise UnreadableError(self._last.why, self._last.message, self._last.hint)

    def note(self, error: UnreadableError | None) -> None:
        """Tell how an attempt ended; a refusal is an answer too."""
        with self._lock:
            if error is None or error.why is not Why.UNREACHABLE:
                self._in_a_row = 0
            else:
                self._in_a_row += 1
                self._last = error
