"""The last step: look at everything that strangers will see, and bring it to where they see it."""

import hashlib
from dataclasses import replace
from pathlib import Path

from proofolio.errors import Place, SystemProblemError
from proofolio.model.finding import SEVERITIES, Finding
from proofolio.publish.folders import check_target
from proofolio.publish.receipt import (
    Receipt,
    folder_target,
    memory,
    read_published,
    receipt,
    write_published,
)
from proofolio.site import engine_config, tree
from proofolio.usecases.check import BESIDE, Checkup, check
from proofolio.usecases.workspace import OWN_FILES, Folders

__all__ = ["Checkup", "check"]


def expose(root: Path, checkup: Checkup, *, target: str) -> Receipt:
    """Tell what a site will expose, and what is new since it was last brought to a place.

    Args:
        root: the portfolio's folder.
        checkup: of the site.
        target: the place, as `to_branch` and `to_folder` remember it.
    """
    snapshot = Folders(root).snapshot.read()
    names = frozenset(repo.full_name for repo in snapshot.repos) if snapshot else frozenset[str]()
    return receipt(
        checkup.built.site,
        address=checkup.address,
        before=read_published(memory(root), target),
        repositories=names,
    )


def with_more(checkup: Checkup, findings: tuple[Finding, ...]) -> Checkup:
    """Add findings to those of a checkup; of two of the same thing the worse is kept, with the places of both."""
    known: dict[str, Finding] = {}
    for one in sorted(
        (*checkup.findings, *findings), key=lambda one: SEVERITIES.index(one.severity)
    ):
        worse = known.get(one.id)
        spots = dict.fromkeys((*worse.spots, *one.spots)) if worse else ()
        known[one.id] = replace(worse, spots=tuple(spots)) if worse else one
    return replace(checkup, findings=tuple(known.values()))


def check_folder(root: Path, folder: Path) -> None:
    """Refuse a folder that is plainly not meant for a site; nothing is written.

    Raises:
        InputError: it is in use for something else.
    """
    overrides = engine_config.custom_dir(Folders(root).config)
    own = {*OWN_FILES, *BESIDE, "site", *([overrides.name] if overrides else [])}
    check_target(root, folder, own=own, is_known=_ledger(root, folder.resolve()).exists())


def to_folder(root: Path, exposed: Receipt, folder: Path) -> tree.Changes:
    """Publish to any folder: what is there and not ours is neither overwritten nor removed.

    Raises:
        InputError: the folder is in use for something else, or a file is in the way.
        SystemProblemError: the disk refuses.
    """
    check_folder(root, folder)
    target, site = folder.resolve(), Folders(root).site
    wanted = {path: tree.of_file(site / path) for path in exposed.files}
    try:
        target.mkdir(parents=True, exist_ok=True)
        changes = tree.bring_about(target, wanted, _ledger(root, target), alone=False)
    except OSError as error:
        raise SystemProblemError(
            f"The site could not be written: {error.strerror or error}.",
            "Check the free space and the permissions of this folder, then publish again.",
            Place(path=str(error.filename or folder)),
        ) from error
    write_published(memory(root), folder_target(folder), exposed.files)
    return changes


def remove_from_folder(root: Path, folder: Path) -> tree.Changes:
    """Take away what was published to a folder, and nothing else of it."""
    target = folder.resolve()
    changes = tree.bring_about(target, {}, _ledger(root, target), alone=False)
    write_published(memory(root), folder_target(folder), {})
    return changes


def _ledger(root: Path, target: Path) -> Path:
    name = hashlib.sha256(str(target).encode()).hexdigest()[:12]
    return root / ".proofolio" / f"published-{name}.json"
