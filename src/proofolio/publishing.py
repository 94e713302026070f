"""The last step: look at everything that strangers will see, and bring it to where they see it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from proofolio import pipeline
from proofolio.draft import make_draft
from proofolio.errors import InputError, Place, RefusedError, SystemProblemError
from proofolio.model.finding import Finding, Grade
from proofolio.model.records import Report
from proofolio.outcome import Built
from proofolio.publish.branch import Target, commit_site, find_branch, push_site, remove_branch
from proofolio.publish.gate import Matter, look
from proofolio.publish.git import said
from proofolio.publish.leaving import leaving
from proofolio.publish.outgoing import outgoing
from proofolio.publish.outside import gone
from proofolio.publish.push import current_branch, need_all_committed, need_workflow, push_portfolio
from proofolio.publish.receipt import Receipt, read_published, receipt, write_published
from proofolio.publish.replaced import replaced
from proofolio.publish.sighting import with_accepted
from proofolio.publish.suggestions import grades, suggestions
from proofolio.settings.accepted_file import read_accepted
from proofolio.site import engine_config, tree
from proofolio.workspace import OWN_FILES, Folders

PUBLISHED: Final = "published.json"
SEARCHED: Final = "searched.sqlite"
_BESIDE: Final = ("CNAME", "overrides")


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
            own=tuple(_own(folders)),
            root=root,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """A push that was looked at before anything was pulled or built."""

    remote: str
    branch: str
    """Where to: the portfolio's own, or the one that holds the site."""
    site: Target | None
    """What the site's branch holds; None when the portfolio itself is pushed."""
    commit: str
    """The last that leaves of the portfolio itself; empty when none does."""
    findings: tuple[Finding, ...]
    """Also those that were accepted."""

    @property
    def blockers(self) -> tuple[Finding, ...]:
        """What keeps it here."""
        return _keeps_here(self.findings)


def before_push(
    root: Path,
    *,
    remote: str,
    branch: str | None,
    replace: bool = False,
    is_dry: bool = False,
    on_done: OnDone = lambda _done, _total: None,
) -> Push:
    """Look at what would leave with a push, in every commit, and at where it would go.

    Args:
        root: the portfolio's folder.
        remote: the name of the remote.
        branch: where the site goes; None when the portfolio itself is pushed.
        replace: whether a site on the branch that is not ours may be replaced.
        is_dry: whether nothing will be pushed, so that nothing need be ready for it.
        on_done: told how far the look is.

    Raises:
        ProofolioError: there is no repository, remote or workflow; something is not committed, and
            nothing else keeps it here; the branch holds something else; `accepted.yml` needs an edit.
    """
    site = None
    if branch and not is_dry:
        site = find_branch(root, remote=remote, branch=branch, replace=replace)
    elif not is_dry:
        need_workflow(root, remote)
    own = "" if branch else current_branch(root)
    found = outgoing(root, remote=remote, branch=own, is_online=not is_dry)
    cache = root / ".proofolio" / SEARCHED
    findings = leaving(found, cache, is_push=not branch, on_done=on_done) if found else ()
    findings = with_accepted(findings, read_accepted(root))
    if not (branch or is_dry or _keeps_here(findings)):
        need_all_committed(root)
    return Push(
        remote=remote,
        branch=branch or own,
        site=site,
        commit=found.head if found and not branch else "",
        findings=findings,
    )


def _keeps_here(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.severity == "blocker" and not one.accepted)


def to_branch(root: Path, exposed: Receipt, push: Push) -> tuple[Finding, ...]:
    """Publish by a branch that GitHub Pages serves, as one commit without parents.

    Returns:
        The secrets that were on the site that it replaces; those that were accepted, too.

    Raises:
        ProofolioError: git refuses, or somebody else published meanwhile.
    """
    if push.site is None:
        raise ValueError(push)
    host = urlsplit(exposed.address).hostname or ""
    domain = "" if host.endswith(".github.io") or host.startswith("pages.") else host
    commit = commit_site(root, Folders(root).site, push.site, domain=domain)
    push_site(root, push.site, commit)
    write_published(_memory(root), branch_target(push.remote, push.branch), exposed.files)
    was_public = replaced(root, before=push.site.commit, after=commit)
    return with_accepted(was_public, read_accepted(root))


def to_workflow(root: Path, exposed: Receipt, push: Push) -> str:
    """Push what is committed of the portfolio, whose workflow builds and publishes it; returns the branch.

    Raises:
        ProofolioError: something was committed meanwhile or is not committed, or git refuses.
    """
    branch = push_portfolio(root, remote=push.remote, commit=push.commit)
    write_published(_memory(root), WORKFLOW_TARGET, exposed.files)
    return branch


def with_more(checkup: Checkup, findings: tuple[Finding, ...]) -> Checkup:
    """Add findings to those of a checkup; of two of the same thing the first is kept, with the places of both."""
    more = {one.id: one for one in findings}
    kept = [one for one in checkup.findings if one.id not in more]
    for one in checkup.findings:
        if one.id in more:
            spots = dict.fromkeys((*more[one.id].spots, *one.spots))
            more[one.id] = replace(more[one.id], spots=tuple(spots))
    return replace(checkup, findings=(*more.values(), *kept))


def refuse_to_hide(root: Path, *, target: str, push: Push | None, today: date) -> None:
    """Stop where a post that is public would be taken down because its day is still to come.

    A clock that is behind does that to many.

    Args:
        root: the portfolio's folder.
        target: where the site goes, as it is remembered.
        push: how it gets there.
        today: by this computer's clock.

    Raises:
        RefusedError: there is such a post.
    """
    public = set(read_published(_memory(root), target))
    if push and push.site and push.site.commit:
        names = said(root, "ls-tree", "-r", "-z", "--name-only", push.site.commit)
        public |= set(names.split("\0"))
    if not public:
        return
    posts = make_draft(Folders(root, preview=True), today=today).portfolio.posts
    hidden = [
        post for post in posts if post.mark == "scheduled" and f"{post.path}index.html" in public
    ]
    if hidden:
        named = ", ".join(f"{post.source} ({post.date})" for post in hidden[:5])
        raise RefusedError(
            f"This would take down what is public, for its day is still to come: {named}. By this computer's clock today is {today}.",
            "Set the clock. To take a post down all the same, write `draft: true` into it.",
            Place(path=hidden[0].source),
        )


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


def remove_from_branch(root: Path, *, remote: str, branch: str, replace: bool = False) -> None:
    """Take the site down from a branch.

    Args:
        root: the portfolio's folder.
        remote: the name of the remote.
        branch: the name of the branch.
        replace: whether a site that is not ours may be removed.

    Raises:
        ProofolioError: there is no repository, the branch holds something else, or git refuses.
    """
    remove_branch(root, find_branch(root, remote=remote, branch=branch, replace=replace))
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
