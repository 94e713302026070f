"""Throw published attack strings at a portfolio and count, in Chromium, what ran.

    python scripts/xss.py PAYLOADS... [--brs-kb] [--limit N] [--keep DIR]

PAYLOADS are files or folders: `.txt` (one a line), `.json` (every string), `.mjs` (DOMPurify's
fixtures), `.md` (fenced blocks), `.svg` and `.html` (whole). `--brs-kb` adds those of the package
`brs-kb` (PyPI), which must be importable. None is part of this repository: fetch them where you run
this, for instance payloadbox/xss-payload-list, PortSwigger/xss-cheatsheet-data,
swisskyrepo/PayloadsAllTheThings, cure53/DOMPurify and fuzzdb-project/fuzzdb.

Each payload goes in by six ways: README, Markdown cell, HTML output, SVG (output and file), title and
file name. Sync, conversion and engine are the real ones. Every page is opened in Chromium and every
element on it hovered, clicked and focused. A control opens some of the payloads as they are.

Prints `name value unit`, a line each, then what ran or was left alive, if anything. Exit code 1 then.
"""

import argparse
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from xss_browser import Visit, as_svgs, opened_raw, visited
from xss_site import WAYS, build_attacks

CONTROLLED = 4
"""One in so many payloads is opened as it is: the control has to fire, not to be complete."""
THEMED = 20
"""Of the pages whose titles alone are attacks, one in so many is opened with the theme's scripts."""
SHOWN = 40
"""Findings that are printed; the rest are counted."""
_PAYLOAD = re.compile(r'"payload":\s*("(?:[^"\\]|\\.)*")')
_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_SAYS_SOMETHING = re.compile("""[<>"'`(:&]""")
_LONGEST = 5_000


def main() -> int:
    """Run all of it; returns the exit code."""
    asked = _arguments()
    payloads = collect(asked.payloads, brs_kb=asked.brs_kb)[: asked.limit]
    with tempfile.TemporaryDirectory(prefix="xss-") as folder:
        return _run(payloads, Path(asked.keep or folder))


def collect(places: Iterable[Path], *, brs_kb: bool = False) -> list[str]:
    """Return every distinct payload, in order."""
    found: dict[str, None] = {}
    for place in places:
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file():
                found |= dict.fromkeys(_in_file(file))
    if brs_kb:
        known = import_module("brs_kb").get_all_payloads()
        found |= dict.fromkeys(one["payload"].strip("\r\n") for one in known.values())
    return [one for one in found if 3 < len(one) <= _LONGEST and _SAYS_SOMETHING.search(one)]


def _in_file(file: Path) -> Iterator[str]:
    readers = {".txt": str.splitlines, ".md": _FENCE.findall, ".mjs": _fixtures, ".json": _strings}
    suffix = file.suffix.lower()
    if suffix in {".svg", ".html"}:
        yield file.read_text("utf-8", "replace")
    elif suffix in readers:
        for one in readers[suffix](file.read_text("utf-8", "replace")):
            yield one.strip("\r\n")


def _fixtures(text: str) -> Iterator[str]:
    for match in _PAYLOAD.finditer(text):
        yield json.loads(match[1], strict=False)


def _strings(text: str) -> Iterator[str]:
    waiting = [json.loads(text)]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            waiting[:0] = value.values() if isinstance(value, dict) else value


def _run(payloads: list[str], work: Path) -> int:
    started = time.monotonic()
    _figure("payloads", len(payloads), "payloads")
    svgs = as_svgs(payloads)
    raw = opened_raw(payloads[::CONTROLLED], ".html")
    raw_svg = opened_raw(svgs[::CONTROLLED], ".svg")
    _figure("control.opened", len(payloads[::CONTROLLED]), "payloads")
    _figure("control.fired", len(raw), "payloads")
    _figure("control.svg.fired", len(raw_svg), "payloads")
    site = build_attacks(payloads, svgs, work)
    _figure("site.pages", len(site.pages), "pages")
    for way in WAYS:
        _figure(f"{way}.payloads", site.carried[way], "payloads")
    titled = [page for page in site.pages if site.ways(page) == ("title", "name")]
    bare = set(titled) - set(titled[::THEMED]) - set(site.innocent)
    visits = visited(site.folder, site.pages, innocent=site.innocent, bare=bare)
    ran = Counter(way for visit in visits for way in site.ways(visit.page) if visit.ran)
    for way in WAYS:
        _figure(f"{way}.executed", ran[way], "pages")
    _figure("picture.files", len(site.pictures), "files")
    pictures = {path.read_text("utf-8", "replace"): None for path in site.pictures}
    _figure("picture.distinct", len(pictures), "files")
    opened = opened_raw(list(pictures), ".svg")
    _figure("picture.executed", len(opened), "files")
    _figure("foreign.requests", sum(len(visit.foreign) for visit in visits), "requests")
    _figure("left.page", sum(visit.left for visit in visits), "pages")
    _figure("alive", sum(len(visit.alive) for visit in visits), "findings")
    _figure("frames.opened", sum(visit.frames for visit in visits), "frames")
    _figure("frames.ran.inside", sum(visit.ran_in_frames for visit in visits), "calls")
    _figure("frames.reached.page", sum(visit.reached for visit in visits), "pages")
    _figure("time", round(time.monotonic() - started), "s")
    return _verdict(visits, len(opened), fired=len(raw))


def _verdict(visits: Iterable[Visit], pictures: int, *, fired: int) -> int:
    lines = [line for visit in visits for line in visit.lines()]
    lines += [f"{pictures} pictures ran scripts when opened"] if pictures else []
    # A control that stays silent says that nothing was looked at, not that all is well.
    lines += [] if fired else ["the control did not fire"]
    for line, count in Counter(lines).most_common(SHOWN):
        print(f"FOUND {count} times: {line}")
    return 1 if lines else 0


def _figure(name: str, value: int, unit: str) -> None:
    print(f"xss.{name} {value} {unit}", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("payloads", nargs="+", type=Path, help="files or folders of payloads")
    parser.add_argument("--brs-kb", action="store_true", help="add those of the package brs-kb")
    parser.add_argument("--limit", type=int, help="take the first N only")
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it there")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
