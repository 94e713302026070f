"""Draw every kind of interactive figure with the libraries' current releases, and see whether each arrives.

`python scripts/interactive.py [--again] [LIBRARY ...]` installs the newest releases into
`build/interactive/venv`, executes `interactive_cells/*.py` with them, makes a portfolio of the
notebooks, runs `check` and `publish --to`, and opens each page in Chromium. A line for each cell:
what was drawn, what the browser complained of, what was asked of other hosts. `--again` keeps the
venv and the notebooks of the last run. The script fails if a figure does not draw, or anything was found.
"""

import argparse
import functools
import http.server
import io
import json
import re
import shutil
import subprocess
import sys
import threading
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, ElementHandle, Frame, Page, sync_playwright
from portfolio import Portfolio
from processes import run
from xss_browser import CHROMIUM

CELLS = Path(__file__).parent / "interactive_cells"
HOME = Path("build/interactive").resolve()
PACKAGES = (
    "altair", "anywidget", "bokeh", "folium", "hvplot", "ipykernel", "ipyleaflet", "ipywidgets", "matplotlib", "nbclient", "pandas",
    "plotly", "pydeck", "scikit-learn",
)  # fmt: skip
EXECUTE = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], 4)
NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
nbformat.write(notebook, sys.argv[1])
"""
DRAWN = """() => {
  const within = root => [...root.querySelectorAll("*")].flatMap(e => [e, ...(e.shadowRoot ? within(e.shadowRoot) : [])]);
  const large = e => { const box = e.getBoundingClientRect(); return box.width > 20 && box.height > 20; };
  const found = within(document.body).filter(large).map(e => e.localName).filter(name => ["svg", "canvas", "img"].includes(name));
  const text = document.body.innerText.trim();
  return { found, text: text.slice(0, 60), failed: text.includes("could not be drawn") };
}"""
PATIENCE_MS = 300_000
"""On a machine that has much else to do."""
FEWEST_COLOURS = 4
"""An empty frame has one."""
_MARKER = re.compile(r"^# %% \[(.+)\]$", re.MULTILINE)


@dataclass(slots=True)
class Seen:
    """What the browser showed of one cell."""

    name: str
    is_quiet: bool
    """Whether nothing is to move here: what only a running notebook shows becomes a line of text."""
    shown: str = "nothing"
    is_good: bool = False
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Tell it in one line."""
        mark = "ok " if self.is_good and not self.complaints and not self.foreign else "BAD"
        rest = [f"console: {one[:200]}" for one in self.complaints]
        rest += [f"asked for {one[:100]}" for one in self.foreign]
        return "  ".join((mark, f"{self.name:38}", self.shown, *rest))


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("libraries", nargs="*", help="names of files in interactive_cells/")
    parser.add_argument("--again", action="store_true", help="keep the notebooks of the last run")
    chosen = parser.parse_args()
    notebooks = HOME / "notebooks"
    if not chosen.again:
        _execute(_python(), notebooks, chosen.libraries)
    found, site = _publish(notebooks)
    seen = _look(site, chosen.libraries)
    for one in seen:
        print(one.line())
    bad = sum(one.line().startswith("BAD") for one in seen)
    print(f"\nfigures {sum(not one.is_quiet for one in seen)}, quiet {sum(one.is_quiet for one in seen)}, bad {bad}, findings {found}")  # fmt: skip
    sys.exit(1 if bad or found else 0)


def _python() -> Path:
    """Return an interpreter with the newest release of each library."""
    folder = HOME / "venv"
    python = folder / "bin/python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    install = [python, "-m", "pip", "install", "--quiet", "--upgrade", *PACKAGES]
    subprocess.run(install, check=True, stderr=subprocess.DEVNULL)
    listed = subprocess.run([python, "-m", "pip", "list", "--format", "json"], check=True, capture_output=True)  # fmt: skip
    for package in json.loads(listed.stdout):
        if package["name"].lower() in PACKAGES:
            print(f"{package['name']} {package['version']}")
    return python


def _execute(python: Path, notebooks: Path, libraries: list[str]) -> None:
    """Execute each source; a folder for each library, so that each is a project with a page of its own."""
    for source in _sources(libraries):
        text = source.read_text("utf-8")
        names = _MARKER.findall(text)
        cells = [_cell("markdown", f"# {source.stem}")]
        cells += [_cell("code", body.strip()) for body in _MARKER.split(text)[2::2]]
        file = notebooks / source.stem / f"{source.stem}.ipynb"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}))  # fmt: skip
        done = run([python, "-c", EXECUTE, file], folder=file.parent)
        if done.exit_code:
            sys.exit(f"{source.name} ({len(names)} cells):\n{done.output}")
        print(f"executed {source.stem}: {len(names)} cells, {file.stat().st_size / 1e6:.1f} MB")


