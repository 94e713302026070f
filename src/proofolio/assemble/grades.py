"""Whether the notebooks of a snapshot would run in a fresh Colab."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from proofolio.assemble.inventory import is_notebook, notebook_key
from proofolio.model.records import BlobId, Get, RepoRecord
from proofolio.model.runnable import Checked, Examination, Runnability
from proofolio.model.snapshot import Snapshot
from proofolio.notebook_check import examine, verdict

_AT_ONCE = 50
"""Notebooks that are held in memory together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    name: str
    blob: BlobId
    grade: Callable[[Examination], Runnability]


def grade_all(
    snapshot: Snapshot,
    *,
    get: Get,
    kept: Callable[[BlobId], Examination | None] = lambda _blob: None,
    on_done: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[Checked, ...]:
    """Grade every notebook of a snapshot.

    Args:
        snapshot: what was pulled.
        get: the notebooks' bytes.
        kept: returns what examining a notebook told before, if that is at hand.
        on_done: told how many of how many are examined.
    """
    places = tuple(_places(snapshot))
    blobs = tuple(dict.fromkeys(place.blob for place in places))
    known = {blob: told for blob in blobs if (told := kept(blob)) is not None}
    new = [blob for blob in blobs if blob not in known]
    for start in range(0, len(new), _AT_ONCE):
        known |= examine({blob: get(blob) for blob in new[start : start + _AT_ONCE]})
        on_done(len(known), len(blobs))
    return tuple(
        Checked(name=place.name, runnability=place.grade(known[place.blob])) for place in places
    )


def grade(examination: Examination, repo: RepoRecord, path: str) -> Runnability:
    """Grade a notebook of a repository, of which only some files were pulled.

    Args:
        examination: what its bytes tell.
        repo: where it lies.
        path: from the repository's root.
    """
    return verdict(
        examination,
        folder=posixpath.dirname(path),
        files=[*(file.path for file in repo.files), *(file.path for file in repo.skipped)],
        complete=False,
    )


def grade_alone(examination: Examination, key: str) -> Runnability:
    """Grade a notebook that was named on its own; of what lies beside one on Drive there is nothing."""
    return verdict(examination, folder="", files=(), complete=key.startswith("drive:"))


def _places(snapshot: Snapshot) -> Iterator[_Place]:
    for repo in snapshot.repos:
        for file in repo.files:
            if is_notebook(file.path):
                yield _Place(
                    name=notebook_key(repo, file.path),
                    blob=file.blob,
                    grade=partial(grade, repo=repo, path=file.path),
                )
    for item in snapshot.notebooks:
        yield _Place(
            name=item.name if item.key.startswith("drive:") else item.key.partition(":")[2],
            blob=item.blob,
            grade=partial(grade_alone, key=item.key),
        )
