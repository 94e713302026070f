"""What stands in the way in a folder that is written to: it is named before the first byte is written."""

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from proofolio.errors import InputError, Place, Problem
from proofolio.site.ledger import Ledger, everything, load, stat_of, visible
from proofolio.site.own_files import STYLE_SHEET

_MOST: Final = 5
"""How many files are named."""


def check_begin(folder: Path, ledger_file: Path) -> None:
    """Refuse early a folder of ours alone in which something is in the way.

    Where no ledger is (a copy of a portfolio without its `.proofolio`), a folder that looks like a site
    of ours passes: `check_free` compares it with what is to be written.

    Raises:
        InputError: the folder is a link or no folder, or holds what we did not make.
    """
    check_no_link(folder)
    if not folder.is_dir():
        return
    root = folder.resolve()
    ledger = load(root, ledger_file)
    if not ledger.paths and (root / STYLE_SHEET).is_file():
        return
    _refuse(root, (path for path in visible(root) if not ledger.is_ours(path)), ledger)


def check_replaceable(folder: Path, ledger_file: Path) -> None:
    """Refuse to replace a folder that holds anything but what our ledger in it names.

    Raises:
        InputError: it is a link, or something else is in it.
    """
    check_no_link(folder)
    if not folder.is_dir():
        return
    root = folder.resolve()
    ledger = load(root, ledger_file)
    own = {ledger_file.name, *ledger.paths}
    _refuse(
        root,
        (path for path in everything(root) if not (path in own and _is_left(path, ledger))),
        ledger,
    )


def _is_left(path: str, ledger: Ledger) -> bool:
    return path == ledger.file.name or ledger.is_ours(path)


def check_no_link(folder: Path) -> None:
    """Refuse a folder that is a link: what we write into stays where it was asked for.

    Raises:
        InputError: it is one.
    """
    if folder.is_symlink():
        raise InputError(
            f"`{folder.name}` is a symbolic link, and nothing is written through one.",
            "Remove the link; what it leads to stays. To have the site elsewhere: `proofolio publish --to DIR`.",
            Place(path=str(folder)),
        )


def check_free(
    changed: Sequence[str],
    stale: Collection[str],
    ledger: Ledger,
    *,
    is_same: Callable[[str], bool],
    alone: bool,
) -> None:
    """Refuse to write where something that is not ours is in the way.

    Args:
        changed: paths that are about to be written.
        stale: paths of ours that are no longer wanted.
        ledger: what is ours in the folder.
        is_same: tells whether what is to be written to a path stands there already.
        alone: whether nothing but ours may be in the folder.

    Raises:
        InputError: something is; it is named.
    """
    root = ledger.root
    writable = set(changed)
    if alone:
        blocked = [
            path
            for path in visible(root)
            if not ledger.is_ours(path)
            and not (path in writable and _is_taken_over(root, path, is_same))
        ]
    else:
        blocked = [
            path
            for path in changed
            if stat_of(root / path) is not None and not ledger.is_ours(path) and not is_same(path)
        ]
    if root.is_dir():
        blocked += _no_place(root, changed, stale, ledger)
    _refuse(root, blocked, ledger)


def _is_taken_over(root: Path, path: str, is_same: Callable[[str], bool]) -> bool:
    return stat_of(root / path) is not None and is_same(path)


def _no_place(
    root: Path, changed: Sequence[str], stale: Collection[str], ledger: Ledger
) -> Iterator[str]:
    """Yield what is no folder where one is needed, and what is no file where one is."""
    parents = {parent.as_posix() for path in changed for parent in Path(path).parents}
    for parent in sorted(parents - {"."}):
        kind = _kind(root / parent)
        if kind and not stat.S_ISDIR(kind) and not (parent in stale and ledger.is_ours(parent)):
            yield parent
    for path in changed:
        kind = _kind(root / path)
        if not kind or stat.S_ISREG(kind):
            continue
        if not stat.S_ISDIR(kind) or not _goes(root, path, stale, ledger):
            yield path


def _kind(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except OSError:
        return 0


def _goes(root: Path, folder: str, stale: Collection[str], ledger: Ledger) -> bool:
    """Tell whether a folder goes with what is removed from it."""
    for parent, folders, names in os.walk(root / folder):
        paths = [Path(parent, name).relative_to(root).as_posix() for name in names]
        if not folders and not names:
            return False
        if any(path not in stale or not ledger.is_ours(path) for path in paths):
            return False
    return True


def _refuse(root: Path, blocked: Iterable[str], ledger: Ledger) -> None:
    found = sorted(set(blocked))
    edited = [path for path in found if path in ledger.paths and stat_of(root / path)]
    foreign = [path for path in found if path not in set(edited)]
    problems = []
    if foreign:
        problems.append(
            Problem(
                message=f"{root.name}/ holds what Proofolio did not make: {_listed(foreign)}.",
                hint=f"Move it away, then try again: {root.name}/ is for generated files only. "
                "When nothing in it is of use to you, delete the folder.",
                where=Place(path=str(root / foreign[0])),
            )
        )
    if edited:
        problems.append(
            Problem(
                message=f"{root.name}/ holds files that were changed since Proofolio wrote them: {_listed(edited)}.",
                hint="Move away what you want to keep, and delete the rest: they are made again. "
                "What you write belongs beside mkdocs.yml, not here.",
                where=Place(path=str(root / edited[0])),
            )
        )
    if problems:
        raise InputError(problems=tuple(problems))


def _listed(paths: Sequence[str]) -> str:
    named = ", ".join(paths[:_MOST])
    return named if len(paths) <= _MOST else f"{named} and {len(paths) - _MOST} more"
