"""A hostile output in its frame: it may not reach the page, nor tell anybody who looks.

Every attack is made twice: in a frame as we write it, and, to show that the listener would have
heard it, in a plain one.
"""

import http.server
import re
import socket
import threading
from pathlib import Path

import pytest
from jinja2 import Template

from proofolio.content.frames import frame, iframe, job
from proofolio.notebooks.figures.libraries import content
from tests.chromium import NEEDS_CHROMIUM, serving

pytestmark = NEEDS_CHROMIUM
THEME = Path(__file__).parents[2] / "src/proofolio/theme/portfolio.html"
CALL = "const c = new RTCPeerConnection({iceServers:[{urls:'stun:UDP'}]});c.createDataChannel('x');c.createOffer().then(o => c.setLocalDescription(o))"

ATTACKS = {
    "fetch": "<script>fetch('THERE')</script>",
    "image": "<img src='THERE'>",
    "picture in a drawing": "<svg><image href='THERE'/></svg>",
    "script": "<script src='THERE'></script>",
    "module": "<script>import('THERE').catch(() => 0)</script>",
    "style sheet": "<link rel=stylesheet href='THERE'>",
    "import in a style": "<style>@import url('THERE');</style>",
    "background": "<style>body{background:url('THERE')}</style>",
    "font": "<style>@font-face{font-family:z;src:url('THERE')}b{font-family:z}</style><b>words</b>",
    "prefetch": "<link rel=prefetch href='THERE'>",
    "preload": "<link rel=preload as=image href='THERE'>",
    "made link": "<script>const l = document.createElement('link');l.rel='prefetch';l.href='THERE';document.head.append(l)</script>",
    "beacon": "<script>navigator.sendBeacon('THERE', 'x')</script>",
    "socket": "<script>new WebSocket('THERE'.replace('http', 'ws'))</script>",
    "events": "<script>new EventSource('THERE')</script>",
    "request": "<script>const r = new XMLHttpRequest();r.open('GET', 'THERE');r.send()</script>",
    "worker": "<script>new Worker(URL.createObjectURL(new Blob(['fetch(\"THERE\")'])))</script>",
    "ping": "<a id=a href='#x' ping='THERE'>a</a><script>document.getElementById('a').click()</script>",
    "nested frame": "<iframe src='THERE'></iframe>",
    "frame in a frame": "<iframe srcdoc='<img src=THERE>'></iframe>",
    "object": "<object data='THERE'></object>",
    "embed": "<embed src='THERE'>",
    "form": "<form id=f action='THERE'></form><script>document.getElementById('f').submit()</script>",
    "navigation": "<script>location = 'THERE'</script>",
    "refresh": "<meta http-equiv=refresh content='0;url=THERE'>",
    "link": "<a id=a href='THERE'>a</a><script>document.getElementById('a').click()</script>",
    "download": "<a id=a download href='THERE'>a</a><script>document.getElementById('a').click()</script>",
    "pop-up": "<script>open('THERE')</script>",
    "media": "<video src='THERE' autoplay></video>",
}  # fmt: skip
CALLS = {
    "call": f"<script>{CALL}</script>",
    "call from a frame in a frame": f'<iframe srcdoc="<script>{CALL}</script>"></iframe>',
    "call from a made frame": f'<script>const i = document.createElement("iframe");i.srcdoc="<script>{CALL}<\\/script>";document.body.append(i)</script>',
    "call from written markup": f"<div id=d></div><script>document.getElementById('d').innerHTML=`<iframe srcdoc=\"<script>{CALL}<\\/script>\"></iframe>`</script>",
    "call from markup in pieces": f"<script>document.write('<ifr');document.write(`ame srcdoc=\"<script>{CALL}<\\/script>\"></iframe>`)</script>",
    "call from an element of its own": f'<script>class I extends HTMLIFrameElement{{}};customElements.define("x-i", I, {{extends:"iframe"}});const i = new I();i.srcdoc="<script>{CALL}<\\/script>";document.body.append(i)</script>',
}  # fmt: skip
REACH = """<pre id=said></pre><script>
const tries = {
  parent: () => parent.document.title, top: () => { top.document.title = "taken"; return "taken" },
  cookie: () => { document.cookie = "a=1"; return document.cookie }, storage: () => { localStorage.a = 1; return "stored" },
  session: () => { sessionStorage.a = 1; return "stored" }, database: () => { indexedDB.open("a"); return "opened" },
  worker: () => { if (!navigator.serviceWorker) throw 0; return "there" }, alert: () => alert(1) === undefined ? (() => { throw 0 })() : "asked",
};
said.textContent = Object.keys(tries).filter(name => { try { return tries[name]() } catch { return false } }).join(" ") || "nothing";
</script>"""


class Listener(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.hear(self.path.partition("?")[0])
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_):
        pass


class Ears:
    """What was heard, by whatever way, and the wait for it."""

    def __init__(self):
        self.heard = set()
        self.changed = threading.Condition()

    def hear(self, name):
        with self.changed:
            self.heard.add(name)
            self.changed.notify_all()

    def wait_for(self, names):
        with self.changed:
            self.changed.wait_for(lambda: names <= self.heard, 30)
        return names - self.heard


@pytest.fixture
def ears():
    return Ears()


@pytest.fixture
def there(ears):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        server.hear = ears.hear
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def udp(ears):
    """Hears the first packet of a call, once for each port that it is given."""
    sockets = []

    def listening(name):
        listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        listener.bind(("127.0.0.1", 0))
        sockets.append(listener)

        def listen():
            try:
                if listener.recv(2000):
                    ears.hear(name)
            except OSError:
                pass

        threading.Thread(target=listen, daemon=True).start()
        return f"127.0.0.1:{listener.getsockname()[1]}"

    yield listening
    for listener in sockets:
        listener.close()


