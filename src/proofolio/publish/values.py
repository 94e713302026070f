"""Looks for secrets that are known, by their values, however a file writes them down."""

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import quote

from ahocorasick_rs import BytesAhoCorasick

from proofolio.publish.budget import Layer

SHORTEST: Final = 8
"""Characters of a value; shorter ones stand in other words by chance."""
_SURE: Final = 16
"""So long a value is no part of another by chance."""
_SHORTEST_PACKED: Final = 12
"""In base64 the ends of a value depend on their neighbours, so short ones are not sought there."""
_WORD: Final = re.compile(rb"[A-Za-z0-9_]")
_MIXED: Final = re.compile(r"(?=.*\d)(?=.*[^\W\d])")
_LEAST_LINE: Final = 32
_MOST_LINES: Final = 3


@dataclass(frozen=True)
class Values:
    """The values of secrets; in memory alone, never in what is told or kept."""

    of: Mapping[str, str]
    """Fingerprint → value."""

    def found_in(self, layer: Layer) -> frozenset[str]:
        """Return the fingerprints of those that stand in a text."""
        found: set[str] = set()
        for number, start, end in self._sought.find_matches_as_indexes(
            layer.data, overlapping=True
        ):
            fingerprint, whole = self._written[number]
            if fingerprint not in found and (not whole or _is_whole(layer.data, start, end)):
                found.add(fingerprint)
        return frozenset(found)

    @cached_property
    def _written(self) -> tuple[tuple[str, bool], ...]:
        """For each way to write one: whose it is, and whether it has to stand alone."""
        return tuple((fingerprint, whole) for fingerprint, _, whole in self._ways)

    @cached_property
    def _sought(self) -> BytesAhoCorasick:
        return BytesAhoCorasick([way for _, way, _ in self._ways])

    @cached_property
    def _ways(self) -> tuple[tuple[str, bytes, bool], ...]:
        return tuple(
            (fingerprint, way, len(value) < _SURE)
            for fingerprint, value in self.of.items()
            for way in ways_to_write(value)
        )

    def __getstate__(self) -> dict[str, object]:
        return {"of": self.of}


def _is_whole(data: bytes, start: int, end: int) -> bool:
    before, after = data[start - 1 : start] if start else b"", data[end : end + 1]
    return not _WORD.match(before) and not _WORD.match(after)


def is_sought(value: str) -> bool:
    """Whether a value is told from ordinary words: a password that is one would be found everywhere."""
    return len(value) >= _SURE or (len(value) >= SHORTEST and bool(_MIXED.match(value)))


def ways_to_write(value: str) -> frozenset[bytes]:
    """Return how a value may stand in a file: as it is, escaped for HTML, JSON or addresses, in base64, as UTF-16."""
    if not is_sought(value):
        return frozenset()
    return frozenset(way for part in _parts(value) for way in _ways(part) if way)


def _parts(value: str) -> tuple[str, ...]:
    """Of a value of many lines a few: each way to write down its lines' ends is then the same."""
    lines = [line for line in re.split(r"\\[nr]|\s", value) if len(line) >= _LEAST_LINE]
    is_block = "\n" in value or "\\n" in value
    return tuple(lines[:_MOST_LINES]) if is_block and lines else (value,)


def _ways(text: str) -> Iterator[bytes]:
    plain = text.encode("utf-8", "replace")
    yield plain
    yield text.encode("utf-16-le", "replace")
    yield text.encode("utf-16-be", "replace")
    for escaped in _escaped(text):
        yield escaped.encode("utf-8", "replace")
        yield html.escape(escaped).encode("utf-8", "replace")
    if len(plain) >= _SHORTEST_PACKED:
        yield from _in_base64(plain)


def _escaped(text: str) -> Iterable[str]:
    as_html = html.escape(text)
    as_json = json.dumps(text)[1:-1]
    yield as_html
    yield html.escape(text, quote=False)
    yield as_html.replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
    yield as_json
    yield json.dumps(text, ensure_ascii=False)[1:-1]
    yield as_json.replace("/", "\\/")
    # As scripts in pages are written: https://html.spec.whatwg.org/#restrictions-for-contents-of-script-elements
    yield re.sub("[<>&'+=]", lambda sign: f"\\u{ord(sign[0]):04x}", as_json)
    yield re.sub("[<>&'+=]", lambda sign: f"\\u{ord(sign[0]):04X}", as_json)
    yield json.dumps(as_html)[1:-1]
    for safe in ("", "/", "/:@!$&'()*+,;="):
        addressed = quote(text, safe=safe, errors="replace")
        yield addressed
        yield re.sub("%[0-9A-F]{2}", lambda code: code[0].lower(), addressed)


def _in_base64(data: bytes) -> Iterator[bytes]:
    """Its middle at each of the three places where it may begin in a group; the neighbours decide the ends."""
    for shift in range(3):
        packed = base64.b64encode(b"\0" * shift + data)
        first = (0, 2, 3)[shift]
        last = (len(data) + shift) * 8 // 6
        middle = packed[first:last]
        yield middle
        yield middle.translate(bytes.maketrans(b"+/", b"-_"))
        yield middle.replace(b"/", b"\\/")
