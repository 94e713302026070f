"""The notebooks of the snapshot and of the posts, converted for a build."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from proofolio.assemble.inventory import inventory
from proofolio.errors import Place, Problem, SystemProblemError
from proofolio.model.records import BlobId, Event, Put
from proofolio.model.snapshot import Snapshot
from proofolio.model.usage import Usage
from proofolio.notebook_cache.converted import ConvertedNotebooks, Wanted, convert_notebooks
from proofolio.notebook_cache.usages import open_usages, usage_path
from proofolio.settings import Words
from proofolio.usecases.context import BuildContext, Meanwhile

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """The notebooks of the snapshot and of the posts, and which files of the cache hold them."""

    context: BuildContext
    snapshot: Snapshot
    library: ConvertedNotebooks
    in_posts: ConvertedNotebooks
    put: Put
    """Keeps bytes, and notes them in `made`."""
    made: set[BlobId]
    usage_files: set[Path] = field(default_factory=set)

    def usages(self, wanted: Mapping[BlobId, str]) -> Mapping[BlobId, Usage]:
        """Return what files of code use, by the digest of their bytes."""
        cache = self.context.cache
        self.usage_files.update(usage_path(blob, it, cache) for blob, it in wanted.items())
        return open_usages(wanted, objects=self.context.pulled, cache=cache)

    def notices(self) -> Iterator[Problem]:
        """Yield what was repaired in notebooks or left out of them."""
        for key, card in (*self.library.cards.items(), *self.in_posts.cards.items()):
            yield from (Problem(message=f"{key}: {notice}") for notice in card.notices)

    def files(self) -> frozenset[Path]:
        """Return the files of the cache that hold all of it."""
        return (
            self.library.cached
            | self.in_posts.cached
            | frozenset(self.usage_files)
            | frozenset(map(self.context.cached.path, self.made))
        )


def convert(context: BuildContext, words: Words, meanwhile: Meanwhile) -> Converted:
    """Convert what is not in the cache.

    Raises:
        SystemProblemError: nothing was pulled yet.
    """
    snapshot = context.folders.snapshot.read()
    if snapshot is None:
        raise SystemProblemError(
            "Nothing has been pulled yet.",
            "Run `proofolio sync` first.",
            Place(path=str(context.root)),
        )

    def progress(done: int, total: int) -> None:
        context.report(Event(kind="reading", subject=f"notebooks, {done} of {total} done"))

    made: set[BlobId] = set()

    def put(data: bytes) -> BlobId:
        made.add(blob := context.put(data))
        return blob

    return Converted(
        context=context,
        snapshot=snapshot,
        library=convert_notebooks(
            inventory(snapshot, context.pulled.get),
            objects=context.pulled,
            cache=context.cache,
            on_done=progress,
            meanwhile=meanwhile,
        ),
        in_posts=convert_notebooks(
            _among_posts(words, context.root, put),
            objects=context.cached,
            cache=context.cache,
        ),
        put=put,
        made=made,
    )


def _among_posts(words: Words, root: Path, put: Put) -> Iterator[Wanted]:
    for post in words.posts:
        if post.is_notebook:
            path = root / post.path
            yield Wanted(key=post.path, name=path.name, blob=put(path.read_bytes()))
