"""What a portfolio is put together from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from proofolio.content.fitted import Fit
from proofolio.model.portfolio import NotebookCard
from proofolio.model.records import BlobId, FileRecord, Get
from proofolio.model.snapshot import Snapshot
from proofolio.model.usage import Usage
from proofolio.notebook_cache.converted import ConvertedNotebooks
from proofolio.settings import Settings, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a portfolio is put together from."""

    snapshot: Snapshot
    """What was pulled."""
    library: ConvertedNotebooks
    """The notebooks that were converted, by the key that `inventory` gave them."""
    words: Words
    """What the author wrote."""
    settings: Settings
    pictures: tuple[FileRecord, ...]
    """Those that lie beside what the author wrote; paths are relative to the portfolio's folder."""
    get: Get
    """Returns the bytes of any blob that is named here."""
    fit: Fit
    """Makes pictures fit to be served."""
    today: date
    """Posts of a later date are left out."""
    usages: Callable[[Mapping[BlobId, str]], Mapping[BlobId, Usage]] = lambda _: {}
    """Tells what files of code use, given the digests of their bytes, each with its language."""
    post_cards: Mapping[str, NotebookCard] = field(default_factory=dict)
    """The notebooks among the posts, by their path."""
    beside_posts: Mapping[str, str] = field(default_factory=dict)
    """Path of what lies beside the posts, such as pictures → where the site serves it."""
    preview: bool = False
    """Whether posts that visitors are not to see yet are there, marked."""
