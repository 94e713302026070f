"""A site on a branch of a git repository, from which GitHub Pages serves it; by ghp-import."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import ghp_import

from proofolio.errors import InputError, Place, SystemProblemError

DEFAULT: Final = "gh-pages"
_LONGEST_S: Final = 600
"""A push that takes longer has hung."""


def to_branch(root: Path, site: Path, *, remote: str, branch: str, domain: str) -> str:
    """Commit the site to a branch of its own and push it; returns the commit.

    Nothing else of the repository changes: neither the files that are checked out nor other branches.

    Args:
        root: the portfolio's folder, within a git repository.
        site: what is published.
        remote: the name of the remote.
        branch: the name of the branch; it holds the site and nothing else.
        domain: a domain of one's own, as GitHub Pages wants it in `CNAME`; may be empty.

    Raises:
        InputError: there is no repository or remote, or the branch holds something else.
        SystemProblemError: git or the server refuses.
    """
    _check(root, remote, branch)
    with _in_folder(root), _committer(root):
        try:
            ghp_import.ghp_import(  # type: ignore[no-untyped-call]
                str(site.resolve()),
                remote=remote,
                branch=branch,
                mesg="Publish the portfolio",
                nojekyll=True,
                cname=domain or None,
                push=False,
            )
        except ghp_import.GhpError as error:
            raise SystemProblemError(
                f"The site could not be committed to `{branch}`: {error}.",
                "Look at `git status` in the portfolio's folder.",
                Place(path=str(root)),
            ) from error
    pushed = git(root, "push", remote, f"refs/heads/{branch}:refs/heads/{branch}")
    if pushed.returncode:
        raise _refused(pushed.stderr, root, f"git push {remote} {branch}")
    return git(root, "rev-parse", f"refs/heads/{branch}").stdout.strip()


def remove_branch(root: Path, *, remote: str, branch: str) -> None:
    """Take the site down: the branch is deleted on the remote and here.

    Raises:
        InputError: there is no repository or remote, or the branch holds something else.
        SystemProblemError: the server refuses.
    """
    _check(root, remote, branch)
    gone = git(root, "push", remote, "--delete", f"refs/heads/{branch}")
    if gone.returncode and "remote ref does not exist" not in gone.stderr:
        raise _refused(gone.stderr, root, f"git push {remote} --delete {branch}")
    git(root, "update-ref", "-d", f"refs/heads/{branch}")


def _check(root: Path, remote: str, branch: str) -> None:
    if git(root, "rev-parse", "--git-dir").returncode:
        raise InputError(
            "This folder is not a git repository, so there is no branch to publish to.",
            "Make an empty repository on GitHub, then here: `git init`, `git add .`, `git commit -m Begin`, `git remote add origin https://github.com/YOUR-NAME/portfolio.git`.",
            Place(path=str(root)),
        )
    if git(root, "remote", "get-url", remote).returncode:
        raise InputError(
            f"There is no remote `{remote}` to publish to.",
            f"Name your repository: `git remote add {remote} https://github.com/YOUR-NAME/portfolio.git`.",
            Place(path=str(root)),
        )
    if git(root, "check-ref-format", "--branch", branch).returncode:
        raise InputError(
            f"`{branch}` cannot be a branch's name.", "`gh-pages` is usual.", Place(path=str(root))
        )
    fetched = git(
        root, "fetch", "--quiet", remote, f"+refs/heads/{branch}:refs/remotes/{remote}/{branch}"
    )
    if fetched.returncode and "couldn't find remote ref" not in fetched.stderr:
        raise _refused(fetched.stderr, root, f"git fetch {remote}")
    if fetched.returncode:
        git(root, "update-ref", "-d", f"refs/remotes/{remote}/{branch}")
    current = git(root, "symbolic-ref", "--quiet", "--short", "HEAD").stdout.strip()
    holds = git(root, "ls-tree", "--name-only", f"{remote}/{branch}").stdout.split("\n")
    others = {"portfolio.yml", "mkdocs.yml", "pyproject.toml", "src"} & set(holds)
    if branch == current or others:
        what = "is checked out here" if branch == current else f"holds {min(others)}"
        raise InputError(
            f"The branch `{branch}` {what}: publishing there would replace your work with the site.",
            "Use a branch for the site alone: `proofolio publish --branch gh-pages`.",
            Place(path=str(root)),
        )


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git in the portfolio's folder; it never asks for a password in a window of its own.

    Raises:
        SystemProblemError: git is not installed, or hangs.
    """
    try:
        return subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, text=True, check=False,
            errors="replace", timeout=_LONGEST_S, env={**os.environ, "LC_ALL": "C", "GIT_ASKPASS": os.environ.get("GIT_ASKPASS", "")},
        )  # fmt: skip
    except FileNotFoundError as error:
        raise SystemProblemError(
            "git is needed to publish.",
            "Install it: https://git-scm.com/downloads.",
            Place(path="git"),
        ) from error
    except subprocess.TimeoutExpired as error:
        raise SystemProblemError(
            f"git did not come to an end: git {' '.join(arguments[:2])}.",
            "Check the network, then try again.",
            Place(path=str(root)),
        ) from error


