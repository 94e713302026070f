"""What would leave with a push: files and words of every commit that the remote has not, not of the last alone."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from proofolio.publish.git import git, output_of, reading, refused
from proofolio.sources.git import objects as git_objects
from proofolio.sources.git.objects import CommitText, GitFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingFile:
    """One file, as one commit has it, or as it is in the folder."""

    path: str
    """From the top of the repository."""
    blob: str
    """Its object in git; empty for one that git does not have yet."""
    commit: str
    """The first of those that would leave which has it; empty when none does."""
    is_current: bool
    """Whether it is so in the folder now."""
    is_tracked: bool
    """Whether git has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """Everything that would leave."""

    git: GitFolder
    """At the top of the repository."""
    folder: str
    """The portfolio's, from there, with `/` at its end; empty for the top itself."""
    files: tuple[OutgoingFile, ...]
    texts: tuple[CommitText, ...]
    """Of the commits that would leave."""
    head: str
    """The last of them; empty where there is no commit yet."""
    base: str
    """What the remote has of this branch, as git understands it; empty when that is nothing."""


def outgoing(
    root: Path, *, remote: str, branch: str = "", is_online: bool = True
) -> Outgoing | None:
    """Tell what would leave with a push, and what in the portfolio's folder git would take.

    Args:
        root: the portfolio's folder.
        remote: the name of the remote.
        branch: the one that would be pushed; empty when no commit of the learner's leaves.
        is_online: whether to ask the remote what it has; else what git noted of it counts.

    Returns:
        None outside of a repository.

    Raises:
        SystemProblemError: git fails, or the remote cannot be asked.
    """
    top = output_of(root, "rev-parse", "--show-toplevel")
    if not top:
        return None
    folder = root.resolve().relative_to(Path(top).resolve()).as_posix()
    prefix = "" if folder == "." else f"{folder}/"
    here = reading(Path(top))
    head = output_of(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    leaving: list[str] = []
    base = ""
    if head and branch:
        known = _known(here, _at_remote(root, remote) if is_online else _noted(root, remote))
        leaving = git_objects.commits(here, [head], known)
        base = _base(root, remote, branch, head, known) if known else ""
    now = _tracked(here, prefix) if head else {}
    files: dict[tuple[str, str], OutgoingFile] = {}
    for change in git_objects.changes(here, leaving):
        files.setdefault(
            (change.path, change.blob),
            OutgoingFile(
                path=change.path,
                blob=change.blob,
                commit=change.commit,
                is_current=now.get(change.path) == change.blob,
                is_tracked=True,
            ),
        )
    for path, blob in now.items():
        files.setdefault((path, blob), _current(path, blob))
    for path in _not_committed(here, prefix):
        files.setdefault((path, ""), _current(path, "", is_tracked=path in now))
    return Outgoing(
        git=here,
        folder=prefix,
        files=tuple(files.values()),
        texts=tuple(git_objects.texts(here, leaving)),
        head=head,
        base=base,
    )


def _current(path: str, blob: str, *, is_tracked: bool = True) -> OutgoingFile:
    return OutgoingFile(path=path, blob=blob, commit="", is_current=True, is_tracked=is_tracked)


def _at_remote(root: Path, remote: str) -> set[str]:
    """Return the objects that all of a remote's addresses for pushes have under a name."""
    found: list[set[str]] = []
    for address in output_of(root, "remote", "get-url", "--push", "--all", remote).splitlines():
        listed = git(root, "ls-remote", "--quiet", "--", address)
        if listed.returncode:
            raise refused(listed.stderr, root, f"git ls-remote {remote}")
        found.append({line.partition("\t")[0] for line in listed.stdout.splitlines()})
    return set.intersection(*found) if found else set()


def _noted(root: Path, remote: str) -> set[str]:
    listed = output_of(root, "for-each-ref", "--format=%(objectname)", f"refs/remotes/{remote}/")
    return set(listed.splitlines())


def _known(here: GitFolder, ids: Iterable[str]) -> list[str]:
    """Return those that this repository has, too."""
    return sorted(git_objects.sizes(here, sorted(ids)))


def _base(root: Path, remote: str, branch: str, head: str, known: list[str]) -> str:
    name = f"{remote}/{branch}"
    at = output_of(root, "rev-parse", "--verify", "--quiet", f"refs/remotes/{name}")
    if at in known and not git(root, "merge-base", "--is-ancestor", at, head).returncode:
        return name
    return output_of(root, "merge-base", head, *known)[:12]


def _tracked(here: GitFolder, prefix: str) -> dict[str, str]:
    """Path → object of each file of the last commit in the portfolio's folder."""
    within = ("--", prefix) if prefix else ()
    listed = git_objects.output(here, "ls-tree", "-r", "-z", "--full-tree", "HEAD", *within)
    found = {}
    for line in listed.split(b"\0"):
        head, _, name = line.partition(b"\t")
        mode, _, rest = head.partition(b" ")
        if mode and mode != b"160000":
            found[name.decode("utf-8", "replace")] = rest.split(b" ")[1].decode("ascii")
    return found


def _not_committed(here: GitFolder, prefix: str) -> list[str]:
    """Paths in the portfolio's folder that `git add .` would take."""
    listed = git_objects.output(
        here,
        "ls-files",
        "-z",
        "--others",
        "--modified",
        "--exclude-standard",
        "--",
        f":(literal){prefix}" if prefix else ".",
    )
    names = (os.fsdecode(name) for name in listed.split(b"\0") if name)
    return sorted(
        {name for name in names if not name.endswith("/") and _is_plain(here.folder / name)}
    )


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
