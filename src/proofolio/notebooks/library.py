"""Every notebook of a snapshot, converted and examined on all cores; what was done before costs a file read."""

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from proofolio.errors import NotebookError, Problem, ProofolioError
from proofolio.model.portfolio import NotebookCard
from proofolio.model.records import BlobId
from proofolio.model.runnable import Examination
from proofolio.notebooks import runnable
from proofolio.notebooks.card import shelve
from proofolio.notebooks.convert import convert
from proofolio.notebooks.read import MAX_BYTES, check_size
from proofolio.notebooks.shelf import Shelf, cache_objects
from proofolio.notebooks.workers import run
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The notebooks that were converted, and what stands against the rest."""

    cards: Mapping[str, NotebookCard]
    """By `Wanted.key`."""
    examinations: Mapping[str, Examination]
    """By `Wanted.key`; of those that could not be examined there is none."""
    problems: tuple[Problem, ...]
    converted: int
    """How many were not in the cache."""
    shelved: frozenset[Path]
    """Files of the cache that hold it."""


def open_library(
    wanted: Iterable[Wanted],
    *,
    objects: ObjectStore,
    cache: Path,
    on_done: Callable[[int, int], None] = lambda _done, _total: None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Library:
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
    shelf = Shelf(objects=objects, cache=cache)
    # Copies of one notebook are converted once.
    names = {item.blob: item.name for item in items}
    cards = {blob: shelf.card(blob) for blob in names}
    examined = {blob: shelf.examination(blob) for blob in names}
    jobs: list[_Convert | _Examine] = [
        _Convert(shelf=shelf, blob=blob, name=names[blob])
        for blob, card in cards.items()
        if card is None
    ]
    new = [
        blob
        for blob, examination in examined.items()
        if examination is None and objects.size(blob) <= MAX_BYTES
    ]
    jobs += [
        _Examine(shelf=shelf, blobs=tuple(new[start : start + _EXAMINED_AT_ONCE]))
        for start in range(0, len(new), _EXAMINED_AT_ONCE)
    ]
    problems: dict[BlobId, Sequence[Problem]] = {}
    defects: list[Problem] = []
    for job, result in zip(
        jobs, run(_do, jobs, size=_size, on_done=on_done, meanwhile=meanwhile), strict=True
    ):
        if isinstance(job, _Examine):
            examined |= {blob: shelf.examination(blob) for blob in job.blobs}
            defects += result or ()
        elif result is None or result:
            problems[job.blob] = result or _DIED
        else:
            cards[job.blob] = shelf.card(job.blob)
    return Library(
        cards=_by_key(items, cards),
        examinations=_by_key(items, examined),
        problems=(
            *(_located(found, item.key) for item in items for found in problems.get(item.blob, ())),
            *defects,
        ),
        converted=sum(isinstance(job, _Convert) for job in jobs) - len(problems),
        shelved=frozenset(path for blob in names for path in shelf.files(blob, cards[blob])),
    )


def _by_key(items: Iterable[Wanted], found: Mapping[BlobId, Kept | None]) -> dict[str, Kept]:
    pairs = ((item.key, found[item.blob]) for item in items)
    return {key: value for key, value in pairs if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Convert:
    shelf: Shelf
    blob: BlobId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Examine:
    shelf: Shelf
    blobs: tuple[BlobId, ...]


def _size(job: _Convert | _Examine) -> int:
    sizes = job.shelf.objects.size
    if isinstance(job, _Convert):
        return sizes(job.blob)
    return sum(map(sizes, job.blobs)) // _EXAMINING_IS_QUICK


def _do(job: _Convert | _Examine) -> tuple[Problem, ...]:
    """Do a job and keep what comes of it; returns what stands against it."""
    return _convert(job) if isinstance(job, _Convert) else _examine(job)


def _convert(job: _Convert) -> tuple[Problem, ...]:
    put = cache_objects(job.shelf.cache).put
    try:
        check_size(job.shelf.objects.size(job.blob), name=job.name)
        card = shelve(convert(job.shelf.objects.get(job.blob), name=job.name, put=put), put)
    except NotebookError as error:
        return error.problems
    except ProofolioError:
        raise
    except Exception as error:  # noqa: BLE001  one notebook that we stumble over must not stop the others
        return (_defect(error),)
    write_atomically(job.shelf.card_path(job.blob), dump(card), durable=False)
    return ()


def _examine(job: _Examine) -> tuple[Problem, ...]:
    shelf = job.shelf
    try:
        examined = runnable.examine({blob: shelf.objects.get(blob) for blob in job.blobs})
    except ProofolioError:
        raise
    except Exception as error:  # noqa: BLE001  a page does not depend on it
        return (_defect(error),)
    for blob, found in examined.items():
        write_atomically(shelf.examination_path(blob), dump(found), durable=False)
    return ()


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
