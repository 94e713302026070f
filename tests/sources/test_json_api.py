"""What a web API answers is JSON for a source, or a reason for whoever runs the sync."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from proofolio.errors import SourceError
from proofolio.model.sync_request import PullContext, SyncRequest
from proofolio.sources.http import addresses
from proofolio.sources.http.download import download
from proofolio.sources.http.json_api import JsonApi
from proofolio.sources.http.patience import Patience


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        status, data = 200, b"<html>Sign in</html>"
        if parts.path.startswith("/status/"):
            status = int(parts.path.rpartition("/")[2])
        if parts.path == "/list":
            page = int(parse_qs(parts.query)["page"][0])
            data = json.dumps(
                [f"{page}-{n}" for n in range({1: 100, 2: 100, 3: 7}.get(page, 0))]
            ).encode()
        if parts.path in {"/linked", "/counted", "/same"}:
            asked = parse_qs(parts.query)
            # As Forgejo: its own name for the size, and never more than 30 on a page.
            size = min(30, int(asked.get("limit", ["30"])[0]))
            page = int(asked.get("page", ["1"])[0]) if parts.path != "/same" else 1
            data = json.dumps(list(range(70))[(page - 1) * size : page * size]).encode()
        if parts.path == "/token":
            data = json.dumps(
                self.headers["private-token"] or self.headers["authorization"]
            ).encode()
        self.send_response(302 if parts.path == "/away" else status)
        if parts.path == "/linked":
            here = f"http://127.0.0.1:{self.server.server_port}/linked?limit={size}"
            more = f'<{here}&page={page + 1}>; rel="next",' if page * size < 70 else ""
            self.send_header("link", f'{more}<{here}&page=1>; rel="first"')
        if parts.path == "/counted":
            self.send_header("x-total-count", "70")
        if parts.path == "/away":
            self.send_header("location", f"http://localhost:{self.server.server_port}/token")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def api_at(url: str, **headers: str) -> JsonApi:
    context = PullContext(
        request=SyncRequest(wait_s=0), previous=None, put=lambda _: "", report=lambda _: None
    )
    return JsonApi(f"{url}/", label="Shelf", context=context, headers=headers)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/status/404", "Shelf has nothing at /status/404."),
        ("/status/403", "Shelf refused to answer (status 403)."),
        ("/status/500", "Shelf did not answer as it should (status 500)."),
        ("/status/429", "Shelf asks to slow down."),
        ("/html", "Shelf answered something that is not what its API promises."),
    ],
)
def test_what_is_no_answer_is_said_in_plain_words(url: str, path: str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        api_at(url).get(path)
    (problem,) = caught.value.problems
    assert problem.message == says
    assert problem.hint


def test_a_list_is_read_to_its_end(url: str) -> None:
    api = api_at(url)
    items, is_complete = api.pages("/list")
    assert (len(items), is_complete, api.requests) == (207, True, 4)
    for path, count, requests in (("/linked", 70, 3), ("/counted", 70, 3), ("/same", 30, 2)):
        api = api_at(url)
        items, is_complete = api.pages(path, size_parameter="limit")
        assert (len(items), is_complete, api.requests) == (count, True, requests), path
    assert len(api_at(url).pages("/linked")[0]) == 70
    assert api_at(url, **{"private-token": "abc"}).get("/token") == "abc"


def test_a_server_that_nobody_listens_at_is_named() -> None:
    with pytest.raises(
        SourceError, match=r"Shelf could not be read: 127\.0\.0\.1:9 could not be reached"
    ):
        api_at("http://127.0.0.1:9").get("/x")


def test_a_token_goes_to_no_other_host_and_through_no_open_network(url: str) -> None:
    answer = download(
        f"{url}/away",
        max_bytes=1_000,
        patience=Patience(subject="Shelf", report=lambda _: None, left_s=0),
        headers={"private-token": "abc", "Authorization": "Bearer abc"},
        trusted=addresses.origins([url, url.replace("127.0.0.1", "localhost")]),
    )
    assert answer.url.startswith("http://localhost")
    assert answer.data == b"null"
    with pytest.raises(SourceError, match="would send a token unencrypted"):
        api_at("http://git.example.org", **{"private-token": "abc"})
