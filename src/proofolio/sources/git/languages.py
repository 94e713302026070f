"""How much of a repository is written in what, told from the files that were read; pure.

Names are GitHub Linguist's (https://github.com/github-linguist/linguist).
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from proofolio.model.records import FileRecord, Language

_BY_SUFFIX = {
    ".ipynb": "Jupyter Notebook", ".jl": "Julia", ".py": "Python", ".r": "R", ".rmd": "R", ".sql": "SQL",
}  # fmt: skip
_BY_NAME = {"dockerfile": "Dockerfile", "makefile": "Makefile"}


def languages_of(files: Iterable[FileRecord]) -> tuple[Language, ...]:
    """Languages by size, largest first; without a token GitHub's own count costs a request each."""
    sizes: Counter[str] = Counter()
    for file in files:
        path = PurePosixPath(file.path)
        name = _BY_SUFFIX.get(path.suffix.casefold()) or _BY_NAME.get(path.name.casefold())
        if name is not None:
            sizes[name] += file.size_bytes
    ranked = sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Language(name=name, size_bytes=size) for name, size in ranked)
