"""What GitHub's API lists of an account; the only user of PyGithub.

With a token, one GraphQL query lists 100 repositories. Without one GraphQL is closed, and REST
lists 100 repositories per request, without languages, pins and commits. PyGithub's objects fetch
what they lack behind one's back, so its requester is asked directly: no request is sent that is
not written here.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib import resources
from typing import Any, Self
from urllib.parse import quote

from github import Auth, Github, GithubException, GithubRetry
from requests import RequestException

from proofolio.model.records import Event, Quota, Report
from proofolio.sources import listing as read
from proofolio.sources.endpoints import Endpoints, Token
from proofolio.sources.listing import Listing
from proofolio.sources.refusals import Refusals

TIMEOUT_S = 15
PER_PAGE = 100
MAX_PAGES = 50
LONGEST_WAIT_S = 30
LONGEST_WAITS_S = 60
"""In all, per sync."""

_MISUNDERSTOOD = (AssertionError, AttributeError, KeyError, RuntimeError, TypeError, ValueError)
"""What PyGithub and our readers raise when an answer is not what the API promises.

PyGithub's RuntimeError stands for a redirect to another host, which it does not follow.
"""


def list_account(
    login: str, *, endpoints: Endpoints, token: Token | None, report: Report
) -> Listing:
    """List the repositories that a user or an organisation owns.

    Args:
        login: of the user or organisation.
        endpoints: where the API answers.
        token: sent to the API alone; decides between GraphQL and REST.
        report: told when GitHub makes us wait.

    Raises:
        SourceError: in plain words, whatever the reason.
    """
    base = endpoints.api if token is None else endpoints.graphql.removesuffix("/graphql")
    refusals = Refusals(login=login, address=base, token=token)
    with _Client(base, token, refusals, _Patience(subject=login, report=report)) as client:
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
            raise client.refusals.no_owner(answer.get("errors") or [], client.headers)
        page = owner["repositories"]
        pins = read.pins_from_graphql(owner)
        nodes = [node for node in page["nodes"] if node]
        listed, odd = read.read_each(nodes, partial(read.repo_from_graphql, pins=pins))
        repos += listed
        misread += odd
        is_complete &= not answer.get("errors") and len(nodes) == len(page["nodes"])
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"] or client.requests >= MAX_PAGES:
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
        repos += listed
        misread += odd
        # The address in `Link` is not followed: only whether there is one counts.
        if 'rel="next"' not in client.headers.get("link", "") or not items:
            break
    return Listing(
        profile=profile,
        repos=_sorted(repos),
        misread=tuple(misread),
        is_complete=True,
        has_pins=False,
        quota=client.quota(),
        requests=client.requests,
    )


def _sorted(repos: list[read.Listed]) -> tuple[read.Listed, ...]:
    """By name; one that moved to the next page while we asked comes twice."""
    unique = {listed.repo.host_id: listed for listed in repos}
    return tuple(sorted(unique.values(), key=read.by_name))


class _TooLongError(Exception):
    """GitHub asks for a longer wait than a sync may take."""

    def __init__(self, wait_s: float) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


@dataclass(slots=True, kw_only=True)
class _Patience:
    """The waits of one sync, bounded one by one and in all."""

    subject: str
    report: Report
    left_s: float = LONGEST_WAITS_S
    retries: int = field(default=0)

    def wait(self, wait_s: float) -> None:
        if wait_s > min(LONGEST_WAIT_S, self.left_s):
            raise _TooLongError(wait_s)
        self.left_s -= wait_s
        self.retries += 1
        if wait_s >= 1:
            self.report(Event(kind="waiting", subject=self.subject, detail=f"{wait_s:.0f} s"))
        time.sleep(wait_s)


class _Retry(GithubRetry):
    """Retries as GitHub asks, within our patience: `Retry-After` alone has no bound."""

    def __init__(self, *, patience: _Patience, **kwargs: Any) -> None:
        self.patience = patience
        super().__init__(**kwargs)

    def new(self, **kwargs: Any) -> Self:
        return super().new(patience=self.patience, **kwargs)

    def sleep(self, response: Any = None) -> None:
        asked_s = self.get_retry_after(response) if response is not None else None
        self.patience.wait(asked_s or self.get_backoff_time())


class _Client:
    """Asks, counts, and turns every way to fail into a `SourceError`."""

    def __init__(
        self, base: str, token: Token | None, refusals: Refusals, patience: _Patience
    ) -> None:
        self.refusals = refusals
        self.headers: Mapping[str, str] = {}
        """Of the last answer, in lower case."""
        self._asked = 0
        self._patience = patience
        self._github = Github(
            base_url=base,
            auth=None if token is None else Auth.Token(token.value),
            timeout=TIMEOUT_S,
            per_page=PER_PAGE,
            user_agent="proofolio",
            seconds_between_requests=0,
            seconds_between_writes=0,
            retry=_Retry(
                patience=patience,
                total=3,
                connect=1,
                read=1,
                backoff_factor=0.3,
                max_rate_limit_wait=LONGEST_WAIT_S,
                raise_on_status=False,
            ),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._github.close()

    @property
    def requests(self) -> int:
        return self._asked + self._patience.retries

    def ask(self, verb: str, path: str, **arguments: Any) -> Any:
        self._asked += 1
        try:
            self.headers, answer = self._github.requester.requestJsonAndCheck(
                verb, path, **arguments
            )
        except _TooLongError as error:
            raise self.refusals.rate_limit(wait_s=error.wait_s) from None
        except GithubException as error:
            message = error.data.get("message") if isinstance(error.data, dict) else None
            raise self.refusals.status(error.status, str(message or ""), error.headers) from None
        except RequestException as error:
            raise self.refusals.unreachable(error) from None
        return answer

    def quota(self) -> Quota | None:
        remaining, limit = self._github.requester.rate_limiting
        resets_at = self._github.requester.rate_limiting_resettime
        if limit < 0:
            return None
        return Quota(
            remaining=remaining, limit=limit, resets_at=datetime.fromtimestamp(resets_at, UTC)
        )
