"""Make pages of a folder of notebooks, with Proofolio and with its peers, side by side.

Times are medians of several runs, each in a fresh folder; the tools take turns, so that a busy moment
of the machine meets all of them. Memory is watched in runs of its own. A page's size is its HTML.
"""

import gzip
import json
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from figures import tell, tell_end, tell_memory, tell_ratio, tell_times
from peers import Peer, mkdocs_jupyter, nbconvert_html, programs, stock_export
from portfolio import DEFECTS, Portfolio
from processes import Run, checked, memory_of, run
from staging import Staged, edit_middle, stage, strip_widgets

PEERS = (mkdocs_jupyter.PEER, nbconvert_html.PEER, stock_export.PEER)

Times = dict[str, list[Run]]
"""What was done → every time that it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Notebooks to measure with, and a folder to work in."""

    notebooks: Sequence[Staged]
    untouched: Path
    """The notebooks as they are."""
    stripped: Path
    """The notebooks without `metadata.widgets`, for peers that end at it."""
    work: Path


def bench_notebooks(folder: Path, *, runs: int, peers: bool, cache: Path) -> None:
    """Measure Proofolio, and unless told otherwise its peers, on every notebook below `folder`."""
    found = {peer: programs(peer, cache) for peer in (PEERS if peers else ())}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        corpus = lay_out(folder, Path(name))
        with _fresh(corpus) as portfolio:
            account(corpus.notebooks, portfolio)
        _tell_conversion(corpus)
        for peer, where in found.items():
            _try_untouched(peer, where, corpus)
        tell("runs", runs, "runs")
        times: dict[str, Times] = defaultdict(lambda: defaultdict(list))
        for _ in range(runs):
            _time_portfolio(corpus, times["proofolio"])
            for peer, where in found.items():
                _time_peer(peer, where, corpus, times[peer.name])
        for tool, taken in times.items():
            for step, again in taken.items():
                tell_times(f"{tool}.{step}", again)
        _watch_portfolio(corpus)
        for peer, where in found.items():
            with _laid_out(peer, corpus.stripped, corpus.work) as work:
                memory = memory_of(peer.command(where, work), folder=work)
                tell_memory(f"{peer.name}.cold", memory)
        _tell_ratios(times)


def lay_out(folder: Path, work: Path) -> Corpus:
    """Stage the notebooks below `folder`, and tell how many and how large they are."""
    corpus = Corpus(
        notebooks=stage(folder, work / "untouched"),
        untouched=work / "untouched",
        stripped=work / "stripped",
        work=work,
    )
    if not corpus.notebooks:
        sys.exit(f"There is no notebook below {folder}.")
    tell("corpus.notebooks", len(corpus.notebooks), "notebooks")
    tell("corpus.size", sum(one.size_bytes for one in corpus.notebooks) / 1e6, "MB")
    tell("corpus.stripped", strip_widgets(corpus.untouched, corpus.stripped), "notebooks")
    return corpus


def account(notebooks: Sequence[Staged], portfolio: Portfolio) -> None:
    """Tell by name what became of each notebook, and how large the pages are."""
    portfolio.sync()
    portfolio.build()
    pages = _pages(portfolio.site)
    reasons = portfolio.reasons()
    missing = {one: reasons(one.path.name) for one in notebooks if one.stem not in pages}
    failed = {
        one: why or "neither a page nor a reason"
        for one, why in missing.items()
        if not why or any(mark in why for mark in DEFECTS)
    }
    quarantined = {one: why for one, why in missing.items() if one not in failed}
    tell("converted", len(notebooks) - len(missing), "notebooks")
    tell("quarantined", len(quarantined), "notebooks")
    tell("failed", len(failed), "notebooks")
    for word, found in (("quarantined", quarantined), ("failed", failed)):
        for one, why in found.items():
            print(f"{word}: {one.source}: {why}", flush=True)
    _tell_sizes("proofolio", notebooks, portfolio.site)


def _tell_conversion(corpus: Corpus) -> None:
    """Tell how long one notebook takes, in a process that converts each once."""
    script = Path(__file__).with_name("convert_each.py")
    done = checked(run([sys.executable, script, corpus.untouched], folder=corpus.work))
    took_ms = json.loads(done.output.splitlines()[-1])
    if len(took_ms) > 1:
        tell("proofolio.convert.mean", statistics.mean(took_ms), "ms")
        tell("proofolio.convert.p95", statistics.quantiles(took_ms, n=20)[-1], "ms")


