"""The REST API's answers about an account: profile, repositories, gists, quota."""

from collections.abc import Sequence
from typing import Any

from tests.standin import shapes, shapes_files
from tests.standin.account import Repository
from tests.standin.quota import Resource
from tests.standin.rest_call import Call, RefusedError
from tests.standin.web import Answer, json_answer


def profile(call: Call, login: str) -> Answer:
    """`GET /users/{username}`, which answers for organisations too."""
    _require_account(call, login)
    return json_answer(200, shapes.user(call.hub))


def organisation(call: Call, login: str) -> Answer:
    """`GET /orgs/{org}`."""
    _require_organisation(call, login)
    return json_answer(200, shapes.organisation(call.hub))


def viewer(call: Call) -> Answer:
    """`GET /user`."""
    _require_token(call)
    return json_answer(200, shapes.user(call.hub))


def repositories(call: Call, login: str) -> Answer:
    """`GET /users/{username}/repos`: the public ones, whoever asks."""
    _require_account(call, login)
    owned = () if call.request.query.get("type") == "member" else call.hub.account.repositories
    return _repositories(call, [repo for repo in owned if not repo.private], "full_name")


def organisation_repositories(call: Call, login: str) -> Answer:
    """`GET /orgs/{org}/repos`."""
    _require_organisation(call, login)
    kind = call.request.query.get("type", "all")
    chosen = [
        repo
        for repo in call.hub.account.repositories
        if not (repo.private and call.token is None)
        and (kind != "public" or not repo.private)
        and (kind != "private" or repo.private)
        and (kind != "forks" or repo.fork)
        and (kind != "sources" or not repo.fork)
    ]
    return _repositories(call, chosen, "created")


def viewer_repositories(call: Call) -> Answer:
    """`GET /user/repos`: private ones too."""
    _require_token(call)
    query = call.request.query
    visibility = query.get("visibility") or query.get("type", "all")
    chosen = [
        repo
        for repo in call.hub.account.repositories
        if (visibility != "public" or not repo.private)
        and (visibility != "private" or repo.private)
    ]
    return _repositories(call, chosen, "full_name")


def gists(call: Call, login: str) -> Answer:
    """`GET /users/{username}/gists`."""
    _require_account(call, login)
    part, headers = call.page(call.hub.account.gists)
    found = [shapes_files.gist(call.hub, item, with_content=False) for item in part]
    return json_answer(200, found, headers)


def gist(call: Call, gist_id: str) -> Answer:
    """`GET /gists/{gist_id}`."""
    for item in call.hub.account.gists:
        if item.id == gist_id:
            return json_answer(200, shapes_files.gist(call.hub, item, with_content=True))
    raise RefusedError(404, "Not Found")


def rate_limit(call: Call) -> Answer:
    """`GET /rate_limit`, which costs nothing."""

    def facts(resource: Resource) -> dict[str, Any]:
        left = call.hub.quota.look(call.token, resource)
        return {
            "limit": left.limit,
            "used": left.used,
            "remaining": left.remaining,
            "reset": left.reset,
        }

    core = facts("core")
    search = {"limit": 30, "used": 0, "remaining": 30, "reset": core["reset"]}
    resources = {"core": core, "graphql": facts("graphql"), "search": search}
    return json_answer(200, {"resources": resources, "rate": core})


def _require_account(call: Call, login: str) -> None:
    if not call.hub.owns(login):
        raise RefusedError(404, "Not Found")


def _require_organisation(call: Call, login: str) -> None:
    _require_account(call, login)
    if not call.hub.account.is_organisation:
        raise RefusedError(404, "Not Found")


def _require_token(call: Call) -> None:
    if call.token is None:
        raise RefusedError(401, "Requires authentication")


def _repositories(call: Call, chosen: Sequence[Repository], default_sort: str) -> Answer:
    sort = call.request.query.get("sort", default_sort)
    descending = call.request.query.get("direction", "asc" if sort == "full_name" else "desc")

    def key(repo: Repository) -> str:
        if sort == "full_name":
            return repo.name.casefold()
        return repo.created_at if sort == "created" else shapes.pushed_at(call.hub, repo)

    ordered = sorted(chosen, key=key, reverse=descending == "desc")
    part, headers = call.page(ordered)
    return json_answer(200, [shapes.repository(call.hub, repo) for repo in part], headers)
