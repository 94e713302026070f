"""Images of a notebook as files of the site."""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from proofolio.content import images
from proofolio.content.escape import text
from proofolio.model.portfolio import Asset, Picture, SafeHtml
from proofolio.model.records import Put

_GOOD_COVER: Final = 60_000
"""Square pixels from which one picture is as good a cover as another; the later one wins."""

TYPES: Final = tuple(images.MEDIA_TYPES)
"""Media types that can be kept, best first."""


@dataclass(slots=True)
class Gallery:
    """The images of one notebook, as they are found."""

    put: Put
    prepared: Mapping[str, images.Prepared] = field(default_factory=dict)
    """Content of an image → the image, where it was looked at before."""
    assets: dict[str, Asset] = field(default_factory=dict)
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    cover: Picture | None = None

    def keep(self, media_type: str, content: str, where: str) -> str | None:
        """Keeps an image given as base64, or as XML when it is an SVG.

        Returns:
            The asset's name, or None (and a notice) when it cannot be shown.
        """
        try:
            image = self.prepared.get(content) or _prepared(media_type, content)
        except images.UnfitError as error:
            return self._refuse(f"An image of {where} {error} and was left out.")
        except (binascii.Error, ValueError):
            return self._refuse(f"An image of {where} is damaged and was left out.")
        name = f"{hashlib.sha256(image.data).hexdigest()[:16]}.{image.extension}"
        if name not in self.assets:
            self.add_file(name, image.data)
            self.sizes[name] = (image.width, image.height)
        return name

    def keep_data_url(self, url: str, where: str) -> str | None:
        """Keeps the image of a `data:image/…;base64,…` address."""
        header, _, content = url.partition(",")
        media_type = header.removeprefix("data:").split(";")[0].lower()
        known = media_type in images.MEDIA_TYPES and media_type != "image/svg+xml"
        return self.keep(media_type, content, where) if known else None

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

    def add_file(self, name: str, data: bytes) -> None:
        """Keeps a file of another kind under a name made from its content."""
        self.assets[name] = Asset(path=name, blob=self.put(data))

    def _refuse(self, notice: str) -> str | None:
        self.notices.append(notice)
        return None


def _prepared(media_type: str, content: str) -> images.Prepared:
    if media_type == "image/svg+xml":
        data = content.encode("utf-8", "replace")
    else:
        data = base64.b64decode("".join(content.split()), validate=True)
    return images.prepare(data, images.MEDIA_TYPES[media_type])


def _worth(picture: Picture) -> int:
    return min(picture.width * picture.height, _GOOD_COVER)
