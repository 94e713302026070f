"""What looking at a file told, kept until the file or the rules change; never a secret's value."""

import hashlib
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from proofolio.leaks import rules_version
from proofolio.publish.identity import NOTHING, Details
from proofolio.publish.links import PageLinks
from proofolio.publish.raw_findings import RawFinding
from proofolio.publish.search import VERSION, Searched, Sight
from proofolio.store import stamps
from proofolio.store.files import write_atomically
from proofolio.store.serialise import dump, load


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A file that was pulled or written by hand."""

    digest: str
    """SHA-256 of its bytes."""
    sights: tuple[Sight, ...] = ()
    details: Details = NOTHING
    unread: str = ""
    """Why it could not be looked into."""
    cells: str = ""
    """Of a notebook without a secret: `leaks.cells_digest`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRecord:
    """A file of the site."""

    digest: str
    """SHA-256 of its bytes."""
    sought: str
    """Which known secrets were looked for."""
    context: str
    """By what it was judged, in all but the author's own words."""
    searched: Searched
    raw_findings: tuple[RawFinding, ...]
    """What it tells and what it runs, the author's own words aside."""
    links: PageLinks | None

    def is_of(self, digest: str, sought: str, context: str) -> bool:
        """Whether it still tells what a look would."""
        return (self.digest, self.sought, self.context) == (digest, sought, context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All that is kept."""

    sources: Mapping[str, SourceRecord] = field(default_factory=dict)
    site: Mapping[str, SiteRecord] = field(default_factory=dict)
    """Each by path."""


def read_records(file: Path) -> Records:
    """Read what is kept; nothing of another version, and nothing where it cannot be read."""
    try:
        header, _, rest = file.read_bytes().partition(b"\n")
        if header.decode("ascii", "replace") == _recipe():
            return load(Records, rest)
    except (OSError, ValueError):
        pass
    return Records()


def write_records(file: Path, records: Records) -> None:
    """Keep it in place of what was kept before."""
    write_atomically(file, f"{_recipe()}\n".encode() + dump(records), durable=False)


def _recipe() -> str:
    return f"{VERSION} {rules_version()} {stamps.of_program()}"


def digest_of(value: Any) -> str:
    """Return a digest of plain values that is the same in every process: sets and mappings have no order."""
    return hashlib.sha256(_canonical(value).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _canonical(value: Any) -> str:
    if is_dataclass(value):
        joined = ",".join(
            f"{one.name}={_canonical(getattr(value, one.name))}" for one in fields(value)
        )
        return f"{type(value).__name__}({joined})"
    if isinstance(value, Mapping):
        return f"{{{','.join(sorted(f'{_canonical(key)}:{_canonical(inner)}' for key, inner in value.items()))}}}"
    if isinstance(value, AbstractSet):
        return f"{{{','.join(sorted(map(_canonical, value)))}}}"
    if isinstance(value, tuple | list):
        return f"[{','.join(map(_canonical, value))}]"
    if value is None or isinstance(value, str | bytes | int | float | date):
        return repr(value)
    if isinstance(value, re.Pattern):
        return repr((value.pattern, value.flags))
    return f"{type(value).__name__}{_canonical(vars(value))}"
