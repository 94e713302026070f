"""Whether this computer's user agreed to what a portfolio would run.

A portfolio that was begun here may run what it names; when it names something more, that is asked for.
Of any other, the contents count, too: what `git pull` brings is asked for again.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from proofolio.errors import InputError, Place
from proofolio.site.engine_runs import Running, running
from proofolio.store.files import write_atomically

_MAX_BYTES = 5_000_000
_MOST_TOLD = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Agreed:
    """What was agreed to for one folder."""

    begun: bool
    names: str
    contents: str


def require(config_file: Path) -> None:
    """Refuse a portfolio that would run something that nobody on this computer agreed to.

    Raises:
        InputError: it would; everything is named.
    """
    found = running(config_file)
    if not found:
        return
    agreed = _recall(config_file)
    is_same = agreed is not None and agreed.names == _names(found)
    if agreed and is_same and (agreed.begun or agreed.contents == _contents(found)):
        return
    raise InputError(
        _question(found, is_known=agreed is not None), _way_on(), _place(config_file, found)
    )


def remember(config_file: Path, *, begun: bool = False) -> None:
    """Agree to what a portfolio would run now.

    Args:
        config_file: its `mkdocs.yml`.
        begun: whether the portfolio is begun with this very command.

    Raises:
        InputError: the file cannot be read.
    """
    found = running(config_file)
    before = _recall(config_file)
    is_begun = begun or bool(before and before.begun)
    if not found and not is_begun:
        return
    agreed = _Agreed(begun=is_begun, names=_names(found), contents=_contents(found))
    if agreed == before:
        return
    known = _read()
    known[_key(config_file)] = {
        "begun": agreed.begun, "names": agreed.names, "contents": agreed.contents
    }  # fmt: skip
    # Where it cannot be kept it is asked for again, which is no reason to stop.
    with suppress(OSError):
        write_atomically(_file(), json.dumps(known, indent=1, sort_keys=True).encode())


def _question(found: tuple[Running, ...], *, is_known: bool) -> str:
    shown = [one.what for one in found[:_MOST_TOLD]]
    more = f" and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
    why = (
        "What this portfolio would run on your computer is not what you agreed to"
        if is_known
        else "This portfolio was not begun on this computer, and would run on it"
    )
    return f"{why}: {', '.join(shown)}{more}."


def _way_on() -> str:
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "In a workflow of your own, write `proofolio build --trust` (and `check --trust`)."
    return (
        "Look at it first. If you trust whoever wrote it, repeat the command with --trust; it is not "
        "asked for again until it changes."
    )


def _place(config_file: Path, found: tuple[Running, ...]) -> Place:
    return Place(path=config_file.name, line=found[0].line)


def _names(found: Iterable[Running]) -> str:
    return _digest(sorted(one.what.encode("utf-8", "replace") for one in found))


def _contents(found: Iterable[Running]) -> str:
    parts: list[bytes] = []
    met: set[Path] = set()
    for one in found:
        parts += [one.what.encode("utf-8", "replace"), one.text.encode("utf-8", "replace")]
        for file in one.files:
            if file in met:
                continue
            met.add(file)
            parts += [os.fsencode(file), _bytes_of(file)]
    return _digest(parts)


def _bytes_of(file: Path) -> bytes:
    try:
        link = os.fsencode(file.readlink()) if file.is_symlink() else b""
        if not file.is_file():
            # A pipe would never end; nothing of it is run either.
            return link + b"?"
        with file.open("rb") as opened:
            return link + hashlib.file_digest(opened, "sha256").digest()
    except OSError:
        return b"?"


def _digest(parts: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


def _recall(config_file: Path) -> _Agreed | None:
    found = _read().get(_key(config_file))
    if not isinstance(found, dict):
        return None
    names, contents = found.get("names"), found.get("contents")
    if not isinstance(names, str) or not isinstance(contents, str):
        return None
    return _Agreed(begun=found.get("begun") is True, names=names, contents=contents)


def _read() -> dict[str, Any]:
    try:
        with _file().open("rb") as file:
            known = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}


def _key(config_file: Path) -> str:
    return str(config_file.parent.resolve())


def _file() -> Path:
    """Beside no portfolio: what a stranger wrote must not say that it is trusted."""
    return platformdirs.user_state_path("proofolio", appauthor=False) / "trusted.json"
