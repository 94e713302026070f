"""Addresses that read well, do not change, and never meet."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SEPARATORS = re.compile(r"[\W_]+")
_MAX_LENGTH = 60
_SIGNS = {"c++": "c-plus-plus", "c#": "c-sharp", "f#": "f-sharp"}
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}
)
"""Windows cannot have a folder of such a name, and the site may be built there."""


def slugify(text: str) -> str:
    """Turn a name into an address part: lower case, words joined by `-`; letters of every script stay.

    A name without any letter or digit gets a short, stable address made from its bytes.
    """
    folded = unicodedata.normalize("NFKD", text)
    latin = "".join(c for c in folded if not _is_latin_accent(c))
    words = _SEPARATORS.sub("-", unicodedata.normalize("NFC", latin).lower()).strip("-")
    slug = words[:_MAX_LENGTH].rstrip("-")
    if not slug:
        return "n-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{slug}-0" if slug in _RESERVED else slug


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """Return what two spellings of one name have in common: `Scikit-Learn` is `scikit learn`."""
    plain = name.strip().lower()
    return _SIGNS.get(plain) or slugify(plain)


def keys(names: Iterable[str]) -> tuple[str, ...]:
    """Return the key of each name, in order."""
    return tuple(key(name) for name in names)


def distinct(preferred: Iterable[tuple[str, str]], taken: Iterable[str] = ()) -> list[str]:
    """Give each thing an address of its own, in order: the first that prefers one gets it.

    Args:
        preferred: for each thing the address that it prefers, and the one that it takes when that is
            gone. When both are gone it gets the second with a number.
        taken: addresses that nobody gets.
    """
    used = set(taken)
    given = []
    for first, second in preferred:
        slug = first if first not in used else second
        number = 2
        while slug in used:
            slug = f"{second}-{number}"
            number += 1
        used.add(slug)
        given.append(slug)
    return given


def _is_latin_accent(character: str) -> bool:
    """Tell the combining marks of Latin, Greek and Cyrillic letters (é, ё) from those that carry meaning."""
    return "\u0300" <= character <= "\u036f"
