"""What of a portfolio's folder may be read and written: no link that leads out is followed, no pipe is opened.

Git commits links, whatever `.gitignore` says of what they lead to, so a portfolio that was cloned may
hold any.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from proofolio.errors import InputError, Place, Problem

KEPT = ".proofolio"
"""The folder of what can be made again."""

_NO_FILE = "is neither a file nor a folder (a pipe, a socket or a device), so it is not read"
_PASSED_OVER = "Replace it with a file, or remove it."
_COPY = "Copy what it leads to into the portfolio, or remove it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is in a folder of the author's own."""

    files: tuple[Path, ...]
    """Sorted; links to files inside the portfolio are among them."""
    problems: tuple[Problem, ...]
    """Of what was passed over."""


def files_in(root: Path, name: str) -> Found:
    """Return the files in a folder of the portfolio, and in the folders within; hidden ones are left out.

    Args:
        root: the portfolio's folder.
        name: of the folder in it; need not exist.
    """
    top = root / name
    problem = problem_of(root, top, is_folder=True)
    if problem or not top.is_dir():
        return Found(files=(), problems=(problem,) if problem else ())
    files: list[Path] = []
    problems: list[Problem] = []
    for entry in _entries(top):
        path = Path(entry.path)
        if entry.is_file(follow_symlinks=False):
            files.append(path)
        elif found := problem_of(root, path):
            problems.append(found)
        else:
            files.append(path)
    return Found(
        files=tuple(sorted(files)), problems=tuple(sorted(problems, key=lambda it: str(it.where)))
    )


def problem_of(root: Path, path: Path, *, is_folder: bool = False) -> Problem | None:
    """Return why something in the portfolio is not read; None when it may be, or when nothing is there.

    Args:
        root: the portfolio's folder.
        path: what is to be read.
        is_folder: whether a folder is expected there; else a file is.
    """
    why = _why_not(root, path, is_folder=is_folder)
    if not why:
        return None
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    hint = _PASSED_OVER if why == _NO_FILE else _COPY
    return Problem(message=f"{shown} {why}.", hint=hint, where=Place(path=shown))


def check_readable(root: Path, path: Path) -> None:
    """Refuse a file that is not to be read; nothing is said of one that is missing, or of a folder.

    Raises:
        InputError: a link leads out of the portfolio, or it is a pipe, a socket or a device.
    """
    problem = problem_of(root, path)
    if problem:
        raise InputError(problems=(problem,))


def check_no_pipe(path: Path, shown: str) -> None:
    """Refuse a file that somebody named and that would never end; what a shell hands over is fine.

    Raises:
        InputError: it is a pipe, a socket or a device.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode) and path.parts[:2] != ("/", "dev"):
        raise InputError(f"{shown} {_NO_FILE}.", "Name a file.", Place(path=shown))


def check_writable(root: Path, path: Path) -> None:
    """Refuse to write through a link, or over anything that is no file.

    Args:
        root: the folder that is written to.
        path: a file in it, which need not exist.

    Raises:
        InputError: a link is on the way, or something else than a file in its place.
    """
    place = root
    for part in path.relative_to(root).parts:
        place /= part
        try:
            mode = place.lstat().st_mode
        except OSError:
            return
        is_last = place == path
        if stat.S_ISLNK(mode) or not (stat.S_ISREG(mode) if is_last else stat.S_ISDIR(mode)):
            kind = "a link" if stat.S_ISLNK(mode) else f"no {'file' if is_last else 'folder'}"
            shown = place.relative_to(root).as_posix()
            raise InputError(
                f"{shown} is {kind}, so nothing is written there.",
                "Move it away, then try again.",
                Place(path=shown),
            )


def check_kept(root: Path) -> None:
    """Refuse a portfolio in whose `.proofolio` anything is neither a file nor a folder.

    Raises:
        InputError: a link, a pipe, a socket or a device; it is named.
    """
    top = root / KEPT
    try:
        mode = top.lstat().st_mode
    except OSError:
        return
    if not stat.S_ISDIR(mode):
        raise _in_kept(top, root)
    waiting = [str(top)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif not entry.is_file(follow_symlinks=False):
                        raise _in_kept(Path(entry.path), root)
        except OSError:
            # Whoever needs what is in it says what is wrong; scratch folders come and go meanwhile.
            continue


def _in_kept(path: Path, root: Path) -> InputError:
    kind = "a link" if path.is_symlink() else "no file" if path.name != KEPT else "no folder"
    shown = path.relative_to(root).as_posix()
    return InputError(
        f"{shown} is {kind}, and is not followed: {KEPT}/ holds what Proofolio made, and nothing else.",
        "Remove it; what a link leads to stays.",
        Place(path=shown),
    )


def _entries(top: Path) -> Iterator[os.DirEntry[str]]:
    waiting = [str(top)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                found = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            continue
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                yield entry


def _why_not(root: Path, path: Path, *, is_folder: bool) -> str:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "is a link that leads nowhere" if path.is_symlink() else ""
    except OSError as error:
        # A circle of links, or a folder that may not be read.
        return f"cannot be read ({error.strerror or error})"
    real, home = Path(os.path.realpath(path)), Path(os.path.realpath(root))
    lexical = path.relative_to(root) if path.is_relative_to(root) else path
    if not real.is_relative_to(home):
        return "is a link that leads out of the portfolio, so it is not followed"
    if real != home / lexical:
        hidden = [part for part in real.relative_to(home).parts if part.startswith(".")]
        if real == home or not set(hidden) <= set(lexical.parts):
            return "is a link to what is not for readers, so it is not followed"
        if stat.S_ISDIR(mode) and not is_folder:
            return "is a link to a folder, so it is not followed"
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        return _NO_FILE
    return "is no folder" if is_folder and not stat.S_ISDIR(mode) else ""
