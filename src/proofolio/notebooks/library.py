"""Every notebook of a snapshot, converted; one that was converted before costs a file read."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from proofolio.errors import NotebookError, Problem
from proofolio.model.portfolio import NotebookDoc
from proofolio.model.records import BlobId, Get
from proofolio.notebooks.convert import VERSION, convert
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
    """The notebooks that became documents, and what stands against the rest."""

    docs: Mapping[str, NotebookDoc]
    """By `Wanted.key`."""
    problems: tuple[Problem, ...]
    converted: int
    """How many were not in the cache."""


def cache_objects(cache: Path) -> ObjectStore:
    """Return the store of what conversion made: cells, pictures, downloads."""
    return ObjectStore(
        cache / "objects",
        name="The cache of converted notebooks",
        remedy="Build again: what is missing is converted anew.",
    )


def convert_all(wanted: Iterable[Wanted], *, get: Get, cache: Path) -> Library:
    """Convert notebooks, keeping each result in the folder `cache` under its bytes and our version.

    A notebook that cannot become a page is named in `problems`; the others are not affected.
    """
    objects = cache_objects(cache)
    docs: dict[str, NotebookDoc] = {}
    problems: list[Problem] = []
    converted = 0
    for item in wanted:
        path = _cached_path(cache, item)
        doc = _read(path, objects)
        if doc is None:
            try:
                doc = convert(get(item.blob), name=item.name, put=objects.put)
            except NotebookError as error:
                problems.extend(_located(problem, item.key) for problem in error.problems)
                continue
            write_atomically(path, dump(doc))
            converted += 1
        docs[item.key] = doc
    return Library(docs=docs, problems=tuple(problems), converted=converted)


def _cached_path(cache: Path, item: Wanted) -> Path:
    key = hashlib.sha256(f"{VERSION}\0{item.blob}".encode()).hexdigest()
    return cache / "notebooks" / key[:2] / f"{key[2:]}.json"


def _read(path: Path, objects: ObjectStore) -> NotebookDoc | None:
    """Return a cached document, unless it or anything that it names is gone or damaged."""
    try:
        doc = load(NotebookDoc, path.read_bytes())
    except (OSError, ValueError):
        return None
    blobs = [doc.download, *(asset.blob for asset in doc.assets)]
    return doc if all(objects.has(blob) for blob in blobs) else None


def _located(problem: Problem, key: str) -> Problem:
    line = f", line {problem.where.line}" if problem.where and problem.where.line else ""
    return Problem(message=f"{key}{line}: {problem.message}", hint=problem.hint)
