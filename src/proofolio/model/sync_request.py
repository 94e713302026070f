"""How a sync is to be done, and what a source is given to do it with."""

from dataclasses import dataclass
from pathlib import Path

from proofolio.model.records import Checkpoint, Put, Report
from proofolio.model.snapshot import SourceSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncRequest:
    """What to take and how much of it; made from `portfolio.yml` and the command line."""

    root: Path = Path()
    """The portfolio's folder."""
    include: tuple[str, ...] = ()
    """Repositories to keep although a default would leave them out.

    `name` or `owner/name`; `*` and `?` stand for any text, case does not matter. A private
    repository has to be named in full.
    """
    exclude: tuple[str, ...] = ()
    """Repositories to leave out, in the same notation."""
    pin: tuple[str, ...] = ()
    """Repositories to show first, in the same notation."""
    max_file_bytes: int = 20_000_000
    """Larger files are skipped."""
    max_repo_bytes: int = 200_000_000
    """Reading a repository stops here."""
    scratch: Path | None = None
    """Where what is read may be unpacked; by default the system's folder for temporary files."""
    fresh: bool = False
    """Read everything again; the previous records stay as what to fall back on."""
    wait_s: float = 60.0
    """How long servers that ask to slow down may still be waited for, in all."""


def _nothing(_: object) -> None:
    """Remember nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullContext:
    """What a source is given when it pulls."""

    request: SyncRequest
    previous: SourceSnapshot | None
    """What the same source brought last, and what it read since if a sync was stopped; its blobs are in
    the store, so a record that has not changed may be returned again as it is."""
    put: Put
    """Keeps the bytes of a file; it is never called by two threads at once."""
    report: Report
    """Told of each step; may be called from several threads at once."""
    checkpoint: Checkpoint = _nothing
    """Told of each repository as soon as it is read, so that a sync that stops need not read it again; may
    be called from several threads at once."""
