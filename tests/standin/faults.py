"""Ways to misbehave: what goes wrong between a learner and GitHub, on demand."""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from tests.standin.rest_call import refusal
from tests.standin.web import Answer, Kind, Request, html_answer

Behaviour = Literal[
    "answer", "html", "hang", "reset", "short_body", "wrong_content_length", "drip", "none"
]


DRIPS_S = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong, for which requests, how often."""

    path: str = ""
    """Regular expression, searched for in path and query."""
    kind: Kind | None = None
    method: str | None = None
    after: int = 0
    """Matching requests that are answered well before the first fault."""
    times: int | None = None
    """How often; None: until `StandIn.behave`."""
    behaviour: Behaviour = "answer"
    """`answer`: `status`, `headers` and `body` instead of the right answer. `html`: a web page with
    HTTP 200, as a hotel's network sends it. `hang`: nothing, until the client gives up. `reset`:
    the connection is dropped. `short_body`: half of the right body, then the end of the connection.
    `wrong_content_length`: the right body, announced as half as long.
    `drip`: the right body, byte by byte. `none`: the right answer,
    with `headers` instead of its own (and after `delay_s`)."""
    status: int = 503
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    delay_s: float = 0
    """Seconds before any of it happens."""


def secondary_limit(*, retry_after_s: int = 1, times: int | None = 1, path: str = "") -> Fault:
    """GitHub's limit on too many requests at once: 403 with quota left."""
    answer = refusal(403, "You have exceeded a secondary rate limit. Please wait a few minutes.")
    headers = {**answer.headers, "retry-after": str(retry_after_s)}
    body = answer.body if isinstance(answer.body, bytes) else b""
    return Fault(path=path, times=times, status=403, headers=headers, body=body)


class Mischief:
    """The faults that wait for their requests."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[tuple[Fault, int]] = []
        self._over = threading.Event()

    def add(self, fault: Fault) -> None:
        """From now on; when several match a request, the one added first is taken."""
        with self._lock:
            self._faults.append((fault, 0))

    def clear(self) -> None:
        """No more faults."""
        with self._lock:
            self._faults.clear()

    def end(self) -> None:
        """Lets go of those that hang."""
        self._over.set()

    def choose(self, request: Request) -> Fault | None:
        """The fault for a request, which is counted."""
        with self._lock:
            chosen: Fault | None = None
            for number, (fault, seen) in enumerate(self._faults):
                if not _matches(fault, request):
                    continue
                last = None if fault.times is None else fault.after + fault.times
                self._faults[number] = (fault, seen + 1)
                if chosen is None and seen >= fault.after and (last is None or seen < last):
                    chosen = fault
            return chosen

    def pause(self, wait_s: float) -> None:
        """Takes so long, unless all is over."""
        self._over.wait(wait_s)

    def wait(self, fault: Fault) -> None:
        """Takes the time that the fault takes."""
        if fault.behaviour == "hang":
            self._over.wait()
        elif fault.delay_s:
            self._over.wait(fault.delay_s)


def instead(fault: Fault) -> Answer | None:
    """What is answered instead; None when the fault spoils the right answer."""
    match fault.behaviour:
        case "answer":
            return Answer(status=fault.status, headers=fault.headers, body=fault.body)
        case "html":
            return html_answer(200, "<!DOCTYPE html><title>Sign in to the network</title>")
        case "hang" | "reset":
            return Answer(status=0, reset=True)
        case _:
            return None


def spoil(fault: Fault, answer: Answer) -> Answer:
    """The right answer, damaged."""
    if fault.behaviour == "drip":
        return replace(answer, drips_s=DRIPS_S)
    if fault.behaviour not in {"short_body", "wrong_content_length"}:
        return replace(answer, headers={**answer.headers, **fault.headers})
    body = answer.body
    if not isinstance(body, bytes):
        stream, body = body, b""
        try:
            body = b"".join(stream)
        finally:
            stream.close()
    half = len(body) // 2
    if fault.behaviour == "short_body":
        return replace(answer, body=body[:half], announced_bytes=len(body))
    return replace(answer, body=body, announced_bytes=half)


def _matches(fault: Fault, request: Request) -> bool:
    return (
        fault.kind in {None, request.kind}
        and fault.method in {None, request.method}
        and re.search(fault.path, request.path) is not None
    )
