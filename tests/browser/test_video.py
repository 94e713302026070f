"""A project's video: nothing is asked of its host before a reader presses play."""

import functools
import http.server
import re
import shutil
import threading

import pytest

from proofolio.usecases.build import build
from tests.conftest import TODAY

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
ELSEWHERE = re.compile("^https:")
PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(sample, tmp_path_factory):
    root = tmp_path_factory.mktemp("video") / "portfolio"
    shutil.copytree(sample[0], root)
    words = root / "projects/second-look.md"
    words.write_text("---\nvideo: https://youtu.be/dQw4w9WgXcQ\n---\n")
    assert not build(root, today=TODAY).problems
    handler = functools.partial(Quiet, directory=str(root / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_the_player_is_loaded_by_a_click_on_its_page_alone(address):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.route(ELSEWHERE, lambda route: route.fulfill(body="playing", content_type="text/html"))
        page.goto(address + "projects/second-look/")
        page.wait_for_load_state("networkidle")
        link = page.get_by_role("link", name="Watch the video")
        assert link.get_attribute("href") == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
        assert all(url.startswith(address) for url in asked)
        link.press("Enter")
        player = page.frame_locator(".pf-video")
        player.get_by_text("playing").wait_for()
        assert [url for url in asked if not url.startswith(address)] == [PLAYER]
        assert page.locator("iframe.pf-video").get_attribute("title") == "Video: Second look"
        page.goto(address + "projects/stdlib-search/")
        refused = page.evaluate(
            """url => new Promise((done) => {
              addEventListener("securitypolicyviolation", ({ blockedURI }) => done(blockedURI));
              const frame = document.createElement("iframe");
              frame.src = url;
              frame.onload = () => done("");
              document.body.append(frame);
            })""",
            PLAYER,
        )
        assert refused.startswith("https://www.youtube-nocookie.com")
        browser.close()


def test_without_javascript_it_is_a_link(address):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(java_script_enabled=False).new_page()
        page.route(
            ELSEWHERE, lambda route: route.fulfill(body="its page", content_type="text/html")
        )
        page.goto(address + "projects/second-look/")
        page.get_by_role("link", name="Watch the video").click()
        page.wait_for_url("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
        browser.close()
