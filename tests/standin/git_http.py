"""Git over HTTP, answered by the real `git http-backend` as a CGI program.

The protocol is that of https://git-scm.com/docs/http-protocol, versions 0 to 2; only reading is
allowed, and not by the 'dumb' protocol, as on GitHub.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from io import BufferedReader
from typing import cast

from tests.standin import git_store
from tests.standin.hub import BadCredentialsError, Hub
from tests.standin.web import Answer, Request

_CHUNK_BYTES = 65_536


def answer(hub: Hub, request: Request) -> Answer:
    """Answers `GET …/info/refs?service=git-upload-pack` and `POST …/git-upload-pack`."""
    owner, name, *action = request.segments
    name = name.removesuffix(".git")
    if not _is_reading(request, action):
        return _plain(
            403, "Please upgrade your git client.\nThe stand-in serves git-upload-pack.\n"
        )
    try:
        token = hub.token_of(request)
    except BadCredentialsError:
        return _sign_in()
    repository = hub.visible(owner, name, signed_in=token is not None)
    new_owner, moved = hub.account.moved.get(name.casefold(), ("", None))
    if repository is None and moved and not moved.private:
        if owner.casefold() == new_owner.casefold():
            return _run(hub.git.directory(moved), "/".join(action), request)
        return _redirect(f"{hub.url}/{new_owner}/{moved.name}.git", request)
    if repository is None:
        # GitHub does not tell a missing repository from a private one to who did not sign in.
        return _plain(404, "Repository not found.\n") if token else _sign_in()
    if repository.name.casefold() != name.casefold():
        return _redirect(f"{hub.url}/{owner}/{repository.name}.git", request)
    return _run(hub.git.directory(repository), "/".join(action), request)


def _redirect(repository: str, request: Request) -> Answer:
    tail = "/".join(request.path.split("/")[3:])
    return Answer(status=301, headers={"location": f"{repository}/{tail}"})


def _is_reading(request: Request, action: list[str]) -> bool:
    if action == ["info", "refs"]:
        return request.method == "GET" and request.query.get("service") == "git-upload-pack"
    return action == ["git-upload-pack"] and request.method == "POST"


def _run(directory: git_store.GitDirectory, action: str, request: Request) -> Answer:
    service = {"QUERY_STRING": "service=git-upload-pack"} if action == "info/refs" else {}
    variables = git_store.environment() | {
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_PROJECT_ROOT": str(directory.path.parent),
        "PATH_INFO": f"/{directory.path.name}/{action}",
        "REQUEST_METHOD": request.method,
        "QUERY_STRING": "",
        "CONTENT_TYPE": request.headers.get("content-type", ""),
        "CONTENT_LENGTH": str(len(request.body)),
        "HTTP_CONTENT_ENCODING": request.headers.get("content-encoding", ""),
        "GIT_PROTOCOL": request.headers.get("git-protocol", ""),
        "REMOTE_ADDR": "127.0.0.1",
        **service,
    }
    with tempfile.TemporaryFile() as body:
        body.write(request.body)
        body.seek(0)
        process = subprocess.Popen(
            ["git", "http-backend"],
            env=variables,
            stdin=body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    output = _Output(process)
    status, headers = output.head()
    return Answer(status=status, headers=headers, body=output)


class _Output:
    """What the program prints: headers, then the body as it comes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def head(self) -> tuple[int, dict[str, str]]:
        headers = {}
        while line := self._pipe.readline().decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return int(headers.pop("status", "200").split()[0]), headers

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self._pipe.read1(_CHUNK_BYTES), b"")

    def close(self) -> None:
        self._pipe.close()
        self._process.terminate()
        self._process.wait()

    @property
    def _pipe(self) -> BufferedReader:
        return cast("BufferedReader", self._process.stdout)


def _sign_in() -> Answer:
    headers = {"www-authenticate": 'Basic realm="GitHub"', "content-type": "text/plain"}
    return Answer(status=401, headers=headers, body=b"Repository not found.\n")


def _plain(status: int, text: str) -> Answer:
    return Answer(status=status, headers={"content-type": "text/plain"}, body=text.encode())
