"""What every stage of a build works with, opened once, in the language of the site."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from proofolio.assemble.written_language import written_language
from proofolio.language import LANGUAGES, speaking
from proofolio.model.records import BlobId, Report
from proofolio.notebook_cache.cache import cache_objects
from proofolio.site import engine_config
from proofolio.store.objects import ObjectStore
from proofolio.usecases.workspace import Folders

Meanwhile = Callable[[], None]
"""Called while other processes are at work."""
OnStage = Callable[[str, float], None]
"""Called with the name of each stage and the seconds that it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildContext:
    """A portfolio that is being put together; only `opened` makes one, and sets the language with it."""

    folders: Folders
    """Where things lie."""
    address: str
    """Of the site, ending in `/`; empty when it is not known."""
    language: str
    """Of the site, as `theme.language` of `mkdocs.yml` names it, else as its READMEs are written."""
    today: date
    """Posts of a later date are left out."""
    strict: bool
    """Whether the engine's warnings are errors."""
    report: Report
    """Called at each step."""
    pulled: ObjectStore
    """The bytes of the last good snapshot."""
    cached: ObjectStore
    """The bytes that were made of them, which can be made again."""

    @property
    def root(self) -> Path:
        """The portfolio's folder."""
        return self.folders.root

    @property
    def cache(self) -> Path:
        """The folder of what can be made again."""
        return self.folders.cache

    @property
    def preview(self) -> bool:
        """Whether for the author's eyes, with drafts and posts of a day to come."""
        return self.folders.preview

    def get(self, blob: BlobId) -> bytes:
        """Return the bytes of anything that was pulled or made."""
        return self.cached.get(blob) if self.cached.has(blob) else self.pulled.get(blob)

    def has(self, blob: BlobId) -> bool:
        """Tell whether `get` has the bytes."""
        return self.cached.has(blob) or self.pulled.has(blob)

    def put(self, data: bytes) -> BlobId:
        """Keep bytes that were made, and return their digest."""
        return self.cached.put(data)


@contextmanager
def opened(
    root: Path,
    *,
    today: date,
    preview: bool = False,
    strict: bool = False,
    report: Report = lambda _: None,
) -> Iterator[BuildContext]:
    """Open a portfolio to put it together; until it is closed, every word is in the site's language.

    Args:
        root: the portfolio's folder.
        today: posts of a later date are left out.
        preview: whether for the author's eyes, with drafts and posts of a day to come.
        strict: whether the engine's warnings are errors.
        report: called at each step.

    Raises:
        InputError: `mkdocs.yml` cannot be read.
    """
    folders = Folders(root, preview=preview)
    language = spoken_on(folders)
    with speaking(language):
        yield BuildContext(
            folders=folders,
            address=engine_config.address(folders.config),
            language=language,
            today=today,
            strict=strict,
            report=report,
            pulled=folders.snapshot.objects,
            cached=cache_objects(folders.cache),
        )


def spoken_on(folders: Folders) -> str:
    """Return the site's language: as `mkdocs.yml` names it, else that of the READMEs, if it has our words.

    Raises:
        InputError: `mkdocs.yml` cannot be read.
    """
    named = engine_config.language(folders.config)
    if named:
        return named
    snapshot = folders.snapshot.read()
    written = written_language(snapshot, folders.snapshot.objects.get) if snapshot else "en"
    return written if written in LANGUAGES else "en"
