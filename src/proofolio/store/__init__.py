"""What was pulled, kept on this disk: content-addressed objects, one manifest, one lock."""

from proofolio.store.objects import ObjectStore
from proofolio.store.snapshots import SnapshotStore

__all__ = ["ObjectStore", "SnapshotStore"]
