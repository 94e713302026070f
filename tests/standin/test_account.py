"""The sample learner's account holds together."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from proofolio.model.snapshot import Snapshot
from proofolio.sample import SNAPSHOT
from proofolio.store import SnapshotStore
from proofolio.usecases.workspace import Folders
from tests.standin import SAMPLE_ACCOUNT, fast_import
from tests.standin.account import load

ACCOUNT = load(SAMPLE_ACCOUNT)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HOW = "run `python scripts/sample_snapshot.py`"


@pytest.mark.parametrize("repository", ACCOUNT.repositories, ids=lambda repository: repository.name)
def test_every_commit_of_the_sample_brings_files(repository):
    for number, revision in enumerate(fast_import.plan(repository), start=1):
        assert revision.changes, f"Commit {number} of {repository.name} adds nothing."


def test_the_sample_names_only_what_is_there():
    for name in ACCOUNT.pinned:
        assert ACCOUNT.repository(name).commits
    for gist in ACCOUNT.gists:
        assert all((gist.folder / name).is_file() for name in gist.files)
    assert all(item.file.is_file() for item in ACCOUNT.drive if item.file)


def test_ids_are_those_of_one_thing_each():
    ids = [repository.id for repository in ACCOUNT.repositories]
    assert len(set(ids)) == len(ids)


def test_the_shipped_snapshot_is_what_a_sync_of_the_account_gives(sample):
    shipped = SnapshotStore(SNAPSHOT)
    kept = shipped.read()
    assert without_times(kept) == without_times(Folders(sample[0]).snapshot.read()), HOW
    assert all(shipped.objects.get(blob) for blob in kept.blobs)
    objects = (SNAPSHOT / "objects").glob("*/*")
    assert {path.parent.name + path.name for path in objects} == kept.blobs


def without_times(snapshot: Snapshot) -> Snapshot:
    """When it was pulled, and by what the server tells a newer version of a file, depend on the checkout."""
    parts = tuple(
        replace(
            part,
            synced_at=EPOCH,
            notebooks=tuple(replace(notebook, validator="") for notebook in part.notebooks),
        )
        for part in snapshot.sources
    )
    return replace(snapshot, synced_at=EPOCH, sources=parts)
