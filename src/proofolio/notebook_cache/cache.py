"""Where notebooks come from, and where what became of them is kept."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from proofolio import notebook_check
from proofolio.language import spoken
from proofolio.model.portfolio import NotebookCard
from proofolio.model.records import BlobId
from proofolio.model.runnable import Examination
from proofolio.notebooks.convert import VERSION
from proofolio.notebooks.text_formats import IPYNB
from proofolio.store import ObjectStore
from proofolio.store.serialise import load

Kept = TypeVar("Kept")


def cache_objects(cache: Path) -> ObjectStore:
    """Return the store of what conversion made: texts, pictures, downloads."""
    return ObjectStore(
        cache / "objects",
        name="The cache of converted notebooks",
        remedy="Build again: what is missing is converted anew.",
        durable=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookCache:
    """A cache, and the objects that what is in it was made of."""

    objects: ObjectStore
    cache: Path

    def card(self, blob: BlobId, suffix: str = IPYNB) -> NotebookCard | None:
        """Return a card, unless it or anything that it names is gone or damaged."""
        card = _read(NotebookCard, self.card_path(blob, suffix))
        if card is None:
            return None
        return card if all(map(cache_objects(self.cache).has, _blobs(card))) else None

    def examination(self, blob: BlobId, suffix: str = IPYNB) -> Examination | None:
        """Return what examining a notebook told, unless it is gone or damaged."""
        return _read(Examination, self.examination_path(blob, suffix))

    def card_path(self, blob: BlobId, suffix: str = IPYNB) -> Path:
        """Return where the card of a notebook is kept: a few words of its text are ours, in the site's language."""
        return self._path("converted", f"{VERSION}\0{spoken()}\0{_recipe(blob, suffix)}")

    def examination_path(self, blob: BlobId, suffix: str = IPYNB) -> Path:
        """Return where the examination of a notebook is kept."""
        return self._path("examined", f"{notebook_check.VERSION}\0{_recipe(blob, suffix)}")

    def files(self, blob: BlobId, card: NotebookCard | None, suffix: str = IPYNB) -> Iterator[Path]:
        """Yield every file of the cache that holds something of a notebook."""
        yield self.card_path(blob, suffix)
        yield self.examination_path(blob, suffix)
        if card:
            yield from map(cache_objects(self.cache).path, _blobs(card))

    def _path(self, folder: str, recipe: str) -> Path:
        key = hashlib.sha256(recipe.encode()).hexdigest()
        return self.cache / folder / key[:2] / f"{key[2:]}.json"


def _recipe(blob: BlobId, suffix: str) -> str:
    """The same bytes are another notebook under another ending: `# %%` in Python and in R."""
    return blob if suffix == IPYNB else f"{blob}\0{suffix}"


def _blobs(card: NotebookCard) -> tuple[BlobId, ...]:
    return (card.download, card.text, card.sections, *(asset.blob for asset in card.assets))


def _read(kind: type[Kept], path: Path) -> Kept | None:
    try:
        return load(kind, path.read_bytes())
    except (OSError, ValueError):
        return None
