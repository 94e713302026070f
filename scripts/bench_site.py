"""What a visitor with a phone meets, page by page: LCP, CLS, bytes and requests, and Lighthouse's marks."""

import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from figures import tell
from playwright.sync_api import Browser, sync_playwright

from proofolio.usecases.build import build
from proofolio.usecases.demo import copy_sample
from proofolio.usecases.sync import sync
from tests.standin import SAMPLE_ACCOUNT
from tests.standin.server import StandIn

PAGES: Final = {
    "home": "",
    "work": "projects/",
    "project": "projects/stdlib-search/",
    "notebook": "projects/second-look/02-train/",
    "log": "log/",
    "post": "log/2026/forty-questions/",
    "skills": "skills/",
    "path": "path/",
    "resume": "resume/",
}
MARKED: Final = ("home", "project", "notebook", "post", "resume")
"""Those that Lighthouse looks at."""
LIGHTHOUSE: Final = "lighthouse@12"
FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SLOWER: Final = 4
"""How many times slower than this computer's a phone's processor is taken to be, as Lighthouse does."""
LISTEN: Final = """
window.seen = {lcp: 0, cls: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.lcp = e.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => {
  for (const e of list.getEntries()) if (!e.hadRecentInput) seen.cls += e.value;
}).observe({type: "layout-shift", buffered: true});
"""


def bench_site(*, lighthouse: bool) -> None:
    """Measure the sample learner's site, served under a sub-path with gzip, as GitHub Pages does."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as url:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            for name, path in PAGES.items():
                _visit(browser, name, url + path)
            browser.close()
        for name in MARKED if lighthouse else ():
            _mark(name, url + PAGES[name], chromium, Path(folder))


def _visit(browser: Browser, name: str, url: str) -> None:
    page = browser.new_page(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True
    )
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.add_init_script(LISTEN)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    seen = page.evaluate("seen")
    tell(f"{name}.lcp", float(seen["lcp"]), "ms", of="site")
    tell(f"{name}.cls", float(seen["cls"]), "shift", of="site")
    tell(f"{name}.transferred", sum(sizes) / 1000, "kB", of="site")
    tell(f"{name}.requests", len(sizes), "requests", of="site")
    page.close()


def _mark(name: str, url: str, chromium: str, folder: Path) -> None:
    report = folder / "report.json"
    subprocess.run(
        [
            *("npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json"),
            *(f"--output-path={report}", f"--chrome-flags=--headless {' '.join(FLAGS)}"),
        ],
        env={**os.environ, "CHROME_PATH": chromium},
        check=True,
        capture_output=True,
    )
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    for category, seen in found["categories"].items():
        tell(f"{name}.lighthouse.{category}", round(100 * seen["score"]), "of 100", of="site")


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    root = folder / "portfolio"
    copy_sample(root)
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8").replace("# site_url:", "site_url:")
    config.write_text(text, "utf-8")
    with StandIn(SAMPLE_ACCOUNT, pages_url="https://github.com") as github:
        os.environ |= github.environment()
        sync(root, lambda _: None)
    build(root, today=datetime.now(UTC).date())
    served = folder / "served"
    shutil.copytree(root / "site", served / "portfolio")
    handler = functools.partial(_Pages, directory=str(served))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/portfolio/"
        server.shutdown()


class _Pages(http.server.SimpleHTTPRequestHandler):
    """Serves files packed and to be kept for ten minutes."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data, kind = path.read_bytes(), self.guess_type(str(path))
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        self.send_header("Cache-Control", "max-age=600")
        if any(word in kind for word in ("text", "javascript", "json", "svg", "xml")):
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
