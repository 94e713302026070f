"""The REST API's answers about one repository: itself, its commits and its files."""

from collections.abc import Mapping

from tests.standin import languages, shapes, shapes_files
from tests.standin.account import Repository
from tests.standin.git_store import Commit, Entry
from tests.standin.rest_call import Call, RefusedError
from tests.standin.web import Answer, json_answer

_RAW = "application/vnd.github.raw"
_CONTENTS_BYTES = 1_000_000


def repository(call: Call, owner: str, name: str) -> Answer:
    """`GET /repos/{owner}/{repo}`."""
    return json_answer(200, shapes.full_repository(call.hub, call.repository(owner, name)))


def languages_of(call: Call, owner: str, name: str) -> Answer:
    """`GET /repos/{owner}/{repo}/languages`."""
    git = call.hub.git.directory(call.repository(owner, name))
    head = git.head()
    return json_answer(200, languages.of(git.entries(head.tree).values()) if head else {})


def topics(call: Call, owner: str, name: str) -> Answer:
    """`GET /repos/{owner}/{repo}/topics`."""
    return json_answer(200, {"names": list(call.repository(owner, name).topics)})


def releases(call: Call, owner: str, name: str) -> Answer:
    """`GET /repos/{owner}/{repo}/releases`: there are none."""
    call.repository(owner, name)
    return json_answer(200, [])


def readme(call: Call, owner: str, name: str) -> Answer:
    """`GET /repos/{owner}/{repo}/readme`: looked for in `.github`, the root and `docs`."""
    repo = call.repository(owner, name)
    entries = _entries(call, repo, 404)
    for folder in (".github/", "", "docs/"):
        for path, entry in entries.items():
            rest = path.removeprefix(folder)
            if path.startswith(folder) and "/" not in rest and languages.is_readme(rest):
                return _file(call, repo, entry)
    raise RefusedError(404, "Not Found")


def licence(call: Call, owner: str, name: str) -> Answer:
    """`GET /repos/{owner}/{repo}/license`."""
    repo = call.repository(owner, name)
    for path, entry in _entries(call, repo, 404).items():
        if path.lower().partition(".")[0] in {"license", "licence", "copying"}:
            data = call.hub.git.directory(repo).blob(entry.oid)
            facts = shapes_files.content(call.hub, repo, entry, repo.default_branch)
            found = {"license": shapes.licence(call.hub, repo.license or "NOASSERTION")}
            return json_answer(200, {**facts, **shapes_files.encoded(data), **found})
    raise RefusedError(404, "Not Found")


def commits(call: Call, owner: str, name: str) -> Answer:
    """`GET /repos/{owner}/{repo}/commits`."""
    repo = call.repository(owner, name)
    query = call.request.query
    start = _commit(call, repo, 409, query.get("sha"))
    options = [f"--{name}={query[name]}" for name in ("since", "until") if name in query]
    history = call.hub.git.directory(repo).log(start.oid, *options, path=query.get("path", ""))
    wanted = query.get("author", "").casefold()
    # The stand-in's account wrote every commit; an address is compared as it stands in git.
    if wanted and not call.hub.owns(wanted):
        history = tuple(made for made in history if made.email.casefold() == wanted)
    part, headers = call.page(history)
    return json_answer(200, [shapes_files.commit(call.hub, repo, made) for made in part], headers)


def tree(call: Call, owner: str, name: str, sha: str) -> Answer:
    """`GET /repos/{owner}/{repo}/git/trees/{tree_sha}`."""
    repo = call.repository(owner, name)
    git = call.hub.git.directory(repo)
    _commit(call, repo, 409)
    made = git.resolve(sha)
    oid = made.tree if made else sha
    if made is None and git.type_of(sha) != "tree":
        raise RefusedError(404, "Not Found")
    entries = [
        shapes_files.tree_entry(call.hub, repo, entry)
        for path, entry in git.entries(oid).items()
        if "recursive" in call.request.query or "/" not in path
    ]
    url = shapes.api(call.hub, "repos", owner, name, "git/trees", oid)
    return json_answer(200, {"sha": oid, "url": url, "tree": entries, "truncated": False})


def blob(call: Call, owner: str, name: str, sha: str) -> Answer:
    """`GET /repos/{owner}/{repo}/git/blobs/{file_sha}`."""
    repo = call.repository(owner, name)
    git = call.hub.git.directory(repo)
    if git.type_of(sha) != "blob":
        raise RefusedError(404, "Not Found")
    data = git.blob(sha)
    facts = {
        "sha": sha,
        "node_id": shapes.node_id("Blob", sha),
        "size": len(data),
        "url": shapes.api(call.hub, "repos", owner, name, "git/blobs", sha),
    }
    return json_answer(200, {**facts, **shapes_files.encoded(data)})


def contents(call: Call, owner: str, name: str, path: str) -> Answer:
    """`GET /repos/{owner}/{repo}/contents/{path}`."""
    repo = call.repository(owner, name)
    entries = _entries(call, repo, 404, call.request.query.get("ref"))
    folder = path.strip("/")
    entry = entries.get(folder)
    if entry is not None and entry.type == "blob":
        return _file(call, repo, entry)
    if folder and entry is None:
        raise RefusedError(404, "Not Found")
    prefix = f"{folder}/" if folder else ""
    inside = [
        shapes_files.content(call.hub, repo, item, _ref(call, repo))
        for place, item in entries.items()
        if place.startswith(prefix) and "/" not in place.removeprefix(prefix)
    ]
    return json_answer(200, inside)


def _file(call: Call, repo: Repository, entry: Entry) -> Answer:
    data = call.hub.git.directory(repo).blob(entry.oid)
    if _RAW in call.request.headers.get("accept", ""):
        return Answer(status=200, body=data, headers={"content-type": f"{_RAW}; charset=utf-8"})
    facts = shapes_files.content(call.hub, repo, entry, _ref(call, repo))
    if facts["type"] == "symlink":
        return json_answer(200, {**facts, "target": data.decode("utf-8", "replace")})
    # Above a megabyte GitHub leaves the content out unless it is asked for raw.
    is_large = len(data) > _CONTENTS_BYTES
    body = {"content": "", "encoding": "none"} if is_large else shapes_files.encoded(data)
    return json_answer(200, {**facts, **body})


def _ref(call: Call, repo: Repository) -> str:
    return call.request.query.get("ref", repo.default_branch)


def _entries(
    call: Call, repo: Repository, status_if_empty: int, ref: str | None = None
) -> Mapping[str, Entry]:
    start = _commit(call, repo, status_if_empty, ref)
    return call.hub.git.directory(repo).entries(start.tree)


def _commit(call: Call, repo: Repository, status_if_empty: int, ref: str | None = None) -> Commit:
    git = call.hub.git.directory(repo)
    head = git.head()
    if head is None:
        empty = (
            "Git Repository is empty." if status_if_empty == 409 else "This repository is empty."
        )
        raise RefusedError(status_if_empty, empty)
    made = git.resolve(ref) if ref else head
    if made is None:
        raise RefusedError(404, "Not Found")
    return made
