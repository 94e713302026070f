"""Sound and film that lie in an output, as files of the site with a player of the browser's own."""

import base64
import binascii
import hashlib
import re
from typing import Final

from proofolio.content.escape import text
from proofolio.language import gettext as _
from proofolio.model.portfolio import SafeHtml
from proofolio.notebooks.pictures import Gallery

MAX_BYTES: Final = 10_000_000
MAX_RECORDINGS: Final = 50
"""Of one output."""

_OPEN: Final = re.compile(r"<(audio|video)\b", re.IGNORECASE)
_DATA: Final = re.compile(
    r"\bsrc\s*+=\s*+[\"']?+\s*+data:(audio|video)/[\w.+-]{1,40}(?:;[^,;\"']{1,80})*;base64,",
    re.IGNORECASE,
)
_SIZE: Final = re.compile(r"\s(width|height)\s*=\s*[\"']?(\d{1,4})(?:px)?\b", re.IGNORECASE)
_MAGIC: Final = (
    # What a file begins with, from which byte on → its extension.
    (0, b"OggS", "ogg"),
    (0, b"ID3", "mp3"),
    (0, b"\xff\xfb", "mp3"),
    (0, b"\xff\xf3", "mp3"),
    (0, b"\xff\xf2", "mp3"),
    (0, b"fLaC", "flac"),
    (8, b"WAVE", "wav"),
    (4, b"ftyp", "mp4"),
    (0, b"\x1aE\xdf\xa3", "webm"),
)


def taken(html: str, gallery: Gallery, where: str) -> tuple[str, dict[str, SafeHtml]]:
    """The HTML with a mark in place of each recording that it holds, and the players by their marks.

    A mark stands in clean HTML where the recording stood; one that lay in an attribute does not.
    """
    if not _OPEN.search(html):
        return html, {}
    nonce = hashlib.sha256(html.encode("utf-8", "replace")).hexdigest()[:32]
    parts: list[str] = []
    players: dict[str, SafeHtml] = {}
    position = 0
    while len(players) < MAX_RECORDINGS and (match := _OPEN.search(html, position)):
        kind = match[1].lower()
        end = html.find(f"</{match[1]}", match.end())
        end = html.find(">", end) + 1 if end >= 0 else 0
        if not end:
            break
        player = _player(kind, html[match.start() : end], gallery, where)
        mark = f"<i>{nonce}-{len(players)}</i>"
        parts += [html[position : match.start()], mark if player else html[match.start() : end]]
        if player:
            players[mark] = player
        position = end
    return "".join([*parts, html[position:]]), players


def placed(html: SafeHtml, players: dict[str, SafeHtml]) -> SafeHtml:
    """Clean HTML with the players in place of their marks."""
    for mark, player in players.items():
        html = SafeHtml(html.replace(mark, player))
    return html


def _player(kind: str, element: str, gallery: Gallery, where: str) -> SafeHtml | None:
    data = _DATA.search(element)
    if not data:
        return None
    end = min((i for i in (element.find(q, data.end()) for q in "\"'> ") if i >= 0), default=0)
    content = element[data.end() : end]
    if len(content) * 3 // 4 > MAX_BYTES:
        gallery.notices.append(f"A recording of {where} is larger than 10 MB and was left out.")
        return None
    try:
        recording = base64.b64decode("".join(content.split()), validate=True)
    except (binascii.Error, ValueError):
        recording = b""
    extension = next((ext for at, magic, ext in _MAGIC if recording.startswith(magic, at)), None)
    if extension is None:
        gallery.notices.append(f"A recording of {where} is damaged and was left out.")
        return None
    name = f"{hashlib.sha256(recording).hexdigest()[:16]}.{extension}"
    gallery.add_file(name, recording)
    size = "".join(
        f' {attribute.lower()}="{value}"'
        for attribute, value in _SIZE.findall(element[: min(data.start(), 2_000)])
        if kind == "video"
    )
    title = _("Sound") if kind == "audio" else _("Film")
    return SafeHtml(
        f'<{kind} controls preload="metadata" src="pf-asset:{name}"{size} '
        f'aria-label="{title} from {text(where)}"></{kind}>'
    )
