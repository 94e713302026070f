"""Which repositories somebody's own README leads to, in which order, and what it says of each."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Final

from proofolio.assemble.links import address_key
from proofolio.assemble.summary_shape import sentences
from proofolio.content.sanitize import text

_BLOCK: Final = re.compile(
    r"<(?P<tag>h[1-6]|p|li|td)\b[^<>]*>(?P<inner>(?:(?!</?(?:p|li|h[1-6]|ul|ol|table|pre|td)\b).)*+)",
    re.DOTALL,
)
_LINK: Final = re.compile(r'<a\b[^<>]*?\bhref="(https?://[^"<>]{1,300})"', re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_MOST_BLOCKS: Final = 400
_LEAST: Final = 40
_LONGEST: Final = 220
_LABEL: Final = re.compile(r"^[\w /&-]{3,24}[:\uff1a]")
"""`Focus: …`, which is no sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A repository that its owner's README leads to."""

    rank: int
    """0 for the first."""
    words: str
    """The first sentence of what it says there; may be empty."""


def picked(readmes: Iterable[str]) -> Mapping[str, Picked]:
    """Return what the READMEs lead to, by `address_key`.

    Args:
        readmes: HTML of READMEs about a person, the most personal first.
    """
    found: dict[str, Picked] = {}
    for html in readmes:
        for address, words in _leads(html):
            key = address_key(address)
            if key not in found:
                found[key] = Picked(rank=len(found), words=words)
    return found


def _leads(html: str) -> Iterator[tuple[str, str]]:
    said = ""
    is_below_heading = False
    for number, block in enumerate(_BLOCK.finditer(html)):
        if number >= _MOST_BLOCKS:
            return
        inner = block["inner"]
        plain = " ".join(unescape(_TAG.sub("", inner)).split())
        if block["tag"][0] == "h":
            said, is_below_heading = "", True
        elif is_below_heading and not said and block["tag"] == "p":
            said = _sentence(plain)
        for address in _LINK.findall(inner):
            yield unescape(address), said


def _sentence(plain: str) -> str:
    first = next(iter(sentences(plain)), "")
    is_sentence = _LEAST <= len(first) <= _LONGEST and not _LABEL.match(first)
    return text(first) if is_sentence and "://" not in first else ""
