"""Every notebook of a snapshot, converted and examined on all cores; what was done before costs a file read."""

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from proofolio import notebook_check
from proofolio.errors import NotebookError, Problem, ProofolioError
from proofolio.model.portfolio import NotebookCard
from proofolio.model.records import BlobId
from proofolio.model.runnable import Examination
from proofolio.notebook_cache.cache import NotebookCache, cache_objects
from proofolio.notebook_cache.card import keep_in_blobs
from proofolio.notebook_cache.workers import run
from proofolio.notebooks.convert import convert
from proofolio.notebooks.read import MAX_BYTES, check_size
from proofolio.notebooks.text_formats import IPYNB, as_ipynb, read_as
from proofolio.store import ObjectStore
from proofolio.store.files import write_atomically
from proofolio.store.serialise import dump

Kept = TypeVar("Kept")

_EXAMINED_AT_ONCE: Final = 25
"""Notebooks that share one run of ruff; they are in memory together."""

_EXAMINING_IS_QUICK: Final = 10
"""How many times as quick it is as converting, to share the work out."""

_DIED: Final = (
    Problem(
        message="Converting the notebook ended its process, perhaps for want of memory.",
        hint="Clear its outputs, or leave it out in portfolio.yml.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A notebook to convert."""

    key: str
    """What the caller calls it; also where it is, for the report: `owner/name: path`."""
    name: str
    """File name."""
    blob: BlobId

    @property
    def file(self) -> "File":
        """Its bytes, and what its name ends with: they decide what comes of it."""
        return self.blob, read_as(self.name)


File = tuple[BlobId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedNotebooks:
    """The notebooks that were converted, and what stands against the rest."""

    cards: Mapping[str, NotebookCard]
    """By `Wanted.key`."""
    examinations: Mapping[str, Examination]
    """By `Wanted.key`; of those that could not be examined there is none."""
    problems: tuple[Problem, ...]
    wanted: tuple[Wanted, ...]
    """All that were asked for."""
    converted: int
    """How many were not in the cache."""
    cached: frozenset[Path]
    """Files of the cache that hold it."""


def convert_notebooks(
    wanted: Iterable[Wanted],
    *,
    objects: ObjectStore,
    cache: Path,
    on_done: Callable[[int, int], None] = lambda _done, _total: None,
    meanwhile: Callable[[], None] = lambda: None,
) -> ConvertedNotebooks:
    """Convert and examine notebooks, keeping each result in the folder `cache` under its bytes and our version.

    A notebook that cannot become a page is named in `problems`; the others are not affected, not even
    by one that takes its process down.

    Args:
        wanted: the notebooks.
        objects: where their bytes are.
        cache: a folder of ours.
        on_done: told how many pieces of work are done, and of how many.
        meanwhile: called while other processes work, if they do.
    """
    items = tuple(wanted)
    kept = NotebookCache(objects=objects, cache=cache)
    # Copies of one notebook are converted once.
    names = {item.file: item.name for item in items}
    cards = {file: kept.card(*file) for file in names}
    examined = {file: kept.examination(*file) for file in names}
    jobs = _jobs(kept, names, cards, examined)
    problems: dict[File, Sequence[Problem]] = {}
    defects: list[Problem] = []
    for job, result in zip(
        jobs, run(_do, jobs, size=_size, on_done=on_done, meanwhile=meanwhile), strict=True
    ):
        if isinstance(job, _Examine):
            examined |= {file: kept.examination(*file) for file in job.files}
            defects += result or ()
        elif result is None or result:
            problems[job.file] = result or _DIED
        else:
            cards[job.file] = kept.card(*job.file)
    return ConvertedNotebooks(
        cards=_by_key(items, cards),
        examinations=_by_key(items, examined),
        problems=(
            *(_located(found, item.key) for item in items for found in problems.get(item.file, ())),
            *defects,
        ),
        wanted=items,
        converted=sum(isinstance(job, _Convert) for job in jobs) - len(problems),
        cached=frozenset(
            path for file in names for path in kept.files(file[0], cards[file], file[1])
        ),
    )


def _jobs(
    kept: NotebookCache,
    names: Mapping[File, str],
    cards: Mapping[File, NotebookCard | None],
    examined: Mapping[File, Examination | None],
) -> "list[_Convert | _Examine]":
    """Return what is to be done of what the cache does not have."""
    convert = [
        _Convert(kept=kept, file=file, name=names[file])
        for file, card in cards.items()
        if card is None
    ]
    new = [
        file
        for file, examination in examined.items()
        if examination is None and kept.objects.size(file[0]) <= MAX_BYTES
    ]
    examine = (
        _Examine(kept=kept, files=tuple(new[start : start + _EXAMINED_AT_ONCE]))
        for start in range(0, len(new), _EXAMINED_AT_ONCE)
    )
    return [*convert, *examine]


def _by_key(items: Iterable[Wanted], found: Mapping[File, Kept | None]) -> dict[str, Kept]:
    pairs = ((item.key, found[item.file]) for item in items)
    return {key: value for key, value in pairs if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Convert:
    kept: NotebookCache
    file: File
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Examine:
    kept: NotebookCache
    files: tuple[File, ...]


def _size(job: _Convert | _Examine) -> int:
    sizes = job.kept.objects.size
    if isinstance(job, _Convert):
        return sizes(job.file[0])
    return sum(sizes(blob) for blob, _ in job.files) // _EXAMINING_IS_QUICK


def _do(job: _Convert | _Examine) -> tuple[Problem, ...]:
    """Do a job and keep what comes of it; returns what stands against it."""
    return _convert(job) if isinstance(job, _Convert) else _examine(job)


def _convert(job: _Convert) -> tuple[Problem, ...]:
    put = cache_objects(job.kept.cache).put
    blob, suffix = job.file
    try:
        check_size(job.kept.objects.size(blob), name=job.name)
        doc = convert(job.kept.objects.get(blob), name=job.name, put=put, suffix=suffix)
        card = keep_in_blobs(doc, put)
    except NotebookError as error:
        return error.problems
    except ProofolioError:
        raise
    except Exception as error:  # noqa: BLE001  one notebook that we stumble over must not stop the others
        return (_defect(error),)
    write_atomically(job.kept.card_path(blob, suffix), dump(card), durable=False)
    return ()


def _examine(job: _Examine) -> tuple[Problem, ...]:
    kept = job.kept
    try:
        read = {file: _notebook(kept, *file) for file in job.files}
        examined = notebook_check.examine(
            {file: data for file, data in read.items() if data is not None}
        )
    except ProofolioError:
        raise
    except Exception as error:  # noqa: BLE001  a page does not depend on it
        return (_defect(error),)
    for file, found in examined.items():
        write_atomically(kept.examination_path(*file), dump(found), durable=False)
    return ()


def _notebook(kept: NotebookCache, blob: BlobId, suffix: str) -> bytes | None:
    """The notebook as `.ipynb`; None when a text cannot be read, which converting it tells."""
    data = kept.objects.get(blob)
    try:
        return data if suffix == IPYNB else as_ipynb(data, suffix, name=blob)
    except NotebookError:
        return None


def _defect(error: Exception) -> Problem:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return Problem(
        message=f"Proofolio stumbled over a notebook: {type(error).__name__} in "
        f"{Path(last.filename).name}, line {last.lineno}.",
        hint="Please report this, with the notebook if it is public.",
    )


def _located(problem: Problem, key: str) -> Problem:
    line = f", line {problem.where.line}" if problem.where and problem.where.line else ""
    return Problem(message=f"{key}{line}: {problem.message}", hint=problem.hint)
