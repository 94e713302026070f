"""The style sheet, fonts and icon that every portfolio carries."""

from collections.abc import Mapping
from pathlib import Path

ASSETS = Path(__file__).parent.parent / "assets"
THEME = Path(__file__).parent.parent / "theme"
"""Overrides of Material's templates, as its documentation describes them."""

PREFIX = "assets/proofolio"
STYLE_SHEET = f"{PREFIX}/portfolio.css"
LOOKS = f"{PREFIX}/looks"
"""Where the style sheet of the look that was chosen is served."""


def own_files() -> Mapping[str, Path]:
    """Return path in the docs tree → our file, without the looks: of those, one is served."""
    return {
        f"{PREFIX}/{file.relative_to(ASSETS).as_posix()}": file
        for file in sorted(ASSETS.rglob("*"))
        if file.is_file() and file.parent.name != "looks"
    }
