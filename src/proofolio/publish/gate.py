"""The gate: looks at the final bytes of a site, and at what was pulled, and names what must not leave."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from proofolio.model.finding import Finding, Spot
from proofolio.model.records import Get, RepoRecord, Snapshot
from proofolio.publish.identity import identities, read_known
from proofolio.publish.links import Links
from proofolio.publish.pages import SiteFile, site_files
from proofolio.publish.pictures import metadata
from proofolio.publish.scripts import INNOCENT, Guard
from proofolio.publish.secrets import Secrets
from proofolio.publish.sighting import Sighting, gather
from proofolio.publish.work import Hidden

MOST_BYTES: Final = 1_000_000_000
"""https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What the gate looks at."""

    site: Path
    address: str
    """Of the site, ending in `/`; empty when it is not known."""
    snapshot: Snapshot
    get: Get
    """Returns the bytes of any blob that the snapshot names."""
    own: tuple[Path, ...]
    """Files and folders that the author wrote with their own hands."""
    root: Path
    """The portfolio's folder."""


def look(
    matter: Matter, on_done: Callable[[int, int], None] = lambda _done, _total: None
) -> tuple[Finding, ...]:
    """Look at everything that a visitor could get, and at what is public already.

    Args:
        matter: what to look at.
        on_done: told how many files were looked at, of how many.
    """
    return gather(_sightings(matter, on_done))


def _sightings(matter: Matter, on_done: Callable[[int, int], None]) -> Iterator[Sighting]:
    words = dict(_own_words(matter))
    own = "\n".join(words.values())
    links, hidden = Links(matter.address), Hidden(matter.snapshot)
    secrets = Secrets.of(matter.snapshot, matter.get, words)
    known = read_known(
        own,
        _notebooks(matter),
        public=lambda number: number in own or _is_shared(number, matter.snapshot),
    )
    innocent = matter.site / INNOCENT
    guard = Guard(
        SiteFile(INNOCENT, innocent.read_bytes()) if innocent.is_file() else None, own=lambda: own
    )
    total = sum(1 for path in matter.site.rglob("*") if path.is_file())
    size_bytes = 0
    for done, file in enumerate(site_files(matter.site), 1):
        links.add(file)
        yield from hidden.shown(file)
        yield from guard.alive(file)
        yield from identities(file, known)
        yield from metadata(file)
        yield from secrets.on_site(file)
        size_bytes += len(file.data)
        on_done(done, total)
    yield from secrets.elsewhere()
    yield from links.broken()
    if size_bytes > MOST_BYTES:
        yield Sighting(
            rule="too-large",
            key="site",
            severity="blocker",
            message=f"The site takes {size_bytes / 1e9:.1f} GB; GitHub Pages serves 1 GB at most.",
            hint="Leave the largest repositories or notebooks out with `exclude` in portfolio.yml.",
            spot=Spot(path="site/"),
        )


def _own_words(matter: Matter) -> Iterator[tuple[str, str]]:
    """Yield path and text of what the author wrote."""
    for place in matter.own:
        files: Iterable[Path] = sorted(place.rglob("*")) if place.is_dir() else (place,)
        for file in files:
            if file.is_file() and not file.is_symlink() and file.stat().st_size < 5_000_000:
                text = file.read_bytes().decode("utf-8", "replace")
                yield (
                    file.relative_to(matter.root).as_posix()
                    if file.is_relative_to(matter.root)
                    else file.name,
                    text,
                )


def _notebooks(matter: Matter) -> Iterator[bytes]:
    snapshot = matter.snapshot
    for repo in repositories(snapshot):
        for file in repo.files:
            if file.path.endswith(".ipynb"):
                yield matter.get(file.blob)
    for notebook in snapshot.notebooks:
        yield matter.get(notebook.blob)


def _is_shared(number: str, snapshot: Snapshot) -> bool:
    return any(
        number in (notebook.colab_url or "") + (notebook.view_url or "")
        for notebook in snapshot.notebooks
    )


def repositories(snapshot: Snapshot) -> tuple[RepoRecord, ...]:
    """Return all that were read, the profile's among them."""
    readme = snapshot.profile.readme if snapshot.profile else None
    return (*snapshot.repos, *([readme] if readme else []))
