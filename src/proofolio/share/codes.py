"""The one place that knows segno: an address becomes a QR code that a phone is pointed at."""

import hashlib
import re
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Final

from proofolio.model.portfolio import Asset
from proofolio.model.records import BlobId
from proofolio.store.files import write_atomically

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


def codes(
    pages: Iterable[str], *, address: str, put: Callable[[bytes], BlobId], cache: Path
) -> tuple[tuple[Asset, ...], frozenset[Path]]:
    """Return the codes of pages, and the files of the cache that they are in.

    Args:
        pages: paths from the site's root.
        address: of the site, ending in `/`.
        put: keeps bytes.
        cache: folder of what was made before.
    """
    assets: list[Asset] = []
    kept: list[Path] = []
    for page in pages:
        recipe = hashlib.sha256(f"{_DRAWING}\n{address}{page}".encode()).hexdigest()
        file = cache / "codes" / f"{recipe}.svg"
        if not file.is_file():
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(file, qr_svg(address + page), durable=False)
        kept.append(file)
        assets.append(Asset(path=f"{page}{FILE}", blob=put(file.read_bytes())))
    return tuple(assets), frozenset(kept)
