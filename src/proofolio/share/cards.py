"""Cards are drawn: a picture of 1200 by 630 pixels, the same bytes for the same words and fonts."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from proofolio.content.shorten import shortened
from proofolio.errors import Place, Problem
from proofolio.model.portfolio import Asset, Picture
from proofolio.model.records import BlobId, Get
from proofolio.model.share import Card
from proofolio.store.files import write_atomically

WIDTH: Final = 1200
HEIGHT: Final = 630
_LONGEST_ALT: Final = 300
_MAX_PIXELS: Final = 16_000_000
_LONGEST_NAME: Final = 60
_LONGEST: Final = 400
"""Characters of a text; a card shows fewer."""
_LONG_WORD: Final = re.compile(r"\S{20,}")
_CUT: Final = re.compile(r"[_/.-](?=.)|[^_/.\u0590-\u08ff-]{16}(?=.)")
"""A long word may be cut after these, but not where letters join."""
_UNSEEN: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
_TEMPLATE: Final = "card.typ"
_COVER: Final = "cover"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Cards that were drawn."""

    assets: tuple[Asset, ...]
    cached: frozenset[Path]
    """Files of the cache that they are made of."""
    notices: tuple[Problem, ...]
    """What no font here could write."""


def picture_of(card: Card) -> Picture:
    """Return a card as a picture of the site; its name changes with what it says, so that no old copy is shown."""
    alt = ". ".join(filter(None, (card.title, card.line)))
    return Picture(
        path=f"{card.page}card-{_name(card)}.png",
        alt=shortened(alt, _LONGEST_ALT),
        width=WIDTH,
        height=HEIGHT,
    )


def write_card_words(file: Path, cards: Iterable[Card]) -> None:
    """Keep what stands on each card, for who looks whether a secret does: in a picture nobody can search."""
    words = {picture_of(card).path: "\n".join(_texts(card)) for card in cards}
    write_atomically(file, json.dumps(words).encode(), durable=False)


def _texts(card: Card) -> Iterator[str]:
    """Its texts as they were written: on the card long words may be cut."""
    yield from (card.kicker, card.title, card.line, card.name)
    for proof in (*card.results, *card.skills):
        yield from (proof.words, proof.reference)


def draw(
    cards: Iterable[Card],
    *,
    blobs: Mapping[str, BlobId],
    get: Get,
    put: Callable[[bytes], BlobId],
    cache: Path,
    fonts: Path,
) -> Drawn:
    """Draw cards, or take what was drawn of the same words before.

    Args:
        cards: what they say.
        blobs: path of a picture on the site → its bytes.
        get: returns the bytes of a blob.
        put: keeps bytes.
        cache: folder of what was made before.
        fonts: folder of the learner's own fonts; need not exist.
    """
    from proofolio.resume.typesetting import own_fonts

    own = own_fonts(fonts)
    ground = _ground(own)
    assets: list[Asset] = []
    kept: list[Path] = []
    notices: list[Problem] = []
    for card in cards:
        cover = blobs.get(card.cover.path) if card.cover and _is_fit(card.cover) else None
        recipe = hashlib.sha256(repr((ground, _said(card), cover)).encode()).hexdigest()
        file = cache / "cards" / f"{recipe}.png"
        left_out = file.with_suffix(".txt")
        if not file.is_file():
            data, lost = _drawn(card, get(cover) if cover else None, own)
            file.parent.mkdir(parents=True, exist_ok=True)
            if lost:
                write_atomically(left_out, lost.encode(), durable=False)
            write_atomically(file, data, durable=False)
        data = file.read_bytes()
        if left_out.is_file():
            notices.append(_without_font(card, left_out.read_text("utf-8")))
            kept.append(left_out)
        kept.append(file)
        assets.append(Asset(path=picture_of(card).path, blob=put(data)))
    return Drawn(assets=tuple(assets), cached=frozenset(kept), notices=tuple(notices))


def _name(card: Card) -> str:
    cover = card.cover.path if card.cover else ""
    return hashlib.sha256(repr((_said(card), cover)).encode()).hexdigest()[:8]


def _is_fit(cover: Picture) -> bool:
    """Tell whether a picture is worth unpacking here; an SVG may ask for more work than it is long."""
    is_drawn = cover.path.lower().endswith(".svg")
    return not is_drawn and cover.width * cover.height <= _MAX_PIXELS


def _ground(own: list[Path]) -> str:
    from proofolio.resume import typesetting

    template = (typesetting.FOLDER / _TEMPLATE).read_text("utf-8")
    stamped = (f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in own)
    return "\n".join([typesetting.version(), template, *stamped])


def _drawn(card: Card, cover: bytes | None, own: list[Path]) -> tuple[bytes, str]:
    """Return the picture, and the words that no font has, which it is drawn without."""
    from proofolio.content.images import lightened
    from proofolio.resume.typesetting import NoFontError, is_refusal, typeset

    files = {_COVER: cover} if cover else {}
    inputs = {"cover": _COVER} if cover else {}

    def attempt(shown: Card) -> bytes:
        said = json.dumps(_said(shown), ensure_ascii=False)
        return typeset(_TEMPLATE, {**inputs, "data": said}, files=files, own=own, form="png")

    try:
        return lightened(attempt(card)), ""
    except NoFontError:
        pass
    except Exception as error:
        if not cover or not is_refusal(error):
            raise
        # A picture that Typst does not take: browsers may.
        return _drawn(card, None, own)
    blank = replace(card, kicker="", title="", line="", name="", results=(), skills=())
    lost: list[str] = []
    for part in ("kicker", "title", "line", "name", "results", "skills"):
        said = getattr(card, part)
        try:
            attempt(replace(blank, **{part: said}))
        except NoFontError as error:
            lost.append(str(error))
            card = replace(card, **{part: getattr(blank, part)})
    if not card.title and card.name:
        card = replace(card, title=card.name, name="")
    return lightened(attempt(card)), "; ".join(lost)


def _said(card: Card) -> dict[str, Any]:
    return {
        "kicker": _plain(card.kicker),
        "title": _directed(card.title),
        "line": _directed(card.line),
        "name": _plain(card.name[:_LONGEST_NAME]),
        "proofs": [
            [_plain(proof.words), _plain(proof.reference), proof.is_printed]
            for proof in (*card.results, *card.skills)
        ],
    }


def _directed(text: str) -> dict[str, Any]:
    plain = _plain(text)
    strong = (unicodedata.bidirectional(character) for character in plain)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), "L")
    return {"text": plain, "rtl": first != "L"}


def _plain(text: str) -> str:
    """Put text on one line, without emoji, which no font of a page of print has; long names may be cut."""
    letters = (" " if _is_picture(character) else character for character in text[: 4 * _LONGEST])
    line = " ".join("".join(letters).split())[:_LONGEST]
    return _LONG_WORD.sub(lambda word: _CUT.sub("\\g<0>\u200b", word[0]), line)


def _is_picture(character: str) -> bool:
    kind = unicodedata.category(character)
    is_drawn = kind == "So" and character >= "\u2190"
    return is_drawn or (character >= "\U0001f000" and kind == "Sk") or kind in _UNSEEN


def _without_font(card: Card, lost: str) -> Problem:
    return Problem(
        message=f"The picture for sharing /{card.page} leaves out words that no font here has: {lost}",
        hint="Install a font that has them, or put its .ttf or .otf file into a folder `fonts`; then build again.",
        where=Place(path=card.page or "portfolio.yml"),
    )
