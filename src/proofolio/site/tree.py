"""Brings a folder to hold exactly the files that are wanted; what did not change is not touched."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from proofolio.errors import InputError, Place
from proofolio.site.foreign import check_free
from proofolio.site.ledger import (
    Entry,
    Ledger,
    digest_of,
    everything,
    journal_of,
    load,
    stat_of,
    visible,
)
from proofolio.site.paths import check_path
from proofolio.store.files import write_atomically


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What was done to a folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A wanted file: what it is made of, and its bytes when they are asked for."""

    digest: str
    """Differs whenever the bytes do."""
    read: Callable[[], bytes]


@dataclass(slots=True)
class Wanted:
    """The files that a folder is to hold, collected one by one."""

    files: dict[str, File] = field(default_factory=dict)
    _folded: dict[str, str] = field(default_factory=dict)

    def add(self, path: str, file: File) -> None:
        """Want a file at a path with `/`.

        Raises:
            InputError: the path is not fit for every computer, or another file wants it.
        """
        check_path(path)
        other = self._folded.setdefault(path.casefold(), path)
        if other != path or (path in self.files and self.files[path].digest != file.digest):
            raise InputError(
                f"Two files want the same place: {other} and {path}.",
                "Rename one of them; on many computers names differ by more than their case.",
                Place(path=path),
            )
        self.files[path] = file


def of_bytes(data: bytes) -> File:
    """Return a wanted file that is at hand."""
    return File(digest=hashlib.sha256(data).hexdigest(), read=lambda: data)


def of_file(source: Path) -> File:
    """Return a wanted file that is a copy of another; it is read again when it is written.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with source.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(
            f"This file cannot be read: {error.strerror or error}.",
            "Put it back, or remove what refers to it.",
            Place(path=str(source)),
        ) from error
    return File(digest=digest, read=source.read_bytes)


def bring_about(
    root: Path, wanted: Mapping[str, File], ledger_file: Path, *, alone: bool
) -> Changes:
    """Write what changed, remove what is no longer wanted; nothing of anybody else's.

    Before the first byte is written it is known that nothing is in the way. Ours is what our ledger
    names, as long as it holds what we wrote; a file that was edited since is its editor's.

    Args:
        root: the folder; resolved.
        wanted: path with `/` → file.
        ledger_file: where it is kept what we wrote.
        alone: whether nothing but ours may be in the folder, for what is in it is read or published;
            dotfiles and a `CNAME` at its top are left alone even then. Else what is not ours stays
            beside it.

    Raises:
        InputError: what is not ours is in the way; nothing was written.
        OSError: the disk refused.
    """
    ledger = load(root, ledger_file)
    changed = [path for path, file in wanted.items() if not _is_current(path, file, ledger)]
    stale = sorted(ledger.paths - wanted.keys())
    check_free(
        changed,
        stale,
        ledger,
        is_same=lambda path: (root / path).read_bytes() == wanted[path].read(),
        alone=alone,
    )
    removed = [path for path in stale if ledger.is_ours(path) and _remove(root, path)]
    written = [path for path in changed if _put(path, wanted[path], ledger)]
    if changed or stale or ledger.begun:
        ledger.save(wanted)
    return Changes(
        written=tuple(sorted(written)),
        removed=tuple(removed),
        unchanged=len(wanted) - len(written),
    )


def note(root: Path, ledger_file: Path) -> None:
    """Keep it that everything that is in a folder is ours.

    Args:
        root: the folder, which somebody else filled for us.
        ledger_file: where it is kept.
    """
    ledger = Ledger(root=root, file=ledger_file)
    for path in everything(root):
        size_bytes, time_ns = stat_of(root / path) or (0, 0)
        content = digest_of((root / path).read_bytes())
        ledger.entries[path] = Entry(
            made_of=content, size_bytes=size_bytes, time_ns=time_ns, content=content
        )
    ledger.save(ledger.entries)


def is_untouched(root: Path, ledger_file: Path) -> bool:
    """Tell whether a folder of ours alone still holds what we last brought about, by sizes and times."""
    if root.is_symlink() or not root.is_dir() or journal_of(ledger_file).exists():
        return False
    ledger = load(root, ledger_file)
    return (
        bool(ledger.entries)
        and set(visible(root)) == ledger.entries.keys()
        and all(map(ledger.is_as_left, ledger.entries))
    )


def state(ledger_file: Path) -> str:
    """Return a digest of what we last brought about."""
    try:
        return hashlib.sha256(ledger_file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _is_current(path: str, file: File, ledger: Ledger) -> bool:
    entry = ledger.entries.get(path)
    return entry is not None and entry.made_of == file.digest and ledger.is_as_left(path)


def _put(path: str, file: File, ledger: Ledger) -> bool:
    """Write a file unless it holds these bytes already; note it in the ledger."""
    target = ledger.root / path
    data = file.read()
    content = digest_of(data)
    same = stat_of(target) is not None and target.read_bytes() == data
    if not same:
        ledger.note_begun(path, content)
        write_atomically(target, data, durable=False)
    size_bytes, time_ns = stat_of(target) or (0, 0)
    ledger.entries[path] = Entry(
        made_of=file.digest, size_bytes=size_bytes, time_ns=time_ns, content=content
    )
    return not same


def _remove(root: Path, path: str) -> bool:
    target = root / path
    target.unlink()
    for parent in target.relative_to(root).parents:
        if parent == Path() or any((root / parent).iterdir()):
            break
        (root / parent).rmdir()
    return True