def _cell(kind: str, source: str) -> dict[str, object]:
    more: dict[str, object] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def _sources(libraries: list[str]) -> list[Path]:
    return [file for file in sorted(CELLS.glob("*.py")) if not libraries or file.stem in libraries]


def _publish(notebooks: Path) -> tuple[int, Path]:
    """Make a portfolio and publish it into a folder; returns how much `check` found, and the folder."""
    root, target = HOME / "portfolio", HOME / "published"
    for old in (root, target):
        shutil.rmtree(old, ignore_errors=True)
    portfolio = Portfolio(root, notebooks)
    portfolio.sync()
    program = portfolio.sync_command[0]
    checked = run((program, "check", "--json"), folder=root)
    start = checked.output.find("{")
    findings = json.loads(checked.output[start:])["findings"] if start >= 0 else [checked.output]
    findings = [one for one in findings if isinstance(one, str) or one["severity"] != "suggestion"]
    for finding in findings:
        print(f"FOUND {finding}")
    published = run((program, "publish", "--to", target, "--no-sync"), folder=root)
    if published.exit_code:
        sys.exit(f"publish --to ended with {published.exit_code}:\n{published.output}")
    return len(findings), target


def _look(site: Path, libraries: list[str]) -> list[Seen]:
    with _served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
        )  # fmt: skip
        seen = [
            one
            for source in _sources(libraries)
            for one in _on_page(browser, site, address, source)
        ]
        browser.close()
        return seen


def _on_page(browser: Browser, site: Path, address: str, source: Path) -> Iterator[Seen]:
    (page,) = site.rglob(f"{source.stem}/{source.stem}/index.html")
    names = _MARKER.findall(source.read_text("utf-8"))
    tab = browser.new_page(viewport={"width": 1000, "height": 900})
    tab.set_default_timeout(PATIENCE_MS)
    now = Seen(name="", is_quiet=True)
    complaints: list[str] = []
    asked: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{address}{page.parent.relative_to(site).as_posix()}/")
    for number, name in enumerate(names, 2):
        now = Seen(name=f"{source.stem} {name}", is_quiet=name.endswith(", quiet"))
        complaints.clear()
        asked.clear()
        now.shown, now.is_good = _in_cell(tab, number, is_quiet=now.is_quiet)
        now.complaints = list(complaints)
        now.foreign = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
        yield now
    tab.close()


def _in_cell(tab: Page, number: int, *, is_quiet: bool) -> tuple[str, bool]:
    cell = tab.locator(f"#cell-{number}")
    frames = cell.locator("iframe.pf-frame")
    if not frames.count():
        words = " ".join(cell.locator(".pf-output, .pf-note, .pf-outputs").all_inner_texts())
        return f"no frame: {' '.join(words.split())[:90] or 'no output'}", is_quiet
    told, is_good = [], True
    for frame in frames.all():
        frame.scroll_into_view_if_needed()
        handle = frame.element_handle()
        inside = handle.content_frame()
        if inside is None:
            return "a frame without a document", False
        colours = _colours(handle, inside)
        drawn = inside.evaluate(DRAWN)
        box = frame.bounding_box() or {"width": 0, "height": 0}
        kinds = ", ".join(sorted(set(drawn["found"]))) or f"“{drawn['text']}”"
        told.append(f"{kinds} {box['width']:.0f}x{box['height']:.0f}, {colours} colours")
        has_all = colours >= FEWEST_COLOURS and box["height"] > 0 and not drawn["failed"]
        is_good = is_good and has_all and bool(drawn["found"] or drawn["text"])
    return "; ".join(told), is_good


def _colours(element: ElementHandle, inside: Frame) -> int:
    """Count the colours of a frame once it looks the same twice: what is animated, after ten looks."""
    inside.wait_for_load_state("load")
    before = b""
    for _ in range(10):
        shot = element.screenshot()
        if shot == before:
            break
        before = shot
        inside.page.wait_for_timeout(300)
    return len(Image.open(io.BytesIO(before)).convert("RGB").getcolors(1 << 24) or [])


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


if __name__ == "__main__":
    main()