def _refused(said: str, root: Path, command: str) -> SystemProblemError:
    lines = [line for line in said.splitlines() if line.strip() and not line.startswith("hint:")]
    if any(
        word in said
        for word in ("Authentication failed", "could not read Username", "Permission denied", "403")
    ):
        hint = f"Sign in to GitHub once (`gh auth login` does it for git, too), then try again: {command}."
    elif "fetch first" in said or "non-fast-forward" in said:
        hint = "Somebody else published meanwhile. Run the command again."
    else:
        hint = f"Try it yourself to see more: {command}."
    return SystemProblemError(
        f"git refused: {lines[-1] if lines else 'no reason was told'}", hint, Place(path=str(root))
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
        if name not in os.environ and not git(root, "config", key).stdout.strip()
    }
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


def push_portfolio(root: Path, *, remote: str) -> str:
    """Push the portfolio's own branch, whose workflow publishes it; returns the branch.

    Raises:
        InputError: there is no workflow, or something is not committed.
        SystemProblemError: git or the server refuses.
    """
    top = git(root, "rev-parse", "--show-toplevel")
    workflow = Path(top.stdout.strip()) / ".github/workflows/portfolio.yml"
    if top.returncode or not workflow.is_file():
        raise InputError(
            "Nothing says yet how this portfolio gets to GitHub Pages.",
            "`proofolio publish --setup` lets GitHub build it at each push and once a day; `proofolio publish --branch` pushes the finished site yourself.",
            Place(path=".github/workflows/portfolio.yml"),
        )
    if git(root, "remote", "get-url", remote).returncode:
        raise InputError(
            f"There is no remote `{remote}` to push to.",
            f"Name your repository: `git remote add {remote} https://github.com/YOUR-NAME/portfolio.git`.",
            Place(path=str(root)),
        )
    changed = git(root, "status", "--porcelain", "--", ".", str(workflow)).stdout.splitlines()
    branch = git(root, "symbolic-ref", "--quiet", "--short", "HEAD").stdout.strip()
    if changed or not branch:
        raise InputError(
            f"{len(changed)} of your files are not committed, so GitHub would not see them: {', '.join(line[3:] for line in changed[:5])}."
            if changed
            else "No branch is checked out here.",
            'Commit them, then publish again: `git add .`, `git commit -m "What is new"`.'
            if changed
            else "Check one out: `git switch main`.",
            Place(path=str(root)),
        )
    pushed = git(root, "push", "--set-upstream", remote, f"refs/heads/{branch}:refs/heads/{branch}")
    if pushed.returncode:
        raise _refused(pushed.stderr, root, f"git push {remote} {branch}")
    return branch
