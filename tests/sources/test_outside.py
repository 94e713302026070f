"""Links to other sites: asked for once, politely, and what was answered is remembered."""

import http.server
import threading
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from proofolio.sources.http.outside import dead_among

NOW = datetime(2026, 11, 23, tzinfo=UTC)
STATUS = {
    "/there": 200, "/gone": 404, "/removed": 410, "/busy": 429, "/broken": 500, "/private": 403,
    "/no-head": 405, "/moved": 301, "/circle": 302,
}  # fmt: skip


@contextmanager
def host():
    asked = Counter()

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.answer()

        def do_GET(self):
            self.answer()

        def answer(self):
            asked[self.command, self.path] += 1
            status = STATUS[self.path]
            if self.path == "/no-head" and self.command == "GET":
                status = 200
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "/gone" if self.path == "/moved" else self.path)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


def ask(urls, memory, *, now=NOW, local=True):
    found = dead_among(urls, memory=memory, now=now, may_be_local=local, pause_s=0)
    return {one.url.rpartition("/")[2]: one.reason for one in found}


def test_only_what_is_surely_gone_is_told(tmp_path):
    with host() as (url, asked):
        urls = [f"{url}{path}" for path in STATUS]
        assert ask([*urls, f"{url}/there#part"], tmp_path / "links.json") == {
            "gone": "the server says 404",
            "removed": "the server says 410",
            "moved": "the server says 404",
        }
        assert asked["HEAD", "/there"] == 1
        assert asked["GET", "/there"] == 0


def test_answers_are_remembered_for_a_while(tmp_path):
    memory = tmp_path / "links.json"
    with host() as (url, asked):
        urls = [f"{url}/there", f"{url}/gone"]
        for days in (0, 0.9, 1.1, 13):
            assert ask(urls, memory, now=NOW + timedelta(days=days)).keys() == {"gone"}
        assert asked["HEAD", "/there"] == 1
        assert asked["HEAD", "/gone"] == 3
    memory.write_text('{"x": 3')
    assert ask([], memory) == {}


def test_what_was_pulled_cannot_ask_this_network(tmp_path):
    with host() as (url, asked):
        assert ask([f"{url}/gone"], tmp_path / "links.json", local=False) == {}
        assert not asked


@pytest.mark.parametrize("url", ["http://", "ftp://example.org/a", "http://[::1", "mailto:a@b"])
def test_an_address_that_is_none_is_not_asked_for(tmp_path, url):
    assert ask([url], tmp_path / "links.json", local=False) == {}
