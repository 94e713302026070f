"""Secrets in a text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from proofolio.leaks import better, masks, placeholders
from proofolio.leaks.named import find_named
from proofolio.leaks.rules import Rule, compiled, own_rules
from proofolio.leaks.telling import Secret, secret_at, together
from proofolio.model.leak import Leak

WINDOW: Final = 4_000_000
"""Characters that are searched at once."""
OVERLAP: Final = 50_000
"""Half of it is longer than any secret with what stands around it."""

_PICTURE: Final = re.compile(r"base64,[A-Za-z0-9+/=]{100,}+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    """A rule's match."""

    rank: int
    """Of the more specific rule it is lower."""
    rule: Rule
    match: re.Match[str]
    start: int
    end: int
    """In the whole text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """A part of a text."""

    text: str
    offset: int
    """Where it begins in the whole."""
    least: int
    most: int
    """What begins before or after these belongs to a neighbour, which holds more around it."""


def find_leaks(text: str) -> tuple[Leak, ...]:
    """Find secrets.

    Args:
        text: as a person reads it, without JSON's escapes and without colour codes. Pictures in it
            (`data:…;base64,`) are passed over.

    Returns:
        In the order of the text. Where two shapes overlap, the more specific one is told.
    """
    return tuple(secret.leak for secret in find_secrets(text))


def find_secrets(text: str) -> tuple[Secret, ...]:
    """Find secrets as `find_leaks` does, each with its value."""
    if "base64," in text:
        text = _PICTURE.sub(lambda picture: " " * len(picture[0]), text)
    known = together((_told(hit) for hit in _apart(_hits(text))), find_named(text))
    return together(known, _more(text))


def _hits(text: str) -> Iterator[_Hit]:
    for window in _windows(text, WINDOW, OVERLAP):
        for rank, rule, match in _matches(window.text):
            start, end = _span(match)
            if window.least <= start < window.most:
                yield _Hit(
                    rank=rank,
                    rule=rule,
                    match=match,
                    start=window.offset + start,
                    end=window.offset + end,
                )


def _more(text: str) -> Iterator[Secret]:
    for window in _windows(text, better.WINDOW, better.OVERLAP):
        for start, end, secret, rule in better.find_more(window.text):
            if window.least <= start < window.most:
                name = rule.replace("-", " ").capitalize()
                offset = window.offset
                yield secret_at(offset + start, offset + end, secret, rule=rule, name=name)


def _windows(text: str, size: int, overlap: int) -> Iterator[_Window]:
    for offset in range(0, max(len(text) - overlap, 1), size):
        part = text[offset : offset + size + overlap]
        is_last = offset + size + overlap >= len(text)
        yield _Window(
            text=part,
            offset=offset,
            least=overlap // 2 if offset else 0,
            most=len(part) if is_last else size + overlap // 2,
        )


def _matches(text: str) -> Iterator[tuple[int, Rule, re.Match[str]]]:
    lower = text.lower()
    for rank, rule in enumerate(own_rules()):
        for match in _tried(rule, text, lower):
            if not _is_made_up(rule, match):
                yield rank, rule, match


def _tried(rule: Rule, text: str, lower: str) -> Iterator[re.Match[str]]:
    if rule.begins:
        for beginning in rule.begins:
            place = text.find(beginning)
            while place >= 0:
                match = compiled(rule.pattern).match(text, place)
                if match:
                    yield match
                place = text.find(beginning, match.end() if match else place + len(beginning))
    elif not rule.near or any(literal in lower for literal in rule.near):
        yield from compiled(rule.pattern).finditer(text)


def _span(match: re.Match[str]) -> tuple[int, int]:
    groups = match.re.groupindex
    if "head" in groups:
        return min(match.start(name) for name in groups if match[name] is not None), match.end()
    if "host" in groups or "secret" not in groups:
        return match.span()
    return match.span("secret")


def _secret(match: re.Match[str]) -> str:
    if "secret" in match.re.groupindex:
        return match["secret"]
    start, end = _span(match)
    return match.string[start:end]


def _is_made_up(rule: Rule, match: re.Match[str]) -> bool:
    secret = _secret(match)
    if rule.shown == "url":
        return placeholders.is_open_password(match["user"], secret, match["host"])
    if rule.shown == "key block":
        return placeholders.is_empty_key_block(secret)
    if rule.id == "json-web-token":
        return placeholders.is_open_jwt(secret)
    return placeholders.is_placeholder(secret, hex_only=rule.hex_only)


def _apart(hits: Iterable[_Hit]) -> list[_Hit]:
    """Those that overlap none of a more specific rule, in the order of the text."""
    kept: list[_Hit] = []
    ends: list[int] = []
    for hit in sorted(hits, key=lambda hit: (hit.rank, hit.start)):
        place = bisect_left(ends, hit.start + 1)
        if place == len(kept) or kept[place].start >= hit.end:
            kept.insert(place, hit)
            ends.insert(place, hit.end)
    return kept


def _told(hit: _Hit) -> Secret:
    secret = _secret(hit.match)
    return secret_at(
        hit.start,
        hit.end,
        secret,
        rule=hit.rule.id,
        name=hit.rule.name,
        masked=_masked(hit.rule, hit.match, secret),
        revoke=hit.rule.revoke,
    )


def _masked(rule: Rule, match: re.Match[str], secret: str) -> str:
    if rule.shown == "url":
        return masks.mask_url(match["scheme"], match["user"], secret, match["host"])
    if rule.shown == "key block":
        return masks.mask_key_block(secret)
    return masks.mask(secret)
