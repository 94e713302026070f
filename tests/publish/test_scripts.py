"""What would run on a page, although nobody put it there."""

import pytest

from proofolio.content.frames import frame, job
from proofolio.publish.pages import SiteFile
from proofolio.publish.scripts import Guard

INNOCENT = '<!doctype html><script>var palette = 1</script><script src="/p/assets/javascripts/b.js"></script>'
OWN = 'extra_javascript: [https://cdn.example.org/mine.js]\n<script>mine()</script>\n<iframe src="https://maps.example.org/x">'


def alive(body, path="a/index.html"):
    guard = Guard(SiteFile("404.html", INNOCENT.encode()), own=lambda: OWN)
    return list(guard.alive(SiteFile(path, body if isinstance(body, bytes) else body.encode())))


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
def test_what_could_act_is_refused(html):
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
def test_what_is_ours_or_the_authors_own_is_let_through(html):
    assert alive(f"<!doctype html><p>{html}") == []


def test_a_frame_draws_and_does_nothing_else():
    ours = frame(job("html", html="<script>alert(1)</script>"), title="x", scripts=["frame.js", "draw.js"], code="any")  # fmt: skip
    assert alive(ours, "f.html") == []
    for old, new in (
        (b"default-src &#x27;none&#x27;", b"default-src *"),
        (b"<body>", b"<body><script>alert(1)</script>"),
        (b"<body>", b"<body><img src=x onerror=alert(1)>"),
        (b'src="frame.js"', b'src="https://evil.example/frame.js"'),
    ):
        assert alive(ours.replace(old, new), "f.html"), new


@pytest.mark.parametrize(
    "svg", ["<svg><script/></svg>", "<svg onload='x'/>", "<svg><a href='javascript:x'/></svg>"]
)
def test_a_picture_that_is_opened_runs_nothing(svg):
    assert alive(svg, "a/plot.svg")
    assert not alive("<svg><path d='M0 0'/></svg>", "a/plot.svg")
