"""Pictures that were made fit to be served, each once: what came of it is kept by its bytes."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from proofolio.content import images
from proofolio.model.records import BlobId, Get, Put
from proofolio.store.files import write_atomically
from proofolio.store.serialise import dump, load

VERSION: Final = "1"
"""Grows when the same file becomes other bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A picture that may be served, or why it may not."""

    blob: BlobId
    """Its bytes; empty when it is unfit."""
    extension: str
    width: int
    height: int
    """Pixels; 0 when unknown."""
    unfit: str = ""
    """The end of the sentence 'The picture …'."""


Fit = Callable[[BlobId, str], Fitted]
"""Makes a picture fit, given where its bytes are and the extension that it calls itself."""


def fit_with(get: Get, put: Put) -> Fit:
    """Return what makes pictures fit and remembers nothing."""

    def fit(blob: BlobId, extension: str) -> Fitted:
        data = get(blob)
        try:
            image = images.prepare(data, extension)
        except images.UnfitError as error:
            return Fitted(blob="", extension=extension, width=0, height=0, unfit=str(error))
        kept = blob if image.data is data else put(image.data)
        return Fitted(blob=kept, extension=image.extension, width=image.width, height=image.height)

    return fit


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedPictures:
    """What was made of pictures before, in a folder of the cache."""

    folder: Path
    has: Callable[[BlobId], bool]
    """Tells whether bytes that were put before are still there."""
    put: Put
    used: set[Path] = field(default_factory=set)
    """Files of the folder that were read or written."""
    blobs: set[BlobId] = field(default_factory=set)
    """Bytes that pictures became."""

    def fit(self, get: Get) -> Fit:
        """Return what makes the pictures fit whose bytes `get` returns."""
        fresh = fit_with(get, self.put)
        return lambda blob, extension: self._kept(blob, extension, lambda: fresh(blob, extension))

    def file(self, digest: str, suffix: str, read: Callable[[], bytes]) -> Fitted:
        """Make a file fit that is served under its own name.

        Args:
            digest: SHA-256 of its bytes.
            suffix: in small letters, one of `images.SERVED`.
            read: returns its bytes.
        """

        def made() -> Fitted:
            try:
                data = images.cleaned_file(read(), suffix)
            except images.UnfitError as error:
                return Fitted(blob="", extension=suffix, width=0, height=0, unfit=str(error))
            return Fitted(blob=self.put(data), extension=suffix, width=0, height=0)

        return self._kept(digest, suffix, made)

    def _kept(self, digest: str, kind: str, make: Callable[[], Fitted]) -> Fitted:
        key = hashlib.sha256(f"{VERSION}\0{digest}\0{kind}".encode()).hexdigest()
        file = self.folder / key[:2] / f"{key[2:]}.json"
        self.used.add(file)
        try:
            found = load(Fitted, file.read_bytes())
            if found.unfit or self.has(found.blob):
                self.blobs.update(filter(None, [found.blob]))
                return found
        except (OSError, ValueError):
            pass
        found = make()
        self.blobs.update(filter(None, [found.blob]))
        write_atomically(file, dump(found), durable=False)
        return found
