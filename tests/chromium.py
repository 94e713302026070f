"""The one Chromium of a process of tests, and the server of what it looks at.

Chromium starts a process for each context and each tab: an address that is opened in a tab which is
there already costs a third of one in a tab of its own. Tests that only look share a tab.
"""

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
NEEDS_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    # Tests of what a hostile page can do: it may open windows, and call without hiding its address.
    "--disable-popup-blocking",
    "--disable-features=WebRtcHideLocalIpsWithMdns,SpareRendererForSitePerProcess",
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Patient(http.server.ThreadingHTTPServer):
    """Has many callers wait, and lets them hang up when they have seen enough."""

    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder; the address of its root."""
    handler = functools.partial(Quiet, directory=str(folder))
    with Patient(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The browser; begun by the first test that wants it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def only_tab(browser: Any) -> Iterator[Any]:
    """A tab that the tests of a module use one after the other; see `looking`."""
    tab = browser.new_page()
    # What the one test chose, colours for one, is not to be there for the next.
    tab.add_init_script("try { localStorage.clear() } catch {}")
    tab.asked, tab.complaints = [], []
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.on("console", lambda line: line.type == "error" and tab.complaints.append(line.text))
    yield tab
    tab.close()


@pytest.fixture
def looking(only_tab: Any) -> Callable[..., Any]:
    """Opens an address in the module's tab: `looking(url, width=390, scheme="dark")`.

    The tab's `asked` are the addresses that were asked for since, its `complaints` the errors.
    """

    def opening(url: str, *, width: int = 1440, scheme: str = "light") -> Any:
        only_tab.set_viewport_size({"width": width, "height": 900})
        only_tab.emulate_media(media="screen", color_scheme=scheme)
        only_tab.goto("about:blank")
        only_tab.asked.clear()
        only_tab.complaints.clear()
        only_tab.goto(url)
        return only_tab

    return opening
