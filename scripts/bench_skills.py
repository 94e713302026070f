"""Time how long it takes to tell which skills notebooks show, one by one and all together."""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from figures import tell
from portfolio import Portfolio
from staging import stage

from proofolio import notebook_check
from proofolio.model.usage import Usage
from proofolio.notebook_cache.workers import run
from proofolio.skills.match import match
from proofolio.skills.taxonomy import taxonomy

_MOST = 500
_AT_ONCE = 25


def bench_skills(folder: Path) -> None:
    """Measure the first 500 notebooks below `folder`, by name."""
    paths = sorted(path for path in folder.rglob("*.ipynb") if path.is_file())[:_MOST]
    if not paths:
        sys.exit(f"There is no notebook below {folder}.")
    tell("notebooks", len(paths), "notebooks", of="skills")
    start = time.perf_counter()
    known = taxonomy()
    tell("taxonomy", (time.perf_counter() - start) * 1000, "ms", of="skills")
    for kind in ("tool", "ability", "language"):
        tell(f"taxonomy.{kind}", sum(e.kind == kind for e in known), "skills", of="skills")
    _one_by_one(paths)
    _together(paths)
    _in_a_portfolio(paths)


def _one_by_one(paths: Iterable[Path]) -> None:
    """Time reading, examining and matching each, in one process and without ruff's share of it."""
    from proofolio.errors import NotebookError
    from proofolio.notebook_check.cells import content
    from proofolio.notebook_check.draft import draft

    told: list[float] = []
    matched: list[float] = []
    for path in paths:
        data = path.read_bytes()
        start = time.perf_counter()
        try:
            usage = draft(content(data, name=path.name)).usage
        except NotebookError:
            continue
        middle = time.perf_counter()
        match(usage)
        told.append((middle - start) * 1000)
        matched.append((time.perf_counter() - middle) * 1000)
    for name, times in (("told", told), ("matched", matched)):
        tell(f"{name}.mean", statistics.mean(times), "ms", of="skills")
        tell(f"{name}.p95", statistics.quantiles(times, n=20)[-1], "ms", of="skills")


def _together(paths: list[Path]) -> None:
    """Time all of them on all cores, from their bytes to the skills."""
    jobs = [tuple(paths[start : start + _AT_ONCE]) for start in range(0, len(paths), _AT_ONCE)]
    start = time.perf_counter()
    results = run(
        _tell, jobs, size=_size, on_done=lambda _done, _total: None, meanwhile=lambda: None
    )
    shown = sum(len(match(usage)) for usages in results for usage in usages or ())
    tell("cold.wall", time.perf_counter() - start, "s", of="skills")
    tell("shown", shown, "skills in notebooks", of="skills")


def _tell(paths: tuple[Path, ...]) -> list[Usage]:
    found = notebook_check.examine({str(path): path.read_bytes() for path in paths})
    return [examination.usage for examination in found.values()]


def _size(paths: tuple[Path, ...]) -> int:
    return sum(path.stat().st_size for path in paths)


def _in_a_portfolio(paths: Iterable[Path]) -> None:
    """Time a build of a portfolio with all of them in which nothing changed."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        work = Path(name)
        (work / "corpus").mkdir()
        for number, path in enumerate(paths):
            (work / "corpus" / f"{number:04}-{path.name}").symlink_to(path.resolve())
        stage(work / "corpus", work / "staged")
        portfolio = Portfolio(work / "portfolio", work / "staged")
        portfolio.sync()
        portfolio.build()
        tell("unchanged.build.wall", portfolio.build().wall_s, "s", of="skills")
