"""Writes the docs tree: only what changed, nothing outside its folder, nobody else's files."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from proofolio.errors import Place, SystemProblemError
from proofolio.model.page import Text
from proofolio.site import tree
from proofolio.site.foreign import check_no_link
from proofolio.site.own_files import own_files
from proofolio.site.paths import check_folder
from proofolio.site.tree import Changes

_LEDGER = ".proofolio-files.json"
"""What we wrote, in the folder itself. The engine skips dotfiles (MkDocs, `exclude_docs`)."""


def write(folder: Path, texts: Iterable[Text], copies: Mapping[str, Path] | None = None) -> Changes:
    """Make the folder hold exactly these files and our own style sheet and fonts.

    A file that did not change is not touched, so that live reload does not loop. A file that we did
    not write is in the way: the engine would publish it.

    Args:
        folder: the docs tree; made when missing.
        texts: rendered pages and posts.
        copies: path in the tree → file to copy there, such as a picture of a post.

    Raises:
        InputError: a path is not fit for every computer or leaves the folder, two files want one
            path, or a file of somebody else's is in the way.
        SystemProblemError: the disk refused.
    """
    wanted = tree.Wanted()
    for text in texts:
        wanted.add(text.path, tree.of_bytes(text.text.encode("utf-8")))
    for path, source in {**own_files(), **(copies or {})}.items():
        wanted.add(path, tree.of_file(source))
    check_no_link(folder)
    check_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        root = folder.resolve()
        return tree.bring_about(root, wanted.files, root / _LEDGER, alone=True)
    except OSError as error:
        raise SystemProblemError(
            f"The pages could not be written: {error.strerror or error}.",
            "Check the free space and the permissions of this folder, then build again.",
            Place(path=str(error.filename or folder)),
        ) from error


def state(folder: Path) -> str:
    """Return a digest of what the docs tree holds."""
    return tree.state(folder / _LEDGER)
