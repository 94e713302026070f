"""What the gate looks at: what was pulled, what the author wrote, and the files of the site."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from proofolio.model.finding import ACCEPTED_FILE, Spot
from proofolio.model.records import BlobId, Get
from proofolio.model.snapshot import Snapshot
from proofolio.publish.examine import MAX_BYTES, FileToRead
from proofolio.publish.ours import digests

_MOST_WORDS = 5_000_000
"""Bytes of a file that somebody wrote by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateInput:
    """What the gate looks at."""

    site: Path
    address: str
    """Of the site, ending in `/`; empty when it is not known."""
    snapshot: Snapshot
    get: Get
    """Returns the bytes of any blob that the snapshot names."""
    place: Callable[[BlobId], Path]
    """Returns where they are on this disk."""
    own: tuple[Path, ...]
    """Files and folders that the author wrote with their own hands."""
    root: Path
    """The portfolio's folder."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Path on the site of a picture that we drew → the words on it."""
    memory: Path | None = None
    """A file that keeps what was found in files, so that only what changed is looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that was pulled, or that the author wrote."""

    file: FileToRead
    owner: str
    """The repository's full name, the notebook's; empty for the portfolio itself."""
    spot: Spot


def read_card_words(file: Path) -> dict[str, str]:
    """Return path of each card on the site → its words; nothing where there are none."""
    try:
        words = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(path): str(text) for path, text in words.items()} if isinstance(words, dict) else {}


def pulled(gate_input: GateInput) -> Iterator[Source]:
    """Yield each file of the snapshot."""
    for repo in gate_input.snapshot.all_repos:
        for file in repo.files:
            path = f"{repo.full_name}/{file.path}"
            yield Source(
                file=_of_blob(gate_input, path, file.blob),
                owner=repo.full_name,
                spot=Spot(path=path, commit=repo.head_commit),
            )
    for notebook in gate_input.snapshot.notebooks:
        path = f"{notebook.key}/{notebook.name}"
        yield Source(
            file=_of_blob(gate_input, path, notebook.blob),
            owner=notebook.name,
            spot=Spot(path=notebook.key.removeprefix("local:")),
        )


def own(gate_input: GateInput) -> Iterator[Source]:
    """Yield each file that the author wrote; a link is nobody's own."""
    for file in own_files(gate_input):
        path = own_path(gate_input, file)
        yield Source(file=_of_file(path, file), owner="", spot=Spot(path=path))


def own_words(gate_input: GateInput) -> dict[str, str]:
    """Return path → text of what the author wrote; what was accepted quotes others."""
    return {
        own_path(gate_input, file): file.read_bytes().decode("utf-8", "replace")
        for file in own_files(gate_input)
        if file.stat().st_size < _MOST_WORDS and file.name != ACCEPTED_FILE
    }


def own_files(gate_input: GateInput) -> Iterator[Path]:
    """Yield every file that the author wrote."""
    for place in gate_input.own:
        files: Iterable[Path] = sorted(place.rglob("*")) if place.is_dir() else (place,)
        yield from (file for file in files if file.is_file() and not file.is_symlink())


def own_path(gate_input: GateInput, file: Path) -> str:
    """Return how a file of the author's is called: from the portfolio's folder, where it is in it."""
    is_inside = file.is_relative_to(gate_input.root)
    return file.relative_to(gate_input.root).as_posix() if is_inside else file.name


def of_site(gate_input: GateInput) -> Iterator[FileToRead]:
    """Yield every file that a visitor can ask for, by path; ours need no look."""
    for file in sorted(gate_input.site.rglob("*")):
        path = file.relative_to(gate_input.site).as_posix()
        if file.is_file() and not path.startswith("."):
            yield _of_file(path, file, words=gate_input.pictures.get(path, ""))


def is_ours(file: FileToRead) -> bool:
    """Tell whether a file came with Proofolio or with Material, by its bytes."""
    return file.digest in digests()


def _of_blob(gate_input: GateInput, path: str, blob: BlobId) -> FileToRead:
    file = gate_input.place(blob)
    size = file.stat().st_size if file.is_file() else len(gate_input.get(blob))
    return FileToRead(path=path, file=file, digest=blob, size_bytes=size)


def _of_file(path: str, file: Path, words: str = "") -> FileToRead:
    size = file.stat().st_size
    if size > MAX_BYTES:
        digest = f"{size} bytes"
    else:
        digest = hashlib.sha256(file.read_bytes() + words.encode("utf-8", "replace")).hexdigest()
    return FileToRead(path=path, file=file, digest=digest, size_bytes=size, words=words)
