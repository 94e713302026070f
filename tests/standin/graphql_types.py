"""The account in the shape of GitHub's GraphQL types: dictionaries of values and resolvers.

graphql-core calls a value that can be called, with the field's arguments.
"""

from collections.abc import Callable
from typing import Any

from tests.standin import graphql_git, languages, shapes
from tests.standin.account import Repository
from tests.standin.git_store import GitDirectory
from tests.standin.graphql_pages import connection, page
from tests.standin.hub import Hub

Json = dict[str, Any]

_LARGEST: Json = {"first": 1, "orderBy": {"field": "SIZE", "direction": "DESC"}}


def owner(hub: Hub) -> Json:
    """The account: a `User` or an `Organization`."""
    account = hub.account
    kind = "Organization" if account.is_organisation else "User"

    def one(_info: Any, name: str, **_: Any) -> Json | None:
        found = hub.visible(account.login, name, signed_in=True)
        return repository(hub, found) if found else None

    return {
        "__typename": kind,
        "id": shapes.node_id(kind, account.id),
        "databaseId": account.id,
        "login": account.login,
        "name": account.name,
        "bio": account.bio,
        "description": account.bio,
        "company": account.company,
        "email": "",
        "location": account.location,
        "websiteUrl": account.blog or None,
        "twitterUsername": None,
        "avatarUrl": f"{hub.url}/avatars/u/{account.id}",
        "url": f"{hub.pages_url}/{account.login}",
        "resourcePath": f"/{account.login}",
        "createdAt": account.created_at,
        "updatedAt": account.created_at,
        "repository": one,
        "repositories": lambda _info, **arguments: _repositories(hub, arguments),
        "pinnedItems": lambda _info, **arguments: _pinned(hub, arguments),
    }


def repository(hub: Hub, repo: Repository) -> Json:
    """A `Repository`."""
    git = hub.git.directory(repo)
    full_name = f"{hub.account.login}/{repo.name}"
    pushed = shapes.pushed_at(hub, repo)
    return {
        "__typename": "Repository",
        "id": shapes.node_id("Repository", repo.id),
        "databaseId": repo.id,
        "name": repo.name,
        "nameWithOwner": full_name,
        "owner": lambda _info: owner(hub),
        "url": f"{hub.pages_url}/{full_name}",
        "resourcePath": f"/{full_name}",
        "description": repo.description,
        "homepageUrl": repo.homepage,
        "isArchived": repo.archived,
        "isDisabled": False,
        "isEmpty": git.head() is None,
        "isFork": repo.fork,
        "isLocked": False,
        "isMirror": False,
        "isPrivate": repo.private,
        "isTemplate": repo.is_template,
        "visibility": "PRIVATE" if repo.private else "PUBLIC",
        "createdAt": repo.created_at,
        "pushedAt": pushed,
        "updatedAt": pushed,
        "stargazerCount": repo.stars,
        "forkCount": 0,
        "diskUsage": lambda _info: shapes.repository(hub, repo)["size"],
        "licenseInfo": _licence(hub, repo),
        "repositoryTopics": lambda _info, **arguments: _topics(hub, repo, arguments),
        "languages": lambda _info, **arguments: _languages(git, arguments),
        "primaryLanguage": lambda _info: next(iter(_languages(git, _LARGEST)["nodes"]), None),
        "defaultBranchRef": lambda _info: _default_branch(hub, repo),
        "object": lambda _info, **arguments: graphql_git.find(hub, repo, **arguments),
    }


def _repositories(hub: Hub, arguments: Json) -> Json:
    chosen = [repo for repo in hub.account.repositories if _wanted(repo, arguments)]
    if order := arguments.get("orderBy"):
        key: Callable[[Repository], Any] = {
            "CREATED_AT": lambda repo: repo.created_at,
            "NAME": lambda repo: repo.name.casefold(),
            "PUSHED_AT": lambda repo: shapes.pushed_at(hub, repo),
            "STARGAZERS": lambda repo: repo.stars,
            "UPDATED_AT": lambda repo: shapes.pushed_at(hub, repo),
        }[order["field"]]
        chosen.sort(key=key, reverse=order["direction"] == "DESC")
    nodes = [repository(hub, repo) for repo in page(chosen, arguments)]
    return connection(chosen, nodes, arguments)


def _wanted(repo: Repository, arguments: Json) -> bool:
    for name in ("affiliations", "ownerAffiliations"):
        # The account owns every repository that it has.
        if arguments.get(name) is not None and "OWNER" not in arguments[name]:
            return False
    is_private = "PRIVATE" if repo.private else "PUBLIC"
    return (
        arguments.get("privacy") in {None, is_private}
        and arguments.get("visibility") in {None, is_private}
        and arguments.get("isFork") in {None, repo.fork}
        and arguments.get("isArchived") in {None, repo.archived}
    )


def _pinned(hub: Hub, arguments: Json) -> Json:
    types = arguments.get("types")
    pins = hub.account.pinned if types is None or "REPOSITORY" in types else []
    found = [hub.account.repository(name) for name in pins]
    nodes = [repository(hub, repo) for repo in page(found, arguments)]
    return connection(found, nodes, arguments)


def _topics(hub: Hub, repo: Repository, arguments: Json) -> Json:
    nodes = [
        {
            "id": shapes.node_id("RepositoryTopic", f"{repo.id}:{name}"),
            "topic": {"id": shapes.node_id("Topic", name), "name": name},
            "url": f"{hub.url}/topics/{name}",
            "resourcePath": f"/topics/{name}",
        }
        for name in repo.topics
    ]
    return connection(nodes, page(nodes, arguments), arguments)


def _languages(git: GitDirectory, arguments: Json) -> Json:
    head = git.head()
    sizes = list(languages.of(git.entries(head.tree).values()).items()) if head else []
    # GitHub sorts by size only when asked; by name is as good an order as any.
    order = arguments.get("orderBy")
    sizes.sort(key=lambda item: item[0])
    if order:
        sizes.sort(key=lambda item: item[1], reverse=order["direction"] == "DESC")
    part = page(sizes, arguments)
    nodes = [
        {"id": shapes.node_id("Language", name), "name": name, "color": None} for name, _ in part
    ]
    found = connection(sizes, nodes, arguments)
    for edge, (_, size) in zip(found["edges"], part, strict=True):
        edge["size"] = size
    return {**found, "totalSize": sum(size for _, size in sizes)}


def _licence(hub: Hub, repo: Repository) -> Json | None:
    facts = shapes.licence(hub, repo.license)
    if facts is None:
        return None
    return {
        "id": facts["node_id"],
        "key": facts["key"],
        "name": facts["name"],
        "spdxId": facts["spdx_id"],
        "pseudoLicense": facts["key"] == "other",
        "url": facts["url"],
    }


def _default_branch(hub: Hub, repo: Repository) -> Json | None:
    head = hub.git.directory(repo).head()
    if head is None:
        return None
    return {
        "id": shapes.node_id("Ref", f"{repo.id}:{repo.default_branch}"),
        "name": repo.default_branch,
        "prefix": "refs/heads/",
        "target": graphql_git.commit(hub, repo, head),
    }
