"""Which files of a folder are ours, told by what we wrote: a name alone proves nothing."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from proofolio.site.paths import is_fit, is_inside
from proofolio.store.files import write_atomically

_LINE = re.compile(r"([0-9a-f]{64}) (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file as we left it."""

    made_of: str
    """Digest of what it was made of."""
    size_bytes: int
    time_ns: int
    """Of its last modification."""
    content: str
    """SHA-256 of its bytes; empty where it was not noted."""


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What we wrote into a folder.

    A file that is about to be written is noted first, in a journal beside the ledger, by the digest of
    its bytes. So whenever a run ends, however it does, the next one tells what is ours from what is not.
    """

    root: Path
    """The folder; resolved."""
    file: Path
    """Where it is kept."""
    entries: dict[str, Entry] = field(default_factory=dict)
    """By path with `/`."""
    begun: dict[str, set[str]] = field(default_factory=dict)
    """Path → digests of the bytes that a run which did not end may have written."""

    @property
    def paths(self) -> set[str]:
        """Every path that we may have written to."""
        return self.entries.keys() | self.begun.keys()

    def is_as_left(self, path: str) -> bool:
        """Tell by size and time whether a file is as we left it."""
        entry = self.entries.get(path)
        return entry is not None and stat_of(f"{self.root}/{path}") == (
            entry.size_bytes,
            entry.time_ns,
        )

    def is_ours(self, path: str) -> bool:
        """Tell whether a file holds what we wrote and nothing else; one that holds nothing counts as ours."""
        if path not in self.paths:
            return False
        if self.is_as_left(path):
            return True
        if stat_of(self.root / path) is None:
            return False
        data = (self.root / path).read_bytes()
        entry = self.entries.get(path)
        known = self.begun.get(path, set()) | ({entry.content} if entry else set())
        # A power cut leaves files of the right name with nothing in them, or with zeros.
        return digest_of(data) in known or not data.strip(b"\0")

    def note_begun(self, path: str, content: str) -> None:
        """Note what is about to be written."""
        self._journal.parent.mkdir(parents=True, exist_ok=True)
        with self._journal.open("a", encoding="utf-8") as journal:
            journal.write(f"{content} {path}\n")

    def save(self, paths: Iterable[str]) -> None:
        """Keep what is known of these paths, and forget every other."""
        kept = {path: self.entries[path] for path in sorted(paths)}
        stored = {
            path: [entry.made_of, entry.size_bytes, entry.time_ns, entry.content]
            for path, entry in kept.items()
        }
        text = json.dumps(stored, ensure_ascii=False, indent=0)
        write_atomically(self.file, text.encode("utf-8"))
        self._journal.unlink(missing_ok=True)

    @property
    def _journal(self) -> Path:
        return journal_of(self.file)


def journal_of(file: Path) -> Path:
    """Return where a run notes what it is about to write, given the ledger's file."""
    return file.with_name(f"{file.name}.begun")


def load(root: Path, file: Path) -> Ledger:
    """Read a ledger; one that is missing or damaged counts as empty.

    A ledger may be a stranger's: a path in it that leads out of the folder is passed over.
    """
    return Ledger(root=root, file=file, entries=_entries(root, file), begun=_begun(root, file))


def stat_of(path: Path | str) -> tuple[int, int] | None:
    """Return size and time of a file; None for anything else, a link among them."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def _entries(root: Path, file: Path) -> dict[str, Entry]:
    try:
        data = json.loads(file.read_text("utf-8"))
        fit = _fit(root, data)
        return {
            str(path): Entry(
                made_of=str(made_of), size_bytes=int(size), time_ns=int(time), content=str(content)
            )
            for path, (made_of, size, time, content) in data.items()
            if path in fit
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _begun(root: Path, file: Path) -> dict[str, set[str]]:
    try:
        text = journal_of(file).read_text("utf-8", "replace")
    except OSError:
        return {}
    found: dict[str, set[str]] = {}
    # What stands behind the last line end was cut off, and its file not yet written.
    for line in text.split("\n")[:-1]:
        match = _LINE.fullmatch(line)
        if match:
            found.setdefault(match[2], set()).add(match[1])
    fit = _fit(root, found)
    return {path: digests for path, digests in found.items() if path in fit}


def _fit(root: Path, paths: Iterable[str]) -> set[str]:
    known = {path for path in paths if is_fit(path)}
    folders = {path.rpartition("/")[0] for path in known}
    inside = {folder for folder in folders if is_inside(root, folder)}
    return {path for path in known if path.rpartition("/")[0] in inside}


def visible(root: Path) -> Iterator[str]:
    """Yield the paths of all that is in a folder but folders, without what is spared at its top.

    Spared are dotfiles (a `.git`, say) and a file `CNAME`, with which a host knows its domain: they are
    never touched.
    """
    return (path for path in everything(root) if not _is_spared(root, path))


def everything(root: Path, prefix: str = "") -> Iterator[str]:
    """Yield the paths of all that is in a folder but folders; links are not followed."""
    with os.scandir(root / prefix) as entries:
        for entry in entries:
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from everything(root, f"{path}/")
            else:
                yield path


def _is_spared(root: Path, path: str) -> bool:
    return path.startswith(".") or (path == "CNAME" and stat_of(root / path) is not None)
