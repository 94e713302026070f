"""What we wrote into a portfolio, remembered so that a learner's edit can be told from ours.

`.proofolio.json` lies beside `mkdocs.yml` and is committed, so that a fresh clone knows it too. A clone
may be a stranger's: nothing in this file is trusted, and it names no place outside of the portfolio.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from proofolio import __version__
from proofolio.errors import InputError, Place
from proofolio.store.files import write_atomically

MEMORY = ".proofolio.json"
_FORMAT = 1
_MAX_BYTES = 1_000_000
_MAX_FILES = 1_000
_NAME = re.compile(r"(?!\.{1,2}(?:/|$))[\w.-][\w .-]*(?:/(?!\.{1,2}(?:/|$))[\w.-][\w .-]*)*")
"""A path that stays where it is put, on Windows too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file as we wrote it."""

    sha256: str
    """Of its bytes with Unix's line ends."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What was filled into its blanks."""
    offered: str = ""
    """The same of a newer version that was laid beside it; empty for none."""


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of a text file, whichever line ends git gave it."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def recall(root: Path) -> dict[str, Written]:
    """Return what we wrote into a portfolio, by its path; nothing where that was never noted.

    Raises:
        InputError: the note was damaged, or names what it must not.
    """
    path = root / MEMORY
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise _damaged("it is too large")
        noted = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        raise _damaged("it is not JSON") from error
    if not isinstance(noted, dict) or not isinstance(noted.get("files"), dict):
        raise _damaged("it has no `files`")
    if noted.get("format") != _FORMAT:
        raise InputError(
            "A newer Proofolio wrote this file.",
            "Install that version here too: `pip install --upgrade proofolio`.",
            Place(path=MEMORY),
        )
    if len(noted["files"]) > _MAX_FILES:
        raise _damaged("it names too many files")
    return {name: _entry(name, entry_data) for name, entry_data in noted["files"].items()}


def note(root: Path, files: Mapping[str, Written]) -> bool:
    """Note what we wrote; tells whether that changed the note."""
    path = root / MEMORY
    if path.is_symlink():
        raise InputError(
            "This is a link, and is not followed.",
            "Remove it; what it leads to stays.",
            Place(path=MEMORY),
        )
    text = json.dumps(
        {
            "about": "What `proofolio` wrote, so that `proofolio upgrade` knows your edits. Commit this file.",
            "format": _FORMAT,
            "version": __version__,
            "files": {name: _as_data(files[name]) for name in sorted(files)},
        },
        ensure_ascii=False,
        indent=1,
    )
    data = f"{text}\n".encode()
    if path.exists() and path.read_bytes().replace(b"\r\n", b"\n") == data:
        return False
    write_atomically(path, data)
    return True


def is_plain_place(folder: Path, name: str) -> bool:
    """Tell whether a path leads to a file inside the folder, or to none yet, over no link."""
    path = folder
    for part in name.split("/"):
        path /= part
        if path.is_symlink():
            return False
    # Windows has links of a further kind, which only the way to the end shows.
    is_inside = path.resolve().is_relative_to(folder.resolve())
    return is_inside and (path.is_file() or not path.exists())


def _as_data(entry: Written) -> dict[str, Any]:
    entry_data: dict[str, Any] = {"sha256": entry.sha256}
    if entry.values:
        entry_data["values"] = dict(sorted(entry.values.items()))
    if entry.offered:
        entry_data["offered"] = entry.offered
    return entry_data


def _entry(name: str, entry_data: object) -> Written:
    if len(name) > 300 or not _NAME.fullmatch(name):
        raise _damaged(f"`{name[:100]}` is no path inside the portfolio")
    if not isinstance(entry_data, dict):
        raise _damaged(f"it says nothing of `{name}`")
    values = entry_data.get("values", {})
    texts = [entry_data.get("sha256", ""), entry_data.get("offered", "")]
    if not isinstance(values, dict) or not all(
        isinstance(text, str) for text in (*texts, *values.values())
    ):
        raise _damaged(f"it says of `{name}` what is no text")
    return Written(sha256=texts[0], values=values, offered=texts[1])


def _damaged(reason: str) -> InputError:
    return InputError(
        f"This note of what Proofolio wrote was damaged: {reason}.",
        f"Bring it back with `git checkout -- {MEMORY}`, or delete it: "
        "then every file counts as yours, and none is replaced.",
        Place(path=MEMORY),
    )
