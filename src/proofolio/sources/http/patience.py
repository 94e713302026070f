"""Wait for a server no longer than was said, and say so."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from proofolio.model.records import Event, Report
from proofolio.sources.http.limits import Answer, Wait, asked_wait, lost_connection
from proofolio.sources.http.no_answer import NoAnswerError, Reason

MAX_ATTEMPTS = 5
"""However short the waits that a server asks for are."""
HICCUPS = 2
"""How often a lost connection or a server in trouble is tried again."""
_WORTH_TELLING_S = 1
_PASSING = frozenset({Reason.LOST, Reason.NO_HOST})
_LOG = logging.getLogger(__name__)

AnswerT = TypeVar("AnswerT", bound=Answer)


@dataclass(slots=True, kw_only=True)
class Patience:
    """What is left of the time that one sync may wait; may be used by several threads."""

    subject: str
    """What is waited for, for people."""
    report: Report
    left_s: float
    waited_s: float = 0.0
    retries: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    """Set it to end every wait at once."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, send: Callable[[], AnswerT]) -> AnswerT:
        """Ask until the answer is one, or our patience is over.

        Args:
            send: asks once.

        Returns:
            The last answer, which may still be a refusal.

        Raises:
            NoAnswerError: there was no answer, again and again.
        """
        for attempt in range(MAX_ATTEMPTS):
            try:
                answer = send()
            except NoAnswerError as error:
                _LOG.info("no answer: %s", error)
                # What took its whole time to fail would take it again, and a broken answer comes again.
                if error.reason not in _PASSING or attempt >= 1:
                    raise
                if not self._take(lost_connection(attempt)):
                    raise
                continue
            wait = asked_wait(answer, attempt, datetime.now(UTC))
            is_last = attempt == MAX_ATTEMPTS - 1 or (not answer.is_limited and attempt >= HICCUPS)
            if wait is None or is_last or not self._take(wait):
                return answer
        raise AssertionError("the last attempt returns")

    def _take(self, wait: Wait) -> bool:
        """Wait, unless that is longer than what is left."""
        with self._lock:
            if wait.least_s > self.left_s or self.stop.is_set():
                return False
            wait_s = min(wait.good_s, self.left_s)
            self.left_s -= wait_s
            self.waited_s += wait_s
            self.retries += 1
        if wait_s >= _WORTH_TELLING_S:
            until = datetime.now(UTC) + timedelta(seconds=wait_s)
            self.report(
                Event(kind="waiting", subject=self.subject, detail=wait.reason, until=until)
            )
        pause(self.stop, wait_s)
        return not self.stop.is_set()


def pause(stop: threading.Event, wait_s: float) -> None:
    """Wait so many seconds, or until `stop` is set."""
    stop.wait(wait_s)
