"""The grade of a notebook in the place where it lies.

| grade | in a fresh Colab, from top to bottom |
| --- | --- |
| A | should run as it is |
| B | should run once the reader gives something of their own: a key, a file, a GPU chosen |
| C | may stop: something that only running it can tell |
| D | stops; the reader can mend it: clone the repository, install a package |
| E | stops; only the author can mend it: a file of theirs, broken code |

The grade is that of the gravest finding. It comes from reading, never from running.
"""

import posixpath
from collections.abc import Collection, Iterator
from typing import Final

from proofolio.model.runnable import Examination, Finding, Grade, PathUse, Runnability, Weight
from proofolio.notebook_check import paths
from proofolio.notebook_check.colab import colab, in_colab, normalised, package_of

_GRADES: Final[dict[Weight, Grade]] = {
    "note": "A",
    "asks": "B",
    "doubt": "C",
    "mend": "D",
    "broken": "E",
}
_ORDER: Final = ("broken", "mend", "doubt", "asks", "note")


def verdict(
    examination: Examination, *, folder: str, files: Collection[str], complete: bool
) -> Runnability:
    """Grade a notebook.

    Args:
        examination: what its bytes tell.
        folder: where it lies in its repository; empty for the root.
        files: paths of the repository, from its root; empty for a notebook that stands alone.
        complete: whether `files` are all that there are.
    """
    found = list(examination.findings)
    if examination.examined:
        here = _Here(folder=folder, files=files, complete=complete)
        found += [f for use in _firm(examination) if (f := _module(examination, use, here))]
        found += [_file(use, here) for use in examination.reads]
    found.sort(key=lambda f: (_ORDER.index(f.weight), f.cell or 0, f.message))
    gravest: Weight = found[0].weight if found else "note"
    whole = examination.executed_count == examination.code_count > 0
    return Runnability(
        grade=_GRADES[gravest] if examination.examined else None,
        findings=tuple(found),
        needs_gpu=examination.needs_gpu,
        accelerator=examination.accelerator,
        last_run_in_order=whole
        and examination.executed_in_order is True
        and not any(finding.kind == "error" for finding in found),
    )


def praise(runnability: Runnability) -> tuple[str, ...]:
    """What readers are told: only what is true and good, in the order in which it is said."""
    said = []
    if runnability.grade == "A":
        said.append("Runs in Colab")
        if runnability.needs_gpu:
            said.append("Needs a GPU")
    if runnability.last_run_in_order:
        said.append("Last run in order")
    return tuple(said)


class _Here:
    """The repository around a notebook."""

    def __init__(self, *, folder: str, files: Collection[str], complete: bool) -> None:
        self.folder = folder
        self.complete = complete
        self.paths = set(files)
        for path in files:
            while (path := posixpath.dirname(path)) and path not in self.paths:
                self.paths.add(path)
        self.names = {posixpath.basename(path) for path in self.paths}

    def has(self, path: str) -> bool:
        """Whether a file or folder lies there, seen from the notebook or from the root."""
        bare = paths.plain(path)
        return any(
            posixpath.normpath(posixpath.join(base, bare)) in self.paths
            for base in (self.folder, "")
        )

    def has_end(self, end: str) -> bool:
        """Whether a file or folder lies anywhere whose path ends so."""
        return end in self.paths or any(path.endswith(f"/{end}") for path in self.paths)

    def has_module(self, top: str) -> bool:
        """Whether a file or folder that Python could import as that lies in the repository."""
        return f"{top}.py" in self.names or top in self.names


def _firm(examination: Examination) -> Iterator[tuple[str, int]]:
    """Top-level modules that the notebook cannot do without, each once."""
    seen = set()
    for use in examination.imports:
        top = use.module.partition(".")[0]
        if not use.optional and top not in seen:
            seen.add(top)
            if not use.unsure:
                yield top, use.cell


def _module(examination: Examination, use: tuple[str, int], here: _Here) -> Finding | None:
    top, cell = use
    gone = colab().gone_from_python.get(top)
    package = package_of(top)
    installed = {install.name for install in examination.installs}
    if in_colab(top) or installed & {package, normalised(top)}:
        return None
    if f"{top}.py" in examination.makes or top in examination.makes:
        return None
    if gone:
        return Finding(
            kind="package",
            weight="broken",
            cell=cell,
            message=f"`{top}` left Python with {gone}; Colab runs {colab().python}.",
            hint="Take what replaced it: https://docs.python.org/3/whatsnew/ says what.",
        )
    if here.has_module(top):
        return Finding(
            kind="module",
            weight="mend",
            cell=cell,
            message=f"`{top}` is in your repository; a fresh Colab does not have it.",
            hint="Begin with `!git clone` of your repository and `%cd` into it.",
        )
    if examination.installs_more or any(package in name or name in package for name in installed):
        return None
    if any(name not in colab().packages for name in installed):
        # Mostly it does: `sagemaker` brings `boto3`.
        return Finding(
            kind="package",
            weight="note",
            cell=cell,
            message=f"`{top}` is not in Colab, unless another package that is installed brings it.",
            hint=f"Add `%pip install {package}` before it.",
        )
    return Finding(
        kind="package",
        weight="mend",
        cell=cell,
        message=f"`{top}` is not in Colab, and the notebook does not install it.",
        hint=f"Add `%pip install {package}` before it, or bring the file if it is one of yours.",
    )


def _file(use: PathUse, here: _Here) -> Finding:
    path = use.path if len(use.path) <= 80 else f"{use.path[:40]}…{use.path[-39:]}"
    shown = f"`{path}`" if use.is_whole else f"`…/{path}`"
    weight: Weight = "mend"
    message = f"It reads {shown}, and nothing before puts that there in a fresh Colab."
    hint = "Begin with `!git clone` of your repository, or download the file in the notebook."
    is_here = here.has(use.path) if use.is_whole else here.has_end(use.path)
    if is_here:
        message = f"It reads {shown} from your repository; a fresh Colab does not have it."
        hint = "Begin with `!git clone` of your repository and `%cd` into it, or read it by its address."
    elif here.complete:
        weight = "broken"
        message = (
            f"It reads {shown}, which is not in the repository and which nothing before makes."
        )
        hint = "Add the file to the repository, or download it in the notebook."
    if not use.is_firm or not (use.is_whole or is_here):
        weight = "doubt"
        message = f"It reads {shown}; whether that is there in a fresh Colab, reading cannot tell."
    return Finding(kind="file", weight=weight, cell=use.cell, message=message, hint=hint)
