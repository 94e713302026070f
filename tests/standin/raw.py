"""The bytes of one file: of a repository at a commit, as GitHub Enterprise serves them, or of a gist."""

from tests.standin.hub import BadCredentialsError, Hub
from tests.standin.web import Answer, Request

_MISSING = Answer(status=404, headers={"content-type": "text/plain"}, body=b"404: Not Found")


def answer(hub: Hub, request: Request) -> Answer:
    """Answers `/{owner}/{repo}/raw/{ref}/{path}` and `/gist-raw/{owner}/{id}/raw/{file}`."""
    data = _gist(hub, request) if request.segments[0] == "gist-raw" else _file(hub, request)
    if data is None:
        return _MISSING
    return Answer(status=200, headers={"content-type": "application/octet-stream"}, body=data)


def _gist(hub: Hub, request: Request) -> bytes | None:
    _, _, gist_id, *rest = request.segments
    for item in hub.account.gists:
        if item.id == gist_id and rest[-1] in item.files:
            return (item.folder / rest[-1]).read_bytes()
    return None


def _file(hub: Hub, request: Request) -> bytes | None:
    owner, name, _, ref, *path = request.segments
    try:
        token = hub.token_of(request)
    except BadCredentialsError:
        return None
    repository = hub.visible(owner, name, signed_in=token is not None)
    if repository is None:
        return None
    git = hub.git.directory(repository)
    commit = git.resolve(ref)
    entry = git.entries(commit.tree).get("/".join(path)) if commit else None
    return git.blob(entry.oid) if entry and entry.type == "blob" else None
