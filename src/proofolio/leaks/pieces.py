"""Many texts as one, so that a whole file is read once for all the words that secrets stand by."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import ahocorasick_rs

SEPARATOR: Final = "\n\0\n"
"""Between two texts; no pattern is tried beyond the end of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Texts, one behind the other."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Pieces":
        """Put texts behind one another."""
        steps = (len(text) + len(SEPARATOR) for text in texts)
        starts = tuple(accumulate(steps, initial=0))[:-1]
        ends = tuple(start + len(text) for start, text in zip(starts, texts, strict=True))
        return cls(text=SEPARATOR.join(texts), starts=starts, ends=ends)

    def number_at(self, place: int) -> int:
        """Which text a place belongs to, counted from 0."""
        return bisect_right(self.starts, place) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of the list, at one place."""

    number: int
    """In the list."""
    start: int
    end: int


class Words:
    """A list of words that a text is searched for in one pass, however many they are."""

    def __init__(self, words: Iterable[str], *, any_case: bool) -> None:
        """Prepare the search.

        Args:
            words: in lower case where the case does not matter.
            any_case: whether `KEY` is found for `key`, in ASCII.
        """
        self._any_case = any_case
        self._find: Callable[..., list[tuple[int, int, int]]] = ahocorasick_rs.BytesAhoCorasick(
            [word.encode() for word in words], implementation=ahocorasick_rs.Implementation.DFA
        ).find_matches_as_indexes

    def find(self, encoded: "Encoded") -> Iterator[Word]:
        """Yield all places of all words, those that overlap, too, in the order of their ends."""
        data = encoded.lower if self._any_case else encoded.data
        found = self._find(data, overlapping=True)
        if encoded.is_ascii:
            for number, start, end in found:
                yield Word(number=number, start=start, end=end)
            return
        seen = place = 0
        for number, start, end in found:
            place += len(data[seen:end].decode("utf-8", "replace"))
            seen = end
            length = len(data[start:end].decode("utf-8", "replace"))
            yield Word(number=number, start=place - length, end=place)


class Encoded:
    """A text in the form that it is searched in."""

    def __init__(self, text: str) -> None:
        """Encode a text; what cannot be encoded is one `?` a character, so that places stay."""
        self.data = text.encode("utf-8", "replace")
        self.lower = self.data.lower()
        self.is_ascii = len(self.data) == len(text)
