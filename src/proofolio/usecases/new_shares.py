"""Pages for one employer, begun at an address that nobody can guess."""

import secrets
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Literal

from proofolio.boundary import check_writable
from proofolio.errors import InputError, Place
from proofolio.publish.git import is_ignored, output_of
from proofolio.settings.load import read_text
from proofolio.settings.named_files import is_slug
from proofolio.settings.share_file import FOLDER, KEY_LENGTH
from proofolio.settings.yaml_file import parse
from proofolio.store.files import write_atomically
from proofolio.usecases import scaffold

_DAYS: Final = 90


def start_share(root: Path, name: str, reader: str, today: date) -> Path:
    """Write `shares/<name>.yml`; to one that has no key, add one, and change nothing else.

    Args:
        root: the portfolio's folder.
        name: of the file, without `.yml`.
        reader: whom it is for; by default the name.
        today: it expires three months later, unless the learner writes another day.

    Raises:
        InputError: the name is not fit, the file is there and has a key, or a link is in the way.
    """
    name = name.removeprefix(f"{FOLDER}/").removesuffix(".yml")
    if not is_slug(name):
        raise InputError(
            f"`{name}` cannot be the name of a file here.",
            "Use small letters, digits and hyphens: `proofolio new share example-company`.",
        )
    path = root / FOLDER / f"{name}.yml"
    check_writable(root, path)
    # 24 bytes are 32 characters of a URL, and 192 bits that nobody guesses.
    key = secrets.token_urlsafe(KEY_LENGTH * 6 // 8)
    if path.exists():
        return _with_key(path, f"{FOLDER}/{path.name}", key)
    reader = reader.strip() or name.replace("-", " ").title()
    expires = (today + timedelta(days=_DAYS)).isoformat()
    text = scaffold.share_text(reader=reader, expires=expires, key=key)
    return scaffold.begin(root, f"{FOLDER}/{path.name}", text)


def exposure(root: Path, path: Path) -> Literal["", "tracked", "not ignored"]:
    """Tell whether git has a page's file, or would take it with `git add .`."""
    name = path.relative_to(root).as_posix()
    is_repository = bool(shutil.which("git") and output_of(root, "rev-parse", "--git-dir"))
    if is_repository and output_of(root, "ls-files", "--", f":(literal){name}"):
        return "tracked"
    return "not ignored" if is_repository and not is_ignored(root, name) else ""


def _with_key(path: Path, shown: str, key: str) -> Path:
    text = read_text(path, shown)
    document = parse(text, shown)
    if document.value.get("key"):
        raise InputError(
            "This file is there already, and has its key.",
            "Edit it, or choose another name.",
            document.place(("key",)),
        )
    if "key" in document.value:
        raise InputError(
            "`key` is there, and empty.",
            "Delete this line, then run the command again.",
            Place(path=shown, line=document.lines.get(("key",))),
        )
    before = path.read_bytes()
    line_end = b"" if text.endswith("\n") or not text else b"\n"
    write_atomically(path, before + line_end + f'key: "{key}"\n'.encode())
    return path
