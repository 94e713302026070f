"""Cuts IBM Plex Math down to what formulas need; called by `scripts/fonts.sh`.

    python scripts/maths_font.py IBMPlexMath-Regular.woff2 maths.woff2

What is cut carries another name, since 'Plex' is reserved by its licence (SIL Open Font License 1.1).
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont

NAME = "Proofolio Maths"
RANGES = (
    # Latin, Greek, punctuation, letter-like, arrows, operators, brackets, shapes, alphabets.
    *((0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x237, 0x237), (0x300, 0x338), (0x370, 0x3FF)),
    *((0x2000, 0x209F), (0x20D0, 0x20F0), (0x2100, 0x214F), (0x2190, 0x23FF), (0x25A0, 0x25FF)),
    *((0x2660, 0x266F), (0x2713, 0x2713), (0x27C0, 0x27FF), (0x2900, 0x297F), (0x2980, 0x2AFF)),
    *((0xFE00, 0xFE01), (0x1D400, 0x1D7FF)),
)


def main(source: str, target: str) -> None:
    """Writes the subset of one file to another."""
    options = subset.Options(
        layout_features=["ssty", "dtls"],
        hinting=False,
        flavor="woff2",
        drop_tables=["meta", "VDMX"],
        name_IDs=[0, 1, 2, 4, 5, 6, 13, 14],
    )
    font = TTFont(source, recalcTimestamp=False)
    wanted = subset.Subsetter(options)
    wanted.populate(unicodes=[point for first, last in RANGES for point in range(first, last + 1)])
    wanted.subset(font)
    for record in list(font["name"].names):
        if record.nameID in {1, 4, 16}:
            record.string = NAME
        elif record.nameID == 6:
            record.string = NAME.replace(" ", "")
        elif record.nameID not in {0, 2, 5, 13, 14}:
            font["name"].names.remove(record)
    subset.save_font(font, target, options)


main(*sys.argv[1:])
