"""What a repository is written in, told by file endings: a small part of what GitHub Linguist knows."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from tests.standin.git_store import Entry

_BY_ENDING = {
    ".c": "C", ".cpp": "C++", ".css": "CSS", ".go": "Go", ".html": "HTML",
    ".ipynb": "Jupyter Notebook", ".java": "Java", ".jl": "Julia", ".js": "JavaScript",
    ".py": "Python", ".r": "R", ".rs": "Rust", ".sh": "Shell", ".tex": "TeX", ".ts": "TypeScript",
}  # fmt: skip
_BY_NAME = {"dockerfile": "Dockerfile", "makefile": "Makefile", "procfile": "Procfile"}


def of(entries: Iterable[Entry]) -> dict[str, int]:
    """Language → bytes, largest first."""
    sizes: dict[str, int] = {}
    for entry in entries:
        path = PurePosixPath(entry.path.lower())
        language = _BY_NAME.get(path.name) or _BY_ENDING.get(path.suffix)
        if language and entry.size:
            sizes[language] = sizes.get(language, 0) + entry.size
    return dict(sorted(sizes.items(), key=lambda item: (-item[1], item[0])))


def is_readme(name: str) -> bool:
    """Whether GitHub would show this file as the README of its folder."""
    return name.lower().partition(".")[0] == "readme"
