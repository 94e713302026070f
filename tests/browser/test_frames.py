"""A hostile output in its frame: it may not reach the page, nor tell anybody who looks."""

import functools
import http.server
import re
import shutil
import threading
from pathlib import Path

import pytest

from proofolio.content.frames import frame, iframe

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
THEME = Path(__file__).parents[2] / "src/proofolio/theme/portfolio.html"


class Listener(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.heard.append(self.path)
        self.server.called.set()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def listener():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        server.heard, server.called = [], threading.Event()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize("policy", [True, False], ids=["as the theme has it", "control"])
def test_a_frame_reaches_nobody(tmp_path, listener, policy):
    from playwright.sync_api import sync_playwright

    there = f"http://127.0.0.1:{listener.server_address[1]}"
    hostile = (
        f"<script>fetch('{there}/fetch').catch(() => 0);new Image().src='{there}/image';"
        "try { parent.document.title = 'reached' } catch (e) {}"
        "try { localStorage.x = 1; document.title = 'stored' } catch (e) {}"
        f"setTimeout(() => location = '{there}/navigation', 50)</script>"
    )
    (tmp_path / "frame.html").write_bytes(frame(hostile, "Chart"))
    meta = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', THEME.read_text())[0]
    element = iframe("x", "Chart").replace("pf-asset:x", "frame.html").replace("lazy", "eager")
    (tmp_path / "index.html").write_text(f"<title>page</title>{meta if policy else ''}{element}")
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as p,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = p.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page()
        refused = []
        page.on("console", lambda line: refused.append(line.text))
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        if policy:
            while not any("frame-src" in text for text in refused):
                page.wait_for_event("console", timeout=10_000)
        else:
            assert listener.called.wait(10), "without the policy the frame goes where it wants"
        assert page.title() == "page"
        browser.close()
        server.shutdown()
    assert listener.heard == ([] if policy else ["/navigation"])
