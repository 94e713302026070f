"""The whole history of what is public, searched for secrets: `proofolio check --history`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from proofolio.errors import Place, SystemProblemError
from proofolio.model.finding import Finding, Spot
from proofolio.model.records import Event, Report
from proofolio.model.snapshot import Snapshot
from proofolio.publish.git import output_of, reading
from proofolio.publish.history import Count, History, in_history
from proofolio.publish.raw_findings import RawFinding, gather, with_accepted
from proofolio.publish.searched import SearchCache
from proofolio.settings import load
from proofolio.settings.accepted_file import read_accepted
from proofolio.site.repository import repository_of
from proofolio.sources.git.mirror import fetch_history, folder_of
from proofolio.sources.git.session import Limits, Remote
from proofolio.sources.registry import Chosen, chosen
from proofolio.sources.unreadable import UnreadableError, size_in_words
from proofolio.store.files import remove_tree
from proofolio.usecases.workspace import Folders

KEPT: Final = "history"
"""Where histories are kept, in `.proofolio/`."""
SEARCHED: Final = "searched.sqlite"
MAX_FILE_BYTES: Final = 5_000_000
"""Larger files of a history are not fetched."""
MAX_REPOSITORY_BYTES: Final = 500_000_000
MAX_ALL_BYTES: Final = 3_000_000_000
TIMEOUT_S: Final = 600.0
"""For one repository and one run; the next run goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedHistory:
    """What a look into all histories came to."""

    findings: tuple[Finding, ...]
    repositories: int
    count: Count


def search_histories(
    root: Path,
    *,
    limits: Limits | None = None,
    report: Report = lambda _: None,
    on_done: Callable[[int, int], None] = lambda _done, _total: None,
) -> SearchedHistory:
    """Fetch the history of each public repository that was pulled, and search all of it for secrets.

    Private repositories are left out. What was fetched and searched is kept, so a run that is stopped
    goes on where it was, and the next one looks at what is new.

    Args:
        root: the portfolio's folder.
        limits: how much of one repository is fetched.
        report: told of each repository.
        on_done: told how many files of a repository were searched, of how many.

    Raises:
        ProofolioError: nothing was pulled yet, `accepted.yml` needs an edit, or git is missing.
    """
    accepted = read_accepted(root)
    snapshot = Folders(root).snapshot.read()
    if snapshot is None:
        raise SystemProblemError(
            "Nothing has been pulled yet.", "Run `proofolio sync` first.", Place(path=str(root))
        )
    limits = limits or Limits(
        max_file_bytes=MAX_FILE_BYTES, max_repo_bytes=MAX_REPOSITORY_BYTES, timeout_s=TIMEOUT_S
    )
    kept = root / ".proofolio" / KEPT
    count, raw_findings = Count(), []
    with SearchCache(root / ".proofolio" / SEARCHED) as cache:
        histories = _histories(root, snapshot, kept, limits, report)
        done = 0
        for found in histories:
            if isinstance(found, RawFinding):
                raw_findings.append(found)
                continue
            done += 1
            raw_findings += in_history(found, cache, count, on_done)
    return SearchedHistory(
        findings=with_accepted(gather(raw_findings), accepted), repositories=done, count=count
    )


def _histories(
    root: Path, snapshot: Snapshot, kept: Path, limits: Limits, report: Report
) -> Iterator[History | RawFinding]:
    """Yield each repository when its history is here, and what could not be read."""
    urls: dict[str, str] = {}
    asked = {one.plugin.name: one for one in chosen(load(root)) if isinstance(one, Chosen)}
    for part in snapshot.sources:
        for repo in part.all_repos:
            if repo.is_private:
                continue
            if one := asked.get(part.name):
                urls[one.source.clone_url(one.options, repo)] = repo.full_name
            else:
                why = f"its source `{part.name}` is not in `portfolio.yml`, or cannot be used"
                yield _unread(repo.full_name, why)
    _forget(kept, {folder_of(url, kept) for url in urls})
    for url, name in urls.items():
        room = MAX_ALL_BYTES - _size(kept)
        if room <= 0:
            yield _unread(
                name, f"all histories together take more than {size_in_words(MAX_ALL_BYTES)}"
            )
            continue
        report(Event(kind="reading", subject=name, detail="its history"))
        try:
            found = fetch_history(
                Remote(url=url),
                kept,
                replace(limits, max_repo_bytes=min(limits.max_repo_bytes, room)),
            )
        except UnreadableError as error:
            yield _unread(name, error.message)
            continue
        if found.gap:
            yield _unread(name, found.gap)
        yield History(name=name, git=found.git)
    yield from _own(root, set(urls.values()))


def _own(root: Path, names: set[str]) -> Iterator[History]:
    """Yield the portfolio's own repository, as far as the remote is known to have it."""
    name = urlsplit(repository_of(root).page).path.strip("/")
    if name and name not in names and output_of(root, "for-each-ref", "refs/remotes"):
        yield History(name=name, git=reading(root), branches=("refs/remotes",))


def _unread(name: str, why: str) -> RawFinding:
    return RawFinding(
        rule="history-unread",
        key=name,
        severity="suggestion",
        message=f"Not all of the history of {name} was searched: {why}.",
        hint="Run `proofolio check --history` again: it goes on where it was.",
        spot=Spot(path=name),
    )


def _forget(kept: Path, wanted: set[Path]) -> None:
    for folder in kept.glob("*.git"):
        if folder not in wanted:
            remove_tree(folder)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
