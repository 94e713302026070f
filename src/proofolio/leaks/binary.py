"""Bytes written as letters (base64), in which anything stands by chance."""

import re
from typing import Final

_LETTERS: Final = re.compile(r"(?:[A-Za-z0-9+/=]|\r?\n(?=[A-Za-z0-9+/=]{60}))*")
_LETTERS_BACK: Final = re.compile(r"(?:[A-Za-z0-9+/=]|\n\r?(?=[A-Za-z0-9+/=]{60}))*")
_LOOK: Final = 400
_LEAST: Final = 120
"""Characters around; what a key is put together with is shorter, and has other marks in it."""


def is_within(text: str, start: int, end: int) -> bool:
    """Whether a part of a text lies in a longer run of base64, which may be broken into lines."""
    before = _LETTERS_BACK.match(text[max(start - _LOOK, 0) : start][::-1])
    after = _LETTERS.match(text, end, end + _LOOK)
    around = (before.end() if before else 0) + (after.end() - end if after else 0)
    return around >= _LEAST
