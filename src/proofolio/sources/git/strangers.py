"""Other people's code in a repository, told by its paths alone: environments, copies of packages, what a build made; pure."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from proofolio.notebook_check.colab import colab, package_of

_SEVERAL: Final = 10
"""Python files from which a folder that is called as a library is may be its copy."""
_SEVERAL_PACKAGES: Final = 3
"""So many packages make a folder that pip installed into."""
_ENVIRONMENT: Final = "an environment of Python, which is not your work"
_OF_ENVIRONMENT: Final = frozenset(
    {
        "bin", "conda-meta", "dlls", "etc", "include", "lib", "lib64", "libexec", "library", "libs",
        "man", "pkgs", "sbin", "scripts", "share", "ssl", "tcl", "tools", "var",
    }
)  # fmt: skip
"""What `venv`, `virtualenv` and conda make below an environment's root, in lower case."""
_BUILT: Final = re.compile(r"(?:^|/)build/(?:exe|lib|bdist)\.[^/]+(?=/)")
"""What cx_Freeze and setuptools make."""
_DOCUMENTED: Final = re.compile(r"(?:^|/)share/doc/[^/]+-\d[^/]*(?=/)")
"""Documentation of an installed package, with its version."""
_RELEASED: Final = frozenset({"_version.py", "version.py", "py.typed"})


class Strangers:
    """What of a repository others wrote, by folder."""

    def __init__(self, paths: Collection[str]) -> None:
        """Look through the paths of all of a repository's files."""
        self.folders = dict(sorted(_folders(paths)))
        """Folder → what it is, in plain words; those within others are left out."""

    def hold(self, path: str) -> bool:
        """Tell whether a file lies in one of the folders."""
        return any(folder in self.folders for folder in _above(path))


def _folders(paths: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield them with what they are, none that lies within another."""
    found = dict(_environments(paths))
    found |= {**dict(_made(paths)), **dict(_installed(paths)), **dict(_copies(paths))}
    for folder, words in found.items():
        if not any(above in found for above in _above(folder)):
            yield folder, words


def _environments(paths: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield environments; of one that holds other files, too, what the tools make alone."""
    roots = set()
    for path in paths:
        parent, _, name = path.rpartition("/")
        if name == "pyvenv.cfg":
            # https://docs.python.org/3/library/venv.html marks an environment of any name so.
            roots.add(parent)
        elif parent.rpartition("/")[2] == "conda-meta":
            roots.add(parent.rpartition("/")[0])
    for root in roots:
        within = [path.removeprefix(f"{root}/") for path in paths if not root or path.startswith(f"{root}/")]  # fmt: skip
        parts = {part for part, slash, _ in (path.partition("/") for path in within) if slash}
        its = {part for part in parts if part.casefold() in _OF_ENVIRONMENT}
        others = (path for path in within if path.partition("/")[0] not in its)
        if root and not any(
            path.endswith((".py", ".ipynb", ".md", ".R", ".csv")) for path in others
        ):
            yield root, _ENVIRONMENT
        else:
            yield from ((f"{root}/{part}" if root else part, _ENVIRONMENT) for part in its)


def _made(paths: Collection[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        for pattern, words in (
            (_BUILT, "made by a build, not written"),
            (_DOCUMENTED, "the documentation of a package, which is not your work"),
        ):
            if match := pattern.search(path):
                yield path[: match.end()], words


def _installed(paths: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield packages that were installed into the repository: beside them pip leaves `NAME-VERSION.dist-info`."""
    infos = {
        parent
        for parent, _, name in map(_parted, paths)
        if name in {"METADATA", "RECORD", "INSTALLER"} and parent.endswith(".dist-info")
    }
    places = Counter(info.rpartition("/")[0] for info in infos)
    for info in infos:
        into, _, name = info.rpartition("/")
        package = name.partition("-")[0]
        if into and places[into] >= _SEVERAL_PACKAGES:
            yield into, "installed packages, which are not your work"
        else:
            yield (
                f"{into}/{package}" if into else package,
                "an installed package, which is not your work",
            )


def _copies(paths: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield folders that are a library's source, told by its name, its version and its size."""
    released = {parent for parent, _, name in map(_parted, paths) if name in _RELEASED}
    sizes = dict.fromkeys((folder for folder in released if _is_library(folder)), 0)
    for path in paths if sizes else ():
        for folder in sizes.keys() & set(_above(path)) if path.endswith(".py") else ():
            sizes[folder] += 1
    for folder, size in sizes.items():
        if size >= _SEVERAL and f"{folder}/__init__.py" in paths:
            yield folder, f"a copy of {folder.rpartition('/')[2]}, which is not your work"


def _is_library(folder: str) -> bool:
    return package_of(folder.rpartition("/")[2]) in colab().packages


def _parted(path: str) -> tuple[str, str, str]:
    return path.rpartition("/")


def _above(path: str) -> Iterator[str]:
    """Yield the folders that a path lies in, the nearest first."""
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
