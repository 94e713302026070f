"""Newer versions of what we once wrote; never over a learner's edit."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from proofolio.errors import InputError, Place
from proofolio.publish.workflow import REQUIREMENTS, WORKFLOW, remembered, render, requirements
from proofolio.publish.written import MEMORY, Written, fingerprint, is_plain_place, note, recall
from proofolio.site.repository import Repository, repository_of
from proofolio.store.files import write_atomically
from proofolio.usecases.scaffold import STARTERS, starter

_OWN_WORDS = (
    "portfolio.yml",
    "resume.yml",
    "curriculum.yml",
    "projects/README.md",
    "posts/README.md",
)
"""Begun by us to be rewritten by the learner: once that happened, no newer beginning is of use."""
_MOST_BESIDE = 100
_NEVER_WRITTEN = Written(sha256="")
"""Stands for a file that no older version wrote."""

FileStatus = Literal["current", "updated", "offered", "yours", "deleted", "refused", "unknown"]
"""What became of a file: as new as it gets; replaced; edited, so the new version lies beside it; edited,
and nothing newer to show; removed by the learner, so it stays away; a link or a folder, so not touched;
nothing that this version writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """One file of ours."""

    name: str
    status: FileStatus
    beside: str = ""
    """Where the new version lies, when it was offered."""
    difference: str = ""
    """From the learner's to the new version, as a unified diff, when it was offered."""


def upgrade(root: Path, *, dry_run: bool = False) -> tuple[Upgraded, ...]:
    """Bring what we wrote into a portfolio up to this version.

    A file that is as we wrote it is replaced. One that was edited is left alone: its new version is
    laid beside it, once, under a name that is free. One that was removed stays away.

    Args:
        root: the portfolio's folder.
        dry_run: say what would be done, and do nothing.

    Raises:
        InputError: nothing is known of what we wrote, or the note of it was damaged.
    """
    ours = recall(root)
    if not ours:
        raise InputError(
            "Nothing here is known to be written by Proofolio, so nothing is replaced.",
            "`proofolio init` notes what it writes, and what is still as it would write it.",
            Place(path=MEMORY),
        )
    repository = repository_of(root)
    if WORKFLOW in ours:
        ours.setdefault(REQUIREMENTS, _NEVER_WRITTEN)
    done: list[Upgraded] = []
    # The workflow comes before the list of what it installs, which belongs to the version that it names.
    for name in sorted(ours, key=lambda name: (name == REQUIREMENTS, name)):
        home = repository.root if name in (WORKFLOW, REQUIREMENTS) else root
        if name == REQUIREMENTS and not _is_followed(done):
            done.append(Upgraded(name=name, status="yours"))
            continue
        newest = _newest(root, repository, name, ours)
        what, ours[name] = _upgrade(home, name, ours[name], newest)
        if newest is not None and what.status in ("updated", "offered") and not dry_run:
            _write(home, what, newest)
        done.append(what)
    if not dry_run:
        note(root, {name: one for name, one in ours.items() if one != _NEVER_WRITTEN})
    return tuple(done)


def _is_followed(done: Iterable[Upgraded]) -> bool:
    """Tell whether the workflow is as this version writes it."""
    return any(one.name == WORKFLOW and one.status in ("current", "updated") for one in done)


def _newest(
    root: Path, repository: Repository, name: str, ours: Mapping[str, Written]
) -> str | None:
    """Return what this version would write; None for a file that it does not know."""
    values = ours[name].values
    if name == REQUIREMENTS:
        return requirements(root, ours[WORKFLOW].values.get("install", ""))
    if name == WORKFLOW:
        folder = root.resolve().relative_to(repository.root).as_posix()
        return render(remembered(values, folder="" if folder == "." else folder))
    return starter(name, values) if name in STARTERS else None


def _upgrade(
    home: Path, name: str, written: Written, newest: str | None
) -> tuple[Upgraded, Written]:
    """Decide what becomes of a file, and what is to be noted of it; nothing is written."""
    if newest is None:
        return Upgraded(name=name, status="unknown"), written
    if not is_plain_place(home, name):
        return Upgraded(name=name, status="refused"), written
    path = home / name
    if not path.exists():
        if written != _NEVER_WRITTEN:
            return Upgraded(name=name, status="deleted"), written
        mark = fingerprint(newest.encode())
        return Upgraded(name=name, status="updated"), replace(written, sha256=mark)
    data = path.read_bytes()
    mark, new_mark = fingerprint(data), fingerprint(newest.encode())
    if mark in (new_mark, written.sha256, written.offered):
        status: FileStatus = "current" if mark == new_mark else "updated"
        return Upgraded(name=name, status=status), replace(written, sha256=new_mark, offered="")
    if name in _OWN_WORDS or new_mark in (written.sha256, written.offered):
        return Upgraded(name=name, status="yours"), written
    return (
        Upgraded(
            name=name,
            status="offered",
            beside=_free_name(home, name, new_mark),
            difference=_difference(name, data, newest),
        ),
        replace(written, offered=new_mark),
    )


def _write(home: Path, what: Upgraded, newest: str) -> None:
    path = home / what.name
    data = newest.encode()
    if not path.exists():
        write_atomically(path, data)
        return
    if b"\r\n" in path.read_bytes():
        data = data.replace(b"\n", b"\r\n")
    target = home / (what.beside or what.name)
    mode = path.stat().st_mode
    write_atomically(target, data)
    target.chmod(mode)


def _free_name(home: Path, name: str, new_mark: str) -> str:
    """Return `NAME.new`, or `NAME.new.2` …: one that is free, or holds these very words already.

    Raises:
        InputError: none is.
    """
    for number in range(1, _MOST_BESIDE):
        beside = f"{name}.new" if number == 1 else f"{name}.new.{number}"
        path = home / beside
        is_free = not path.exists() and not path.is_symlink()
        if is_free or (is_plain_place(home, beside) and fingerprint(path.read_bytes()) == new_mark):
            return beside
    raise InputError(
        "Too many new versions of this file lie beside it.",
        f"Take over what you like, and remove `{name}.new` and its like.",
        Place(path=name),
    )


def _difference(name: str, theirs: bytes, newest: str) -> str:
    lines = difflib.unified_diff(
        theirs.decode("utf-8", "replace").splitlines(),
        newest.splitlines(),
        f"{name} (yours)",
        f"{name} (new)",
        lineterm="",
    )
    return "\n".join(lines)
