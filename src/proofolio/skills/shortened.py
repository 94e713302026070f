"""What a command is cited by."""

import re
from itertools import islice, takewhile
from typing import Final

_MAX_WORDS: Final = 3
_SECRET: Final = re.compile(r"://|[@=:$]")
"""In a word of a command that may hold an address or a value."""


def shortened(command: str) -> str:
    """Return what a command is cited by: `git clone`, and not where from, with a token perhaps."""
    words = takewhile(lambda word: not _SECRET.search(word), command.split())
    return " ".join(islice(words, _MAX_WORDS))[:60] or _SECRET.split(command.strip())[0][:20]
