"""Opens pages in Chromium and tells what ran on them, what asked outside, what is left alive.

Part of `xss.py`.
"""

import http.server
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SCRIPTS = Path(__file__).parent
PROCESSES = os.cpu_count() or 1
FRAMES_AT_ONCE = 100
PAGES_PER_CONTEXT = 150
FEW = 40
"""Pages for which no second process is begun."""
_FRAMES = """async (addresses) => {
  const frames = addresses.map((address) => Object.assign(document.createElement("iframe"), { src: address }));
  const loaded = frames.map((frame) => new Promise((done) => frame.addEventListener("load", done, { once: true })));
  document.body.append(...frames);
  await Promise.race([Promise.all(loaded), new Promise((done) => setTimeout(done, 60000))]);
}"""
THEME = re.compile(r"/assets/.*\.(js|css|woff2)$")


@dataclass(slots=True)
class Visit:
    """What was seen on one page."""

    page: str
    ran: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    """Requests to other hosts."""
    alive: list[str] = field(default_factory=list)
    """What is there and could act, or poses as the site's own."""
    left: bool = False
    """Something led the browser away, or opened a window."""
    frames: int = 0
    ran_in_frames: int = 0
    reached: bool = False
    """What runs in a frame changed the page, or asked outside."""

    def lines(self) -> list[str]:
        """Tell the findings in words."""
        return [
            *(f"{self.page}: ran {what}" for what in self.ran),
            *(f"{self.page}: asked {url[:200]}" for url in self.foreign),
            *(f"{self.page}: alive {what[:200]}" for what in self.alive),
            *([f"{self.page}: led away"] if self.left else []),
            *([f"{self.page}: reached from a frame"] if self.reached else []),
        ]


def as_svgs(payloads: Sequence[str]) -> list[str]:
    """Make each payload an SVG file: what Chromium makes of it inside an SVG, in well-formed XML."""
    code = (SCRIPTS / "xss_svg.js").read_text("utf-8")
    with _chromium() as browser:
        page = browser.new_page(java_script_enabled=True)
        page.goto("about:blank")
        return [
            svg
            for start in range(0, len(payloads), 500)
            for svg in page.evaluate(code, payloads[start : start + 500])
        ]


