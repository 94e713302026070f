"""Secrets in the bytes of one file of any kind: by their shapes, and by the values that are known."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from proofolio.leaks import FoundLeak, cells_digest, secrets_in_file
from proofolio.publish.budget import Layer, Unread
from proofolio.publish.contents import read_contents
from proofolio.publish.values import Values

VERSION = 2
"""Grows when the same bytes are looked into in another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A secret in a file, without its value."""

    found: FoundLeak
    inside: str
    """Where within the file, when that is an archive or the like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a look into a file came to."""

    sights: tuple[Sight, ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    """Fingerprint of a known secret whose value stands in it, and where within it."""
    unread: tuple[Unread, ...] = ()
    cells: str = ""
    """Of a notebook without a secret: `leaks.cells_digest`."""


def search(
    name: str,
    data: bytes,
    values: Values | None = None,
    *,
    words: str = "",
    harmless: AbstractSet[str] = frozenset(),
) -> Searched:
    """Look into a file.

    Args:
        name: its path, by which settings files and notebooks are known.
        data: its bytes.
        values: of secrets that were found elsewhere.
        words: what it says, where it is a picture that we drew.
        harmless: `Searched.cells` of notebooks that were searched: most downloads differ from what was
            pulled by their metadata alone. Values are looked for in all of it.
    """
    cells = ""
    sights: dict[tuple[str, str], Sight] = {}
    known: dict[tuple[str, str], None] = {}
    unread: list[Unread] = []
    for item in (*_drawn(words), *read_contents(name, data)):
        if isinstance(item, Unread):
            unread.append(item)
            continue
        if values is not None:
            known |= dict.fromkeys((one, item.inside) for one in sorted(values.found_in(item)))
        # A line counts in the file itself, not in the words that were taken from it.
        is_itself = item.name == name and not item.inside
        if is_itself and name.casefold().endswith(".ipynb"):
            cells = cells_digest(item.data)
        for found, _ in _shapes(item, harmless) if item.shapes else ():
            shown = found if is_itself else replace(found, line=None)
            place = (found.leak.fingerprint, item.inside)
            if place not in sights or (sights[place].found.leak.doubt and not found.leak.doubt):
                sights[place] = Sight(found=shown, inside=item.inside)
    return Searched(
        sights=tuple(sights.values()),
        known=tuple(known),
        unread=tuple(unread),
        cells="" if sights else cells,
    )


_HARMLESS: Final[set[bytes]] = set()
"""Parts of layers in which nothing was found by this process."""
_MOST_HARMLESS: Final = 200_000
_SHORT: Final = 2_000
"""Bytes of a text that is worth remembering: what pictures say of themselves is mostly the same."""


def _shapes(layer: Layer, known: AbstractSet[str]) -> Sequence[tuple[FoundLeak, str]]:
    """Try the rules on a layer, but not once more on what they were tried on."""
    if layer.parts:
        new = [part for part in layer.parts if part not in _HARMLESS]
        found = secrets_in_file(layer.name, b"\n".join(new)) if new else ()
        if not found and len(_HARMLESS) < _MOST_HARMLESS:
            _HARMLESS.update(new)
        return found
    if len(layer.data) <= _SHORT and not layer.name.casefold().endswith(".ipynb"):
        return _of_short(layer.name, layer.data)
    return secrets_in_file(layer.name, layer.data, known=known)


@lru_cache(maxsize=1_000)
def _of_short(name: str, data: bytes) -> tuple[tuple[FoundLeak, str], ...]:
    return secrets_in_file(name, data)


def values_in(name: str, data: bytes) -> dict[str, str]:
    """Return fingerprint → value of the secrets in a file; for the memory of this process alone."""
    return {
        found.leak.fingerprint: value
        for item in read_contents(name, data)
        if isinstance(item, Layer) and item.shapes
        for found, value in secrets_in_file(item.name, item.data)
    }


def _drawn(words: str) -> Iterator[Layer]:
    if words:
        yield Layer(inside="drawn words", name="words.txt", data=words.encode("utf-8", "replace"))
