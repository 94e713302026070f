"""Cards are drawn: a picture of 1200 by 630 pixels, the same bytes for the same words and fonts."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from proofolio.content.shorten import shortened
from proofolio.errors import Place, Problem
from proofolio.model.portfolio import Asset, Picture
from proofolio.model.records import BlobId, Get
from proofolio.model.share import Card
from proofolio.resume.legible import is_emoji
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
    missing: Mapping[str, str]
    """Character that no font has, which cards were drawn without → page of the first of them."""
    problems: tuple[Problem, ...]
    """Cards that could not be drawn."""


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
    missing: dict[str, str] = {}
    problems: list[Problem] = []
    for card in cards:
        cover = blobs.get(card.cover.path) if card.cover and _is_fit(card.cover) else None
        recipe = hashlib.sha256(repr((ground, _fields(card), cover)).encode()).hexdigest()
        file = cache / "cards" / f"{recipe}.png"
        left_out = file.with_suffix(".txt")
        if not file.is_file() or _has_new_fonts(left_out):
            try:
                data, lost = _drawn(card, get(cover) if cover else None, own)
            except Exception as error:  # noqa: BLE001  one card must not stop the others
                problems.append(_undrawn(card, error))
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            left_out.unlink(missing_ok=True)
            if lost:
                noted = f"{_fonts()}\n{''.join(sorted(lost))}"
                write_atomically(left_out, noted.encode(), durable=False)
            write_atomically(file, data, durable=False)
        data = file.read_bytes()
        if left_out.is_file():
            for character in left_out.read_text("utf-8").partition("\n")[2]:
                missing.setdefault(character, card.page)
            kept.append(left_out)
        kept.append(file)
        assets.append(Asset(path=picture_of(card).path, blob=put(data)))
    return Drawn(
        assets=tuple(assets), cached=frozenset(kept), missing=missing, problems=tuple(problems)
    )


def _name(card: Card) -> str:
    cover = card.cover.path if card.cover else ""
    return hashlib.sha256(repr((_fields(card), cover)).encode()).hexdigest()[:8]


def _is_fit(cover: Picture) -> bool:
    """Tell whether a picture is worth unpacking here; an SVG may ask for more work than it is long."""
    is_drawn = cover.path.lower().endswith(".svg")
    return not is_drawn and cover.width * cover.height <= _MAX_PIXELS


def _ground(own: list[Path]) -> str:
    from proofolio.resume import typesetting

    template = (typesetting.FOLDER / _TEMPLATE).read_text("utf-8")
    stamped = (f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in own)
    return "\n".join([typesetting.version(), template, *stamped])


def _has_new_fonts(left_out: Path) -> bool:
    """Tell whether fonts came or went since a card was drawn without some characters."""
    return left_out.is_file() and left_out.read_text("utf-8").partition("\n")[0] != _fonts()


@cache
def _fonts() -> str:
    from proofolio.resume.fonts import fonts_stamp

    return hashlib.sha256(fonts_stamp().encode()).hexdigest()


def _drawn(card: Card, cover: bytes | None, own: list[Path]) -> tuple[bytes, frozenset[str]]:
    """Return the picture, and the characters that no font has, which it is drawn without."""
    from proofolio.content.images import lightened
    from proofolio.resume.legible import set_legibly
    from proofolio.resume.typesetting import is_refusal, typeset

    files = {_COVER: cover} if cover else {}
    inputs = {"cover": _COVER} if cover else {}

    def attempt(fields: dict[str, Any]) -> bytes:
        if not fields["title"]["text"] and fields["name"]:
            fields = {**fields, "title": _directed(fields["name"]), "name": ""}
        words = json.dumps(fields, ensure_ascii=False)
        return typeset(_TEMPLATE, {**inputs, "data": words}, files=files, own=own, form="png")

    try:
        data, _, lost = set_legibly(_fields(card), attempt)
    except Exception as error:
        if not cover or not is_refusal(error):
            raise
        # A picture that Typst does not take: browsers may.
        return _drawn(card, None, own)
    return lightened(data), lost


def _fields(card: Card) -> dict[str, Any]:
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
    return (
        is_emoji(character)
        or is_drawn
        or (character >= "\U0001f000" and kind == "Sk")
        or kind in _UNSEEN
    )


def _undrawn(card: Card, error: Exception) -> Problem:
    return Problem(
        message=f"The picture for sharing /{card.page} could not be drawn ({type(error).__name__}); the page has none.",
        hint="Look at the title and the cover of that page; if nothing is unusual there, please report it.",
        where=Place(path=card.page or "portfolio.yml"),
    )
