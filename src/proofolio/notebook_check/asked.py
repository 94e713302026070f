"""What a notebook needs and how it was last run, as findings that hold wherever it lies."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from proofolio.model.runnable import Finding, Install, Kind, PathUse, Weight
from proofolio.notebook_check import paths
from proofolio.notebook_check.cells import CodeCell, Content
from proofolio.notebook_check.colab import colab
from proofolio.notebook_check.facts import Facts
from proofolio.notebooks.identity import hide_home

_FIRST_BUILD: Final = {
    "3.13": {
        "jaxlib": (0, 4, 34), "matplotlib": (3, 9, 2), "numpy": (2, 1, 0), "pandas": (2, 2, 3),
        "scikit-learn": (1, 5, 2), "scipy": (1, 14, 1), "spacy": (3, 8, 7),
        "tensorflow": (2, 20, 0), "torch": (2, 5, 0), "torchvision": (0, 20, 0),
    },
}  # fmt: skip
"""By version of Python: the first version of a package that PyPI has a Linux wheel of for it."""
_PINNED: Final = re.compile(r"(?:==|~=|<=|<)(\d+(?:\.\d+){0,3})(?:\.\*)?")
_STOPPED_BY_HAND: Final = frozenset({"KeyboardInterrupt", "SystemExit"})


def is_of_the_repository(path: str) -> bool:
    """Whether a file could lie beside the notebook."""
    return paths.place_of(path) == "relative"


def needs_gpu(facts: Facts) -> bool:
    """Whether it stops on a machine without one: it asks, and never looks for another way."""
    return facts.gpu is not None and (facts.refuses or not facts.has_cpu_way)


def of_facts(facts: Facts, found: Content) -> list[Finding]:
    """What the code asks for, wherever the notebook lies."""
    told = [_place(use) for use in facts.reads.values() if not is_of_the_repository(use.path)]
    on_drive = [
        use
        for use in facts.on_drive.values()
        if use.path not in facts.reads and not paths.is_under(use.path, facts.made)
    ]
    if on_drive and not any(finding.kind == "drive" for finding in told):
        told.append(
            _finding(
                "drive", "doubt", on_drive[0].cell,
                f"It names `{_short(on_drive[0].path)}`, on a Drive that only you have.",
                "Put what others need into the repository, or share it and download it by its link.",
            )
        )  # fmt: skip
    if facts.mounts is not None:
        told.append(_finding("drive", "note", facts.mounts, "It asks to mount a Google Drive.", ""))
    told += [
        _finding(
            "secret", "asks", cell, f"It needs {_key(name)}.",
            "Say near the top which key is needed, and where one gets it.",
        )
        for name, cell in facts.secrets.items()
    ]  # fmt: skip
    if facts.uploads is not None:
        told.append(
            _finding(
                "upload", "asks", facts.uploads, "It waits for a file to be uploaded.",
                "Put the file into the repository and read it by its address, if you may.",
            )
        )  # fmt: skip
    if facts.inputs is not None:
        told.append(
            _finding("input", "asks", facts.inputs, "It waits for something to be typed.", "")
        )
    if facts.tensorflow_1 is not None:
        told.append(
            _finding(
                "pin", "broken", facts.tensorflow_1, "Colab has no TensorFlow 1 any more.",
                "Move the notebook to TensorFlow 2, or to `tensorflow.compat.v1`.",
            )
        )  # fmt: skip
    told += [finding for install in facts.installs if (finding := _pin(install))]
    return [*told, *_accelerator(facts, found)]


def of_last_run(cells: Sequence[CodeCell]) -> list[Finding]:
    """What the stored outputs and counts tell."""
    told = []
    failed = [cell for cell in cells if cell.failed and not cell.may_fail]
    for cell in failed[:3]:
        by_hand = cell.failed in _STOPPED_BY_HAND
        more = f" So did {len(failed) - 3} more." if len(failed) > 3 and cell is failed[2] else ""
        told.append(
            _finding(
                "error", "note" if by_hand else "doubt", cell.index,
                f"The last run stopped here with {_name(cell.failed or '')}.{more}",
                "Run it again and save, or tag the cell `raises-exception` when that is the point.",
            )
        )  # fmt: skip
    executed = [cell for cell in cells if cell.count is not None]
    if cells and not executed:
        told.append(
            _finding(
                "not-run", "note", None, "It was saved without having been run: readers see no results.",
                "Run it from top to bottom and save it with its outputs.",
            )
        )  # fmt: skip
    turned = out_of_order(cells)
    if turned:
        told.append(
            _finding(
                "order", "note", turned[1].index,
                f"It was last run out of order: this cell before cell {turned[0].index}.",
                "Restart, run all, and save.",
            )
        )  # fmt: skip
    elif executed and len(executed) < len(cells):
        missing = next(cell for cell in cells if cell.count is None)
        told.append(
            _finding(
                "not-run", "note", missing.index,
                f"{len(cells) - len(executed)} of {len(cells)} code cells were not run; the first is this one.",
                "Restart, run all, and save.",
            )
        )  # fmt: skip
    return told


def out_of_order(cells: Sequence[CodeCell]) -> tuple[CodeCell, CodeCell] | None:
    """The first two neighbours that were executed the other way round."""
    executed = [cell for cell in cells if cell.count is not None]
    for before, after in pairwise(executed):
        if (before.count or 0) >= (after.count or 0):
            return before, after
    return None


def _place(use: PathUse) -> Finding:
    place = paths.place_of(use.path)
    shown = _short(use.path)
    if place == "drive":
        return _finding(
            "drive", "broken", use.cell, f"It reads `{shown}`, on a Drive that only you have.",
            "Put the file into the repository, or share it and download it by its link.",
        )  # fmt: skip
    if place == "kaggle":
        return _finding(
            "absolute-path", "mend", use.cell, f"It reads `{shown}`, which is there on Kaggle only.",
            'Download it first: `kagglehub.dataset_download("OWNER/NAME")`.',
        )  # fmt: skip
    what = "a folder of your own computer" if place == "home" else "which Colab does not have"
    return _finding(
        "absolute-path", "broken", use.cell, f"It reads `{shown}`, {what}.",
        "Put the file into the repository, and read it by a path relative to the notebook.",
    )  # fmt: skip


def _accelerator(facts: Facts, found: Content) -> list[Finding]:
    if not needs_gpu(facts):
        return []
    if found.accelerator:
        return [_finding("gpu", "note", facts.gpu, "It needs a GPU, and Colab gives it one.", "")]
    return [
        _finding(
            "gpu", "asks", facts.gpu, "It needs a GPU, and does not say so to Colab.",
            "In Colab: Runtime, Change runtime type, GPU; then save it.",
        )
    ]  # fmt: skip


def _pin(install: Install) -> Finding | None:
    python = colab().python
    first = _FIRST_BUILD.get(python, {}).get(install.name)
    match = _PINNED.match(install.pin)
    if not first or not match:
        return None
    version = tuple(map(int, match[1].split(".")))
    if version > first[: len(version)] or (
        version == first[: len(version)] and "<" not in install.pin
    ):
        return None
    return _finding(
        "pin", "doubt", install.cell,
        f"`{install.name}{install.pin}` has no build for Python {python}, which Colab runs.",
        f"Try {'.'.join(map(str, first))} or newer, or leave the version out.",
    )  # fmt: skip


def _key(name: str) -> str:
    return name if " " in name else f"the key `{_short(name)}`"


def _name(text: str) -> str:
    return f"`{_short(text)}`"


def _short(text: str) -> str:
    """For a message: on one line, not long, and without the author's name."""
    plain = hide_home(" ".join(text.split())).replace("`", "'")
    return plain if len(plain) <= 80 else f"{plain[:40]}…{plain[-39:]}"


def _finding(kind: Kind, weight: Weight, cell: int | None, message: str, hint: str) -> Finding:
    return Finding(kind=kind, weight=weight, cell=cell, message=message, hint=hint)
