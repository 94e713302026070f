"""Photograph a built site in Chromium: `python scripts/screenshots.py SITE OUT [PATH ...]`.

Each path from the site's root is taken at 390, 768 and 1440 px, in light and dark, in full length, and is
checked for what must not be: a request to another host, an error on the console, a page wider than the
screen. With `--readme` the pictures of the README are taken, from `build/demo/site` into `docs/images/`.
"""

import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = (390, 768, 1440)
SCHEMES = ("light", "dark")
MAX_HEIGHT = 6000
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> None:
    """Take the pictures; exit with 1 when a page does what it must not."""
    if sys.argv[1:] == ["--readme"]:
        site, out, paths, readme = Path("build/demo/site"), Path("docs/images"), [""], True
    elif len(sys.argv) > 2:
        site, out, paths, readme = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or [""], False
    else:
        sys.exit(__doc__)
    if not (site / "index.html").exists():
        sys.exit(f"There is no site in {site}: build it first (`make demo`).")
    out.mkdir(parents=True, exist_ok=True)
    program = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    with _serve(site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        faults = _readme(browser, url, out) if readme else _all(browser, url, out, paths)
        browser.close()
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


def _all(browser: Browser, url: str, out: Path, paths: list[str]) -> list[str]:
    faults = []
    for path in paths:
        for width in WIDTHS:
            for scheme in SCHEMES:
                name = f"{path.strip('/').replace('/', '-') or 'home'}-{width}-{scheme}.png"
                faults += _take(browser, url, path, width=width, scheme=scheme, target=out / name)
                print(out / name)
    return faults


def _readme(browser: Browser, url: str, out: Path) -> list[str]:
    page = browser.new_page(viewport={"width": 1280, "height": 1000}, color_scheme="light")
    for name, path in {"home": "", "project": "projects/stdlib-search/"}.items():
        page.goto(url + path)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=out / f"{name}.png")
    page.close()
    return []


def _take(
    browser: Browser, url: str, path: str, width: int, scheme: str, target: Path
) -> list[str]:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    faults: list[str] = []
    where = f"{path or '/'} at {width} px, {scheme}"
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((url, "data:", "blob:"))
            else faults.append(f"{where}: asks {request.url}")
        ),
    )
    page.on(
        "console",
        lambda line: (
            faults.append(f"{where}: console: {line.text}") if line.type == "error" else None
        ),
    )
    page.on("pageerror", lambda error: faults.append(f"{where}: {error}"))
    page.goto(url + path)
    page.wait_for_load_state("networkidle")
    _load_pictures(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        faults.append(f"{where}: {wide} px wide")
    height = min(MAX_HEIGHT, page.evaluate("document.documentElement.scrollHeight"))
    page.screenshot(
        path=target, clip={"x": 0, "y": 0, "width": width, "height": height}, full_page=True
    )
    page.close()
    return faults


def _load_pictures(page: Page) -> None:
    """Pictures load when they come near the screen; the camera does not scroll."""
    page.evaluate("document.querySelectorAll('img').forEach(i => i.loading = 'eager')")
    page.wait_for_load_state("networkidle")


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


if __name__ == "__main__":
    main()
