"""A GitHub account: its profile and its repositories with their files."""

import os
from dataclasses import replace

from proofolio.model.records import Checkpoint, Event, Put, Report
from proofolio.model.snapshot import SourceResult, SourceSnapshot
from proofolio.model.sync_request import SyncRequest
from proofolio.sources.git.host import GitHost, clone_from
from proofolio.sources.git.listing import Listing
from proofolio.sources.git.pull import pull_repositories
from proofolio.sources.github.endpoints import Endpoints, find_token
from proofolio.sources.github.lists import list_account
from proofolio.sources.github.older import from_state, to_state
from proofolio.sources.github.refusals import NEW_TOKEN
from proofolio.sources.http.patience import Patience
from proofolio.sources.secrets import Token

LABEL = "GitHub"


def pull_account(
    login: str,
    request: SyncRequest,
    *,
    previous: SourceSnapshot | None,
    put: Put,
    report: Report,
    checkpoint: Checkpoint,
) -> SourceResult:
    """Pull the account of a user or an organisation; see `contract.Source.pull`."""
    endpoints = Endpoints.from_environment(os.environ)
    token = find_token(os.environ, endpoints)
    report(Event(kind="start", subject=login))
    patience = Patience(subject=LABEL, report=report, left_s=request.wait_s)
    account = list_account(
        login,
        endpoints=endpoints,
        token=token,
        patience=patience,
        older=from_state(previous.state) if previous and not request.fresh else None,
    )
    result = pull_repositories(
        account.listing,
        github_host(endpoints, token),
        request,
        previous=previous,
        put=put,
        report=report,
        checkpoint=checkpoint,
    )
    return replace(
        result,
        waited_s=patience.waited_s,
        advice=_advice(account.listing, result, token),
        state=to_state(account.older),
    )


def github_host(endpoints: Endpoints, token: Token | None = None) -> GitHost:
    """Return how git and pictures are read of GitHub, or of what stands in its place."""

    def picture_url(url: str) -> str:
        # The server of the tests has every host under its own address.
        if not endpoints.uploads or url.startswith(f"{endpoints.server}/"):
            return url
        return f"{endpoints.uploads}/{url.removeprefix('https://')}"

    return GitHost(
        label=LABEL,
        clone_url=clone_from(endpoints.server),
        token=token,
        trusted=endpoints.origins,
        picture_url=picture_url,
    )


def _advice(listing: Listing, result: SourceResult, token: Token | None) -> tuple[str, ...]:
    """A token that sees more than it needs to is a risk without a gain."""
    sees_private = any(one.repo.is_private for one in listing.repos)
    if token is None or not sees_private or any(repo.is_private for repo in result.repos):
        return ()
    advice = (
        f"the token from {token.origin} can see your private repositories, and nothing here needs "
        f"that. One that reads public repositories only does the same: {NEW_TOKEN}"
    )
    return (advice,)
