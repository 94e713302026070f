"""How a sync is to be done: what holds for every source."""

from dataclasses import dataclass
from pathlib import Path


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
