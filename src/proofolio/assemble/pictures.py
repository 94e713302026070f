"""Pictures of a repository that its pages show."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from proofolio.assemble.slugs import slugify
from proofolio.content import covers, images
from proofolio.content.fitted import Fit, Fitted
from proofolio.content.hosted import picture_keys
from proofolio.model.portfolio import Address, Asset, Picture
from proofolio.model.records import BlobId, FileRecord, Get, RepoRecord

_COVER_MIN_PIXELS = 40_000
"""Smaller than 200 by 200 is an icon or a badge, not a cover."""
_WIDEST = 4
"""Times as wide as tall, or as tall as wide; beyond it is a banner."""
_MOST_TRIED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """The pictures of one repository, by their path in it, or by the address that they have elsewhere."""

    pictures: Mapping[str, Picture]
    assets: tuple[Asset, ...]
    spare: Mapping[str, Picture] = field(default_factory=dict)
    """Those that no text shows; served only if one is the cover."""
    spare_assets: Mapping[str, Asset] = field(default_factory=dict)
    """By the path on the site."""
    tells: Callable[[Picture], bool] = lambda _: True
    """Whether there is more in it than one colour."""

    def served(self) -> dict[str, str]:
        """Return path in the repository → path on the site."""
        return {path: picture.path for path, picture in self.pictures.items()}

    def cover(self, *, prefer: str = "") -> Picture | None:
        """Return the preferred picture if it is there, else the largest that says something."""
        if prefer in self.pictures:
            return self.pictures[prefer]
        return next(self._covers(), None)

    def _covers(self) -> Iterator[Picture]:
        """The largest that a text shows, then what nothing shows: there the name tells most."""
        for pictures, told in ((self.pictures, False), (self.spare, True)):
            fit = [
                (
                    covers.informative_words(key) * told,
                    picture.width * picture.height,
                    picture.path,
                    picture,
                )
                for key, picture in pictures.items()
                if _fits(picture) and not covers.says_nothing(key)
            ]
            best = sorted(fit, key=lambda one: one[:3], reverse=True)[:_MOST_TRIED]
            yield from (picture for *_, picture in best if self.tells(picture))


def borrowed(
    addresses: Iterable[Address], folder: str, own: RepoRecord, whole: RepoRecord
) -> tuple[FileRecord, ...]:
    """Return the files of a repository that a text of one of its parts shows, and that are not the part's.

    Args:
        addresses: of the text.
        folder: of the text.
        own: the part.
        whole: the repository.
    """
    known = {file.path for file in own.files}
    others = {file.path: file for file in whole.files if file.path not in known}
    keys = {
        key
        for attribute, value in addresses
        if attribute == "src"
        for key in picture_keys(value, folder, whole)
    }
    return tuple(others[key] for key in sorted(keys & others.keys()))


def gallery(
    files: Iterable[FileRecord],
    folder: str,
    fit: Fit,
    get: Get,
    *,
    repo: RepoRecord | None = None,
) -> Gallery:
    """Give each picture among `files` a place on the site, in `folder`.

    A file that calls itself a picture and is none is not served; of an SVG only what is harmless is.

    Args:
        files: of a repository, or beside own words.
        folder: on the site.
        fit: makes a picture fit to be served.
        get: returns the bytes of a file.
        repo: whose pictures from elsewhere are served, too.
    """
    blobs: dict[str, BlobId] = {}

    def place(named: Iterable[tuple[str, BlobId]]) -> Iterator[tuple[str, Picture, Asset]]:
        for key, blob in named:
            image = _fitted(key, blob, fit, get)
            if image is None:
                continue
            stem = posixpath.splitext(posixpath.basename(urlsplit(key).path or key))[0]
            path = f"{folder}files/{slugify(stem)}-{blob[:8]}.{image.extension}"
            blobs[path] = image.blob
            picture = Picture(path=path, alt="", width=image.width, height=image.height)
            yield key, picture, Asset(path=path, blob=image.blob)

    def tells(picture: Picture) -> bool:
        return picture.path.endswith(".svg") or not covers.is_plain(get(blobs[picture.path]))

    of_web = ((one.url, one.blob) for one in (repo.web_pictures or () if repo else ()) if one.blob)
    shown = list(place((*((file.path, file.blob) for file in files), *of_web)))
    spare = list(place((file.path, file.blob) for file in (repo.plots if repo else ())))
    return Gallery(
        pictures={key: picture for key, picture, _ in shown},
        assets=tuple({asset.path: asset for _, _, asset in shown}.values()),
        spare={key: picture for key, picture, _ in spare},
        spare_assets={asset.path: asset for _, _, asset in spare},
        tells=tells,
    )


def _fitted(key: str, blob: BlobId, fit: Fit, get: Get) -> Fitted | None:
    suffix = posixpath.splitext(key)[1].lower()
    is_of_web = "://" in key
    if not is_of_web and suffix not in images.SUFFIXES:
        return None
    kind = images.SUFFIXES.get(suffix, "png")
    if is_of_web:
        kind = "svg" if get(blob).lstrip()[:1] == b"<" else "png"
    image = fit(blob, kind)
    return None if image.unfit else image


def _fits(picture: Picture) -> bool:
    short, long = sorted((picture.width, picture.height))
    return short * long >= _COVER_MIN_PIXELS and long <= _WIDEST * short
