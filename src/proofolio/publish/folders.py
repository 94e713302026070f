"""Which folders a site may be published into: not one that is in use for anything else."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import Final

from proofolio.errors import InputError, Place

_HINT: Final = "Name another: `proofolio publish --to ../public`."


def check_target(root: Path, folder: Path, *, own: Collection[str], is_known: bool) -> None:
    """Refuse a folder that is plainly not meant for a site.

    Args:
        root: the portfolio's folder.
        folder: where the site is to go; need not exist.
        own: names in the portfolio's folder that are its author's, or ours.
        is_known: whether the site was published there before.

    Raises:
        InputError: it holds the portfolio, a link in the portfolio leads there, or it is a folder of the
            portfolio that is in use.
    """
    home, target = root.resolve(), folder.resolve()
    if home.is_relative_to(target):
        raise _refusal("The site cannot be published into the folder that it is made in.", folder)
    path = Path(os.path.abspath(folder))  # noqa: PTH100  `absolute` keeps `..`
    for place in (path, *path.parents):
        if place.is_symlink() and place.parent.resolve().is_relative_to(home):
            raise _refusal(f"{place.name} is a link, and nothing is written through it.", folder)
    if not target.is_relative_to(home):
        return
    first = target.relative_to(home).parts[0]
    if first.startswith(".") or first in own:
        raise _refusal(
            f"{first}/ is a folder of the portfolio itself: the site would stand among what it is made of.",
            folder,
        )
    if target.is_dir() and not is_known and any(target.iterdir()):
        raise _refusal(
            f"{folder.name}/ lies in the portfolio, and is in use for something else.", folder
        )


def _refusal(message: str, folder: Path) -> InputError:
    return InputError(message, _HINT, Place(path=str(folder)))
