import json
import re

import pytest
from playwright.sync_api import sync_playwright

from proofolio.content.frames import frame, iframe


def test_the_content_is_a_string_until_the_origin_is_known_to_be_opaque():
    page = frame("<script>evil()</script></script>\ud800", 'A "plot" <b>').decode()
    assert page.index("Content-Security-Policy") < page.index("<script>")
    assert "<script>evil" not in page
    written = re.search(r"\n  document\.write\((\"\\u003c.*)\);\n", page)[1]
    assert json.loads(written) == "<script>evil()</script></script>\ufffd"
    assert "&quot;plot&quot; &lt;b&gt;</title>" in page


def test_the_element_is_sandboxed():
    assert 'sandbox="allow-scripts"' in iframe("a.html", "x")


@pytest.mark.browser
def test_it_runs_in_its_frame_only_and_cannot_reach_the_page(tmp_path):
    hostile = (
        "<p id=p>drawn</p><script>document.title='ran';"
        "try{parent.document.title='taken'}catch(e){document.body.append(' blocked')}</script>"
    )
    (tmp_path / "f.html").write_bytes(frame(hostile, "Plot"))
    element = iframe("f.html", "Plot").replace("pf-asset:", "").replace('loading="lazy" ', "")
    (tmp_path / "index.html").write_text(f"<title>page</title>{element}", "utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page()
        site = "http://site.test/"
        page.route(
            f"{site}**",
            lambda route: route.fulfill(
                path=tmp_path / route.request.url.removeprefix(site), content_type="text/html"
            ),
        )
        page.goto(f"{site}index.html")
        assert (
            page.frame_locator("iframe").locator("body").inner_text().strip() == "drawn\n\nblocked"
        )
        assert page.title() == "page"
        page.goto(f"{site}f.html")
        assert page.title() == "Plot"
        assert "shown there only" in page.locator("body").inner_text()
        assert "drawn" not in page.locator("body").inner_text()
        browser.close()
