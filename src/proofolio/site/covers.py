"""Covers in the sizes that pages show them in, each made once."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from proofolio.content import thumbnails
from proofolio.model.portfolio import Asset, Picture, Project
from proofolio.model.records import BlobId, Get
from proofolio.store.files import write_atomically


@dataclass(frozen=True, slots=True, kw_only=True)
class Covers:
    """Projects whose covers know their smaller sizes."""

    projects: tuple[Project, ...]
    assets: tuple[Asset, ...]
    """The smaller sizes."""
    cached: frozenset[Path]
    """Files of the cache that say which there are."""


def size_covers(
    projects: tuple[Project, ...],
    *,
    blobs: Mapping[str, BlobId],
    get: Get,
    put: Callable[[bytes], BlobId],
    has: Callable[[BlobId], bool],
    cache: Path,
) -> Covers:
    """Give the covers of projects their smaller sizes, or take what was made of the same bytes before.

    Args:
        projects: in any order.
        blobs: path of a picture on the site → its bytes.
        get: returns the bytes of a blob.
        put: keeps bytes.
        has: tells whether bytes that were put before are still there.
        cache: folder of what was made before.
    """
    assets: dict[str, Asset] = {}
    kept: set[Path] = set()
    sized: list[Project] = []
    for project in projects:
        cover = project.cover
        blob = blobs.get(cover.path) if cover else None
        if not cover or not blob:
            sized.append(project)
            continue
        file = cache / "covers" / f"{_recipe(blob)}.json"
        known = _read(file, has)
        if known is None:
            known = _made(get(blob), cover, put)
            write_atomically(file, json.dumps(known).encode(), durable=False)
        kept.add(file)
        smaller = []
        for width, height, made in known:
            path = f"{cover.path.rpartition('.')[0]}-{width}.webp"
            assets[path] = Asset(path=path, blob=made)
            smaller.append(Picture(path=path, alt=cover.alt, width=width, height=height))
        sized.append(replace(project, cover=replace(cover, smaller=tuple(smaller))))
    return Covers(projects=tuple(sized), assets=tuple(assets.values()), cached=frozenset(kept))


def _recipe(blob: BlobId) -> str:
    return hashlib.sha256(f"{thumbnails.VERSION}\0{blob}".encode()).hexdigest()


def _made(
    data: bytes, cover: Picture, put: Callable[[bytes], BlobId]
) -> list[tuple[int, int, BlobId]]:
    extension = cover.path.rpartition(".")[2]
    return [
        (one.width, one.height, put(one.data)) for one in thumbnails.thumbnails(data, extension)
    ]


def _read(file: Path, has: Callable[[BlobId], bool]) -> list[tuple[int, int, BlobId]] | None:
    try:
        found = [(int(w), int(h), str(blob)) for w, h, blob in json.loads(file.read_bytes())]
    except (OSError, ValueError, TypeError):
        return None
    return found if all(has(blob) for _, _, blob in found) else None
