"""Pictures of a repository that its pages show."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from proofolio.assemble.slugs import slugify
from proofolio.content import images
from proofolio.content.fitted import Fit
from proofolio.model.portfolio import Asset, Picture
from proofolio.model.records import FileRecord

_COVER_MIN_PIXELS = 40_000
"""Smaller than 200 by 200 is an icon or a badge, not a cover."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """The pictures of one repository, by their path in it."""

    pictures: Mapping[str, Picture]
    assets: tuple[Asset, ...]

    def served(self) -> dict[str, str]:
        """Return path in the repository → path on the site."""
        return {path: picture.path for path, picture in self.pictures.items()}

    def cover(self, *, prefer: str = "") -> Picture | None:
        """Return the preferred picture if it is there, else the largest that can be a cover."""
        if prefer in self.pictures:
            return self.pictures[prefer]
        fit = [p for p in self.pictures.values() if p.width * p.height >= _COVER_MIN_PIXELS]
        return max(fit, key=lambda p: (p.width * p.height, p.path), default=None)


def gallery(files: Iterable[FileRecord], folder: str, fit: Fit) -> Gallery:
    """Give each picture among `files` a place on the site, in `folder`.

    A file that calls itself a picture and is none is not served; of an SVG only what is harmless is.
    """
    pictures: dict[str, Picture] = {}
    assets = []
    for file in files:
        stem, suffix = posixpath.splitext(posixpath.basename(file.path))
        if suffix.lower() not in images.SUFFIXES:
            continue
        image = fit(file.blob, images.SUFFIXES[suffix.lower()])
        if image.unfit:
            continue
        path = f"{folder}files/{slugify(stem)}-{file.blob[:8]}.{image.extension}"
        pictures[file.path] = Picture(path=path, alt="", width=image.width, height=image.height)
        assets.append(Asset(path=path, blob=image.blob))
    return Gallery(pictures=pictures, assets=tuple(assets))
