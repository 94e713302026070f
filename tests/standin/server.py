"""A GitHub on the loopback interface, over an account folder.

`proofolio demo` pulls the sample learner's account from it through the real code path; tests use
it too, tell it to misbehave and count what it was asked.
"""

import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from tests.standin import drive, faults, git_http, graphql, raw, rest, uploads
from tests.standin.account import Account, load
from tests.standin.fast_import import IDENTITY
from tests.standin.faults import Fault
from tests.standin.git_store import GitStore
from tests.standin.hub import Hub
from tests.standin.quota import Quota, Resource
from tests.standin.web import Answer, Kind, LoopbackServer, Request, html_answer, segments

__all__ = ["Fault", "Request", "StandIn"]

TOKENS: Mapping[str, int] = MappingProxyType({"good-token": 5000})
"""Token → requests that it may make in an hour."""

_ANSWERS: Mapping[Kind, Callable[[Hub, Request], Answer]] = MappingProxyType(
    {
        "rest": rest.answer,
        "graphql": graphql.answer,
        "git": git_http.answer,
        "drive": drive.answer,
        "raw": raw.answer,
        "upload": uploads.answer,
    }
)


class StandIn:
    """Answers as GitHub, gist.github.com and Google Drive do, while the `with` block runs.

    Attributes:
        account: what it serves; may be changed at any time (`account.rename`, `.private`, …).
    """

    def __init__(
        self,
        account_dir: Path,
        *,
        work_dir: Path | None = None,
        port: int = 0,
        pages_url: str | None = None,
        tokens: Mapping[str, int] = TOKENS,
        anonymous_quota: int = 60,
        clock: Callable[[], float] = time.time,
        latency_s: float = 0,
    ) -> None:
        """Reads the account; repositories are built when they are first asked for.

        Args:
            account_dir: a folder as `account.load` reads it.
            work_dir: where the git directories go; a temporary folder when not given.
            port: 0 for any free one.
            pages_url: where answers say that the pages for people are (`html_url`), such as
                `https://github.com`; the server itself when not given.
            tokens: token → requests an hour.
            anonymous_quota: requests an hour without a token.
            clock: seconds since 1970; decides when the quota is renewed, and what `Date` says.
            latency_s: how long every answer takes longer than it needs, as over a distance.
        """
        self.account: Account = load(account_dir)
        self._work_dir = work_dir
        self._port = port
        self._pages_url = pages_url
        self._clock = clock
        self._latency_s = latency_s
        self._quota = Quota(tokens, anonymous_quota, clock)
        self._mischief = faults.Mischief()
        self._requests: list[Request] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._server = LoopbackServer(self._port, self._answer, self._clock)
        # Git may still hold a file for a moment on some systems; a leftover does no harm.
        self._temporary = tempfile.TemporaryDirectory(
            prefix="proofolio-", ignore_cleanup_errors=True
        )
        self._hub = Hub(
            url=self._server.url,
            pages_url=self._pages_url or self._server.url,
            account=self.account,
            git=GitStore(self._work_dir or Path(self._temporary.name)),
            quota=self._quota,
        )
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._mischief.end()
        self._server.stop()
        self._temporary.cleanup()
        if self._server.defects and error is None:
            raise self._server.defects[0]

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`."""
        return self._hub.url

    def environment(self) -> dict[str, str]:
        """The variables that point a program here, as a GitHub Enterprise server's would."""
        return {
            "GITHUB_API_URL": f"{self.url}/api/v3",
            "GITHUB_GRAPHQL_URL": f"{self.url}/api/graphql",
            "GITHUB_SERVER_URL": self.url,
            "PROOFOLIO_DRIVE_URL": f"{self.url}/drive",
            "PROOFOLIO_UPLOADS_URL": f"{self.url}/uploads",
        }

    @property
    def uploads(self) -> dict[str, bytes | str]:
        """Address on a host that serves uploads (`https://…`) → its bytes, or where it leads."""
        return self._hub.uploads

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request so far, in order of arrival."""
        with self._lock:
            return tuple(self._requests)

    def forget(self) -> None:
        """Empties `requests`."""
        with self._lock:
            self._requests.clear()

    def misbehave(self, fault: Fault) -> None:
        """Goes wrong from now on, as the fault says."""
        self._mischief.add(fault)

    def behave(self) -> None:
        """Goes wrong no more."""
        self._mischief.clear()

    def leave(
        self, remaining: int, *, token: str | None = None, resource: Resource = "core"
    ) -> None:
        """Makes `remaining` what is left of this hour's quota, with or without a token."""
        self._quota.leave(token, resource, remaining)

    def renew(self) -> None:
        """Makes every quota whole, from now on for an hour."""
        self._quota.renew()

    def edit(
        self,
        repository: str,
        changes: Mapping[str, bytes | None],
        message: str = "Edit",
        date: datetime | str = "2026-01-02T03:04:05Z",
        author: str = IDENTITY,
    ) -> str:
        """Commits to a repository's default branch, and returns the commit's id.

        Args:
            repository: its name.
            changes: path → new content, or None to remove the file.
            message: of the commit.
            date: of the commit; ISO 8601 when it is text.
            author: `Name <address>`.
        """
        moment = datetime.fromisoformat(date) if isinstance(date, str) else date
        directory = self._hub.git.directory(self.account.repository(repository))
        return directory.commit(changes, message, moment.astimezone(UTC), author).oid

    def head(self, repository: str) -> str | None:
        """The id of a repository's last commit; None when it is empty."""
        commit = self._hub.git.directory(self.account.repository(repository)).head()
        return commit.oid if commit else None

    def _answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        kind = _kind(segments(path))
        if kind is None:
            return html_answer(404, "<!DOCTYPE html><title>Page not found</title>")
        request = Request(
            method=method,
            path=path,
            kind=kind,
            authorization=headers.get("authorization"),
            body=body,
            headers=headers,
        )
        with self._lock:
            self._requests.append(request)
        if self._latency_s:
            self._mischief.pause(self._latency_s)
        fault = self._mischief.choose(request)
        if fault is None:
            return _ANSWERS[kind](self._hub, request)
        self._mischief.wait(fault)
        return faults.instead(fault) or faults.spoil(fault, _ANSWERS[kind](self._hub, request))


def _kind(parts: tuple[str, ...]) -> Kind | None:
    match parts:
        case ("api", "graphql"):
            return "graphql"
        case ("api", "v3", _, *_):
            return "rest"
        case ("drive", *_):
            return "drive"
        case ("uploads", _, *_):
            return "upload"
        case ("gist-raw", _, _, "raw", _, *_) | (_, _, "raw", _, _, *_):
            return "raw"
        case (_, _, "info", "refs") | (_, _, "git-upload-pack" | "git-receive-pack"):
            return "git"
        case _:
            return None
