"""What every source is: one function."""

from typing import Protocol

from proofolio.model.records import Harvest, Keep, Put, Report, Snapshot
from proofolio.model.wanted import Wanted


class Pull(Protocol):
    """Reads one kind of place; the only code that touches a network."""

    def __call__(
        self, wanted: Wanted, *, previous: Snapshot | None, put: Put, report: Report, keep: Keep
    ) -> Harvest:
        """Bring home what is wanted from this place, or nothing when nothing is.

        Args:
            wanted: what to read, and the limits.
            previous: the last good snapshot; its blobs are in the store, so a record that has
                not changed is returned again as it is, unless `wanted.fresh`. What cannot be read
                keeps its record, marked as stale.
            put: keeps the bytes of a file; it is never called by two threads at once.
            report: told of each step; may be called from several threads at once.
            keep: told of each repository as soon as it is read, so that a sync that stops need not
                read it again; may be called from several threads at once.

        Raises:
            SourceError: the place cannot be read at all. What is wrong with one repository or
                notebook becomes a `Failure` in the harvest instead.
            SystemProblemError: this computer got in the way.
        """
        ...