def opened_raw(texts: Sequence[str], suffix: str) -> set[int]:
    """Open each text as a file of its own, nothing taken out; returns the indices of those that ran."""
    count = min(PROCESSES, -(-len(texts) // FRAMES_AT_ONCE) or 1)
    shares = [range(start, len(texts), count) for start in range(count)]
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        jobs = [
            pool.submit(_open_raw, {index: texts[index] for index in share}, suffix)
            for share in shares
        ]
        return {index for job in jobs for index in job.result()}


def visited(
    folder: Path, pages: Sequence[str], *, innocent: Sequence[str], bare: Collection[str]
) -> list[Visit]:
    """Open every page of a site, act on every element, and tell what was seen.

    Args:
        folder: the site.
        pages: paths from its root, ending in `/`.
        innocent: pages without an attack: what is on them may be on all.
        bare: pages that are opened without the theme's scripts and styles, which cost most of the time.
    """
    count = min(PROCESSES, -(-len(pages) // FEW) or 1)
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        jobs = [
            pool.submit(_visit_all, folder, pages[start::count], innocent, bare)
            for start in range(count)
        ]
        return [visit for job in jobs for visit in job.result()]


def _open_raw(texts: Mapping[int, str], suffix: str) -> set[int]:
    fired: set[int] = set()
    name = re.compile(rf"/(\d+)\{suffix}")
    with tempfile.TemporaryDirectory() as folder:
        for index, text in texts.items():
            (Path(folder) / f"{index}{suffix}").write_text(text, "utf-8", errors="replace")
        (Path(folder) / "opener.html").write_text("<!doctype html><body>", "utf-8")
        indices = list(texts)
        with _chromium() as browser, _served(Path(folder)) as root:
            for start in range(0, len(indices), FRAMES_AT_ONCE):
                share = [f"{index}{suffix}" for index in indices[start : start + FRAMES_AT_ONCE]]
                for _, where in _open_together(browser, f"{root}opener.html", share):
                    fired |= {int(found) for found in name.findall(where)}
    return fired


def _open_together(browser: Browser, opener: str, files: list[str]) -> list[tuple[str, str]]:
    context = browser.new_context()
    told = _listening(context)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    try:
        page.goto(opener)
        page.evaluate((SCRIPTS / "xss_open.js").read_text("utf-8"), files)
    except Error:
        pass  # one of them has closed or left the page; what ran until then was told
    finally:
        context.close()
    return told


def _visit_all(
    folder: Path, pages: Sequence[str], innocent: Sequence[str], bare: Collection[str]
) -> list[Visit]:
    look = (SCRIPTS / "xss_look.js").read_text("utf-8")
    with _served(folder) as root:
        with _context() as context:
            known = {
                thing for page in innocent for thing in _look(context, root, page, look, [])[1]
            }
        themed = [page for page in pages if page not in bare]
        groups = [(group, False) for group in _groups(themed, PAGES_PER_CONTEXT)]
        groups += [
            (group, True)
            for group in _groups([page for page in pages if page in bare], FRAMES_AT_ONCE)
        ]
        return [
            visit
            for group, is_bare in groups
            for visit in _visit_group(root, group, look, sorted(known), is_bare=is_bare)
        ]


def _visit_group(
    root: str, paths: list[str], look: str, known: list[str], *, is_bare: bool, tries: int = 3
) -> list[Visit]:
    """Visit some pages with a browser of their own; one that somebody closes is begun again."""
    try:
        with _context() as context:
            if is_bare:
                context.route(THEME, lambda route: route.abort())
                return _look_together(context, root, paths, look, known)
            return [_look(context, root, path, look, known)[0] for path in paths]
    except Error:
        if tries == 1:
            raise
        return _visit_group(root, paths, look, known, is_bare=is_bare, tries=tries - 1)


@contextmanager
def _context() -> Iterator[BrowserContext]:
    with _chromium() as browser:
        yield browser.new_context()


def _groups(pages: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(pages), size):
        yield pages[start : start + size]


def _look_together(
    context: BrowserContext, root: str, paths: list[str], look: str, known: list[str]
) -> list[Visit]:
    """Open pages side by side, each in a frame of the same origin; an eighth of the time."""
    told = _listening(context)
    page = context.new_page()
    opener = Visit(page="pages side by side")
    page.on("popup", lambda window: opener.ran.append(f"a window {window.url}"))
    _note_foreign(opener, root, page)
    page.on("dialog", lambda dialog: (opener.ran.append("a dialog"), dialog.dismiss()))
    page.goto(f"{root}nobody/")
    page.evaluate(_FRAMES, [root + path for path in paths])
    opener.left = page.url != f"{root}nobody/"
    visits = {root + path: Visit(page=path) for path in paths}
    looked: list[Visit] = []
    for frame in page.frames[1:]:
        visit = visits.pop(unquote(frame.url.split("#")[0]), None)
        if visit is None:
            opener.alive.append(f"a frame went to {frame.url}")
            continue
        try:
            visit.alive += frame.evaluate(look, known)["alive"]
        except Error as error:
            if page.is_closed():
                raise
            visit.alive.append(f"the page could not be looked at: {error.message[:100]}")
        visit.ran += [what for what, where in told if where.startswith(frame.url)]
        told[:] = [one for one in told if not one[1].startswith(frame.url)]
        looked.append(visit)
    opener.alive += [f"{visit.page} did not open" for visit in visits.values()]
    opener.ran += [what for what, _ in told]
    return [*looked, opener]


def _look(
    context: BrowserContext, root: str, path: str, look: str, known: list[str]
) -> tuple[Visit, list[str]]:
    """Open one page. With nothing known, returns what there is, to be known later."""
    visit = Visit(page=path)
    told = _listening(context)
    page = context.new_page()
    windows: list[Any] = []
    page.on("popup", lambda window: windows.append(window))  # noqa: PLW0108
    _note_foreign(visit, root, page)
    page.on("dialog", lambda dialog: (visit.ran.append("a dialog"), dialog.dismiss()))
    seen: dict[str, Any] = {"there": []}
    try:
        page.goto(root + path)
        seen = page.evaluate(look, known)
    except Error as error:
        if page.is_closed():
            raise
        visit.alive.append(f"the page could not be looked at: {error.message[:100]}")
    visit.left = unquote(page.url.split("#")[0]) != root + path or bool(windows)
    here = [what for what, where in told if where.startswith(root)]
    visit.ran += here
    visit.ran_in_frames = len(told) - len(here)
    visit.frames = seen.get("frames", 0)
    visit.reached = bool(seen.get("reached"))
    visit.alive += seen.get("alive", [])
    page.close()
    told.clear()
    return visit, seen["there"]


def _note_foreign(visit: Visit, root: str, page: Page) -> None:
    def sent(request: Request) -> None:
        if not request.url.startswith((root, "data:", "blob:", "about:")):
            visit.foreign.append(request.url)

    def refused(request: Request) -> None:
        # The browser tells of those that the page's own policy stopped, too: nobody was asked.
        if request.failure == "csp" and request.url in visit.foreign:
            visit.foreign.remove(request.url)

    page.on("request", sent)
    page.on("requestfailed", refused)


def _listening(context: BrowserContext) -> list[tuple[str, str]]:
    """Return a list that fills with what ran, and where, in every frame of the context."""
    told: list[tuple[str, str]] | None = getattr(context, "told", None)
    if told is None:
        told = context.told = []  # type: ignore[attr-defined]
        context.expose_binding(
            "pfCanary", lambda _, what, where: told.append((str(what), str(where)))
        )
        context.add_init_script(path=SCRIPTS / "xss_canary.js")
    return told


@contextmanager
def _chromium() -> Iterator[Browser]:
    flags = [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Patient(http.server.ThreadingHTTPServer):
        request_queue_size = 128

        def handle_error(self, *_: object) -> None:
            """Say nothing: browsers hang up when a frame goes away."""

    with Patient(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
