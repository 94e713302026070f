"""The git repository around a portfolio, as far as its files tell; git itself is not run.

What may be a stranger's repository is not asked through a program that reads its configuration.
"""

import re
from dataclasses import dataclass
from pathlib import Path

_MAX_BYTES = 1_000_000
_REMOTE = re.compile(
    r"(?:https?://(?:[^/@\s]*@)?|ssh://(?:[^/@\s]*@)?|[\w.-]+@)"
    r"(?P<host>[\w.-]+)(?::\d+)?[:/](?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """What of it matters to a workflow."""

    root: Path
    """Its top folder; the portfolio's own where there is no repository yet."""
    is_there: bool
    """Whether git knows of it."""
    branch: str
    """Its default branch, as far as this clone knows."""
    page: str = ""
    """Where people find it, such as `https://github.com/sample-learner/portfolio`; empty when unknown."""


def repository_of(folder: Path) -> Repository:
    """Return the repository that a folder lies in."""
    folder = folder.resolve()
    for root in (folder, *folder.parents):
        mark = root / ".git"
        if mark.exists():
            work, common = _git_folders(mark)
            return Repository(
                root=root,
                is_there=True,
                branch=_branch(common / "refs" / "remotes" / "origin" / "HEAD", "origin/")
                or _branch(work / "HEAD", "")
                or "main",
                page=_page(_text(common / "config")),
            )
    return Repository(root=folder, is_there=False, branch="main")


def _git_folders(mark: Path) -> tuple[Path, Path]:
    """Return where HEAD is and where everything else is: they differ in a linked worktree."""
    if mark.is_dir():
        return mark, mark
    named = re.match(r"gitdir: (.+)", _text(mark))
    work = (mark.parent / named[1].strip()) if named else mark
    common = _text(work / "commondir").strip()
    return work, (work / common) if common else work


def _branch(head: Path, within: str) -> str:
    kind = "remotes" if within else "heads"
    named = re.match(rf"ref: refs/{kind}/{within}(\S+)", _text(head))
    return named[1] if named else ""


def _page(config: str) -> str:
    """Return the page of the remote `origin`; what stands before an `@` may be a token, and is left out."""
    within = ""
    for line in config.splitlines():
        heading = re.match(r"\s*\[(.+)\]", line)
        if heading:
            within = heading[1]
        elif within == 'remote "origin"':
            value = re.match(r"\s*url\s*=\s*(\S+)\s*$", line)
            found = _REMOTE.fullmatch(value[1]) if value else None
            if found:
                return f"https://{found['host']}/{found['owner']}/{found['name']}"
    return ""


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return file.read(_MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
