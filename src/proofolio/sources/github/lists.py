"""What GitHub's API lists of an account.

With a token, one GraphQL query lists 100 repositories. Without one GraphQL is closed, and REST
lists 100 repositories per request, without languages, pins and commits.
"""

from dataclasses import dataclass, replace
from functools import partial
from importlib import resources
from typing import Any
from urllib.parse import quote

from proofolio.model.records import ProfileRecord
from proofolio.sources.git.listing import Listed, Listing, by_name
from proofolio.sources.github import answers as read
from proofolio.sources.github.client import PER_PAGE, Client
from proofolio.sources.github.endpoints import Endpoints
from proofolio.sources.github.older import OlderRecord
from proofolio.sources.github.pages import Pages
from proofolio.sources.github.refusals import Refusals
from proofolio.sources.http.patience import Patience
from proofolio.sources.secrets import Token

MAX_PAGES = 50

_MISUNDERSTOOD = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)  # fmt: skip
"""What PyGithub and our readers raise when an answer is not what the API promises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What is listed of an account."""

    listing: Listing
    older: OlderRecord | None
    """What need not be asked for next time."""


def list_account(
    login: str,
    *,
    endpoints: Endpoints,
    token: Token | None,
    patience: Patience,
    older: OlderRecord | None = None,
) -> Account:
    """List the repositories that a user or an organisation owns.

    Args:
        login: of the user or organisation.
        endpoints: where the API answers.
        token: sent to the API alone; decides between GraphQL and REST.
        patience: how long GitHub may make us wait.
        older: what was listed last time beyond the first page.

    Raises:
        SourceError: in plain words, whatever the reason.
    """
    base = endpoints.api if token is None else endpoints.graphql.removesuffix("/graphql")
    refusals = Refusals(login=login, address=base, token=token)
    with Client(base, token, refusals, patience) as client:
        try:
            list_by = _by_rest if token is None else _by_graphql
            return list_by(client, login, older)
        except _MISUNDERSTOOD as error:
            raise refusals.not_an_answer() from error


def _by_graphql(client: Client, login: str, older: OlderRecord | None) -> Account:
    query = (
        resources.files("proofolio.sources.github").joinpath("account.graphql").read_text("utf-8")
    )
    pages = Pages(login=login, by_token=True)
    emails: list[str] = []
    is_complete = True
    after: str | None = None
    while True:
        variables = {"login": login, "after": after, "begin": after is None}
        answer = client.ask("POST", "/graphql", input={"query": query, "variables": variables})
        data: dict[str, Any] = answer.get("data") or {}
        owner: dict[str, Any] | None = data.get("repositoryOwner")
        if owner is None:
            raise client.refusals.no_owner(answer.get("errors") or [])
        page = owner["repositories"]
        nodes = [node for node in page["nodes"] if node]
        is_complete &= not answer.get("errors") and len(nodes) == len(page["nodes"])
        if after is None:
            profile, pins = read.profile_from_graphql(owner), read.pins_from_graphql(owner)
            pages.total = int(page["totalCount"])
            pages.changes = read.changes_from_graphql(owner)
        emails += read.emails_from_graphql(nodes, owner.get("databaseId"))
        pages.add(nodes, partial(read.repo_from_graphql, pins=pins))
        before, after = after, page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"] or pages.recall(older):
            break
        if after == before or client.requests >= MAX_PAGES:
            is_complete = False
            break
    # One that was pushed to while we turned the pages may have slipped through.
    is_complete &= pages.is_whole
    listing = Listing(
        owner=profile.login,
        profile=profile,
        profile_repository=_profile_repository(profile),
        learner=read.learner_of(profile, owner.get("databaseId"), emails),
        repos=_in_order([_pinned(one, pins) for one in pages.repos]),
        misread=tuple(pages.misread),
        is_complete=is_complete,
        has_pins=True,
        quota=read.quota_from_graphql(data.get("rateLimit")),
        requests=client.requests,
    )
    return Account(listing=listing, older=pages.remember(older) if is_complete else None)


def _pinned(listed: Listed, pins: tuple[str, ...]) -> Listed:
    """What was not asked for again may be pinned now."""
    host_id = listed.repo.host_id
    rank = pins.index(host_id) if host_id in pins else None
    return replace(listed, repo=replace(listed.repo, pin_rank=rank))


def _by_rest(client: Client, login: str, older: OlderRecord | None) -> Account:
    user = client.ask("GET", f"/users/{quote(login, safe='')}")
    profile = read.profile_from_rest(user)
    pages = Pages(login=login, by_token=False, total=read.count_from_rest(user))
    is_complete = False
    for page in range(1, MAX_PAGES + 1):
        items = client.ask(
            "GET",
            f"/users/{quote(profile.login, safe='')}/repos",
            parameters={
                "type": "owner", "sort": "pushed", "direction": "desc", "per_page": PER_PAGE,
                "page": page,
            },
        )  # fmt: skip
        if not isinstance(items, list):
            raise TypeError("a list expected")
        has_new = pages.add(items, read.repo_from_rest)
        # The address in `Link` is not followed: only whether there is one counts.
        if 'rel="next"' not in client.headers.get("link", "") or not items or pages.recall(older):
            is_complete = True
            break
        if not has_new:
            break
    listing = Listing(
        owner=profile.login,
        profile=profile,
        profile_repository=_profile_repository(profile),
        learner=read.learner_of(profile, user["id"]),
        repos=_in_order(pages.repos),
        misread=tuple(pages.misread),
        is_complete=is_complete,
        has_pins=False,
        quota=client.quota(),
        requests=client.requests,
    )
    return Account(listing=listing, older=pages.remember(older) if is_complete else None)


def _profile_repository(profile: ProfileRecord) -> str:
    # https://docs.github.com/en/account-and-profile/concepts/personal-profile
    return ".github" if profile.is_organisation else profile.login


def _in_order(repos: list[Listed]) -> tuple[Listed, ...]:
    return tuple(sorted(map(_without_pages, repos), key=by_name))


def _without_pages(one: Listed) -> Listed:
    """Mark the repository that GitHub Pages serves at the top of the account's own domain."""
    is_it = one.repo.name.casefold() == f"{one.repo.owner}.github.io".casefold()
    return replace(one, omit="the Pages repository") if is_it else one
