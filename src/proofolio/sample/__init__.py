"""The sample learner's work as it was pulled, for `proofolio demo`: no network and no server is needed."""

from pathlib import Path

from proofolio.errors import SystemProblemError
from proofolio.model.snapshot import Snapshot
from proofolio.store import SnapshotStore

SNAPSHOT = Path(__file__).parent / "snapshot"
"""The snapshot that comes with the package; `scripts/sample_snapshot.py` makes it."""


def unpack(store: SnapshotStore) -> Snapshot:
    """Make the sample's snapshot the last good one of `store`.

    Raises:
        SystemProblemError: the package is damaged, or another command uses the store.
    """
    shipped = SnapshotStore(SNAPSHOT)
    snapshot = shipped.read()
    if snapshot is None:
        message = "The sample does not come with this installation."
        raise SystemProblemError(message, "Install Proofolio again.")
    with store.lock():
        for blob in sorted(snapshot.blobs):
            store.objects.put(shipped.objects.get(blob))
        store.write(snapshot)
    return snapshot
