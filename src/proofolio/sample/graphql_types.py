"""The account in the shape of GitHub's GraphQL types: dictionaries of values and resolvers.

graphql-core calls a value that can be called, with the field's arguments.
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any

from proofolio.sample import languages, shapes
from proofolio.sample.account import Repository
from proofolio.sample.git_store import Commit, Entry, GitDirectory
from proofolio.sample.hub import Hub

Json = dict[str, Any]

_BINARY_LOOK_BYTES = 8000


class ApiError(Exception):
    """An error of GitHub's GraphQL API, with its type."""

    def __init__(self, message: str, kind: str) -> None:
        super().__init__(message)
        self.type = kind


def owner(hub: Hub) -> Json:
    """The account: a `User` or an `Organization`."""
    account = hub.account
    kind = "Organization" if account.is_organisation else "User"

    def one(_info: Any, name: str, **_: Any) -> Json | None:
        found = hub.visible(account.login, name, "owner")
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
        "url": f"{hub.url}/{account.login}",
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
        "url": f"{hub.url}/{full_name}",
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
        "primaryLanguage": lambda _info: next(iter(_languages(git, {"first": 1})["nodes"]), None),
        "defaultBranchRef": lambda _info: _default_branch(hub, repo),
        "object": lambda _info, **arguments: _object(hub, repo, **arguments),
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
    nodes = [repository(hub, repo) for repo in _page(chosen, arguments)]
    return {**_connection(chosen, nodes, arguments), "totalDiskUsage": 0}


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
    nodes = [repository(hub, repo) for repo in _page(found, arguments)]
    return _connection(found, nodes, arguments)


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
    return _connection(nodes, _page(nodes, arguments), arguments)


def _languages(git: GitDirectory, arguments: Json) -> Json:
    head = git.head()
    sizes = list(languages.of(git.entries(head.tree).values()).items()) if head else []
    # GitHub sorts by size only when asked; by name is as good an order as any.
    order = arguments.get("orderBy")
    sizes.sort(key=lambda item: item[0])
    if order:
        sizes.sort(key=lambda item: item[1], reverse=order["direction"] == "DESC")
    part = _page(sizes, arguments)
    nodes = [
        {"id": shapes.node_id("Language", name), "name": name, "color": None} for name, _ in part
    ]
    connection = _connection(sizes, nodes, arguments)
    for edge, (_, size) in zip(connection["edges"], part, strict=True):
        edge["size"] = size
    return {**connection, "totalSize": sum(size for _, size in sizes)}


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
        "target": _commit(hub, repo, head),
    }


def _object(
    hub: Hub, repo: Repository, expression: str | None = None, oid: str | None = None
) -> Json | None:
    git = hub.git.directory(repo)
    revision, colon, path = (expression or oid or "HEAD").partition(":")
    head = git.head()
    commit = head if head and revision in {"HEAD", repo.default_branch} else git.resolve(revision)
    if commit is None:
        return None
    if not colon:
        return _commit(hub, repo, commit)
    if not path:
        return _tree(git, commit.tree)
    entry = git.entries(commit.tree).get(path)
    return _entry_object(git, entry) if entry else None


def _entry_object(git: GitDirectory, entry: Entry) -> Json | None:
    if entry.type == "tree":
        return _tree(git, entry.oid)
    return _blob(git, entry) if entry.type == "blob" else None


def _commit(hub: Hub, repo: Repository, made: Commit) -> Json:
    return {
        **_named("Commit", made.oid),
        "authoredDate": made.authored_at,
        "committedDate": made.committed_at,
        "message": made.message,
        "messageHeadline": made.message.partition("\n")[0],
        "tree": lambda _info: _tree(hub.git.directory(repo), made.tree),
        "url": f"{hub.url}/{hub.account.login}/{repo.name}/commit/{made.oid}",
    }


def _tree(git: GitDirectory, oid: str) -> Json:
    entries = [entry for path, entry in git.entries(oid).items() if "/" not in path]

    def line(entry: Entry) -> Json:
        return {
            "name": entry.path,
            "path": entry.path,
            "mode": int(entry.mode, 8),
            "type": entry.type,
            "oid": entry.oid,
            "size": entry.size or 0,
            "object": lambda _info: _entry_object(git, entry),
        }

    return {**_named("Tree", oid), "entries": [line(entry) for entry in entries]}


def _blob(git: GitDirectory, entry: Entry) -> Json:
    data = git.blob(entry.oid)
    # As git tells text from binary.
    is_binary = b"\0" in data[:_BINARY_LOOK_BYTES]
    return {
        **_named("Blob", entry.oid),
        "byteSize": len(data),
        "isBinary": is_binary,
        "isTruncated": False,
        "text": None if is_binary else data.decode("utf-8", "replace"),
    }


def _named(kind: str, oid: str) -> Json:
    return {
        "__typename": kind,
        "id": shapes.node_id(kind, oid),
        "oid": oid,
        "abbreviatedOid": oid[:7],
    }


def _bounds(count: int, arguments: Json) -> tuple[int, int]:
    start = _position(arguments.get("after"), -1) + 1
    end = _position(arguments.get("before"), count)
    if (first := arguments.get("first")) is not None:
        end = min(end, start + first)
    if (last := arguments.get("last")) is not None:
        start = max(start, end - last)
    return start, max(start, min(end, count))


def _page(items: Sequence[_T], arguments: Json) -> Sequence[_T]:
    start, end = _bounds(len(items), arguments)
    return items[start:end]


def _connection(items: Sequence[Any], nodes: Sequence[Json], arguments: Json) -> Json:
    start, end = _bounds(len(items), arguments)
    cursors = [_cursor(number) for number in range(start, end)]
    return {
        "nodes": nodes,
        "edges": [
            {"cursor": cursor, "node": node} for cursor, node in zip(cursors, nodes, strict=True)
        ],
        "totalCount": len(items),
        "pageInfo": {
            "startCursor": cursors[0] if cursors else None,
            "endCursor": cursors[-1] if cursors else None,
            "hasNextPage": end < len(items),
            "hasPreviousPage": start > 0,
        },
    }


def _cursor(number: int) -> str:
    return base64.b64encode(f"cursor:v2:{number}".encode()).decode()


def _position(cursor: str | None, default: int) -> int:
    if cursor is None:
        return default
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("cursor:v2:"))
    except (binascii.Error, ValueError):
        message = f"`{cursor}` does not appear to be a valid cursor."
        raise ApiError(message, "INVALID_CURSOR_ARGUMENTS") from None
