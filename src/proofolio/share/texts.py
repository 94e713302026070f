"""Words to share a page with, made of what is known of it, each as long as its place allows."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from proofolio.content.shorten import shortened
from proofolio.language import gettext as _
from proofolio.model.share import Card, Proof

X_LIMIT: Final = 280
BLUESKY_LIMIT: Final = 300
MASTODON_LIMIT: Final = 500
LINKEDIN_LIMIT: Final = 3000

_ADDRESS_LENGTH: Final = 23
"""What X and Mastodon count for an address, however long it is."""
_LIGHT: Final = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Characters that X counts once (https://docs.x.com/fundamentals/counting-characters); others count twice."""
_LIKE_ADDRESS: Final = re.compile(r"\S+\.[^\W\d_]{2,}\S*")
_SHORTEST_LINE: Final = 40
_MORE: Final = 200
"""Of a line, in places where there is room for all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A letter that leads to a page."""

    subject: str
    body: str

    @property
    def link(self) -> str:
        """Open it in a program for mail (RFC 6068)."""
        body = quote(self.body.replace("\n", "\r\n"), safe="")
        return f"mailto:?subject={quote(self.subject, safe='')}&body={body}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What to say, and where."""

    linkedin: str
    x: str
    bluesky: str
    mastodon: str
    mail: Mail


def texts(card: Card, address: str) -> Texts:
    """Say what a page is in the words of its card.

    Args:
        card: title, line, figures and skills of the page.
        address: of the page; absolute.
    """
    title, line = shortened(card.title, LINKEDIN_LIMIT), shortened(card.line, LINKEDIN_LIMIT)
    card = replace(card, title=title, line=line)
    letter = filter(None, (card.line, *_proofs(card), address, card.name))
    return Texts(
        linkedin=_fitted(card, address, LINKEDIN_LIMIT, len, gap="\n\n"),
        x=_fitted(card, address, X_LIMIT, weight_on_x),
        # A letter with its marks is several characters and one grapheme: never more graphemes than characters.
        bluesky=_fitted(card, address, BLUESKY_LIMIT, len),
        mastodon=_fitted(card, address, MASTODON_LIMIT, len),
        mail=Mail(subject=shortened(card.title, _MORE), body="\n\n".join(letter)),
    )


def weight_on_x(text: str) -> int:
    """Return how long a text is as X counts; never less."""
    total = 0
    for part in re.split(r"(\s+)", unicodedata.normalize("NFC", text)):
        weight = sum(1 if _is_light(ord(character)) else 2 for character in part)
        if part.startswith(("https://", "http://")):
            weight = _ADDRESS_LENGTH
        elif _LIKE_ADDRESS.fullmatch(part):
            weight = max(weight, _ADDRESS_LENGTH)
        total += weight
    return total


def _is_light(code: int) -> bool:
    return any(first <= code <= last for first, last in _LIGHT)


def _opening(card: Card) -> Iterator[str]:
    yield card.title
    if card.line:
        yield card.line


def _proofs(card: Card) -> Iterator[str]:
    if card.results:
        yield _sentence("", card.results, mark="; ")
    if card.skills:
        yield _sentence(_("Skills") + _(": "), card.skills)


def _sentence(before: str, proofs: tuple[Proof, ...], mark: str = "") -> str:
    wording = (mark or _(", ")).join(proof.words for proof in proofs)
    return _("{words}.").format(words=before + wording)


def _fitted(
    card: Card, address: str, limit: int, length: Callable[[str], int], gap: str = "\n"
) -> str:
    """Return the longest of the ways to say it that fits; what is less telling goes first."""
    return next(wording for wording in _ways(card, address, limit, gap) if length(wording) <= limit)


def _ways(card: Card, address: str, limit: int, gap: str) -> Iterator[str]:
    proofs = list(_proofs(card))
    for count in range(len(proofs), -1, -1):
        yield gap.join([*_opening(card), *proofs[:count], address])
    for longest in range(min(len(card.line), limit), _SHORTEST_LINE - 1, -1):
        yield gap.join([card.title, shortened(card.line, longest), address])
    for longest in range(min(len(card.title), limit), 0, -1):
        yield gap.join([shortened(card.title, longest), address])
    # Only an address that is itself longer than the place.
    yield address
