"""The last step: look at everything that strangers will see, and bring it to where they see it."""

import hashlib
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from proofolio.checkup import Checkup, check
from proofolio.errors import InputError, Place, SystemProblemError
from proofolio.publish.branch import push_portfolio, remove_branch
from proofolio.publish.branch import to_branch as push_site
from proofolio.publish.receipt import Receipt, read_published, receipt, write_published
from proofolio.site import tree
from proofolio.workspace import Folders

__all__ = ["Checkup", "check"]

PUBLISHED: Final = "published.json"


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
        before=read_published(_memory(root), target),
        repositories=names,
    )


def to_branch(root: Path, exposed: Receipt, *, remote: str, branch: str) -> str:
    """Publish by a branch that GitHub Pages serves; returns the commit.

    Raises:
        ProofolioError: there is no repository, or git refuses.
    """
    host = urlsplit(exposed.address).hostname or ""
    domain = "" if host.endswith(".github.io") or host.startswith("pages.") else host
    commit = push_site(root, Folders(root).site, remote=remote, branch=branch, domain=domain)
    write_published(_memory(root), branch_target(remote, branch), exposed.files)
    return commit


def to_workflow(root: Path, exposed: Receipt, *, remote: str) -> str:
    """Push what is committed of the portfolio, whose workflow builds and publishes it; returns the branch.

    Raises:
        ProofolioError: there is no workflow, something is not committed, or git refuses.
    """
    branch = push_portfolio(root, remote=remote)
    write_published(_memory(root), WORKFLOW_TARGET, exposed.files)
    return branch


def to_folder(root: Path, exposed: Receipt, folder: Path) -> tree.Changes:
    """Publish to any folder: what is there and not ours is neither overwritten nor removed.

    Raises:
        InputError: the folder holds what the site is made of, or a file is in the way.
        SystemProblemError: the disk refuses.
    """
    target, site = folder.resolve(), Folders(root).site.resolve()
    if (
        target == site
        or root.resolve().is_relative_to(target)
        or target.is_relative_to(root.resolve() / ".proofolio")
    ):
        raise InputError(
            "The site cannot be published into the folder that it is made in.",
            "Name another: `proofolio publish --to ../public`.",
            Place(path=str(folder)),
        )
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
    write_published(_memory(root), folder_target(folder), exposed.files)
    return changes


def remove_from_branch(root: Path, *, remote: str, branch: str) -> None:
    """Take the site down from a branch.

    Raises:
        ProofolioError: there is no repository, or git refuses.
    """
    remove_branch(root, remote=remote, branch=branch)
    write_published(_memory(root), branch_target(remote, branch), {})


def remove_from_folder(root: Path, folder: Path) -> tree.Changes:
    """Take away what was published to a folder, and nothing else of it."""
    target = folder.resolve()
    changes = tree.bring_about(target, {}, _ledger(root, target), alone=False)
    write_published(_memory(root), folder_target(folder), {})
    return changes


def branch_target(remote: str, branch: str) -> str:
    """Return how a branch is remembered."""
    return f"branch {remote}/{branch}"


def folder_target(folder: Path) -> str:
    """Return how a folder is remembered."""
    return f"folder {folder.resolve()}"


WORKFLOW_TARGET: Final = "workflow"


def _memory(root: Path) -> Path:
    return root / ".proofolio" / PUBLISHED


def _ledger(root: Path, target: Path) -> Path:
    name = hashlib.sha256(str(target).encode()).hexdigest()[:12]
    return root / ".proofolio" / f"published-{name}.json"
