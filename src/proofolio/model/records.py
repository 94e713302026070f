"""What a source saw. Everything here was pulled, so nothing in it is trusted."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from urllib.parse import quote

BlobId = str
"""SHA-256 of the bytes, 64 lower-case hexadecimal digits."""

Put = Callable[[bytes], BlobId]
"""Keeps bytes, returns their address; keeping the same bytes twice costs nothing."""

Checkpoint = Callable[["RepoRecord"], None]
"""Remembers a repository that was read in full, whose bytes are kept: a sync that stops need not read it again."""

Get = Callable[[BlobId], bytes]
"""Returns the bytes at an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """One file of a repository, kept whole."""

    path: str
    """Relative to the repository's root, with `/`, in NFC; never absolute, never with `..`."""
    blob: BlobId
    size_bytes: int
    first: date | None = None
    last: date | None = None
    """When the learner first and last committed it, UTC; None when they are not known to have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedFile:
    """A file that was wanted but not kept."""

    path: str
    reason: str
    """Plain words, for the report: 'larger than 20 MB'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPicture:
    """A picture that a README or a notebook of a repository shows and that does not lie in it."""

    url: str
    """Where it lies, as `content/hosted.py` spells it; of another host as it was written; a path of the
    repository where nothing is."""
    shown_by: tuple[str, ...]
    """Paths of the files that show it, sorted."""
    blob: BlobId | None
    """None when it is not kept."""
    size_bytes: int = 0
    validator: str = ""
    """What the server said that changes when the picture does; may be empty."""
    reason: str = ""
    """Why it is not kept, in plain words: 'larger than 10 MB'; empty when it is."""
    is_passing: bool = False
    """Whether it may be there when it is asked for again: the host did not answer."""
    is_elsewhere: bool = False
    """Whether its host serves everybody's pictures, so that it is not asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """How much of a repository is written in a language."""

    name: str
    """GitHub Linguist's name: 'Python', 'Jupyter Notebook'."""
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRecord:
    """How much the learner did in a week."""

    monday: date
    """Its first day, UTC."""
    commits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRecord:
    """The learner's commits on the default branch; of an organisation those of everybody."""

    weeks: tuple[WeekRecord, ...]
    """Oldest first; weeks without a commit are left out."""
    is_whole: bool
    """False when there are older commits than were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """Why a record is older than the snapshot it stands in."""

    since: datetime
    """When it was last read in full, UTC."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the files of a repository are on the web, as its source knows: templates.

    `{repository}` stands for `owner/name`, `{ref}` for a branch, tag or commit, `{path}` for a path in
    the repository. An empty template: there is no such address.
    """

    file: str = ""
    """A file's page for people: `https://host/{repository}/blob/{ref}/{path}`."""
    folder: str = ""
    """The same of a folder."""
    raw: str = ""
    """The bytes of a file."""
    colab: str = ""
    """Opens a notebook in Colab."""
    others: tuple[str, ...] = ()
    """What else leads to a file, as people write it in READMEs."""
    uploads: tuple[str, ...] = ()
    """Where the host keeps pictures that were put into a text; they never change. `{owner}` is the
    repository's, `{name}` a part of a path, `{path}` the rest of one."""


