"""Writes the docs tree: only what changed, nothing outside its folder, nobody else's files."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from proofolio.errors import InputError, Place, SystemProblemError
from proofolio.model.page import Text
from proofolio.model.portfolio import Asset
from proofolio.model.records import Get
from proofolio.site.own_files import own_files
from proofolio.site.paths import check_folder, check_inside, check_path, is_fit, is_inside

_LEDGER = ".proofolio-files.json"
"""What we wrote, in the folder itself. The engine skips dotfiles (MkDocs, `exclude_docs`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a write did to the docs tree."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A wanted file: its digest, and its bytes when they are asked for."""

    digest: str
    read: Callable[[], bytes]


@dataclass(slots=True, kw_only=True)
class _Ledger:
    """Path → (digest, size, modification time) of the files that are ours."""

    entries: dict[str, tuple[str, int, int]] = field(default_factory=dict)


def write(
    folder: Path,
    texts: Iterable[Text],
    assets: Iterable[Asset],
    get: Get,
    copies: Mapping[str, Path] | None = None,
) -> Changes:
    """Make the folder hold exactly these files and our own style sheet and fonts.

    A file that did not change is not touched, so that live reload does not loop. A file that we did
    not write is neither overwritten nor removed.

    Args:
        folder: the docs tree; made when missing.
        texts: rendered pages and posts.
        assets: pictures and downloads.
        get: returns an asset's bytes.
        copies: path in the tree → file to copy there, such as a picture of a post.

    Raises:
        InputError: a path is not fit for every computer or leaves the folder, two files want one
            path, or a file of somebody else's is in the way.
        SystemProblemError: the disk refused.
    """
    wanted = _wanted(texts, assets, get, {**own_files(), **(copies or {})})
    check_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        root = folder.resolve()
        for path in wanted:
            check_inside(root, path)
        for parent in {(root / path).parent for path in wanted}:
            check_folder(parent)
        return _bring_about(root, wanted)
    except OSError as error:
        raise SystemProblemError(
            f"The pages could not be written: {error.strerror or error}.",
            "Check the free space and the permissions of this folder, then build again.",
            Place(path=str(error.filename or folder)),
        ) from error


def _wanted(
    texts: Iterable[Text], assets: Iterable[Asset], get: Get, copies: Mapping[str, Path]
) -> dict[str, _File]:
    wanted: dict[str, _File] = {}
    folded: dict[str, str] = {}

    def want(path: str, file: _File) -> None:
        check_path(path)
        other = folded.setdefault(path.casefold(), path)
        if other != path or (path in wanted and wanted[path].digest != file.digest):
            raise InputError(
                f"Two files want the same place: {other} and {path}.",
                "Rename one of them; on many computers names differ by more than their case.",
                Place(path=path),
            )
        wanted[path] = file

    for text in texts:
        data = text.text.encode("utf-8")
        want(text.path, _of_bytes(data))
    for asset in assets:
        want(asset.path, _File(digest=asset.blob, read=partial(get, asset.blob)))
    for path, source in copies.items():
        want(path, _of_bytes(_read(source)))
    return wanted


def _of_bytes(data: bytes) -> _File:
    return _File(digest=hashlib.sha256(data).hexdigest(), read=lambda: data)


def _read(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise InputError(
            f"This file cannot be read: {error.strerror or error}.",
            "Put it back, or remove what refers to it.",
            Place(path=str(source)),
        ) from error


def _bring_about(root: Path, wanted: Mapping[str, _File]) -> Changes:
    ledger = _load(root)
    changed = [path for path, file in wanted.items() if not _is_current(root, path, file, ledger)]
    stale = sorted(ledger.entries.keys() - wanted.keys())
    for path in changed:
        _check_ours(root, path, wanted[path], ledger)
    if changed or stale:
        # Claimed before the first write: were we to stop now, the next run knows what is ours.
        claimed = dict.fromkeys(changed, ("", 0, 0))
        _save(root, _Ledger(entries={**ledger.entries, **claimed}))
    written = [path for path in changed if _put(root, path, wanted[path], ledger)]
    removed = [path for path in stale if _remove(root, path)]
    if changed or stale:
        _save(root, _Ledger(entries={path: ledger.entries[path] for path in wanted}))
    return Changes(
        written=tuple(sorted(written)),
        removed=tuple(removed),
        unchanged=len(wanted) - len(written),
    )


def _is_current(root: Path, path: str, file: _File, ledger: _Ledger) -> bool:
    entry = ledger.entries.get(path)
    if entry is None or entry[0] != file.digest:
        return False
    try:
        stat = (root / path).stat()
    except OSError:
        return False
    return (stat.st_size, stat.st_mtime_ns) == entry[1:]


def _check_ours(root: Path, path: str, file: _File, ledger: _Ledger) -> None:
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


def _put(root: Path, path: str, file: _File, ledger: _Ledger) -> bool:
    """Write a file unless it holds these bytes already; note it in the ledger."""
    target = root / path
    data = file.read()
    same = target.is_file() and target.read_bytes() == data
    if not same:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    stat = target.stat()
    ledger.entries[path] = (file.digest, stat.st_size, stat.st_mtime_ns)
    return not same


def _replace(target: Path, data: bytes) -> None:
    """Write to a file beside it, then rename: a reader sees the old bytes or the new ones."""
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _remove(root: Path, path: str) -> bool:
    target = root / path
    if not target.is_file():
        return False
    target.unlink()
    for parent in target.relative_to(root).parents:
        if parent == Path() or any((root / parent).iterdir()):
            break
        (root / parent).rmdir()
    return True


def _load(root: Path) -> _Ledger:
    """Read the ledger; one that is missing or damaged counts as empty, and equal files are taken over."""
    try:
        data = json.loads((root / _LEDGER).read_text("utf-8"))
        entries = {
            str(path): (str(digest), int(size), int(time))
            for path, (digest, size, time) in data.items()
            if is_fit(path) and is_inside(root, path)
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return _Ledger()
    return _Ledger(entries=entries)


def _save(root: Path, ledger: _Ledger) -> None:
    text = json.dumps(dict(sorted(ledger.entries.items())), ensure_ascii=False, indent=0)
    _replace(root / _LEDGER, text.encode("utf-8"))
