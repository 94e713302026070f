"""The sample learner's portfolio, written into a folder: `proofolio demo`."""

import os
from pathlib import Path

from proofolio import sample
from proofolio.boundary import check_kept, check_writable
from proofolio.errors import InputError, Place
from proofolio.model.snapshot import Snapshot
from proofolio.settings.load import PORTFOLIO_FILE
from proofolio.store.files import write_new
from proofolio.usecases.scaffold import is_same, sample_folder
from proofolio.usecases.workspace import Folders

_SAMPLE_PARTS = (
    "mkdocs.yml",
    "portfolio.yml",
    "resume.yml",
    "curriculum.yml",
    "projects",
    "posts",
)


def make_sample(root: Path) -> Snapshot:
    """Write the sample learner's portfolio in `root`, with their work as it was pulled; nothing is built.

    Raises:
        ProofolioError: something else is there, or the package is damaged.
    """
    copy_sample(root)
    check_kept(root)
    return sample.unpack(Folders(root).snapshot)


def copy_sample(root: Path) -> None:
    """Put the sample learner's own words in `root`; in a sample that is there already, edits stay.

    Raises:
        InputError: something else is there.
    """
    source = sample_folder()
    if not is_same(root / PORTFOLIO_FILE, (source / PORTFOLIO_FILE).read_text("utf-8")):
        _check_free(root)
    for part in _SAMPLE_PARTS:
        for path in [source / part, *sorted((source / part).rglob("*"))]:
            if path.is_file() and not path.name.startswith("."):
                target = root / path.relative_to(source)
                check_writable(root, target)
                write_new(target, path.read_bytes(), within=root.parent)


def _check_free(root: Path) -> None:
    """Refuse a folder for the sample that holds anything but dotfiles.

    Raises:
        InputError: it does.
    """
    if not os.path.lexists(root):
        return
    found = [] if root.is_dir() else [root.name]
    found = found or sorted(path.name for path in root.iterdir() if path.name[:1] != ".")
    if found:
        is_portfolio = PORTFOLIO_FILE in found
        raise InputError(
            "There is another portfolio in this folder."
            if is_portfolio
            else f"This folder is in use: {', '.join(found[:3])}{' …' if len(found) > 3 else ''}.",
            "Name a new folder: `proofolio demo my-demo`.",
            Place(path=str(root)),
        )
