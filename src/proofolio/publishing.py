"""The last step: look at everything that strangers will see, and bring it to where they see it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from proofolio import pipeline
from proofolio.draft import make_draft
from proofolio.errors import InputError, Place, SystemProblemError
from proofolio.model.finding import Finding, Grade
from proofolio.model.records import Report
from proofolio.outcome import Built
from proofolio.publish.branch import push_portfolio, remove_branch
from proofolio.publish.branch import to_branch as push_site
from proofolio.publish.gate import Matter, look
from proofolio.publish.outside import gone
from proofolio.publish.receipt import Receipt, read_published, receipt, write_published
from proofolio.publish.sighting import with_accepted
from proofolio.publish.suggestions import grades, suggestions
from proofolio.settings.accepted_file import ACCEPTED_FILE, read_accepted
from proofolio.site import engine_config, tree
from proofolio.workspace import OWN_FILES, Folders

PUBLISHED: Final = "published.json"
_BESIDE: Final = ("CNAME", "overrides", ACCEPTED_FILE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What a look at the site and at the public work found."""

    built: Built
    address: str
    """Of the site, ending in `/`; empty when it is not known."""
    findings: tuple[Finding, ...]
    """The worst first; those that were accepted, too."""
    grades: tuple[Grade, ...]
    """Of each project, in the order of the portfolio."""

    @property
    def blockers(self) -> tuple[Finding, ...]:
        """What keeps the site from being published."""
        return self._open("blocker")

    @property
    def leaks(self) -> tuple[Finding, ...]:
        """What is not on the site, and public all the same."""
        return self._open("leak")

    def _open(self, severity: str) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == severity and not f.accepted)


OnDone = Callable[[int, int], None]
"""Told how many of how many are looked at."""


def check(
    root: Path,
    *,
    today: date,
    report: Report = lambda _: None,
    on_done: OnDone = lambda _done, _total: None,
    advise: bool = True,
    links: bool = False,
) -> Checkup:
    """Build what would be published, and look at its final bytes and at what was pulled.

    Args:
        root: the portfolio's folder.
        today: as `pipeline.build`.
        report: told of each step of the build.
        on_done: told how far the look is.
        advise: whether to grade the projects, too.
        links: whether to ask other hosts whether what the site links to is still there.

    Raises:
        ProofolioError: as `pipeline.build`, or `accepted.yml` needs an edit.
    """
    accepted = read_accepted(root)
    built = pipeline.build(root, today=today, report=report)
    folders = Folders(root)
    snapshot = folders.snapshot.read()
    if snapshot is None:
        raise SystemProblemError(
            "Nothing has been pulled yet.", "Run `proofolio sync` first.", Place(path=str(root))
        )
    address = engine_config.address(folders.config)
    found = look(
        Matter(
            site=built.site,
            address=address,
            snapshot=snapshot,
            get=folders.snapshot.objects.get,
            place=folders.snapshot.objects.path,
            own=tuple(_own(folders)),
            root=root,
            memory=root / ".proofolio" / "looked.json",
        ),
        on_done,
    )
    graded: tuple[Grade, ...] = ()
    if advise:
        portfolio = make_draft(folders, today=today).portfolio
        checked = pipeline.check(root, on_done=on_done)
        graded = grades(portfolio, checked)
        found = (*found, *suggestions(portfolio, graded, checked))
    if links:
        found = (
            *found,
            *gone(
                built.site,
                address=address,
                memory=root / ".proofolio" / "links.json",
                now=datetime.now(UTC),
                on_done=on_done,
            ),
        )
    return Checkup(
        built=built, address=address, findings=with_accepted(found, accepted), grades=graded
    )


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


def _own(folders: Folders) -> list[Path]:
    places = [folders.root / name for name in (*OWN_FILES, *_BESIDE)]
    overrides = engine_config.custom_dir(folders.config)
    return [place for place in (*places, *([overrides] if overrides else [])) if place.exists()]
