"""The one place that knows segno: an address becomes a QR code that a phone is pointed at."""

import re
from functools import partial
from io import BytesIO
from typing import Final

from proofolio.model.site import Site

FILE: Final = "qr.svg"
"""Of each page that has one, in its own folder."""
_CODE: Final = re.compile(
    rb'<svg xmlns="http://www\.w3\.org/2000/svg" width="\d+" height="\d+"><g transform="scale\(6\)">'
    rb'<path fill="#fff" d="[^"<>]*"/><path stroke="#000" d="[^"<>]*"/></g></svg>\n'
)
_DRAWING: Final = "1"
"""Grows when a code is drawn in another way."""


def qr_svg(address: str) -> bytes:
    """Return an SVG: black on white with the quiet zone that readers need, 15 % of it may be lost.

    The same address gives the same bytes.
    """
    import segno

    drawn = BytesIO()
    segno.make_qr(address, error="m").save(
        drawn,
        kind="svg",
        border=4,
        light="#fff",
        dark="#000",
        scale=6,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return drawn.getvalue()


def is_code(data: bytes) -> bool:
    """Tell whether bytes are what `qr_svg` makes of some address, and nothing else."""
    return _CODE.fullmatch(data) is not None


def output(site: Site) -> dict[str, bytes]:
    """Return a code for each page that can be shared."""
    return {
        f"{page}{FILE}": site.kept(
            f"{_DRAWING} {site.address}{page}", partial(qr_svg, site.address + page)
        )
        for page in site.titles
    }
