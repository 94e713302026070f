"""What every source is: it knows its options, and pulls what they name."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from proofolio.model.records import Checkpoint, Put, RepoRecord, Report
from proofolio.model.snapshot import SourceResult, SourceSnapshot
from proofolio.model.sync_request import SyncRequest
from proofolio.settings.scalars import File as Options
from proofolio.sources.git.host import clone_beside_page

__all__ = ["Options", "Source"]

OptionsT = TypeVar("OptionsT", bound=Options)


class Source(ABC, Generic[OptionsT]):
    """A kind of place that work comes from. An entry point of the group `proofolio.sources` names one.

    Its module is imported when the source is asked for, and by `build` never: what takes long to import is
    imported in `pull`.
    """

    name: ClassVar[str]
    """As the entry point has it: `gitlab`. A plug-in's options stand in `portfolio.yml` under this key."""
    label: ClassVar[str]
    """What people call it, for the credit in the footer and for messages: `GitLab`."""
    is_credited: ClassVar[bool] = True
    """Whether the footer says that work was pulled from it."""
    options: ClassVar[type[Any]]
    """The type of its options, an `Options`; those of built-in sources are keys of `portfolio.yml` themselves."""

    def is_wanted(self, options: OptionsT) -> bool:
        """Tell whether there is anything to pull: by default, whether any option says something."""
        return any(bool(value) for _, value in options)

    @abstractmethod
    def pull(
        self,
        options: OptionsT,
        request: SyncRequest,
        *,
        previous: SourceSnapshot | None,
        put: Put,
        report: Report,
        checkpoint: Checkpoint,
    ) -> SourceResult:
        """Return all that the options name, as it is now.

        Args:
            options: what to read.
            request: what of it to take, and the limits.
            previous: what this source brought last; its blobs are in the store, so a record that has not
                changed is returned again as it is, unless `request.fresh`. What cannot be read keeps its
                record, marked as stale. What is not returned is gone.
            put: keeps the bytes of a file; it is never called by two threads at once.
            report: told of each step; may be called from several threads at once.
            checkpoint: told of each repository as soon as it is read, so that a sync that stops need not
                read it again; may be called from several threads at once.

        Raises:
            ProofolioError: the place cannot be read at all; what it brought last is kept as it was. What is
                wrong with one repository or notebook becomes a `Failure` in the result instead.
            SystemProblemError: this computer got in the way, so that no source can be read.
        """

    def clone_url(self, options: OptionsT, repo: RepoRecord) -> str:
        """Return where git clones a repository of this source, for a look into its whole history."""
        del options
        return clone_beside_page(repo)
