"""Open a built site in Chromium as on a phone, and photograph its first pages."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright
from playwright.sync_api import Error as BrowserError

PHONE = (390, 844)
PHONE_SHOT_PX = 1180
DESK = (1440, 1700)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_TIME_MS = 60_000

_PICTURES = """async () => {
  const all = [...document.images].filter(i => i.getAttribute('src'));
  all.forEach(i => { i.loading = 'eager'; });
  const late = new Promise(done => setTimeout(done, 5000));
  await Promise.race([late, Promise.all(all.map(i => i.decode().catch(() => {})))]);
  return all.filter(i => i.complete && !i.naturalWidth).map(i => i.getAttribute('src'));
}"""
_WIDTH = "document.scrollingElement.scrollWidth"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What Chromium saw."""

    opened: int
    """Pages."""
    wide: tuple[tuple[str, int], ...]
    """Pages that are wider than the phone, and how wide."""
    broken: tuple[tuple[str, str], ...]
    """Page and address of a picture that has no pixels."""
    console: tuple[tuple[str, str], ...]
    """Page and error."""
    strangers: tuple[tuple[str, str], ...]
    """Page and address on another host that was asked for; it was not reached."""


def see(site: Path, pages: Sequence[str], pictures: Path, *, most: int) -> Seen:
    """Open pages as on a phone; the home page, the list of work and the first project are photographed.

    Args:
        site: the folder.
        pages: their addresses from its root.
        pictures: gets `home-1440.png`, `home-390.png`, `work-1440.png`, `project-1440.png`.
        most: how many pages are opened; 0 for all. Lists and projects come first, the rest is
            taken at equal distances.
    """
    pictures.mkdir(parents=True, exist_ok=True)
    chosen = _choose(pages, most)
    program = shutil.which("chromium") or shutil.which("google-chrome")
    wide, broken, console, strangers = [], [], [], []
    with _serve(site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        phone = _page(browser, PHONE, url, console, strangers)
        for address in chosen:
            try:
                phone.goto(url + address, wait_until="load", timeout=_TIME_MS)
                broken += [(address, one) for one in phone.evaluate(_PICTURES)]
                width = phone.evaluate(_WIDTH)
            except BrowserError as error:
                console.append((address, f"not opened: {error.message.splitlines()[0]}"))
                continue
            if width > PHONE[0]:
                wide.append((address, width))
            if not address:
                clip = {"x": 0, "y": 0, "width": PHONE[0], "height": PHONE_SHOT_PX}
                phone.screenshot(path=pictures / "home-390.png", clip=clip, full_page=True)
        phone.close()
        desk = _page(browser, DESK, url, [], [])
        projects = [one for one in pages if one.startswith("projects/") and one.count("/") == 2]
        for name, address in (
            ("home", ""),
            ("work", "projects/"),
            ("project", (*projects, "?")[0]),
        ):
            if address in pages:
                desk.goto(url + address, wait_until="load", timeout=_TIME_MS)
                desk.evaluate(_PICTURES)
                desk.screenshot(path=pictures / f"{name}-1440.png", full_page=False)
        browser.close()
    return Seen(
        opened=len(chosen),
        wide=tuple(wide),
        broken=tuple(broken),
        console=tuple(console),
        strangers=tuple(strangers),
    )


def _choose(pages: Sequence[str], most: int) -> list[str]:
    first = sorted(pages, key=lambda one: (one.count("/"), one))
    if not most or len(first) <= most:
        return first
    kept = [one for one in first if one.count("/") <= 2][: max(1, most * 2 // 3)]
    rest = [one for one in first if one not in kept]
    step = max(1, -(-len(rest) // max(1, most - len(kept))))
    return kept + rest[::step]


def _page(
    browser: Browser,
    size: tuple[int, int],
    url: str,
    console: list[tuple[str, str]],
    strangers: list[tuple[str, str]],
) -> Page:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme="light")

    def here() -> str:
        return page.url.removeprefix(url)

    def hear(line: ConsoleMessage) -> None:
        if line.type == "error":
            console.append((here(), line.text))

    def stop(route: Route) -> None:
        strangers.append((here(), route.request.url))
        route.abort()

    page.on("console", hear)
    page.on("pageerror", lambda error: console.append((here(), str(error))))
    page.route(lambda address: not address.startswith((url, "data:", "blob:")), stop)
    return page


@contextmanager
def _serve(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""
