"""Which files of a repository are worth keeping; pure."""

import posixpath
import re
from collections.abc import Callable, Collection
from pathlib import PurePosixPath

from proofolio.notebooks.text_formats import is_notebook_name, suffix_of
from proofolio.sources.git.searched import MAX_SEARCHED, searched_rank
from proofolio.sources.git.strangers import Strangers

IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
MAX_FILES = 3_000
"""Per repository; the deepest of the rest are left out first."""

MAX_SCRIPTS = 300
"""Of R, Julia and SQL, which show skills: the deepest of the rest are left out."""
_SCRIPTS = frozenset({".r", ".jl", ".sql"})

_VENDORED = frozenset(
    {
        ".git", ".ipynb_checkpoints", ".tox", ".venv", "__pycache__", "bower_components", "dist-packages",
        "node_modules", "site-packages", "venv", "virtualenv",
    }
)  # fmt: skip
_DEPENDENCIES = re.compile(
    r"requirements[\w.-]*\.txt|constraints[\w.-]*\.txt|pyproject\.toml|setup\.(py|cfg)"
    r"|environment[\w.-]*\.ya?ml|conda[\w.-]*\.ya?ml|pipfile|runtime\.txt|packages\.txt"
)
_DEPLOYMENT = re.compile(
    r"(.+\.)?dockerfile([.-].+)?|(docker-)?compose[\w.-]*\.ya?ml|procfile|makefile|app\.ya?ml"
    r"|fly\.toml|render\.yaml|vercel\.json"
)
_LICENCE = re.compile(r"(licen[sc]e|copying)([.-].+)?")
README = re.compile(r"readme(\.[\w.-]+)?")
"""The name of a README, in lower case."""
_DEEPEST_README = 4
"""Folders below the root in which a README may introduce a project."""
_README_FOLDERS = frozenset({"", ".github", "docs", "profile"})


def choose_files(paths: Collection[str]) -> tuple[str, ...]:
    """The files of a repository that say what it is about, most telling first.

    Notebooks (also R Markdown and Quarto), READMEs (at the root, in `docs`, `profile`, `.github`, beside notebooks, and of other
    folders, which may be projects), Python files, scripts of R, Julia and SQL, dependencies, deployment files, workflows and licences. Hidden
    notebooks and the copies that Jupyter keeps of them are left out. Last come files that are
    only searched for secrets, a hundred at most.
    """
    strangers = Strangers(paths)
    own = [path for path in paths if not (is_vendored(path) or strangers.hold(path))]
    notebook_folders = {posixpath.dirname(path) for path in own if is_notebook_name(path)}
    scripts = sorted(
        (path for path in own if suffix_of(path) in _SCRIPTS),
        key=lambda path: (path.count("/"), path),
    )
    too_many = set(scripts[MAX_SCRIPTS:])
    ranked = [
        (rank, path.count("/"), path)
        for path in own
        if path not in too_many
        and not _is_checkpoint(path, paths)
        and (rank := _rank(path, notebook_folders)) is not None
    ]
    chosen = [path for _, _, path in sorted(ranked)]
    searched = [
        (rank, path.count("/"), path)
        for path in set(own).difference(chosen)
        if (rank := searched_rank(path)) is not None
    ]
    return (*chosen, *(path for _, _, path in sorted(searched)[:MAX_SEARCHED]))


def is_only_searched(path: str) -> bool:
    """Whether a file is pulled for the secrets that it may hold, and for nothing else."""
    return _rank(path, set()) is None and searched_rank(path) is not None


def exactly(wanted: Collection[str]) -> Callable[[Collection[str]], tuple[str, ...]]:
    """A chooser that takes these paths, where they exist, and no others."""
    return lambda paths: tuple(sorted(set(wanted) & set(paths)))


def is_vendored(path: str) -> bool:
    """Whether the file was written by a tool or copied from elsewhere."""
    return any(part.casefold() in _VENDORED for part in path.split("/")[:-1])


def is_image(path: str) -> bool:
    """Whether the name is that of an image which a browser shows."""
    return PurePosixPath(path).suffix.casefold() in IMAGE_SUFFIXES


def _rank(path: str, notebook_folders: set[str]) -> int | None:
    folder, name = posixpath.split(path)
    name = name.casefold()
    if README.fullmatch(name) and (folder in _README_FOLDERS or folder in notebook_folders):
        return 0
    if is_notebook_name(path):
        return 1
    is_workflow = folder == ".github/workflows" and name.endswith((".yml", ".yaml"))
    if is_workflow or _LICENCE.fullmatch(name) or _DEPLOYMENT.fullmatch(name):
        return 2
    if _DEPENDENCIES.fullmatch(name):
        return 2
    if README.fullmatch(name) and folder.count("/") < _DEEPEST_README:
        return 2
    return 3 if name.endswith(".py") or suffix_of(name) in _SCRIPTS else None


def _is_checkpoint(path: str, paths: Collection[str]) -> bool:
    """Whether it is a copy that Jupyter made of a notebook beside it."""
    stem, mark, suffix = path.rpartition("-checkpoint.")
    return bool(mark) and f"{stem}.{suffix}" in paths
