"""Which repositories somebody's own README leads to, in which order, and what it says of each."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
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
_BESIDE: Final = re.compile(r"^[^:\u2013\u2014-]{2,60}?\s*(?:[:\uff1a]|\s[\u2013\u2014-])\s+")
"""A name and a dash before what is said of it."""
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


def picked(readmes: Iterable[str], hosts: Collection[str]) -> Mapping[str, Picked]:
    """Return what the READMEs lead to, by `address_key`.

    Args:
        readmes: HTML of READMEs about a person, the most personal first.
        hosts: where repositories are: `github.com`.
    """
    found: dict[str, Picked] = {}
    for html in readmes:
        for address, words in _leads(html, hosts):
            key = address_key(address)
            if key not in found:
                found[key] = Picked(rank=len(found), words=words)
    return found


def _leads(html: str, hosts: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each address that is led to, with what is said of it: beside the link, or in a section that leads nowhere else."""
    section: list[tuple[str, str]] = []
    said = ""
    is_below_heading = False
    for number, block in enumerate(_BLOCK.finditer(html)):
        if number >= _MOST_BLOCKS:
            break
        plain = " ".join(unescape(_TAG.sub("", block["inner"])).split())
        found = [unescape(address) for address in _LINK.findall(block["inner"])]
        if block["tag"][0] == "h":
            yield from _of_section(section, said, hosts)
            section, said, is_below_heading = [], "", True
        elif is_below_heading and not said and block["tag"] == "p" and not found:
            said = _sentence(plain)
        beside = (
            _sentence(_BESIDE.sub("", plain)) if len(found) == 1 and block["tag"] == "li" else ""
        )
        section += [(address, beside) for address in found]
    yield from _of_section(section, said, hosts)


def _of_section(
    section: list[tuple[str, str]], said: str, hosts: Collection[str]
) -> Iterator[tuple[str, str]]:
    keys = (address_key(address) for address, _ in section)
    repositories = {key for key in keys if key.partition("/")[0].removeprefix("www.") in hosts}
    for address, beside in section:
        yield address, beside or (said if len(repositories) == 1 else "")


def _sentence(plain: str) -> str:
    first = next(iter(sentences(plain)), "")
    is_sentence = _LEAST <= len(first) <= _LONGEST and not _LABEL.match(first)
    return text(first[:1].upper() + first[1:]) if is_sentence and "://" not in first else ""
