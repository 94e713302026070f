"""git in the learner's own repository: with their settings, their credentials and their hooks."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from proofolio.errors import InputError, Place, SystemProblemError
from proofolio.sources.git.objects import GitFolder

_LONGEST_S: Final = 600
"""A push that takes longer has hung."""
_NO_ACCESS: Final = (
    *("Authentication failed", "could not read Username"),
    *("Permission denied", "403"),
)


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git in the portfolio's folder; it never asks for a password in a window of its own.

    Raises:
        SystemProblemError: git is not installed, or hangs.
    """
    try:
        return subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, text=True, check=False,
            errors="replace", timeout=_LONGEST_S, env=_environment(),
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


def output_of(root: Path, *arguments: str) -> str:
    """Return what git prints, without the end of its line; empty when it fails."""
    done = git(root, *arguments)
    return "" if done.returncode else done.stdout.removesuffix("\n")


def is_ignored(root: Path, path: str) -> bool:
    """Tell whether git leaves a path of the portfolio's folder out; outside of a repository by its `.gitignore`."""
    if shutil.which("git"):
        done = git(root, "check-ignore", "--quiet", "--no-index", "--", path)
        if done.returncode in (0, 1):
            return done.returncode == 0
    try:
        lines = (root / ".gitignore").read_text("utf-8", "replace").split()
    except OSError:
        return False
    return not {path.rstrip("/"), path, f"/{path}", f"/{path.rstrip('/')}"}.isdisjoint(lines)


def reading(root: Path) -> GitFolder:
    """Return the learner's repository, to be read."""
    return GitFolder(folder=root, environment=_environment())


def need_repository(root: Path, remote: str) -> None:
    """Make sure that there is a repository and a remote.

    Raises:
        InputError: there is none; says how to make it.
    """
    if git(root, "rev-parse", "--git-dir").returncode:
        raise InputError(
            "This folder is not a git repository, so there is no branch to publish to.",
            "Make an empty repository on GitHub, then here: `git init`, `git add .`, `git commit -m Begin`, `git remote add origin https://github.com/YOUR-NAME/portfolio.git`.",
            Place(path=str(root)),
        )
    if git(root, "remote", "get-url", "--", remote).returncode:
        raise InputError(
            f"There is no remote `{remote}` to publish to.",
            f"Name your repository: `git remote add {remote} https://github.com/YOUR-NAME/portfolio.git`.",
            Place(path=str(root)),
        )


def refused(stderr: str, root: Path, command: str) -> SystemProblemError:
    """Return what git or the server said when it refused, with what to do.

    Args:
        stderr: what git wrote to standard error.
        root: the portfolio's folder.
        command: what a learner can try by hand.
    """
    lines = [line for line in stderr.splitlines() if line.strip() and not line.startswith("hint:")]
    if any(word in stderr for word in _NO_ACCESS):
        hint = f"Sign in to GitHub once (`gh auth login` does it for git, too), then try again: {command}."
    elif any(word in stderr for word in ("fetch first", "non-fast-forward", "stale info")):
        hint = "Somebody else published meanwhile. Run the command again."
    else:
        hint = f"Try it yourself to see more: {command}."
    return SystemProblemError(
        f"git refused: {lines[-1] if lines else 'no reason was told'}", hint, Place(path=str(root))
    )


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C", "GIT_ASKPASS": os.environ.get("GIT_ASKPASS", "")}
