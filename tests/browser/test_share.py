"""Sharing, as a visitor meets it: with scripts, without, and on paper."""

import functools
import http.server
import shutil
import threading

import pytest

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.xdist_group("browser"),
]
PAGES = ("projects/double-descent/", "log/2026/forty-questions/")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(shared_site):
    handler = functools.partial(Quiet, directory=str(shared_site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def test_the_address_is_copied_at_a_click(browser, address):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    for path in PAGES:
        page.goto(address + path)
        page.get_by_role("button", name="Copy the address").click()
        page.get_by_role("status").get_by_text("Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"https://sample-learner.github.io/portfolio/{path}"
    context.close()


def test_without_scripts_it_is_read_and_selected_and_on_paper_there_is_a_code(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in PAGES:
        page.goto(address + path)
        assert page.get_by_text(f"https://sample-learner.github.io/portfolio/{path}").is_visible()
        assert not page.get_by_role("button", name="Copy the address").count()
        code = page.locator(".pf-share__code")
        assert not code.is_visible()
        page.emulate_media(media="print")
        assert code.is_visible()
        assert code.bounding_box()["width"] > 90
        page.emulate_media(media="screen")
    context.close()
