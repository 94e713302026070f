"""Secrets in texts some of which are Python, or hold blocks of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from proofolio.leaks.cells import Notebook
from proofolio.leaks.scan import search_texts
from proofolio.leaks.secret import Secret, together

Found = tuple[Secret, tuple[str, ...]]
"""A secret, and where it is put together from several texts those."""

_FENCE: Final = "```"
_PYTHON: Final = frozenset({"", "python", "py", "python3", "ipython", "{python}", "{code-cell}"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A text and what was found in it."""

    found: tuple[Found, ...]
    """In the order of the text."""
    is_suspect: bool
    """Words stand in it that secrets are written by."""


def secrets_in_texts(texts: Sequence[tuple[str, str]]) -> tuple[Read, ...]:
    """Find secrets in the texts of one file: what they show as text, and what their syntax does.

    Args:
        texts: the kind of each (`code` is Python, `markdown` may hold blocks of it), and the text.

    Returns:
        One for each text.
    """
    searched = search_texts([text for _, text in texts])
    sources: dict[int, str] = {}
    places: dict[int, tuple[int, int]] = {}
    suspects: list[int] = []
    for number, (kind, text) in enumerate(texts):
        for offset, block in _blocks(kind, text) if kind in {"code", "markdown"} else ():
            key = len(sources) + 1
            sources[key], places[key] = block, (number, offset)
            if searched[number].is_suspect:
                suspects.append(key)
    more: dict[int, list[Found]] = defaultdict(list)
    for key, secret, pieces in Notebook(sources).find(suspects):
        number, offset = places[key]
        more[number].append((_moved(secret, offset), pieces))
    return tuple(
        Read(found=_whole(there.secrets, more.get(number, ())), is_suspect=there.is_suspect)
        if there.secrets or number in more
        else (_SUSPECT if there.is_suspect else _NOTHING)
        for number, there in enumerate(searched)
    )


_NOTHING: Final = Read(found=(), is_suspect=False)
_SUSPECT: Final = Read(found=(), is_suspect=True)


def _blocks(kind: str, text: str) -> Iterator[tuple[int, str]]:
    if kind == "code":
        yield 0, text
    elif kind == "markdown" and _FENCE in text:
        offset = 0
        for number, part in enumerate(text.split(_FENCE)):
            language, _, body = part.partition("\n")
            if number % 2 and body and language.strip().lower() in _PYTHON:
                yield offset + len(language) + 1, body
            offset += len(part) + len(_FENCE)


def _moved(secret: Secret, offset: int) -> Secret:
    leak = secret.leak
    moved = replace(leak, start=leak.start + offset, end=leak.end + offset)
    return replace(secret, leak=moved)


def _whole(secrets: Sequence[Secret], more: Sequence[Found]) -> tuple[Found, ...]:
    """Both together; instead of a part of a secret that is put together, the whole."""
    if not more:
        return tuple((secret, ()) for secret in secrets)
    pieces = {secret: pieces for secret, pieces in more if pieces}
    longest_first = sorted(pieces, key=lambda secret: secret.leak.start - secret.leak.end)
    known = together(together((), longest_first), secrets)
    known = together(known, (secret for secret, _ in more))
    return tuple((secret, pieces.get(secret, ())) for secret in known)
