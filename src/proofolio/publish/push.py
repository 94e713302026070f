"""A push of the portfolio's own branch, whose workflow publishes it."""

from pathlib import Path
from typing import Final

from proofolio.errors import InputError, Place
from proofolio.publish.git import git, need_repository, output_of, refused
from proofolio.publish.workflow import WORKFLOW

_MOST_NAMED: Final = 5


def need_workflow(root: Path, remote: str) -> None:
    """Make sure that a push would publish the portfolio.

    Raises:
        InputError: there is no repository, remote or workflow, or no branch is checked out.
    """
    top = git(root, "rev-parse", "--show-toplevel")
    if top.returncode or not (Path(top.stdout.strip()) / WORKFLOW).is_file():
        raise InputError(
            "Nothing says yet how this portfolio gets to GitHub Pages.",
            "`proofolio publish --setup` lets GitHub build it at each push and once a day; `proofolio publish --branch` pushes the finished site yourself.",
            Place(path=WORKFLOW),
        )
    need_repository(root, remote)
    if not current_branch(root):
        raise InputError(
            "No branch is checked out here.",
            "Check one out: `git switch main`.",
            Place(path=str(root)),
        )


def need_all_committed(root: Path) -> None:
    """Make sure that GitHub would see the portfolio as it is here.

    Raises:
        InputError: something is not committed; names it.
    """
    workflow = Path(output_of(root, "rev-parse", "--show-toplevel")) / WORKFLOW
    changed = git(root, "status", "--porcelain", "--", ".", str(workflow)).stdout.splitlines()
    if changed:
        names = ", ".join(line[3:] for line in changed[:_MOST_NAMED])
        raise InputError(
            f"{len(changed)} of your files are not committed, so GitHub would not see them: {names}.",
            'Commit them, then publish again: `git add .`, `git commit -m "What is new"`.',
            Place(path=str(root)),
        )


def current_branch(root: Path) -> str:
    """Return the branch that is checked out; empty for none."""
    return output_of(root, "symbolic-ref", "--quiet", "--short", "HEAD")


def push_portfolio(root: Path, *, remote: str, commit: str) -> str:
    """Push the portfolio's own branch; returns its name.

    Args:
        root: the portfolio's folder.
        remote: the name of the remote.
        commit: the branch's last, up to which was looked at what would leave. Nothing later is pushed,
            and neither tags nor submodules, whatever git's settings say.

    Raises:
        InputError: there is no workflow, something is not committed, or there is a newer commit.
        SystemProblemError: git or the server refuses.
    """
    need_workflow(root, remote)
    need_all_committed(root)
    branch = current_branch(root)
    if output_of(root, "rev-parse", "--verify", "--quiet", "HEAD") != commit:
        raise InputError(
            "There is a commit that was not there when this command looked for secrets.",
            "Run it again.",
            Place(path=str(root)),
        )
    pushed = git(
        root, "push", "--no-follow-tags", "--recurse-submodules=no", remote, f"{commit}:refs/heads/{branch}",
    )  # fmt: skip
    if pushed.returncode:
        raise refused(pushed.stderr, root, f"git push {remote} {branch}")
    git(root, "branch", f"--set-upstream-to={remote}/{branch}", branch)
    return branch
