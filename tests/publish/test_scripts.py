"""What would run on a page, although nobody put it there."""

import pickle
from dataclasses import replace

import pytest

from proofolio.content.frames import frame, job
from proofolio.notebooks.figures import libraries
from proofolio.publish.pages import SiteFile
from proofolio.publish.raw_findings import gather
from proofolio.publish.scripts import ScriptCheck, is_extended
from proofolio.site.own_files import ASSETS

INNOCENT = '<!doctype html><script>var palette = 1</script><script src="/p/assets/javascripts/b.js"></script>'
OWN = 'extra_javascript: [https://cdn.example.org/mine.js]\n<script>mine()</script>\n<iframe src="https://maps.example.org/x">'


@pytest.fixture(scope="module")
def script_check(tmp_path_factory):
    """Of a site that holds our files, and one that only has the name of one."""
    site = tmp_path_factory.mktemp("site")
    vendor = site / "assets/vendor"
    vendor.mkdir(parents=True)
    for file in ("frame.js", "draw.js", "plotly-3.7.0.min.js", "leaflet-1.9.4.css"):
        (vendor / libraries.public_name(file)).write_bytes(libraries.content(file))
    (site / "assets/proofolio").mkdir()
    (site / "assets/proofolio/portfolio.js").write_bytes((ASSETS / "portfolio.js").read_bytes())
    (vendor / "frame.js").write_text("alert(1)")
    (vendor / "vega-6.4.0.min.js").write_text("alert(1)")
    (site / "404.html").write_text(INNOCENT)
    found = ScriptCheck.of(site, own=OWN, address="https://example.org/p/")
    return pickle.loads(pickle.dumps(found))


@pytest.fixture
def alive(script_check):
    def look(body, path="a/index.html"):
        return list(
            script_check.alive(SiteFile(path, body if isinstance(body, bytes) else body.encode()))
        )

    return look


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>", "<script src=//evil.example/x.js></script>", "<script src='../x.js'></script>",
        "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<body onpageshow=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>", "<a href=' jAvAsCrIpT:alert(1)'>x</a>", "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>", "<form action='javascript:alert(1)'>",
        "<button formaction='javascript:alert(1)'>x</button>", "<iframe src='https://evil.example'></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<iframe src='x.html'></iframe>",
        "<iframe src='x.html' sandbox='allow-scripts allow-same-origin'></iframe>", "<iframe src='http://[::1'></iframe>",
        "<object data='x.swf'></object>", "<embed src='x'>", "<base href='https://evil.example/'>",
        "<meta http-equiv=refresh content='0;url=https://evil.example/'>", "<meta http-equiv='Refresh' content='0'>",
        "<svg><script>alert(1)</script></svg>", "<math><a xlink:href='javascript:alert(1)'>x</a></math>",
    ],
)  # fmt: skip
def test_what_could_act_is_refused(alive, html):
    found = alive(f"<!doctype html><p>{html}")
    assert found, html
    assert {one.rule for one in found} == {"live-script"}


@pytest.mark.parametrize(
    "html",
    [
        "<script>var palette = 1</script>", "<script src='../assets/proofolio/portfolio.js'></script>",
        "<script type='application/ld+json'>{}</script>", "<script>mine()</script>",
        "<script src='https://cdn.example.org/mine.js'></script>", "<iframe src='https://maps.example.org/x'></iframe>",
        "<iframe src='f.html' sandbox='allow-scripts'></iframe>", "<meta http-equiv=refresh content='0; url=../../new/'>",
        "<meta http-equiv='Content-Security-Policy' content=\"frame-src 'self'\">", "<code>&lt;script&gt;alert(1)&lt;/script&gt;</code>",
        "<img src='data:image/svg+xml,<svg/>'>", "<form class=md-search__form name=search></form>",
    ],
)  # fmt: skip
def test_what_is_ours_or_the_authors_own_is_let_through(alive, html):
    assert alive(f"<!doctype html><p>{html}") == []


VENDOR = "../vendor/"
SHELL = [VENDOR + libraries.public_name(name) for name in ("frame.js", "draw.js")]
FRAME = "assets/frames/0123456789abcdef.html"


