"""Files looked at in batches, in whatever process: pure functions of their bytes and of a context."""

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from proofolio.publish.budget import Unread
from proofolio.publish.identity import Known, details_of, identities
from proofolio.publish.links import read_links
from proofolio.publish.pages import SiteFile
from proofolio.publish.pictures import metadata
from proofolio.publish.raw_findings import RawFinding
from proofolio.publish.records import SiteRecord, SourceRecord, digest_of
from proofolio.publish.scripts import ScriptCheck
from proofolio.publish.search import Searched, search
from proofolio.publish.values import Values
from proofolio.publish.work import Hidden

MAX_BYTES: Final = 200_000_000
"""Of a file; GitHub takes none above 100 MB."""


@dataclass(frozen=True)
class Context:
    """By what files of the site are judged; plain values, so that processes can share it."""

    known: Known
    script_check: ScriptCheck
    hidden: Hidden
    values: Values
    harmless: frozenset[str] = frozenset()
    """`Searched.cells` of the notebooks that were pulled."""

    @cached_property
    def digest(self) -> str:
        """Of all but the values and the author's own words, of which few pages depend."""
        return digest_of((self.known, self.script_check.without_own(), self.hidden))

    @cached_property
    def sought(self) -> str:
        """Tells which values are looked for, without telling them."""
        return digest_of(sorted(self.values.of))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToRead:
    """A file on the disk."""

    path: str
    """By which it is known."""
    file: Path
    digest: str
    size_bytes: int
    words: str = ""
    """What it says, where it is a picture that we drew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBatch:
    """Files that were pulled or written by hand."""

    files: tuple[FileToRead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteBatch:
    """Files of the site."""

    files: tuple[FileToRead, ...]
    context: Context


Looked = tuple[tuple[str, SourceRecord | SiteRecord], ...]
"""Path and what is to be kept of it."""


def look_at(batch: SourceBatch | SiteBatch) -> Looked:
    """Look at each file of a batch; one that we stumble over does not hurt the others."""
    if isinstance(batch, SourceBatch):
        return tuple((file.path, _source(file)) for file in batch.files)
    return tuple((file.path, _of_site(file, batch.context)) for file in batch.files)


def not_looked_at(file: FileToRead, context: Context, why: str) -> SiteRecord:
    """Return what is told of a file of the site that could not be looked at."""
    return SiteRecord(
        digest=file.digest,
        sought=context.sought,
        context=context.digest,
        searched=Searched(unread=(Unread(inside="", why=why),)),
        raw_findings=(),
        links=None,
    )


def _source(file: FileToRead) -> SourceRecord:
    if file.size_bytes > MAX_BYTES:
        return SourceRecord(digest=file.digest, unread="it is larger than 200 MB")
    try:
        data = file.file.read_bytes()
        found, details = search(file.path, data), details_of(data)
    except Exception as error:  # noqa: BLE001  one file must not stop the look at the others
        return SourceRecord(digest=file.digest, unread=_stumbled(error))
    return SourceRecord(digest=file.digest, sights=found.sights, details=details, cells=found.cells)


def _of_site(file: FileToRead, context: Context) -> SiteRecord:
    if file.size_bytes > MAX_BYTES:
        return not_looked_at(file, context, "it is larger than 200 MB")
    try:
        return _judged(file, context)
    except Exception as error:  # noqa: BLE001  what we stumble over must be told, and not stop the look
        return not_looked_at(file, context, _stumbled(error))


def _stumbled(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}, line {last.lineno}"
    return f"Proofolio stumbled over it ({type(error).__name__} in {where}; please report this)"


def _judged(file: FileToRead, context: Context) -> SiteRecord:
    # Words that were drawn are a part of the digest.
    read = SiteFile(file.path, file.file.read_bytes(), "" if file.words else file.digest)
    return SiteRecord(
        digest=file.digest,
        sought=context.sought,
        context=context.digest,
        searched=search(
            file.path, read.data, context.values, words=file.words, harmless=context.harmless
        ),
        raw_findings=tuple(_raw_findings(read, context)),
        links=read_links(read) if read.is_page else None,
    )


def _raw_findings(file: SiteFile, context: Context) -> Iterator[RawFinding]:
    yield from context.hidden.shown(file)
    yield from identities(file, context.known)
    yield from metadata(file)
    yield from context.script_check.without_own().alive(file)