def filled_in(
    template: str, *, repository: str, ref: str, path: str, safe: str = "/"
) -> str | None:
    """Fill in one of the templates of `Addresses`; None where it is empty.

    Args:
        template: of a file or folder.
        repository: `owner/name`.
        ref: a branch, tag or commit.
        path: in the repository.
        safe: characters that are not quoted.
    """
    parts = {"repository": repository, "ref": ref, "path": path}

    def quoted(match: re.Match[str]) -> str:
        return quote(parts[match[1]], safe=safe)

    return re.sub(r"\{(repository|ref|path)\}", quoted, template) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepoRecord:
    """A repository at one commit."""

    host_id: str
    """The host's own id, which survives a rename or transfer."""
    owner: str
    name: str
    url: str
    """Its page for people, without a trailing slash."""
    description: str
    homepage: str
    topics: tuple[str, ...]
    languages: tuple[Language, ...]
    """Largest first."""
    licence: str | None
    """SPDX id."""
    stars: int
    default_branch: str
    head_commit: str
    """40 hexadecimal digits."""
    created_at: datetime
    pushed_at: datetime
    committed_at: datetime
    """Date of the HEAD commit, UTC."""
    is_fork: bool
    is_archived: bool
    is_template: bool
    is_private: bool
    pin_rank: int | None
    """0 for the first of the items pinned on the profile; None when not pinned there."""
    files: tuple[FileRecord, ...]
    """Sorted by path."""
    skipped: tuple[SkippedFile, ...]
    activity: ActivityRecord | None = None
    """None when it was never read."""
    former_names: tuple[str, ...] = ()
    """`owner/name` that it had when it was pulled before, oldest first."""
    stale: Stale | None = None
    web_pictures: tuple[WebPicture, ...] | None = None
    """Sorted by address; None when they were never looked for."""
    plots: tuple[FileRecord, ...] = ()
    """Pictures of it that nothing shows and that look like plots or screenshots: one may be a cover."""
    addresses: Addresses = Addresses()
    """Of its files."""

    @property
    def full_name(self) -> str:
        """`owner/name`."""
        return f"{self.owner}/{self.name}"

    @property
    def blobs(self) -> frozenset[BlobId]:
        """Return every blob that it names."""
        pictures = (one.blob for one in self.web_pictures or () if one.blob)
        return frozenset((*(file.blob for file in (*self.files, *self.plots)), *pictures))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRecord:
    """The account that the work belongs to."""

    login: str
    name: str
    bio: str
    location: str
    website: str
    url: str
    is_organisation: bool
    readme: RepoRecord | None
    """The profile repository (`login/login`, or `login/.github` for an organisation)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookRecord:
    """A notebook that was named on its own: a Colab link, a gist, a file on this disk."""

    key: str
    """Stable identity: `drive:ID`, `gist:ID/FILE`, `github:OWNER/REPO/PATH`, `local:PATH`."""
    name: str
    """File name, with `.ipynb`."""
    blob: BlobId
    size_bytes: int
    colab_url: str | None
    """Opens it in Colab; None when it is only on this disk."""
    view_url: str | None
    """Shows where it lives, for people."""
    folder: str = ""
    """For local notebooks: the folder that they came from, else empty."""
    validator: str = ""
    """What the server said that changes when the notebook does (an ETag); may be empty."""
    is_public: bool = False
    """Whether anybody finds it where it lives, without being given the link."""
    stale: Stale | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """Something that was seen and deliberately left out."""

    subject: str
    """`owner/name`, or a path."""
    reason: str
    """'a fork', 'archived', 'empty', 'a template', 'the Pages repository', 'excluded in portfolio.yml'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that was wanted and could not be read."""

    subject: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """What is left of a source's request budget."""

    remaining: int
    limit: int
    resets_at: datetime
    """UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A repository that was shown and is not public any more, so that it has left the site."""

    host_id: str
    full_name: str
    reason: Literal["private", "gone"]
    """`gone`: deleted or private; whoever may not see it cannot tell which."""
    since: datetime
    """When a sync first found it so, UTC."""
    is_named: bool
    """Whether `include` named it in full when it was last looked at; see `sources/git/withdrawn.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step of a sync, for a progress line or a `--json` line."""

    kind: Literal[
        "start", "found", "reading", "new", "changed", "unchanged", "skipped", "failed", "waiting"
    ]
    subject: str
    """`owner/name`, a link or a path."""
    detail: str = ""
    total: int | None = None
    """With `found`: how many subjects will follow."""
    size_bytes: int | None = None
    """With `new` and `changed`: how much was read."""
    until: datetime | None = None
    """With `waiting`: when it goes on, UTC."""


Report = Callable[[Event], None]
"""Told of each event as it happens; may be called from several threads at once."""
