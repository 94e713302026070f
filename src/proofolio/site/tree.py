"""Brings a folder to hold exactly the files that are wanted; what did not change is not touched."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from proofolio.errors import InputError, Place
from proofolio.site.paths import check_path, is_fit, is_inside
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


@dataclass(slots=True, kw_only=True)
class _Ledger:
    """Path → (digest, size, modification time) of the files that are ours."""

    entries: dict[str, tuple[str, int, int]] = field(default_factory=dict)


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
    """Write what changed, remove what is no longer wanted.

    Args:
        root: the folder; resolved.
        wanted: path with `/` → file.
        ledger_file: where it is kept what we wrote.
        alone: whether nothing but ours may be in the folder. Then files of others are replaced and
            removed, but for dotfiles; else they are neither overwritten nor removed.

    Raises:
        InputError: a file of somebody else's is in the way.
        OSError: the disk refused.
    """
    ledger = _load(root, ledger_file)
    changed = [path for path, file in wanted.items() if not _is_current(root, path, file, ledger)]
    stale = sorted((ledger.entries.keys() | set(_visible(root) if alone else ())) - wanted.keys())
    for path in () if alone else changed:
        _check_ours(root, path, wanted[path], ledger)
    removed = [path for path in stale if _remove(root, path)]
    if changed or stale:
        # Claimed before the first write: were we to stop now, the next run knows what is ours.
        claimed = dict.fromkeys(changed, ("", 0, 0))
        _save(ledger_file, _Ledger(entries={**ledger.entries, **claimed}))
    written = [path for path in changed if _put(root, path, wanted[path], ledger)]
    if changed or stale:
        _save(ledger_file, _Ledger(entries={path: ledger.entries[path] for path in wanted}))
    return Changes(
        written=tuple(sorted(written)),
        removed=tuple(removed),
        unchanged=len(wanted) - len(written),
    )


def is_untouched(root: Path, ledger_file: Path) -> bool:
    """Tell whether a folder of ours alone still holds what we last brought about, by sizes and times."""
    if not root.is_dir():
        return False
    ledger = _load(root, ledger_file)
    return (
        bool(ledger.entries)
        and set(_visible(root)) == ledger.entries.keys()
        and all(_stat(root / path) == entry[1:] for path, entry in ledger.entries.items())
    )


def state(ledger_file: Path) -> str:
    """Return a digest of what we last brought about."""
    try:
        return hashlib.sha256(ledger_file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _visible(root: Path, prefix: str = "") -> Iterator[str]:
    """Yield the paths of all files below a folder, but for dotfiles at its top (a `.git`, say)."""
    with os.scandir(root / prefix) as entries:
        for entry in entries:
            if entry.name.startswith(".") and not prefix:
                continue
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _visible(root, f"{path}/")
            else:
                yield path


def _is_current(root: Path, path: str, file: File, ledger: _Ledger) -> bool:
    entry = ledger.entries.get(path)
    return entry is not None and entry[0] == file.digest and _stat(root / path) == entry[1:]


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.lstat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


def _check_ours(root: Path, path: str, file: File, ledger: _Ledger) -> None:
    target = root / path
    if path in ledger.entries or not target.exists():
        return
    if target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == file.digest:
        return
    raise InputError(
        "A file that Proofolio did not make is in the way.",
        f"Move it away, or delete it: {root.name}/ holds generated files only.",
        Place(path=str(target)),
    )


def _put(root: Path, path: str, file: File, ledger: _Ledger) -> bool:
    """Write a file unless it holds these bytes already; note it in the ledger."""
    target = root / path
    data = file.read()
    same = target.is_file() and not target.is_symlink() and target.read_bytes() == data
    if not same:
        write_atomically(target, data, durable=False)
    ledger.entries[path] = (file.digest, *(_stat(target) or (0, 0)))
    return not same


def _remove(root: Path, path: str) -> bool:
    target = root / path
    if not target.is_file() and not target.is_symlink():
        return False
    target.unlink()
    for parent in target.relative_to(root).parents:
        if parent == Path() or any((root / parent).iterdir()):
            break
        (root / parent).rmdir()
    return True


def _load(root: Path, ledger_file: Path) -> _Ledger:
    """Read the ledger; one that is missing or damaged counts as empty, and equal files are taken over."""
    try:
        data = json.loads(ledger_file.read_text("utf-8"))
        folders = {
            folder: is_inside(root, folder) for folder in {path.rpartition("/")[0] for path in data}
        }
        entries = {
            str(path): (str(digest), int(size), int(time))
            for path, (digest, size, time) in data.items()
            if is_fit(path) and folders[path.rpartition("/")[0]]
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return _Ledger()
    return _Ledger(entries=entries)


def _save(ledger_file: Path, ledger: _Ledger) -> None:
    text = json.dumps(dict(sorted(ledger.entries.items())), ensure_ascii=False, indent=0)
    write_atomically(ledger_file, text.encode("utf-8"))
