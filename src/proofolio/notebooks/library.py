"""Every notebook of a snapshot, converted on all cores; one that was converted before costs a file read."""

import hashlib
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from proofolio.errors import NotebookError, Problem, ProofolioError
from proofolio.model.portfolio import NotebookCard
from proofolio.model.records import BlobId
from proofolio.notebooks.card import shelve
from proofolio.notebooks.convert import VERSION, convert
from proofolio.notebooks.workers import run
from proofolio.store import ObjectStore
from proofolio.store.files import write_atomically
from proofolio.store.serialise import dump, load


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
    problems: tuple[Problem, ...]
    converted: int
    """How many were not in the cache."""


def cache_objects(cache: Path) -> ObjectStore:
    """Return the store of what conversion made: texts, pictures, downloads."""
    return ObjectStore(
        cache / "objects",
        name="The cache of converted notebooks",
        remedy="Build again: what is missing is converted anew.",
        durable=False,
    )


def convert_all(
    wanted: Iterable[Wanted],
    *,
    objects: ObjectStore,
    cache: Path,
    on_done: Callable[[int, int], None] = lambda _done, _total: None,
) -> Library:
    """Convert notebooks, keeping each result in the folder `cache` under its bytes and our version.

    A notebook that cannot become a page is named in `problems`; the others are not affected, not even
    by one that takes its process down.

    Args:
        wanted: the notebooks.
        objects: where their bytes are.
        cache: a folder of ours.
        on_done: told how many of those that must be converted are done.
    """
    items = tuple(wanted)
    derived = cache_objects(cache)
    cards = {item.key: _read(_cached_path(cache, item.blob), derived) for item in items}
    # Copies of one notebook are converted once.
    new = {item.blob: item for item in items if cards[item.key] is None}
    jobs = [_Job(item=item, objects=objects, cache=cache) for item in new.values()]
    made = dict(zip(new, run(_convert, jobs, size=_size, on_done=on_done), strict=True))
    problems: list[Problem] = []
    for item in items:
        if cards[item.key] is None:
            result = made[item.blob]
            if isinstance(result, NotebookCard):
                cards[item.key] = result
            else:
                problems.extend(_located(problem, item.key) for problem in result or _DIED)
    return Library(
        cards={key: card for key, card in cards.items() if card is not None},
        problems=tuple(problems),
        converted=sum(isinstance(result, NotebookCard) for result in made.values()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    item: Wanted
    objects: ObjectStore
    cache: Path


_DIED = (
    Problem(
        message="Converting the notebook ended its process, perhaps for want of memory.",
        hint="Clear its outputs, or leave it out in portfolio.yml.",
    ),
)


def _size(job: _Job) -> int:
    return job.objects.size(job.item.blob)


def _convert(job: _Job) -> NotebookCard | tuple[Problem, ...]:
    put = cache_objects(job.cache).put
    try:
        doc = convert(job.objects.get(job.item.blob), name=job.item.name, put=put)
        card = shelve(doc, put)
    except NotebookError as error:
        return error.problems
    except ProofolioError:
        raise
    except Exception as error:  # noqa: BLE001  one notebook that we stumble over must not stop the others
        return (_defect(error),)
    write_atomically(_cached_path(job.cache, job.item.blob), dump(card), durable=False)
    return card


def _defect(error: Exception) -> Problem:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return Problem(
        message=f"Proofolio stumbled over this notebook: {type(error).__name__} in "
        f"{Path(last.filename).name}, line {last.lineno}.",
        hint="Please report it, with the notebook if it is public.",
    )


def _cached_path(cache: Path, blob: BlobId) -> Path:
    key = hashlib.sha256(f"{VERSION}\0{blob}".encode()).hexdigest()
    return cache / "notebooks" / key[:2] / f"{key[2:]}.json"


def _read(path: Path, objects: ObjectStore) -> NotebookCard | None:
    """Return a card, unless it or anything that it names is gone or damaged."""
    try:
        card = load(NotebookCard, path.read_bytes())
    except (OSError, ValueError):
        return None
    blobs = [card.download, card.text, card.sections, *(asset.blob for asset in card.assets)]
    return card if all(objects.has(blob) for blob in blobs) else None


def _located(problem: Problem, key: str) -> Problem:
    line = f", line {problem.where.line}" if problem.where and problem.where.line else ""
    return Problem(message=f"{key}{line}: {problem.message}", hint=problem.hint)
