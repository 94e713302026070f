import json
import re

from proofolio.content.frames import frame, iframe, job


def test_what_is_drawn_lies_in_the_file_as_data():
    page = frame(
        job("html", html="<script>evil()</script></script>\ud800"),
        title='A "plot" <b>',
        scripts=["../vendor/frame.js", "../vendor/draw.js"],
    ).decode()
    assert page.index("Content-Security-Policy") < page.index("<script")
    assert "<script>evil" not in page
    held = re.search(r'<script type="application/json" id="pf-job">(.*)</script>\n', page)[1]
    assert json.loads(held) == {"kind": "html", "html": "<script>evil()</script></script>\ufffd"}
    assert "A &quot;plot&quot; &lt;b&gt;</title>" in page


def test_a_frame_may_fetch_nothing_but_scripts_and_styles_of_its_own_site():
    for code in ("none", "called", "any"):
        page = frame("{}", title="", scripts=[], code=code).decode()
        policy = re.search(r'Security-Policy" content="([^"]*)"', page)[1].replace("&#x27;", "'")
        sources = dict(part.split(" ", 1) for part in policy.split("; "))
        assert sources["default-src"] == "'none'"
        assert {name for name, value in sources.items() if "'self'" in value} == {
            "script-src",
            "style-src",
        }
        assert not re.search(r"https?:|\*", policy)
        assert ("'unsafe-inline'" in sources["script-src"]) == (code == "any")
        assert ("'unsafe-eval'" in sources["script-src"]) == (code != "none")


def test_the_element_is_sandboxed_and_keeps_its_page_to_itself():
    element = iframe("a.html", 'x"><b>', 300)
    assert 'sandbox="allow-scripts"' in element
    assert 'referrerpolicy="no-referrer"' in element
    assert "<b>" not in element
