"""Pictures of a repository that nothing shows and that tell what the work is: plots, screenshots; pure."""

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Final

from proofolio.content.covers import informative_words, says_nothing
from proofolio.sources.git.files import README, is_image, is_vendored
from proofolio.sources.git.strangers import Strangers

MOST: Final = 40
"""Of one repository."""
MOST_OF_A_FOLDER: Final = 3
"""Of a folder with a README of its own, which may be a project."""
_MOST_BESIDE: Final = 40
"""Pictures in one folder; where there are more they are data."""
_FOLDERS: Final = re.compile(
    r"(?:figures?|figs?|images?|imgs?|plots?|graphs?|charts?|assets|outputs?|results?|reports?|screenshots?|screens|docs|media|pictures"
    r"|visuali[sz]ations?|viz|demo|static)",
    re.IGNORECASE,
)


def plots(paths: Collection[str], illustrated: Collection[str]) -> tuple[str, ...]:
    """Choose pictures that may be the cover of what shows none, most informative_words first.

    Args:
        paths: all files of a repository.
        illustrated: folders whose README shows a picture.
    """
    homes = {
        posixpath.dirname(path)
        for path in paths
        if README.fullmatch(posixpath.basename(path).casefold())
    } | {""}
    beside = Counter(posixpath.dirname(path) for path in paths if is_image(path))
    found: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    strangers = Strangers(paths)
    for path in paths:
        folder = posixpath.dirname(path)
        if not is_image(path) or path.lower().endswith(".svg") or is_vendored(path):
            continue
        if strangers.hold(path):
            continue
        in_place = any(_FOLDERS.fullmatch(step) for step in folder.split("/")[-2:])
        tells = informative_words(path)
        if says_nothing(path) or not (in_place or tells):
            continue
        if beside[folder] > _MOST_BESIDE or (not in_place and folder.count("/") > 2):
            continue
        home = _home(folder, homes)
        if home not in illustrated:
            found[home].append((-tells - in_place, path.count("/"), path))
    chosen = [entry for home in found.values() for entry in sorted(home)[:MOST_OF_A_FOLDER]]
    return tuple(path for _, _, path in sorted(chosen)[:MOST])


def _home(folder: str, homes: Collection[str]) -> str:
    """Return the nearest folder above that has a README."""
    while folder and folder not in homes:
        folder = posixpath.dirname(folder)
    return folder
