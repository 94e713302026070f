"""Secrets in texts: the shapes of `rules.toml`, names, and betterleaks where it is installed."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from proofolio.leaks import better, binary, masks, placeholders
from proofolio.leaks.named import name_at, named_at
from proofolio.leaks.names import CALLS, NAME_WORDS, keeps
from proofolio.leaks.pieces import Encoded, Pieces, Words
from proofolio.leaks.rules import Rule, compiled, own_rules
from proofolio.leaks.secret import Secret, secret_at, together
from proofolio.leaks.shell import COMMANDS, given_at
from proofolio.model.leak import Leak

_WORDS: Final = (*NAME_WORDS, *CALLS, *COMMANDS)
_CALLS: Final = range(len(NAME_WORDS), len(NAME_WORDS) + len(CALLS))
_COMMANDS: Final = range(_CALLS.stop, len(_WORDS))

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """A text and what was found in it."""

    secrets: tuple[Secret, ...]
    """In the order of the text. Where two shapes overlap, the more specific one is told."""
    is_suspect: bool
    """Words stand in it that secrets are written by."""


_NOTHING: Final = Searched(secrets=(), is_suspect=False)


def find_leaks(text: str) -> tuple[Leak, ...]:
    """Find secrets.

    Args:
        text: as a person reads it, without JSON's escapes and without colour codes. Pictures in it
            (`data:…;base64,`) are passed over.

    Returns:
        In the order of the text. Where two shapes overlap, the more specific one is told.
    """
    return tuple(secret.leak for secret in search_texts([text])[0].secrets)


def prepare() -> None:
    """Read the rules, so that processes that are forked from this one need not; betterleaks they load themselves."""
    _beginnings()
    _beginnings_in_any_case()
    _name_words()


def search_texts(texts: Sequence[str]) -> tuple[Searched, ...]:
    """Find secrets in each of many texts as `find_leaks` does; the time is that of one long text."""
    clean = [_without_pictures(text) for text in texts]
    pieces = Pieces.of(clean)
    encoded = Encoded(pieces.text)
    hits: dict[int, list[_Hit]] = defaultdict(list)
    suspects: set[int] = set()
    for rank, rule, match in _matches(pieces, encoded, suspects):
        number = pieces.number_at(match.start())
        start, end = _span(match)
        if not _is_made_up(rule, match) and not binary.is_within(pieces.text, start, end):
            hits[number].append(_Hit(rank=rank, rule=rule, match=match, start=start, end=end))
    named: dict[int, list[Secret]] = defaultdict(list)
    for word in _name_words().find(encoded):
        number = pieces.number_at(word.start)
        least = pieces.starts[number]
        most = pieces.ends[number]
        if word.number in _COMMANDS:
            found = given_at(pieces.text, word.end, most)
        elif word.number in _CALLS:
            suspects.add(number)
            continue
        else:
            name = name_at(pieces.text, word.start, word.end, least)
            if not keeps(name):
                if keeps(name[:-1]):
                    suspects.add(number)
                continue
            suspects.add(number)
            found = named_at(pieces.text, name, word.start, word.end, least, most)
        if found:
            start, end, secret = found
            named[number].append(_named(start - least, end - least, secret))
    more = _more(clean)
    searched = [_NOTHING] * len(texts)
    for number in {*hits, *named, *more, *suspects}:
        own = (_secret_at(hit, pieces.starts[number]) for hit in _apart(hits.get(number, ())))
        secrets = together(together(own, named.get(number, ())), more.get(number, ()))
        searched[number] = Searched(secrets=secrets, is_suspect=number in suspects)
    return tuple(searched)


def _named(start: int, end: int, secret: str) -> Secret:
    return secret_at(start, end, secret, rule="named-secret", name="Key, token or password")


def _without_pictures(text: str) -> str:
    if "base64," in text:
        return _PICTURE.sub(lambda picture: " " * len(picture[0]), text)
    return text


def _matches(
    pieces: Pieces, encoded: Encoded, suspects: set[int]
) -> Iterator[tuple[int, Rule, re.Match[str]]]:
    text = pieces.text
    for words, ranks in (_beginnings(), _beginnings_in_any_case()):
        reached: dict[int, int] = {}
        for word in words.find(encoded):
            number = pieces.number_at(word.start)
            for rank in ranks[word.number]:
                # Within a match, the same rule begins no other.
                if word.start < reached.get(rank, 0):
                    continue
                rule = own_rules()[rank]
                match = compiled(rule.pattern).match(text, word.start, pieces.ends[number])
                if match:
                    reached[rank] = match.end()
                    yield rank, rule, match
                elif word.start and text[word.start - 1] in "\"'`":
                    suspects.add(number)
    for rank, rule in enumerate(own_rules()):
        if not rule.begins and not rule.begins_in_any_case:
            for match in compiled(rule.pattern).finditer(text):
                yield rank, rule, match


@cache
def _beginnings() -> tuple[Words, tuple[tuple[int, ...], ...]]:
    return _listed([rule.begins for rule in own_rules()], any_case=False)


@cache
def _beginnings_in_any_case() -> tuple[Words, tuple[tuple[int, ...], ...]]:
    return _listed([rule.begins_in_any_case for rule in own_rules()], any_case=True)


@cache
def _name_words() -> Words:
    return Words(_WORDS, any_case=True)


def _listed(
    lists: Sequence[Sequence[str]], *, any_case: bool
) -> tuple[Words, tuple[tuple[int, ...], ...]]:
    """All words once, and by each the ranks of the rules that ask for it."""
    ranks: dict[str, list[int]] = defaultdict(list)
    for rank, words in enumerate(lists):
        for word in words:
            ranks[word].append(rank)
    return Words(ranks, any_case=any_case), tuple(map(tuple, ranks.values()))


def _more(texts: Sequence[str]) -> dict[int, list[Secret]]:
    found: dict[int, list[Secret]] = defaultdict(list)
    for number, start, end, secret, rule in better.find_more(texts):
        name = rule.replace("-", " ").capitalize()
        found[number].append(secret_at(start, end, secret, rule=rule, name=name))
    return found


def _span(match: re.Match[str]) -> tuple[int, int]:
    groups = match.re.groupindex
    if "head" in groups:
        return min(match.start(name) for name in groups if match[name] is not None), match.end()
    if "host" in groups or "secret" not in groups:
        return match.span()
    if match["secret"] is None:
        return match.span()
    return match.span("secret")


def _secret(match: re.Match[str]) -> str:
    if match.re.groupindex.get("secret") and match["secret"] is not None:
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


def _secret_at(hit: _Hit, offset: int) -> Secret:
    secret = _secret(hit.match)
    return secret_at(
        hit.start - offset,
        hit.end - offset,
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
