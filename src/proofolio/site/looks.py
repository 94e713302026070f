"""The looks that Proofolio brings."""

from typing import Final

from proofolio.model.extensions import Look
from proofolio.site.own_files import ASSETS

PLAIN: Final = Look(style_sheet=None)
WARM: Final = Look(style_sheet=ASSETS / "looks" / "warm.css")
FOREST: Final = Look(style_sheet=ASSETS / "looks" / "forest.css")
