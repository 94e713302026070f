"""Takes place, owner and camera out of every picture of a notebook, for its page and for its download."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from proofolio.content import embedded_images, images
from proofolio.language import gettext as _

MAX_NOTICES: Final = 10
_ESCAPED: Final = re.compile(r"\\u00[2-7]")


Prepared = dict[str, images.Prepared]
"""Content of an image in a notebook, as it is after cleaning → the image."""


def may_embed(notebook_json: str) -> bool:
    """Tell whether a notebook's texts may hold pictures, also where JSON spells their address in escapes."""
    return ";base64," in notebook_json or _ESCAPED.search(notebook_json) is not None


def clean_pictures(notebook: dict[str, Any], *, embedded: bool) -> tuple[Prepared, tuple[str, ...]]:
    """Clean, in place, the pictures of outputs and attachments and those that lie in texts.

    One that cannot be cleaned, because it is damaged or far too large, is taken out.

    Args:
        notebook: of nbformat 4, its cells are mappings.
        embedded: whether to look into texts, too.

    Returns:
        The images that may be shown, so that none is unpacked twice; and what was taken out, in sentences.
    """
    prepared: Prepared = {}
    notices: list[str] = []
    for index, cell in enumerate(notebook["cells"], 1):
        where = _where(cell, index)

        def refuse(why: str, where: str = where) -> None:
            notices.append(f"An image of {where} {why} and was left out.")

        for bundle in _bundles(cell):
            _clean_bundle(bundle, prepared, refuse)
        if embedded:
            _clean_texts(cell, refuse)

    def refuse_said(why: str) -> None:
        notices.append(f"An image in the notebook's metadata {why} and was left out.")

    if embedded:
        _clean_texts({"metadata": notebook.get("metadata")}, refuse_said)
    return prepared, tuple(dict.fromkeys(notices))[:MAX_NOTICES]


def _where(cell: dict[str, Any], index: int) -> str:
    count = cell.get("execution_count")
    if cell.get("cell_type") != "code":
        return f"cell {index}"
    number = count if isinstance(count, int) and 0 < count < 10**6 else index
    return _("cell {number}").format(number=number)


def _bundles(cell: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what maps media types to contents: data of outputs, and attachments."""
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else ():
        if isinstance(output, dict) and isinstance(output.get("data"), dict):
            yield output["data"]
    attachments = cell.get("attachments")
    for bundle in attachments.values() if isinstance(attachments, dict) else ():
        if isinstance(bundle, dict):
            yield bundle


def _clean_bundle(
    bundle: dict[str, Any], prepared: Prepared, refuse: Callable[[str], None]
) -> None:
    for kind in [key for key in bundle if key.startswith("image/")]:
        value = bundle[kind]
        content = "".join(filter(_is_text, value)) if isinstance(value, list) else value
        try:
            found = _cleaned(kind, content, prepared) if isinstance(content, str) else None
        except images.UnfitError as error:
            del bundle[kind]
            refuse(str(error))
            continue
        except (binascii.Error, ValueError):
            del bundle[kind]
            refuse("is damaged")
            continue
        if found is None:
            del bundle[kind]
        else:
            bundle[kind] = found


def _cleaned(kind: str, content: str, prepared: Prepared) -> str:
    if content in prepared:
        return content
    if kind == "image/svg+xml":
        image = images.prepare(content.encode("utf-8", "replace"), "svg")
        found = image.data.decode("utf-8")
    else:
        raw = base64.b64decode("".join(content.split()), validate=True)
        if kind not in images.MEDIA_TYPES:
            data = images.cleaned_file(raw, f".{kind.removeprefix('image/')}")
            return base64.b64encode(data).decode("ascii")
        image = images.prepare(raw, images.MEDIA_TYPES[kind])
        found = content if image.data is raw else base64.b64encode(image.data).decode("ascii")
    prepared[found] = image
    return found


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _clean_texts(value: Any, refuse: Callable[[str], None]) -> None:
    """Clean the pictures in every text below a value, without depth that recursion would run out at."""
    waiting: list[Any] = [value]
    while waiting:
        place = waiting.pop()
        entries = place.items() if isinstance(place, dict) else enumerate(place)
        for key, child in list(entries):
            if isinstance(child, str):
                if ";base64," in child:
                    place[key] = _clean_text(child, refuse)
            elif isinstance(child, list) and child and all(map(_is_text, child)):
                text = "".join(child)
                if ";base64," in text:
                    place[key] = _clean_text(text, refuse).splitlines(keepends=True)
            elif isinstance(child, dict | list):
                waiting.append(child)


def _clean_text(text: str, refuse: Callable[[str], None]) -> str:
    refused: list[str] = []
    found = embedded_images.cleaned(text, refused)
    for _unused in refused:
        refuse("is damaged")
    return found
