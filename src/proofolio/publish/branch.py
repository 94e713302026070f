"""A site on a branch of a git repository, from which GitHub Pages serves it; by ghp-import."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import ghp_import

from proofolio.errors import InputError, Place, SystemProblemError
from proofolio.publish.git import git, need_repository, output_of, refused

DEFAULT: Final = "gh-pages"
MARK: Final = "Published-by: Proofolio"
"""Ends the message of a commit that holds a site of ours, so that another's is not replaced."""
_OF_A_PROJECT: Final = frozenset({"portfolio.yml", "mkdocs.yml", "pyproject.toml", "src"})
_MOST_PARENTS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A branch that may be published to."""

    remote: str
    branch: str
    commit: str
    """What it holds on the remote; empty where it is not there yet."""


def find_branch(root: Path, *, remote: str, branch: str, replace: bool = False) -> Target:
    """Look at a branch before anything is done to it.

    Args:
        root: the portfolio's folder, within a git repository.
        remote: the name of the remote.
        branch: the name of the branch.
        replace: whether a site that is not ours may be replaced.

    Raises:
        InputError: there is no repository or remote, or the branch holds something else.
        SystemProblemError: git or the server refuses.
    """
    need_repository(root, remote)
    if git(root, "check-ref-format", "--branch", branch).returncode:
        raise InputError(
            f"`{branch}` cannot be a branch's name.", "`gh-pages` is usual.", Place(path=str(root))
        )
    here = f"refs/remotes/{remote}/{branch}"
    fetched = git(root, "fetch", "--quiet", "--no-tags", remote, f"+refs/heads/{branch}:{here}")
    if fetched.returncode and "couldn't find remote ref" not in fetched.stderr:
        raise refused(fetched.stderr, root, f"git fetch {remote}")
    if fetched.returncode:
        git(root, "update-ref", "-d", here)
    commit = output_of(root, "rev-parse", "--verify", "--quiet", here)
    holds = set(output_of(root, "ls-tree", "--name-only", commit).splitlines()) if commit else set()
    is_current = branch == output_of(root, "symbolic-ref", "--quiet", "--short", "HEAD")
    if is_current or holds & _OF_A_PROJECT:
        what = "is checked out here" if is_current else f"holds {min(holds & _OF_A_PROJECT)}"
        raise InputError(
            f"The branch `{branch}` {what}: publishing there would replace your work with the site.",
            "Use a branch for the site alone: `proofolio publish --branch gh-pages`.",
            Place(path=str(root)),
        )
    if commit and not replace and not _is_ours(root, commit):
        last = output_of(root, "log", "-1", "--format=%s (%as)", commit)
        raise InputError(
            f"The branch `{branch}` of {remote} holds {len(holds)} files that Proofolio did not publish; the last commit says: {last[:200]}.",
            "Choose another branch, `--branch NAME`. Or, if what is there may be lost: add `--replace`.",
            Place(path=str(root)),
        )
    return Target(remote=remote, branch=branch, commit=commit)


def commit_site(root: Path, site: Path, target: Target, *, domain: str) -> str:
    """Make a commit of the site that has no parents; returns it.

    What was public yesterday and is not any more is not one commit back. Nothing else of the repository
    changes: neither the files that are checked out nor branches.

    Args:
        root: the portfolio's folder.
        site: what is published.
        target: where to.
        domain: a domain of one's own, as GitHub Pages wants it in `CNAME`; where it is empty, that of the
            branch is kept.

    Raises:
        SystemProblemError: git refuses.
    """
    kept = output_of(root, "show", f"{target.commit}:CNAME").strip() if target.commit else ""
    name = f"proofolio/{secrets.token_hex(8)}"
    with _in_folder(root), _committer(root):
        try:
            ghp_import.ghp_import(  # type: ignore[no-untyped-call]
                str(site.resolve()),
                remote=target.remote,
                branch=name,
                mesg=f"Publish the portfolio\n\n{MARK}\n",
                nojekyll=True,
                cname=domain or kept or None,
                no_history=True,
                push=False,
            )
        except (ghp_import.GhpError, OSError) as error:
            reason = error.message if isinstance(error, ghp_import.GhpError) else error
            raise _not_committed(root, target, str(reason)) from error
    commit = output_of(root, "rev-parse", "--verify", "--quiet", f"refs/heads/{name}")
    git(root, "update-ref", "-d", f"refs/heads/{name}")
    if not commit:
        raise _not_committed(root, target, "git fast-import failed")
    return commit


def push_site(root: Path, target: Target, commit: str) -> None:
    """Put a commit of the site in the place of what the branch holds, unless that is another by now.

    Raises:
        SystemProblemError: the server refuses, or somebody else published meanwhile.
    """
    remote, branch = target.remote, target.branch
    pushed = git(
        root, "push", "--no-follow-tags", "--recurse-submodules=no",
        f"--force-with-lease=refs/heads/{branch}:{target.commit}", remote, f"{commit}:refs/heads/{branch}",
    )  # fmt: skip
    if pushed.returncode:
        raise refused(pushed.stderr, root, f"git push {remote} {branch}")


def remove_branch(root: Path, target: Target) -> None:
    """Take the site down: the branch is deleted on the remote, unless it holds another by now.

    Raises:
        SystemProblemError: the server refuses.
    """
    if not target.commit:
        return
    remote, name = target.remote, f"refs/heads/{target.branch}"
    lease = f"--force-with-lease={name}:{target.commit}"
    gone = git(root, "push", lease, remote, "--delete", name)
    if gone.returncode:
        raise refused(gone.stderr, root, f"git push {remote} --delete {target.branch}")


def _is_ours(root: Path, commit: str) -> bool:
    """Tell whether we published a commit, or GitHub added nothing but the name of a domain to one of ours."""
    for _ in range(_MOST_PARENTS):
        if MARK in output_of(root, "log", "-1", "--format=%B", commit).splitlines():
            return True
        changed = output_of(root, "diff-tree", "-r", "--name-only", "--no-commit-id", commit)
        commit = output_of(root, "rev-parse", "--verify", "--quiet", f"{commit}^")
        if not commit or changed.splitlines() != ["CNAME"]:
            return False
    return False


def _not_committed(root: Path, target: Target, reason: str) -> SystemProblemError:
    return SystemProblemError(
        f"The site could not be committed for `{target.branch}`: {reason}.",
        "Look at `git status` in the portfolio's folder.",
        Place(path=str(root)),
    )


@contextmanager
def _in_folder(root: Path) -> Iterator[None]:
    """Be in the repository: ghp-import knows no other way to be told of it."""
    before = Path.cwd()
    os.chdir(root)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _committer(root: Path) -> Iterator[None]:
    """Give git somebody to name where nobody is configured, as on a new computer."""
    asked: Mapping[str, tuple[str, str]] = {
        "GIT_COMMITTER_NAME": ("user.name", "Proofolio"),
        "GIT_COMMITTER_EMAIL": ("user.email", "proofolio@users.noreply.github.com"),
    }
    added = {
        name: default
        for name, (key, default) in asked.items()
        if name not in os.environ and not output_of(root, "config", key).strip()
    }
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)
