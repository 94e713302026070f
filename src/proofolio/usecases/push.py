"""Pushes of a portfolio or its site: what would leave is looked at first, in every commit."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from proofolio.errors import Place, RefusedError
from proofolio.model.finding import Finding
from proofolio.publish.branch import Target, commit_site, find_branch, push_site, remove_branch
from proofolio.publish.git import output_of
from proofolio.publish.leaving import leaving
from proofolio.publish.outgoing import outgoing
from proofolio.publish.push import (
    current_branch,
    need_all_committed,
    need_workflow,
    push_portfolio,
)
from proofolio.publish.raw_findings import with_accepted
from proofolio.publish.receipt import (
    WORKFLOW_TARGET,
    Receipt,
    branch_target,
    memory,
    read_published,
    write_published,
)
from proofolio.publish.replaced import replaced
from proofolio.settings.accepted_file import read_accepted
from proofolio.usecases.built import Built
from proofolio.usecases.workspace import Folders

SEARCHED: Final = "searched.sqlite"
"""What was found in files of git, in `.proofolio/`."""

OnDone = Callable[[int, int], None]
"""Told how many of how many are looked at."""


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
    if is_dry and shutil.which("git") is None:
        return Push(remote=remote, branch=branch or "", site=None, commit="", findings=())
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
    write_published(memory(root), branch_target(push.remote, push.branch), exposed.files)
    was_public = replaced(root, before=push.site.commit, after=commit)
    return with_accepted(was_public, read_accepted(root))


def to_workflow(root: Path, exposed: Receipt, push: Push) -> str:
    """Push what is committed of the portfolio, whose workflow builds and publishes it; returns the branch.

    Raises:
        ProofolioError: something was committed meanwhile or is not committed, or git refuses.
    """
    branch = push_portfolio(root, remote=push.remote, commit=push.commit)
    write_published(memory(root), WORKFLOW_TARGET, exposed.files)
    return branch


def refuse_to_hide(
    root: Path, exposed: Receipt, built: Built, *, target: str, push: Push | None, today: date
) -> None:
    """Stop where a post that is public would be taken down because its day is still to come.

    A clock that is behind does that to many.

    Args:
        root: the portfolio's folder.
        exposed: what the site holds now.
        built: what the build of it said.
        target: where the site goes, as it is remembered.
        push: how it gets there.
        today: by this computer's clock.

    Raises:
        RefusedError: there is such a post.
    """
    public = set(read_published(memory(root), target))
    if push and push.site and push.site.commit:
        names = output_of(root, "ls-tree", "-r", "-z", "--name-only", push.site.commit)
        public |= set(names.split("\0"))
    leaving_it = public - exposed.files.keys()
    hidden = [post for post in built.scheduled if f"{post.path}index.html" in leaving_it]
    if hidden:
        named = ", ".join(f"{post.source} ({post.date})" for post in hidden[:5])
        raise RefusedError(
            f"This would take down what is public, for its day is still to come: {named}. By this computer's clock today is {today}.",
            "Set the clock. To take a post down all the same, write `draft: true` into it.",
            Place(path=hidden[0].source),
        )


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
    write_published(memory(root), branch_target(remote, branch), {})