@pytest.fixture
def root(tmp_path):
    for name in ("frame.js", "draw.js"):
        (tmp_path / name).write_bytes(content(name))
    return tmp_path


@pytest.fixture
def here(root):
    with serving(root) as url:
        yield url


@pytest.fixture
def open_page(here, browser):
    """Opens pages of one test, in a context of its own each."""
    contexts = []

    def opening(name, until="load"):
        context = browser.new_context()
        contexts.append(context)
        page = context.new_page()
        page.goto(here + name, wait_until=until)
        return page

    yield opening
    for context in contexts:
        context.close()


def write_page(root, name, framed, *, ours):
    """A page with a frame for each of some outputs: as we write it, or plain and open to all."""
    elements = []
    for number, html in enumerate(framed):
        file = f"{name}-{number}.html"
        if ours:
            data = frame(job("html", html=html), title="x", scripts=["frame.js", "draw.js"], code="any")  # fmt: skip
            elements.append(iframe(file, "x", 100).replace("pf-asset:", "").replace("lazy", "eager"))  # fmt: skip
        else:
            data = f"<!doctype html><body>{html}".encode()
            elements.append(f'<iframe src="{file}"></iframe>')
        (root / file).write_bytes(data)
    policy = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', THEME.read_text())[0]
    top = Template(policy).render(page={"meta": {}}) if ours else ""
    (root / f"{name}.html").write_text(
        f"<!doctype html><title>page</title>{top}{''.join(elements)}"
    )


def test_a_frame_tells_nobody(root, there, ears, open_page):
    def aimed(side):
        return [
            html.replace("THERE", f"{there}/{side}/{number}")
            for number, html in enumerate(ATTACKS.values())
        ]

    write_page(root, "ours", aimed("ours"), ours=True)
    write_page(root, "plain", aimed("plain"), ours=False)
    open_page("ours.html")
    # What it opens keeps it loading for ever.
    open_page("plain.html", until="commit")
    unheard = ears.wait_for({f"/plain/{number}" for number in range(len(ATTACKS))})
    assert [[*ATTACKS][int(path.rpartition("/")[2])] for path in unheard] == []
    heard = [path for path in ears.heard if path.startswith("/ours")]
    assert [[*ATTACKS][int(path.rpartition("/")[2])] for path in heard] == []


def test_a_frame_calls_nobody(root, udp, ears, open_page):
    for side in ("ours", "plain"):
        attacks = [html.replace("UDP", udp(f"{side} {name}")) for name, html in CALLS.items()]
        write_page(root, side, attacks, ours=side == "ours")
    open_page("ours.html")
    open_page("plain.html")
    assert ears.wait_for({f"plain {name}" for name in CALLS}) == set()
    assert [name for name in ears.heard if name.startswith("ours")] == []


def test_a_frame_reaches_neither_page_nor_storage(root, open_page):
    write_page(root, "ours", [REACH], ours=True)
    write_page(root, "plain", [REACH], ours=False)
    page = open_page("ours.html")
    assert page.frame_locator("iframe").locator("#said").inner_text() == "nothing"
    assert page.title() == "page"
    control = open_page("plain.html")
    said = control.frame_locator("iframe").locator("#said").inner_text()
    assert said == "parent top cookie storage session database worker"
    assert control.title() == "taken"


@pytest.mark.parametrize(
    "leave",
    [
        "top.location = '/elsewhere.html'",
        "const a = document.body.appendChild(document.createElement('a'));a.target='_top';a.href='/elsewhere.html';a.click()",
    ],
    ids=["script", "link"],
)
def test_a_frame_cannot_lead_the_page_away(root, open_page, leave):
    (root / "elsewhere.html").write_text("<title>elsewhere</title>")
    attack = f"<script>try {{ {leave} }} catch {{}}</script><p id=done>done</p>"
    write_page(root, "ours", [attack], ours=True)
    write_page(root, "plain", [attack], ours=False)
    page = open_page("ours.html")
    page.frame_locator("iframe").locator("#done").wait_for()
    control = open_page("plain.html")
    control.wait_for_url("**/elsewhere.html")
    assert page.title() == "page"


def test_a_frame_sets_no_height_but_its_own(root, open_page):
    script = (Path(__file__).parents[2] / "src/proofolio/assets/portfolio.js").read_text()
    tell = "<script>for (const height of [MESSAGE]) parent.postMessage({proofolio: height}, '*')</script>"
    messages = ["1e9", "-5", "'9px;position:fixed'", "NaN, {}, null, 333", "300"]
    write_page(root, "ours", [tell.replace("MESSAGE", text) for text in messages], ours=True)
    page_file = root / "ours.html"
    page_file.write_text(f"<script>{script}</script>{page_file.read_text()}")
    page = open_page("ours.html")
    page.wait_for_function("() => document.querySelectorAll('iframe')[4].style.height")
    page.wait_for_function(
        "() => [...document.querySelectorAll('iframe')].every(e => e.style.height)"
    )
    heights = page.evaluate(
        "[...document.querySelectorAll('iframe')].map(e => parseInt(e.style.height))"
    )
    assert all(40 <= height <= 1600 for height in heights)
    assert "fixed" not in page.evaluate(
        "[...document.querySelectorAll('iframe')].map(e => e.getAttribute('style')).join()"
    )