def _time_portfolio(corpus: Corpus, times: Times) -> None:
    """Sync and build from nothing, build again, and both with nothing and with one notebook changed."""
    with _fresh(corpus) as portfolio:
        _time_both("cold", portfolio, times)
        times["unchanged.build"].append(portfolio.build())
        _time_both("unchanged_synced", portfolio, times)
        edit_middle(corpus.notebooks, portfolio.notebooks)
        _time_both("one_changed", portfolio, times)


def _time_both(step: str, portfolio: Portfolio, times: Times) -> None:
    sync, build = portfolio.sync(), portfolio.build()
    times[f"{step}.sync"].append(sync)
    times[f"{step}.build"].append(build)
    times[step].append(sync + build)


def _watch_portfolio(corpus: Corpus) -> None:
    """Watch the memory of a cold sync and build, and of a build with nothing changed."""
    with _fresh(corpus) as portfolio:
        for step, command in (
            ("cold.sync", portfolio.sync_command),
            ("cold.build", portfolio.build_command),
            ("unchanged.build", portfolio.build_command),
        ):
            tell_memory(f"proofolio.{step}", memory_of(command, folder=portfolio.root))


def _try_untouched(peer: Peer, where: Path, corpus: Corpus) -> None:
    """Tell how far a peer comes with the notebooks as they are."""
    with _laid_out(peer, corpus.untouched, corpus.work) as work:
        done = run(peer.command(where, work), folder=work)
        tell(f"{peer.name}.untouched.pages", _count(corpus.notebooks, work / "site"), "pages")
        tell_end(f"{peer.name}.untouched", done)


def _time_peer(peer: Peer, where: Path, corpus: Corpus, times: Times) -> None:
    """Build from nothing, and once more with nothing changed."""
    with _laid_out(peer, corpus.stripped, corpus.work) as work:
        command, site = peer.command(where, work), work / "site"
        done = run(command, folder=work)
        if not times:
            tell(f"{peer.name}.stripped.pages", _count(corpus.notebooks, site), "pages")
            tell_end(f"{peer.name}.stripped", done)
            _tell_sizes(peer.name, corpus.notebooks, site)
        times["cold"].append(done)
        times["unchanged"].append(run(command, folder=work))


def _tell_ratios(times: Mapping[str, Times]) -> None:
    """Tell how many times as long as ours the peers take, and what building again costs."""
    ours = times["proofolio"]
    for tool, theirs in times.items():
        if tool != "proofolio":
            tell_ratio(f"{tool}.to_proofolio.cold", theirs["cold"], ours["cold"])
            tell_ratio(f"{tool}.to_proofolio.cold.build", theirs["cold"], ours["cold.build"])
    for step in ("unchanged.build", "one_changed.build"):
        tell_ratio(f"proofolio.{step}.to_cold.build", ours[step], ours["cold.build"])
    for step in ("unchanged_synced", "one_changed"):
        tell_ratio(f"proofolio.{step}.to_cold", ours[step], ours["cold"])


def _tell_sizes(tool: str, notebooks: Sequence[Staged], site: Path) -> None:
    pages = _pages(site)
    bodies = [pages[one.stem].read_bytes() for one in notebooks if one.stem in pages]
    everything = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    tell(f"{tool}.site", everything / 1e6, "MB")
    if bodies:
        zipped = [len(gzip.compress(body, 6, mtime=0)) for body in bodies]
        tell(f"{tool}.page.median", statistics.median(map(len, bodies)) / 1e3, "kB")
        tell(f"{tool}.page.median_gzip", statistics.median(zipped) / 1e3, "kB")


def _count(notebooks: Sequence[Staged], site: Path) -> int:
    pages = _pages(site)
    return sum(one.stem in pages for one in notebooks)


def _pages(site: Path) -> dict[str, Path]:
    """Return what each page is called → its file, whether `NAME.html` or `NAME/index.html`."""
    return {
        path.parent.name if path.name == "index.html" else path.stem: path
        for path in site.rglob("*.html")
    }


@contextmanager
def _fresh(corpus: Corpus) -> Iterator[Portfolio]:
    portfolio = Portfolio(corpus.work / "portfolio", corpus.untouched)
    yield portfolio
    shutil.rmtree(portfolio.root)


@contextmanager
def _laid_out(peer: Peer, notebooks: Path, work: Path) -> Iterator[Path]:
    folder = work / peer.name
    folder.mkdir()
    peer.lay_out(notebooks, folder)
    yield folder
    shutil.rmtree(folder)
