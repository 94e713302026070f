"""Sharing, as a visitor meets it: with scripts, without, and on paper."""

import pytest

from tests.chromium import NEEDS_CHROMIUM, serving

pytestmark = NEEDS_CHROMIUM
PAGES = ("projects/double-descent/", "log/2026/forty-questions/")


@pytest.fixture(scope="module")
def address(shared_site):
    with serving(shared_site) as url:
        yield url


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
