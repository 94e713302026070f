"""The sample learner's account holds together."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from proofolio.sample import SNAPSHOT
from proofolio.store import SnapshotStore
from proofolio.store.snapshots import blobs_of
from proofolio.workspace import Folders
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
    shipped, pulled = SnapshotStore(SNAPSHOT), Folders(sample[0]).snapshot
    kept = shipped.read()
    assert replace(kept, synced_at=EPOCH) == replace(pulled.read(), synced_at=EPOCH), HOW
    assert all(shipped.objects.get(blob) for blob in blobs_of(kept))
    assert {
        path.parent.name + path.name for path in (SNAPSHOT / "objects").glob("*/*")
    } == blobs_of(kept)
