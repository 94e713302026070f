"""Images of a notebook as files of the site."""

import base64
import binascii
import hashlib
import io
from dataclasses import dataclass, field
from typing import Final

from PIL import Image
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from proofolio.content import svg
from proofolio.content.escape import text
from proofolio.model.portfolio import Asset, Picture, SafeHtml
from proofolio.model.records import Put

MAX_BYTES: Final = 20_000_000
MAX_PIXELS: Final = 60_000_000
"""Beyond it a phone's browser gives up."""

_READERS: Final[dict[str, tuple[str, type[Image.Image]]]] = {
    # Named one by one: `Image.open` would try every format that Pillow knows.
    "image/png": ("png", PngImageFile),
    "image/jpeg": ("jpg", JpegImageFile),
    "image/jpg": ("jpg", JpegImageFile),
    "image/gif": ("gif", GifImageFile),
    "image/webp": ("webp", WebPImageFile),
}
_GOOD_COVER: Final = 60_000
"""Square pixels from which one picture is as good a cover as another; the later one wins."""

TYPES: Final = (*_READERS, "image/svg+xml")
"""Media types that can be kept, best first."""


@dataclass(slots=True)
class Gallery:
    """The images of one notebook, as they are found."""

    put: Put
    assets: dict[str, Asset] = field(default_factory=dict)
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    cover: Picture | None = None

    def keep(self, media_type: str, content: str, where: str) -> str | None:
        """Keeps an image given as base64, or as XML when it is an SVG.

        Returns:
            The asset's name, or None (and a notice) when it cannot be shown.
        """
        if media_type == "image/svg+xml":
            return self._keep_svg(content.encode("utf-8", "replace"), where)
        try:
            data = base64.b64decode("".join(content.split()), validate=True)
        except (binascii.Error, ValueError):
            return self._refuse(f"An image of {where} is damaged and was left out.")
        return self._keep_raster(media_type, data, where)

    def keep_data_url(self, url: str, where: str) -> str | None:
        """Keeps the image of a `data:image/…;base64,…` address."""
        header, _, content = url.partition(",")
        media_type = header.removeprefix("data:").split(";")[0].lower()
        return self.keep(media_type, content, where) if media_type in _READERS else None

    def image(self, name: str, alt: str) -> SafeHtml:
        """The `<img>` of an asset, with its size."""
        width, height = self.sizes[name]
        size = f' width="{width}" height="{height}"' if width and height else ""
        return SafeHtml(f'<img src="pf-asset:{name}" alt="{text(alt)}"{size} loading="lazy">')

    def consider_cover(self, name: str, alt: str) -> None:
        """Takes the picture as cover if it is better than the one so far.

        Results come late in a notebook, so among pictures of a good size the last one stands.
        """
        width, height = self.sizes[name]
        if min(width, height) < 100 or not 0.3 < width / height < 4:
            return
        candidate = Picture(path=name, alt=alt, width=width, height=height)
        if self.cover is None or _worth(candidate) >= _worth(self.cover):
            self.cover = candidate

    def _keep_raster(self, media_type: str, data: bytes, where: str) -> str | None:
        if len(data) > MAX_BYTES:
            return self._refuse(f"An image of {where} is larger than 20 MB and was left out.")
        found = _look(media_type, data)
        if found is None:
            return self._refuse(f"An image of {where} is damaged and was left out.")
        extension, size = found
        if size[0] * size[1] > MAX_PIXELS:
            return self._refuse(
                f"An image of {where} has {size[0]} by {size[1]} pixels and was left out."
            )
        return self._add(data, extension, size)

    def _keep_svg(self, data: bytes, where: str) -> str | None:
        cleaned = svg.clean(data) if len(data) <= MAX_BYTES else None
        if cleaned is None:
            return self._refuse(f"An SVG of {where} is not well-formed and was left out.")
        return self._add(cleaned[0], "svg", cleaned[1:])

    def _add(self, data: bytes, extension: str, size: tuple[int, int]) -> str:
        name = f"{hashlib.sha256(data).hexdigest()[:16]}.{extension}"
        if name not in self.assets:
            self.add_file(name, data)
            self.sizes[name] = size
        return name

    def add_file(self, name: str, data: bytes) -> None:
        """Keeps a file of another kind under a name made from its content."""
        self.assets[name] = Asset(path=name, blob=self.put(data))

    def _refuse(self, notice: str) -> str | None:
        self.notices.append(notice)
        return None


def _look(media_type: str, data: bytes) -> tuple[str, tuple[int, int]] | None:
    """Extension and size of an image, even where its media type is not what it says."""
    for extension, reader in (_READERS[media_type], *_READERS.values()):
        size = _size(reader, data)
        if size is not None:
            return extension, size
    return None


def _size(reader: type[Image.Image], data: bytes) -> tuple[int, int] | None:
    """Width and height from the header alone; nothing is unpacked."""
    try:
        # The plug-in's own class: `Image.open` warns of large images, which are told by us.
        image = reader(io.BytesIO(data))  # type: ignore[call-arg]
        return image.size if min(image.size) > 0 else None
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        OverflowError,
        MemoryError,
    ):
        return None


def _worth(picture: Picture) -> int:
    return min(picture.width * picture.height, _GOOD_COVER)
