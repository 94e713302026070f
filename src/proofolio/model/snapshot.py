"""What was pulled, by the source that brought it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from proofolio.model.records import (
    BlobId,
    Failure,
    NotebookRecord,
    Omission,
    ProfileRecord,
    Quota,
    RepoRecord,
    Stale,
    Withdrawn,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A name in `portfolio.yml` that no repository of an account has; another source may have one."""

    key: str
    """Where it stands: `include`."""
    pattern: str
    owner: str
    """The account's name."""
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceResult:
    """What one source brought in one sync."""

    profile: ProfileRecord | None = None
    repos: tuple[RepoRecord, ...] = ()
    notebooks: tuple[NotebookRecord, ...] = ()
    omissions: tuple[Omission, ...] = ()
    failures: tuple[Failure, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    state: str = ""
    """What the source wants to be told by its next sync, and nobody else understands: JSON, say."""
    unmatched: tuple[Unmatched, ...] | None = None
    """Names of repositories that it does not have; None from a source that has no repositories."""
    advice: tuple[str, ...] = ()
    """What the learner might do better, in sentences."""
    quota: Quota | None = None
    requests: int = 0
    """API requests sent."""
    waited_s: float = 0.0
    """How long a server made us wait, in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSnapshot:
    """All records that one source brought when it was last pulled. They are its own affair.

    What is new, gone, stale or withdrawn is told by comparing with what the same source brought
    before, and never with another's.
    """

    name: str
    """Of the source: `github`."""
    label: str = ""
    """What people call it: `GitHub`; empty for what need not be credited, such as this disk."""
    synced_at: datetime
    """When it was last pulled, UTC, whole seconds."""
    stale: Stale | None = None
    """Why it is older than the snapshot that it stands in."""
    profile: ProfileRecord | None = None
    repos: tuple[RepoRecord, ...] = ()
    """Sorted by full name, case-insensitively."""
    notebooks: tuple[NotebookRecord, ...] = ()
    omissions: tuple[Omission, ...] = ()
    failures: tuple[Failure, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    state: str = ""
    """What only the source itself understands."""

    @property
    def all_repos(self) -> tuple[RepoRecord, ...]:
        """The repositories, and the one that holds the profile's README."""
        readme = self.profile.readme if self.profile else None
        return (*self.repos, *((readme,) if readme else ()))

    @property
    def blobs(self) -> frozenset[BlobId]:
        """Every blob that it names."""
        of_repos = (blob for repo in self.all_repos for blob in repo.blobs)
        return frozenset((*of_repos, *(notebook.blob for notebook in self.notebooks)))


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What all sources brought, as of the last good sync. The blobs that are named are in the store.

    It has no `__slots__` so that what is put together of the sources is put together once.
    """

    synced_at: datetime
    """UTC, whole seconds."""
    sources: tuple[SourceSnapshot, ...] = ()
    """The built-in ones first, then the others by name. Where two have a repository of one full name,
    as mirrors have, the first one's is shown."""

    @cached_property
    def profile(self) -> ProfileRecord | None:
        """The account that the work belongs to; the first source that has one tells."""
        return next((source.profile for source in self.sources if source.profile), None)

    @property
    def profile_host(self) -> str:
        """What people call the place that the account is at: `GitHub`; empty without one."""
        return next((source.label for source in self.sources if source.profile), "")

    @cached_property
    def repos(self) -> tuple[RepoRecord, ...]:
        """The repositories of all sources, sorted by full name, case-insensitively; no name twice."""
        by_name = {repo.full_name.casefold(): repo for repo in _backwards(self.sources)}
        return tuple(by_name[name] for name in sorted(by_name))

    @cached_property
    def all_repos(self) -> tuple[RepoRecord, ...]:
        """Every repository that was read: of every source, with those of the profiles' READMEs."""
        of_profiles = (
            source.profile.readme
            for source in self.sources
            if source.profile and source.profile.readme
        )
        return (*self.repos, *of_profiles)

    @cached_property
    def notebooks(self) -> tuple[NotebookRecord, ...]:
        """The notebooks that were named on their own; no key twice."""
        by_key: dict[str, NotebookRecord] = {}
        for source in self.sources:
            for notebook in source.notebooks:
                by_key.setdefault(notebook.key, notebook)
        return tuple(by_key.values())

    @cached_property
    def omissions(self) -> tuple[Omission, ...]:
        """What was left out."""
        return tuple(one for source in self.sources for one in source.omissions)

    @cached_property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be read."""
        return tuple(one for source in self.sources for one in source.failures)

    @cached_property
    def withdrawn(self) -> tuple[Withdrawn, ...]:
        """What left the site because it is not public any more, unless something public has its name now.

        A mirror may have been deleted on one host of two, or another repository may have taken the name.
        """
        public = {repo.full_name.casefold() for repo in self.repos if not repo.is_private}
        return tuple(
            one
            for source in self.sources
            for one in source.withdrawn
            if one.full_name.casefold() not in public
        )

    @property
    def credited(self) -> tuple[str, ...]:
        """What people call the sources that brought something."""
        brought = [part for part in self.sources if part.label and (part.repos or part.notebooks)]
        return tuple(dict.fromkeys(part.label for part in brought))

    @cached_property
    def blobs(self) -> frozenset[BlobId]:
        """Every blob that it names."""
        return frozenset(blob for source in self.sources for blob in source.blobs)

    def source(self, name: str) -> SourceSnapshot | None:
        """Return what one source brought."""
        return next((source for source in self.sources if source.name == name), None)


def _backwards(sources: tuple[SourceSnapshot, ...]) -> Iterator[RepoRecord]:
    for source in reversed(sources):
        yield from source.repos
