"""A project's video: nothing is asked of its host before a reader presses play."""

import re

import pytest

from tests.chromium import NEEDS_CHROMIUM, serving

pytestmark = NEEDS_CHROMIUM

ELSEWHERE = re.compile("^https:")
PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"


@pytest.fixture(scope="module")
def address(shared_site):
    with serving(shared_site) as url:
        yield url


@pytest.fixture
def page(request, browser):
    """A tab; `[False]` in a test's parameters takes its scripts away."""
    tab = browser.new_page(java_script_enabled=getattr(request, "param", True))
    yield tab
    tab.close()


def test_the_player_is_loaded_by_a_click_on_its_page_alone(address, page):
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


@pytest.mark.parametrize("page", [False], indirect=True)
def test_without_javascript_it_is_a_link(address, page):
    page.route(ELSEWHERE, lambda route: route.fulfill(body="its page", content_type="text/html"))
    page.goto(address + "projects/second-look/")
    page.get_by_role("link", name="Watch the video").click()
    page.wait_for_url("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
