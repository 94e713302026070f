"""Commits, trees and files in the shape of GitHub's GraphQL types."""

from typing import Any

from tests.standin import fast_import, shapes
from tests.standin.account import Repository
from tests.standin.git_store import Commit, Entry, GitDirectory
from tests.standin.hub import Hub

Json = dict[str, Any]

_BINARY_LOOK_BYTES = 8000


def find(
    hub: Hub, repo: Repository, expression: str | None = None, oid: str | None = None
) -> Json | None:
    """The `GitObject` that an expression (`HEAD:README.md`) or an object id names."""
    git = hub.git.directory(repo)
    revision, colon, path = (expression or oid or "HEAD").partition(":")
    head = git.head()
    made = head if head and revision in {"HEAD", repo.default_branch} else git.resolve(revision)
    if made is None:
        return None
    if not colon:
        return commit(hub, repo, made)
    if not path:
        return _tree(git, made.tree)
    entry = git.entries(made.tree).get(path)
    return _entry_object(git, entry) if entry else None


def _entry_object(git: GitDirectory, entry: Entry) -> Json | None:
    if entry.type == "tree":
        return _tree(git, entry.oid)
    return _blob(git, entry) if entry.type == "blob" else None


def commit(hub: Hub, repo: Repository, made: Commit) -> Json:
    """A `Commit`."""
    return {
        **_named("Commit", made.oid),
        "authoredDate": made.authored_at,
        "committedDate": made.committed_at,
        "message": made.message,
        "messageHeadline": made.message.partition("\n")[0],
        "author": {"name": made.author, "email": made.email, "user": _user(hub, made.email)},
        "tree": lambda _info: _tree(hub.git.directory(repo), made.tree),
        "url": f"{hub.url}/{hub.account.login}/{repo.name}/commit/{made.oid}",
    }


def _user(hub: Hub, email: str) -> Json | None:
    """The account, if the address is one of its own."""
    account = hub.account
    if email not in {fast_import.EMAIL, *account.emails}:
        return None
    return {
        "id": shapes.node_id("User", account.id),
        "databaseId": account.id,
        "login": account.login,
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
