"""Sync: pull everything that the settings name, and keep it as the new snapshot."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from proofolio.boundary import check_kept
from proofolio.model.records import Get, Harvest, Report
from proofolio.model.wanted import Wanted
from proofolio.usecases.synced import Synced, compare, join
from proofolio.workspace import Folders

if TYPE_CHECKING:
    from proofolio.settings import Settings


def sync(root: Path, report: Report, *, fresh: bool = False, wait_s: float = 60) -> Synced:
    """Pull everything that the settings name; the manifest moves last.

    Args:
        root: the portfolio's folder.
        report: told of each step.
        fresh: read everything again; the last snapshot is what to fall back on.
        wait_s: how long servers that ask to slow down are waited for, in all.

    Raises:
        ProofolioError: nothing could be pulled; the last good snapshot stands.
    """
    from proofolio import settings as user_settings
    from proofolio.sources import sources

    folders = Folders(root)
    check_kept(root)
    store = folders.snapshot
    settings = user_settings.load(root)
    wanted = _wanted(settings, fresh=fresh, wait_s=wait_s, scratch=store.scratch)
    with store.lock():
        previous = store.read_whole(tolerant=fresh)
        known = store.arrivals.over(previous, store.objects)
        put, keep = store.objects.put, store.arrivals.keep
        harvests: list[Harvest] = []
        for pull in sources(wanted):
            harvest = pull(wanted, previous=known, put=put, report=report, keep=keep)
            wanted = replace(wanted, wait_s=max(0.0, wanted.wait_s - harvest.waited_s))
            harvests.append(harvest)
        snapshot = join(harvests)
        store.write(snapshot)
        store.arrivals.forget()
        # A build that runs now read this manifest or the one before.
        store.collect(previous, snapshot)
    done = compare(previous, snapshot, harvests)
    return replace(
        done,
        advice=(*done.advice, *_several_in_one(done, settings, store.objects.get)),
    )


def _several_in_one(done: Synced, settings: "Settings", get: Get) -> Iterator[str]:
    """Tell of repositories that are new or changed and hold more than one thing."""
    names = {*done.new, *done.changed}
    if names:
        from proofolio.assemble import collected

        yield from collected.notices(done.snapshot, names, settings, get)


def _wanted(settings: "Settings", *, fresh: bool, wait_s: float, scratch: Path) -> Wanted:
    asked = settings.portfolio
    return Wanted(
        github=asked.github or None,
        colab=asked.colab,
        folders=tuple((settings.root / Path(folder).expanduser()) for folder in asked.folders),
        include=asked.include,
        exclude=asked.exclude,
        pin=asked.pin,
        fresh=fresh,
        wait_s=wait_s,
        scratch=scratch,
        max_file_bytes=round(asked.limits.file_mb * 1_000_000),
        max_repo_bytes=round(asked.limits.repository_mb * 1_000_000),
    )
