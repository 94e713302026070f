"""Asks other hosts whether what the site links to is still there: politely, and not again for a while."""

import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

from proofolio.sources.http import addresses
from proofolio.sources.http.addresses import Origin
from proofolio.sources.http.exchange import HttpClient
from proofolio.sources.http.no_answer import NoAnswerError, Reason
from proofolio.store.files import write_atomically

TIMEOUT_S: Final = 30
"""For one address, redirects and all."""
PAUSE_S: Final = 1.0
"""Between two questions to the same host."""
_HOSTS_AT_ONCE: Final = 8
_MOST_REDIRECTS: Final = 5
_REMEMBERED: Final = {True: timedelta(days=14), False: timedelta(days=1)}
_NO_HEAD: Final = frozenset({400, 403, 404, 405, 406, 501})
"""Some servers refuse HEAD, or answer it as if nothing were there."""
_GONE: Final = frozenset({404, 410, 451})
_HEADERS: Final = {
    "User-Agent": "Mozilla/5.0 (compatible; proofolio link check)",
    "Accept": "text/html,*/*;q=0.5",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLink:
    """An address that leads nowhere any more."""

    url: str
    reason: str
    """`the server says 404`, `there is no host of this name`."""


def dead_among(
    urls: Iterable[str],
    *,
    memory: Path,
    now: datetime,
    on_done: Callable[[int, int], None] = lambda _done, _total: None,
    may_be_local: bool = False,
    pause_s: float = PAUSE_S,
) -> tuple[DeadLink, ...]:
    """Ask for each address once, and tell which are gone; one that cannot be told is taken to be there.

    A host is asked one thing at a time. What was there is believed for two weeks, what was gone for a day.

    Args:
        urls: absolute, of the web.
        memory: a file that remembers the answers.
        now: UTC.
        on_done: told how many of how many were asked for.
        may_be_local: whether hosts of this network are asked, too; what was pulled names what it likes.
        pause_s: between two questions to the same host.
    """
    wanted = tuple(dict.fromkeys(url.partition("#")[0] for url in urls if _host_of(url)))
    known = _read(memory, now)
    by_host: dict[str, list[str]] = {}
    for url in wanted:
        if url not in known:
            by_host.setdefault(_host_of(url), []).append(url)
    total, lock = sum(map(len, by_host.values())), threading.Lock()
    answers: dict[str, str] = {}

    def ask_host(asked: list[str]) -> None:
        trusted = (
            addresses.origins(filter(_host_of, asked)) if may_be_local else frozenset[Origin]()
        )
        with HttpClient(trusted=trusted) as client:
            for number, url in enumerate(asked):
                if number:
                    time.sleep(pause_s)
                answer = _ask(client, url)
                with lock:
                    if answer is not None:
                        answers[url] = answer
                    on_done(len(answers), total)

    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        for job in [pool.submit(ask_host, asked) for asked in by_host.values()]:
            job.result()
    _write(memory, {**known, **{url: (now, answer) for url, answer in answers.items()}})
    said = {url: answer for url, (_, answer) in known.items()} | answers
    return tuple(DeadLink(url=url, reason=said[url]) for url in wanted if said.get(url))


def _ask(client: HttpClient, url: str) -> str | None:
    """Return why an address is gone, empty when it is there, None when that cannot be told."""
    deadline = time.monotonic() + TIMEOUT_S
    try:
        status = _status(client, "HEAD", url, deadline)
        if status in _NO_HEAD:
            status = _status(client, "GET", url, deadline)
    except NoAnswerError as error:
        return "there is no host of this name" if error.reason is Reason.NO_HOST else None
    return f"the server says {status}" if status in _GONE else ""


def _status(client: HttpClient, method: str, url: str, deadline: float) -> int:
    """Return the status where an address leads to; no body is read.

    Raises:
        NoAnswerError: there is none.
    """
    status = 0
    for _ in range(_MOST_REDIRECTS):
        reply = client.ask(
            method,
            url,
            headers=_HEADERS,
            max_bytes=0,
            deadline=deadline,
            wants_body=lambda _: False,
        )
        status, location = reply.status, reply.headers.get("location", "")
        if not (300 <= status < 400 and location):
            break
        try:
            url = urljoin(url, location)
        except ValueError:
            raise NoAnswerError(Reason.BAD_ADDRESS) from None
    return status


def _host_of(url: str) -> str:
    """Return the host that an address of the web names; empty when it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""


def _read(memory: Path, now: datetime) -> Mapping[str, tuple[datetime, str]]:
    try:
        kept = json.loads(memory.read_text("utf-8"))
        answers = {
            str(url): (datetime.fromisoformat(when), str(answer))
            for url, (when, answer) in kept.items()
        }
        return {
            url: (when, answer)
            for url, (when, answer) in answers.items()
            if now - when.astimezone(UTC) < _REMEMBERED[not answer]
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(memory: Path, answers: Mapping[str, tuple[datetime, str]]) -> None:
    text = json.dumps(
        {url: (when.isoformat(), answer) for url, (when, answer) in sorted(answers.items())},
        indent=0,
    )
    write_atomically(memory, text.encode("utf-8"), durable=False)
