"""The REST API's answers about commits, files and gists in full shape; see `shapes`."""

import base64
from typing import Any

from tests.standin import shapes
from tests.standin.account import Gist, Repository
from tests.standin.git_store import Commit, Entry
from tests.standin.hub import Hub

Json = dict[str, Any]

_GIST_CONTENT_BYTES = 1_000_000


def commit(hub: Hub, repo: Repository, made: Commit) -> Json:
    """A commit of a list."""
    home = shapes.api(hub, "repos", hub.account.login, repo.name)
    page = f"{hub.pages_url}/{hub.account.login}/{repo.name}/commit"
    return {
        "sha": made.oid,
        "node_id": shapes.node_id("Commit", made.oid),
        "commit": {
            "author": {"name": made.author, "email": made.email, "date": made.authored_at},
            "committer": {"name": made.author, "email": made.email, "date": made.committed_at},
            "message": made.message,
            "tree": {"sha": made.tree, "url": f"{home}/git/trees/{made.tree}"},
            "url": f"{home}/git/commits/{made.oid}",
            "comment_count": 0,
        },
        "url": f"{home}/commits/{made.oid}",
        "html_url": f"{page}/{made.oid}",
        "comments_url": f"{home}/commits/{made.oid}/comments",
        "author": shapes.simple_user(hub),
        "committer": shapes.simple_user(hub),
        "parents": [
            {"sha": oid, "url": f"{home}/commits/{oid}", "html_url": f"{page}/{oid}"}
            for oid in made.parents
        ],
    }


def tree_entry(hub: Hub, repo: Repository, entry: Entry) -> Json:
    """A line of a tree."""
    home = shapes.api(hub, "repos", hub.account.login, repo.name, "git")
    facts: Json = {"path": entry.path, "mode": entry.mode, "type": entry.type, "sha": entry.oid}
    if entry.type == "commit":
        return facts
    if entry.size is not None:
        facts["size"] = entry.size
    return {**facts, "url": f"{home}/{entry.type}s/{entry.oid}"}


def content(hub: Hub, repo: Repository, entry: Entry, ref: str) -> Json:
    """A file or folder of a repository, without what is in it."""
    full_name = f"{hub.account.login}/{repo.name}"
    home = shapes.api(hub, "repos", full_name)
    is_folder = entry.type == "tree"
    kind = {"120000": "symlink", "160000": "submodule", "040000": "dir"}.get(entry.mode, "file")
    url = f"{home}/contents/{entry.path}?ref={ref}"
    git_url = f"{home}/git/{entry.type}s/{entry.oid}"
    page = f"{hub.pages_url}/{full_name}/{'tree' if is_folder else 'blob'}/{ref}/{entry.path}"
    return {
        "name": entry.path.rpartition("/")[2],
        "path": entry.path,
        "sha": entry.oid,
        "size": entry.size or 0,
        "url": url,
        "html_url": page,
        "git_url": git_url,
        "download_url": None if is_folder else f"{hub.url}/{full_name}/raw/{ref}/{entry.path}",
        "type": kind,
        "_links": {"self": url, "git": git_url, "html": page},
    }


def encoded(data: bytes) -> Json:
    """Bytes in base64, in lines, as GitHub sends them."""
    return {"content": base64.encodebytes(data).decode(), "encoding": "base64"}


def gist(hub: Hub, item: Gist, *, with_content: bool) -> Json:
    """A gist; GitHub cuts each file's content after a megabyte."""
    home = shapes.api(hub, "gists", item.id)
    page = f"{hub.url}/gist/{item.id}"
    return {
        "id": item.id,
        "node_id": shapes.node_id("Gist", item.id),
        "url": home,
        "forks_url": f"{home}/forks",
        "commits_url": f"{home}/commits",
        "comments_url": f"{home}/comments",
        "git_pull_url": f"{page}.git",
        "git_push_url": f"{page}.git",
        "html_url": f"{hub.pages_url}/gist/{hub.account.login}/{item.id}",
        "files": {name: _gist_file(hub, item, name, with_content) for name in item.files},
        "public": True,
        "created_at": item.created_at,
        "updated_at": item.created_at,
        "description": item.description,
        "comments": 0,
        "user": None,
        "owner": shapes.simple_user(hub),
        "truncated": False,
    }


def _gist_file(hub: Hub, item: Gist, name: str, with_content: bool) -> Json:
    data = (item.folder / name).read_bytes()
    is_notebook = name.endswith(".ipynb")
    facts: Json = {
        "filename": name,
        "type": "text/plain",
        "language": "Jupyter Notebook" if is_notebook else "Text",
        "raw_url": f"{hub.url}/gist-raw/{hub.account.login}/{item.id}/raw/{name}",
        "size": len(data),
    }
    if with_content:
        facts |= {
            "truncated": len(data) > _GIST_CONTENT_BYTES,
            "content": data[:_GIST_CONTENT_BYTES].decode("utf-8", "ignore"),
            "encoding": "utf-8",
        }
    return facts
