"""Comments on posts: nothing is asked of another host before a reader wants them."""

import functools
import http.server
import shutil
import threading

import pytest

from proofolio.usecases.build import build
from tests.conftest import TODAY

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
SETTINGS = """
comments:
  repo: sample-learner/portfolio
  repo_id: R_1
  category: Announcements
  category_id: DIC_1
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(sample, tmp_path_factory):
    root = tmp_path_factory.mktemp("comments") / "portfolio"
    shutil.copytree(sample[0], root)
    with (root / "portfolio.yml").open("a") as file:
        file.write(SETTINGS)
    assert not build(root, today=TODAY).problems
    handler = functools.partial(Quiet, directory=str(root / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_comments_are_loaded_by_a_click_and_not_before(address):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for path in ("log/2026/forty-questions/", "log/2026/are-forty-questions-enough/"):
            page = browser.new_page()
            foreign = []
            page.on("request", lambda request, told=foreign: told.append(request.url))
            page.route(
                "https://**", lambda route: route.fulfill(body="", content_type="text/javascript")
            )
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            assert all(url.startswith(address) for url in foreign)
            with page.expect_request("https://giscus.app/client.js"):
                page.get_by_role("button", name="Show the comments").click()
            script = page.locator("script[src='https://giscus.app/client.js']")
            for key, value in {
                "data-repo": "sample-learner/portfolio",
                "data-repo-id": "R_1",
                "data-category": "Announcements",
                "data-category-id": "DIC_1",
                "data-mapping": "pathname",
            }.items():
                assert script.get_attribute(key) == value
            page.close()
        browser.close()
