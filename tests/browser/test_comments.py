"""Comments on posts: nothing is asked of another host before a reader wants them."""

from tests.chromium import NEEDS_CHROMIUM, serving

pytestmark = NEEDS_CHROMIUM


def test_comments_are_loaded_by_a_click_and_not_before(browser, shared_site):
    with serving(shared_site) as address:
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
