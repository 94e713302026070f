"""What GitHub's API lists of an account; the only user of PyGithub.

With a token, one GraphQL query lists 100 repositories. Without one GraphQL is closed, and REST
lists 100 repositories per request, without languages, pins and commits. PyGithub's objects fetch
what they lack behind one's back, so its requester is asked directly: no request is sent that is
not written here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib import resources
from typing import Any, Self
from urllib.parse import quote, urlsplit

from github import Auth, Github
from requests import RequestException

from proofolio.model.records import Quota
from proofolio.sources import listing as read
from proofolio.sources.connection import Connection
from proofolio.sources.endpoints import Endpoints, Token
from proofolio.sources.limits import Answer
from proofolio.sources.listing import Listing
from proofolio.sources.patience import Patience
from proofolio.sources.refusals import Refusals

PER_PAGE = 100
MAX_PAGES = 50

_MISUNDERSTOOD = (AssertionError, AttributeError, KeyError, TypeError, ValueError)
"""What PyGithub and our readers raise when an answer is not what the API promises."""


def list_account(
    login: str, *, endpoints: Endpoints, token: Token | None, patience: Patience
) -> Listing:
    """List the repositories that a user or an organisation owns.

    Args:
        login: of the user or organisation.
        endpoints: where the API answers.
        token: sent to the API alone; decides between GraphQL and REST.
        patience: how long GitHub may make us wait.

    Raises:
        SourceError: in plain words, whatever the reason.
    """
    base = endpoints.api if token is None else endpoints.graphql.removesuffix("/graphql")
    refusals = Refusals(login=login, address=base, token=token)
    with _Client(base, token, refusals, patience) as client:
        try:
            return _by_rest(client, login) if token is None else _by_graphql(client, login)
        except _MISUNDERSTOOD as error:
            raise refusals.not_an_answer() from error


def _by_graphql(client: "_Client", login: str) -> Listing:
    query = resources.files("proofolio.sources").joinpath("account.graphql").read_text("utf-8")
    repos: list[read.Listed] = []
    misread: list[read.Misread] = []
    is_complete = True
    after: str | None = None
    while True:
        variables = {"login": login, "after": after}
        answer = client.ask("POST", "/graphql", input={"query": query, "variables": variables})
        data: dict[str, Any] = answer.get("data") or {}
        owner: dict[str, Any] | None = data.get("repositoryOwner")
        if owner is None:
            raise client.refusals.no_owner(answer.get("errors") or [])
        page = owner["repositories"]
        pins = read.pins_from_graphql(owner)
        nodes = [node for node in page["nodes"] if node]
        listed, odd = read.read_each(nodes, partial(read.repo_from_graphql, pins=pins))
        repos += listed
        misread += odd
        is_complete &= not answer.get("errors") and len(nodes) == len(page["nodes"])
        before, after = after, page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        if after == before or client.requests >= MAX_PAGES:
            is_complete = False
            break
    return Listing(
        profile=read.profile_from_graphql(owner),
        repos=_sorted(repos),
        misread=tuple(misread),
        is_complete=is_complete,
        has_pins=True,
        quota=read.quota_from_graphql(data.get("rateLimit")),
        requests=client.requests,
    )


def _by_rest(client: "_Client", login: str) -> Listing:
    user = client.ask("GET", f"/users/{quote(login, safe='')}")
    profile = read.profile_from_rest(user)
    repos: list[read.Listed] = []
    misread: list[read.Misread] = []
    is_complete = False
    for page in range(1, MAX_PAGES + 1):
        items = client.ask(
            "GET",
            f"/users/{quote(profile.login, safe='')}/repos",
            parameters={
                "type": "owner", "sort": "full_name", "per_page": PER_PAGE, "page": page,
            },
        )  # fmt: skip
        if not isinstance(items, list):
            raise TypeError("a list expected")
        listed, odd = read.read_each(items, read.repo_from_rest)
        known = {one.repo.host_id for one in repos} | {one.host_id for one in misread}
        repos += listed
        misread += odd
        # The address in `Link` is not followed: only whether there is one counts.
        if 'rel="next"' not in client.headers.get("link", "") or not items:
            is_complete = True
            break
        if known.issuperset(one.repo.host_id for one in listed):
            break
    return Listing(
        profile=profile,
        repos=_sorted(repos),
        misread=tuple(misread),
        is_complete=is_complete,
        has_pins=False,
        quota=client.quota(),
        requests=client.requests,
    )


def _sorted(repos: list[read.Listed]) -> tuple[read.Listed, ...]:
    """By name; one that moved to the next page while we asked comes twice."""
    unique = {listed.repo.host_id: listed for listed in repos}
    return tuple(sorted(unique.values(), key=read.by_name))


class _Client:
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
        except RequestException as error:
            raise self.refusals.unreachable(error) from None
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
