"""Which files of a repository are worth keeping; pure."""

import json
import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from proofolio.notebooks.text_formats import is_notebook_name, suffix_of
from proofolio.sources.searched import MAX_SEARCHED, searched_rank

IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
MAX_FILES = 3_000
"""Per repository; the deepest of the rest are left out first."""

MAX_SCRIPTS = 300
"""Of R, Julia and SQL, which show skills: the deepest of the rest are left out."""
_SCRIPTS = frozenset({".r", ".jl", ".sql"})

_VENDORED = frozenset(
    {
        ".git", ".ipynb_checkpoints", ".tox", ".venv", "__pycache__", "bower_components",
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
_README = re.compile(r"readme(\.[\w.-]+)?")
_DEEPEST_README = 4
"""Folders below the root in which a README may introduce a project."""
_README_FOLDERS = frozenset({"", ".github", "docs", "profile"})

# Each alternative is linear: no pattern in it can match the same text in two ways.
_REFERENCE = re.compile(
    r"""\]\(\s*<(?P<angled>[^<>\n]{1,500})>"""
    r"""|\]\(\s*(?P<inline>[^\s()<>]{1,500}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,200})?)"""
    r"""|^\s{0,3}\[[^\]\n]{1,200}\]:\s*<?(?P<definition>[^\s<>]{1,500})"""
    r"""|\b(?:src|href)\s*=\s*(?:"(?P<double>[^"\n]{1,500})"|'(?P<single>[^'\n]{1,500})')"""
    r"""|\bsrcset\s*=\s*["'](?P<srcset>[^"'\n]{1,500})""",
    re.IGNORECASE | re.MULTILINE,
)
_MAX_TEXT = 500_000


def choose_files(paths: Collection[str]) -> tuple[str, ...]:
    """The files of a repository that say what it is about, most telling first.

    Notebooks (also R Markdown and Quarto), READMEs (at the root, in `docs`, `profile`, `.github`, beside notebooks, and of other
    folders, which may be projects), Python files, scripts of R, Julia and SQL, dependencies, deployment files, workflows and licences. Hidden
    notebooks and the copies that Jupyter keeps of them are left out. Last come files that are
    only searched for secrets, a hundred at most.
    """
    own = [path for path in paths if not is_vendored(path)]
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


def referred_images(path: str, data: bytes) -> frozenset[str]:
    """Paths of images that a README or a notebook shows by a relative address.

    Args:
        path: of the README or notebook, from the repository's root.
        data: its bytes.

    Returns:
        Paths from the root; whether they exist is for the caller to find out.
    """
    name = posixpath.basename(path).casefold()
    if name.endswith(".ipynb"):
        text = "\n\n".join(_prose(data))
    elif _README.fullmatch(name) or is_notebook_name(name):
        text = data[:_MAX_TEXT].decode("utf-8", "replace")
    else:
        return frozenset()
    return frozenset(_images(text[:_MAX_TEXT], posixpath.dirname(path)))


def is_vendored(path: str) -> bool:
    """Whether the file was written by a tool or copied from elsewhere."""
    return any(part.casefold() in _VENDORED for part in path.split("/")[:-1])


def is_image(path: str) -> bool:
    """Whether the name is that of an image which a browser shows."""
    return PurePosixPath(path).suffix.casefold() in IMAGE_SUFFIXES


def _rank(path: str, notebook_folders: set[str]) -> int | None:
    folder, name = posixpath.split(path)
    name = name.casefold()
    if _README.fullmatch(name) and (folder in _README_FOLDERS or folder in notebook_folders):
        return 0
    if is_notebook_name(path):
        return 1
    is_workflow = folder == ".github/workflows" and name.endswith((".yml", ".yaml"))
    if is_workflow or _LICENCE.fullmatch(name) or _DEPLOYMENT.fullmatch(name):
        return 2
    if _DEPENDENCIES.fullmatch(name):
        return 2
    if _README.fullmatch(name) and folder.count("/") < _DEEPEST_README:
        return 2
    return 3 if name.endswith(".py") or suffix_of(name) in _SCRIPTS else None


def _is_checkpoint(path: str, paths: Collection[str]) -> bool:
    """Whether it is a copy that Jupyter made of a notebook beside it."""
    stem, mark, suffix = path.rpartition("-checkpoint.")
    return bool(mark) and f"{stem}.{suffix}" in paths


def _prose(data: bytes) -> Iterator[str]:
    """The text of a notebook's Markdown cells; nothing when it cannot be read."""
    try:
        notebook: Any = json.loads(data)
    except (ValueError, RecursionError):
        return
    if not isinstance(notebook, dict):
        return
    sheets = notebook.get("worksheets")
    holders = [notebook, *(sheets if isinstance(sheets, list) else [])]
    for holder in holders:
        cells = holder.get("cells") if isinstance(holder, dict) else None
        for cell in cells if isinstance(cells, list) else []:
            if isinstance(cell, dict) and cell.get("cell_type") == "markdown":
                yield _joined(cell.get("source"))


def _joined(source: object) -> str:
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def _images(text: str, folder: str) -> Iterator[str]:
    for match in _REFERENCE.finditer(text):
        if srcset := match["srcset"]:
            addresses = [part.split()[0] for part in srcset.split(",") if part.strip()]
        else:
            addresses = [value for value in match.groups() if value]
        for address in addresses:
            path = _resolve(address, folder)
            if path is not None and is_image(path):
                yield path


def _resolve(address: str, folder: str) -> str | None:
    """A relative address to a path from the repository's root."""
    bare = unquote(address.partition("#")[0].partition("?")[0])
    if not bare or "//" in bare[:8] or re.match(r"[a-z][a-z0-9+.-]*:", bare, re.IGNORECASE):
        return None
    joined = bare if bare.startswith("/") else posixpath.join(folder, bare)
    path = posixpath.normpath(joined).lstrip("/")
    return None if path.startswith("..") or path == "." else path
