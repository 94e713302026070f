"""Asks GitHub's API; the only user of PyGithub.

PyGithub's objects fetch what they lack behind one's back, so its requester is asked directly: no
request is sent that is not written in `github.py`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urlsplit

from github import Auth, Github

from proofolio.model.records import Quota
from proofolio.sources.github.connection import Connection
from proofolio.sources.github.refusals import Refusals
from proofolio.sources.http.limits import Answer
from proofolio.sources.http.no_answer import NoAnswerError
from proofolio.sources.http.patience import Patience
from proofolio.sources.secrets import Token

PER_PAGE = 100


class Client:
    """Asks, counts, and turns every way to fail into a `SourceError`."""

    def __init__(
        self, base: str, token: Token | None, refusals: Refusals, patience: Patience
    ) -> None:
        self.refusals = refusals
        self.headers: Mapping[str, str] = {}
        """Of the last answer, in lower case."""
        self._asked = 0
        self._patience = patience
        self._github = Github(
            base_url=base,
            auth=None if token is None else Auth.Token(token.value),
            per_page=PER_PAGE,
            user_agent="proofolio",
            seconds_between_requests=0,
            seconds_between_writes=0,
            retry=None,
        )
        parts = urlsplit(base)
        self._connection = Connection(f"{parts.scheme}://{parts.netloc}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._github.close()

    @property
    def requests(self) -> int:
        """How many were sent, those that were tried again among them."""
        return self._asked + self._patience.retries

    def ask(self, verb: str, path: str, **arguments: Any) -> Any:
        """Return the answer's JSON.

        Raises:
            SourceError: there is none, whatever the reason.
        """
        self._asked += 1
        try:
            answer = self._patience.ask(lambda: self._send(verb, path, arguments))
        except NoAnswerError as error:
            raise self.refusals.unreachable(error.reason) from None
        self.headers = answer.headers
        if answer.says_limited:
            raise self.refusals.rate_limit(answer)
        if answer.status != 200:
            raise self.refusals.status(answer)
        return answer.value

    def _send(self, verb: str, path: str, arguments: Mapping[str, Any]) -> "_Reply":
        status, headers, text = self._github.requester.requestJson(
            verb,
            path,
            cnx=self._connection,  # type: ignore[arg-type]
            **arguments,
        )
        value: Any = None
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            if status == 200:
                raise self.refusals.not_an_answer() from None
        said = value.get("message") if isinstance(value, dict) else None
        return _Reply(
            status=status,
            headers=headers,
            message=said if isinstance(said, str) else "",
            says_limited=status == 200 and _tells_of_a_limit(value),
            value=value,
        )

    def quota(self) -> Quota | None:
        """What is left, by the last answer; None on a server that sets no limit."""
        told = [
            self.headers.get(f"x-ratelimit-{name}", "") for name in ("remaining", "limit", "reset")
        ]
        if not all(text.isdecimal() and len(text) <= 10 for text in told):
            return None
        remaining, limit, resets_at = map(int, told)
        return Quota(
            remaining=remaining, limit=limit, resets_at=datetime.fromtimestamp(resets_at, UTC)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply(Answer):
    value: Any
    """Its JSON; None when it is none."""


def _tells_of_a_limit(value: Any) -> bool:
    """GraphQL: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api."""
    errors = value.get("errors") if isinstance(value, dict) else None
    return isinstance(errors, list) and any(
        isinstance(error, dict) and "RATE_LIMIT" in str(error.get("type")) for error in errors
    )
