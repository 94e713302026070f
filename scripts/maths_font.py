"""Cuts IBM Plex Math down to what formulas need; called by `scripts/fonts.sh`.

    python scripts/maths_font.py IBMPlexMath-Regular.woff2 maths.woff2 maths-more.woff2

Most formulas need the first part alone, a fifth of the whole: letters, Greek, the usual operators. The
range of signs that stands in the style sheet for it is printed.

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


USUAL = (
    *((0x20, 0x7E), (0xA0, 0xB1), (0xB7, 0xB7), (0xD7, 0xD7), (0xF7, 0xF7), (0x131, 0x131)),
    *((0x237, 0x237), (0x300, 0x30C), (0x338, 0x338), (0x391, 0x3C9), (0x3D1, 0x3D1)),
    *((0x3D5, 0x3D6), (0x3F1, 0x3F1), (0x3F5, 0x3F5), (0x2010, 0x2016), (0x2026, 0x2026)),
    *((0x2032, 0x2034), (0x2061, 0x2064), (0x20D7, 0x20D7), (0x2102, 0x2102), (0x210F, 0x210F)),
    *((0x2113, 0x2113), (0x2115, 0x2115), (0x211D, 0x211D), (0x2124, 0x2124), (0x2190, 0x2194)),
    *((0x21A6, 0x21A6), (0x21D0, 0x21D4), (0x2200, 0x2200), (0x2202, 0x220F), (0x2211, 0x2213)),
    *((0x2218, 0x221A), (0x221D, 0x221E), (0x2223, 0x222C), (0x223C, 0x223C), (0x2245, 0x2248)),
    *((0x2260, 0x2261), (0x2264, 0x2265), (0x226A, 0x226B), (0x2282, 0x2287), (0x2295, 0x2297)),
    *((0x22A4, 0x22A5), (0x22C5, 0x22C5), (0x22EE, 0x22F1), (0x2308, 0x230B), (0x27E8, 0x27E9)),
    *((0x1D400, 0x1D467), (0x1D6FC, 0x1D71B)),
)


def main(source: str, usual: str, more: str) -> None:
    """Writes the two subsets of one file."""
    wanted = _points(RANGES)
    _cut(source, usual, wanted & _points(USUAL))
    _cut(source, more, wanted - _points(USUAL))
    print(",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in USUAL))


def _points(ranges: tuple[tuple[int, int], ...]) -> set[int]:
    return {point for first, last in ranges for point in range(first, last + 1)}


def _cut(source: str, target: str, points: set[int]) -> None:
    options = subset.Options(
        layout_features=["ssty", "dtls"],
        hinting=False,
        flavor="woff2",
        drop_tables=["meta", "VDMX"],
        name_IDs=[0, 1, 2, 4, 5, 6, 13, 14],
    )
    font = TTFont(source, recalcTimestamp=False)
    wanted = subset.Subsetter(options)
    wanted.populate(unicodes=sorted(points))
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
