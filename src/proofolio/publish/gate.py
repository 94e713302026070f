"""The gate: looks at the final bytes of a site, and at what was pulled, and names what must not leave.

First what was pulled and what the author wrote is searched for secrets. Then every file of the site is looked
at, on all cores: by the rules, and for the values of the secrets that were found before. What was found in a
file's bytes is kept, without any value, until the bytes or the rules change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from proofolio.leaks import prepare
from proofolio.model.finding import Finding, Spot
from proofolio.notebook_cache.workers import WORTH_A_PROCESS, Workers
from proofolio.publish import inventory
from proofolio.publish.examine import (
    Context,
    FileToRead,
    Looked,
    SiteBatch,
    SourceBatch,
    look_at,
    not_looked_at,
)
from proofolio.publish.identity import read_known
from proofolio.publish.inventory import GateInput, Source
from proofolio.publish.links import Links
from proofolio.publish.ours import digests
from proofolio.publish.pages import SiteFile
from proofolio.publish.raw_findings import RawFinding, gather
from proofolio.publish.records import Records, SiteRecord, SourceRecord, read_records, write_records
from proofolio.publish.scripts import ScriptCheck, is_extended
from proofolio.publish.search import values_in
from proofolio.publish.secrets import Written, secrets
from proofolio.publish.unread import unread
from proofolio.publish.values import Values, is_sought
from proofolio.publish.work import Hidden

__all__ = ["GateInput", "look"]

MOST_BYTES: Final = 1_000_000_000
"""https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"""
_BATCH_BYTES: Final = 2_000_000
_BATCH_FILES: Final = 100
LIVE: Final = "live-script"

OnDone = Callable[[int, int], None]


@dataclass(slots=True)
class _Progress:
    """Files that were looked at, of all, whether they had to be read again or not; and who looks at them."""

    workers: Workers
    on_done: OnDone
    total: int
    done: int = 0

    def add(self, files: int) -> None:
        self.done += files
        self.on_done(self.done, self.total)


def look(
    gate_input: GateInput, on_done: OnDone = lambda _done, _total: None
) -> tuple[Finding, ...]:
    """Look at everything that a visitor could get, and at what is public already.

    Args:
        gate_input: what to look at.
        on_done: told how many files were looked at, of how many.
    """
    # What is read here once is there in each process that is forked.
    prepare()
    digests()
    with Workers() as workers:
        return gather(_raw_findings(gate_input, workers, on_done))


def _raw_findings(gate_input: GateInput, workers: Workers, on_done: OnDone) -> Iterator[RawFinding]:
    kept = read_records(gate_input.memory) if gate_input.memory else Records()
    sources = (*inventory.pulled(gate_input), *inventory.own(gate_input))
    site = tuple(inventory.of_site(gate_input))
    progress = _Progress(workers, on_done, total=len(sources) + len(site))
    found = _search_sources([source.file for source in sources], kept.sources, progress)
    words = inventory.own_words(gate_input)
    context = _context(gate_input, words, found, Values(_values(sources, found)))
    looked = _look_at_site(site, kept.site, context, progress)
    if gate_input.memory:
        write_records(gate_input.memory, Records(sources=found, site=looked))
    yield from _of_files(site, looked, context.script_check)
    yield from secrets(
        _written(sources, found), {path: record.searched for path, record in looked.items()}
    )
    yield from unread(looked, sources, found)
    links = Links(gate_input.address)
    for file in site:
        links.note(file.path, looked[file.path].links if file.path in looked else None)
    yield from links.broken()
    yield from _too_large(sum(file.size_bytes for file in site))


def _search_sources(
    files: Sequence[FileToRead], kept: Mapping[str, SourceRecord], progress: _Progress
) -> dict[str, SourceRecord]:
    found: dict[str, SourceRecord] = {}
    new: list[FileToRead] = []
    for file in files:
        known = kept.get(file.path)
        if known is not None and known.digest == file.digest:
            found[file.path] = known
        else:
            new.append(file)
    progress.add(len(found))
    for batch, looked in _run([SourceBatch(files=part) for part in _batches(new)], progress):
        for file in batch.files if looked is None else ():
            found[file.path] = SourceRecord(digest=file.digest, unread=_DIED)
        results = looked or ()
        found |= {path: record for path, record in results if isinstance(record, SourceRecord)}
    return found


def _look_at_site(
    files: Sequence[FileToRead],
    kept: Mapping[str, SiteRecord],
    context: Context,
    progress: _Progress,
) -> dict[str, SiteRecord]:
    looked: dict[str, SiteRecord] = {}
    new: list[FileToRead] = []
    ours = 0
    # Computed here, once: every process is handed them with the context.
    sought, digest = context.sought, context.digest
    for file in files:
        known = kept.get(file.path)
        if inventory.is_ours(file):
            ours += 1
        elif known is not None and known.is_of(file.digest, sought, digest):
            looked[file.path] = known
        else:
            new.append(file)
    progress.add(len(looked) + ours)
    jobs = [SiteBatch(files=part, context=context) for part in _batches(new)]
    for batch, results in _run(jobs, progress):
        for file in batch.files if results is None else ():
            looked[file.path] = not_looked_at(file, context, _DIED)
        looked |= {path: one for path, one in results or () if isinstance(one, SiteRecord)}
    return {file.path: looked[file.path] for file in files if file.path in looked}


_DIED: Final = "its process ended while it was looked at, perhaps for want of memory"

Batch = TypeVar("Batch", SourceBatch, SiteBatch)


def _run(jobs: Sequence[Batch], progress: _Progress) -> Iterator[tuple[Batch, Looked | None]]:
    """Look at all batches; of one that took its process down, at each file alone: None where that did it again."""
    done = progress.workers.run(
        look_at,
        jobs,
        size=lambda job: sum(file.size_bytes for file in job.files),
        on_job=lambda job: progress.add(len(job.files)),
    )
    for job, looked in zip(jobs, done, strict=True):
        if looked is not None or len(job.files) == 1:
            yield job, looked
            continue
        alone = [replace(job, files=(file,)) for file in job.files]
        yield from zip(
            alone, progress.workers.run(look_at, alone, size=lambda _: WORTH_A_PROCESS), strict=True
        )


def _batches(files: Iterable[FileToRead]) -> Iterator[tuple[FileToRead, ...]]:
    """Share files out, so that each process is handed few at once and many in all."""
    batch: list[FileToRead] = []
    size_bytes = 0
    for file in files:
        if batch and (size_bytes + file.size_bytes > _BATCH_BYTES or len(batch) == _BATCH_FILES):
            yield tuple(batch)
            batch, size_bytes = [], 0
        batch.append(file)
        size_bytes += file.size_bytes
    if batch:
        yield tuple(batch)


def _values(sources: Iterable[Source], found: Mapping[str, SourceRecord]) -> dict[str, str]:
    """Read again the few files that hold a secret, for its value: that is kept nowhere."""
    return {
        fingerprint: value
        for source in sources
        if found[source.file.path].sights
        for fingerprint, value in values_in(source.file.path, source.file.file.read_bytes()).items()
        if is_sought(value)
    }


def _context(
    gate_input: GateInput,
    words: Mapping[str, str],
    found: Mapping[str, SourceRecord],
    values: Values,
) -> Context:
    details = {record.digest: record.details for record in found.values()}
    return Context(
        known=read_known(words, gate_input.snapshot, lambda blob: details[blob]),
        script_check=ScriptCheck.of(
            gate_input.site,
            own="\n".join(words.values()),
            is_extended=is_extended(words),
            address=gate_input.address,
        ),
        hidden=Hidden(gate_input.snapshot),
        values=values,
        harmless=frozenset(record.cells for record in found.values() if record.cells),
    )


def _of_files(
    site: Iterable[FileToRead], looked: Mapping[str, SiteRecord], script_check: ScriptCheck
) -> Iterator[RawFinding]:
    for file in site:
        record = looked.get(file.path)
        raw_findings = record.raw_findings if record else ()
        alive = [one for one in raw_findings if one.rule == LIVE]
        yield from (one for one in raw_findings if one.rule != LIVE)
        # What the author wrote may run. Few pages have any of it, so that is not kept.
        if alive and script_check.own:
            yield from script_check.alive(SiteFile(file.path, file.file.read_bytes()))
        else:
            yield from alive


def _written(sources: Iterable[Source], found: Mapping[str, SourceRecord]) -> Iterator[Written]:
    for source in sources:
        for sight in found[source.file.path].sights:
            spot = replace(source.spot, line=sight.found.line, cell=sight.found.cell)
            if sight.inside:
                spot = replace(spot, path=f"{spot.path}/{sight.inside}")
            yield Written(sight=sight, owner=source.owner, spot=spot)


def _too_large(size_bytes: int) -> Iterator[RawFinding]:
    if size_bytes > MOST_BYTES:
        yield RawFinding(
            rule="too-large",
            key="site",
            severity="blocker",
            message=f"The site takes {size_bytes / 1e9:.1f} GB; GitHub Pages serves 1 GB at most.",
            hint="Leave the largest repositories or notebooks out with `exclude` in portfolio.yml.",
            spot=Spot(path="site/"),
        )