def framed(*files, styles=(), code="any"):
    drawn = job("html", html='<script>alert(1)</script> "quoted" & <b onclick=x>')
    scripts = [SHELL[0], *(VENDOR + name for name in files), SHELL[1]]
    return frame(drawn, title='A & "b" <c>', scripts=scripts, styles=[VENDOR + name for name in styles], code=code)  # fmt: skip


@pytest.mark.parametrize("code", ["none", "called", "any"])
def test_a_frame_as_we_write_it_draws_with_our_libraries(alive, code):
    assert alive(framed(code=code), FRAME) == []
    assert alive(framed("plotly-3.7.0.min.js", code=code), FRAME) == []
    assert alive(framed(styles=["leaflet-1.9.4.css"]), FRAME) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"default-src &#x27;none&#x27;", b"default-src *"),
        (b"<body>", b"<body><script>alert(1)</script>"),
        (b"<body>", b"<body><img src=x onerror=alert(1)>"),
        (SHELL[0].encode(), b"https://evil.example/frame.js"),
        (SHELL[0].encode(), b"../vendor/frame.js"),
        (SHELL[0].encode(), SHELL[1].encode()[:-1]),
        (b"<meta http-equiv", b"<meta data-x"),
    ],
)
def test_a_frame_that_was_changed_is_refused(alive, old, new):
    assert old in framed()
    assert alive(framed().replace(old, new), FRAME)


def test_a_library_is_known_by_its_bytes_and_not_by_its_name(alive):
    assert alive(framed("vega-6.4.0.min.js"), FRAME)
    assert alive(framed("plotly-9.9.9.min.js"), FRAME)
    assert alive("<script src='../assets/vendor/frame.js'></script>")
    assert alive("<script src='../assets/javascripts/made-up.js'></script>")


def test_a_script_keeps_its_id_when_something_else_on_the_page_changes(alive):
    (before,) = gather(alive("<p>One figure<script>alert(1)</script>"))
    (after,) = gather(alive("<h1>New</h1><p>Two<script>alert(1)</script>", "b/index.html"))
    assert before.id == after.id


@pytest.mark.parametrize(
    "svg",
    [
        "<svg><script/></svg>",
        "<svg onload='x'/>",
        "<svg xmlns:x='http://www.w3.org/1999/xlink'><a x:href='javascript:x'/></svg>",
        "<svg><a><animate attributeName='href' values='#a;javascript:x'/></a></svg>",
        "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:script>x</s:script></s:svg>",
        "<svg><foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='x'/></foreignObject></svg>",
        "<?xml-stylesheet type='text/xsl' href='x.xsl'?><svg/>",
        "<!DOCTYPE svg [<!ENTITY x '<script>alert(1)</script>'>]><svg>&x;</svg>",
        "<svg><script>alert(1)</script><p></svg>",
        "\ufeff<svg><script>alert(1)</script></svg>",
    ],
)
def test_a_picture_that_is_opened_runs_nothing(alive, svg):
    assert alive(svg, "a/plot.svg")
    assert alive(svg, "a/plot.xhtml")


@pytest.mark.parametrize(
    "svg",
    [
        "<svg><path d='M0 0'/></svg>",
        "<svg><text>onset=2 s, javascript: and &lt;script&gt; onload=x</text></svg>",
        "<svg><!-- <script>a</script> onload='x' --><desc>once = 2</desc></svg>",
        "<svg><style>.on { color: red }</style><text font-family='on=2'>x</text></svg>",
        "<?xml-stylesheet type='text/css' href='x.css'?><svg><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject></svg>",
    ],
)
def test_words_in_a_picture_are_no_script(alive, svg):
    assert alive(svg, "a/plot.svg") == []


@pytest.mark.parametrize(
    ("settings", "is_ours"),
    [
        ("hooks:\n  - mine.py\n", False),
        ("theme:\n  name: material\n  custom_dir: overrides\n", False),
        ("plugins:\n  - search\n  - macros\n", False),
        ("plugins:\n  - search\n  - blog:\n      blog_dir: log\nx: !!python/name:a.b\n", True),
        ("", True),
        (": [", True),
    ],
)
def test_a_report_is_asked_for_only_where_the_defect_is_ours(script_check, settings, is_ours):
    words = {"mkdocs.yml": settings}
    extended = replace(script_check, is_extended=is_extended(words))
    (found,) = extended.alive(SiteFile("a/index.html", b"<script>alert(1)</script>"))
    assert ("report" in found.hint) == is_ours
