"""What betterleaks knows beyond our own rules: hundreds of providers. Used where it is installed.

It is an extra (`proofolio[betterleaks]`), because it comes for some systems only, and 29 MB large.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Final

from proofolio.leaks import binary
from proofolio.leaks.pieces import SEPARATOR, Pieces
from proofolio.leaks.placeholders import is_open_address, is_placeholder

WINDOW: Final = 20_000
OVERLAP: Final = 4_000
"""Characters that are searched at once: its time grows with the square of what it finds."""

# Those that go by a variable's name alone take any word for a password; of the others our own rules
# know which are shown in documentation or meant for every visitor.
_LEFT_OUT: Final = ("generic-", "curl-auth-", "jwt", "private-key", "aws-")
_PUBLIC: Final = re.compile(r"app\.powerbi\.com/view\?(?:amp;)?r(?:=|%3D)\Z")
"""What stands before a report's address for every visitor, which begins as Grafana's keys do."""
_LEAST: Final = 12
"""Characters of a secret; shorter ones are words too often."""


def find_more(texts: Sequence[str]) -> Iterator[tuple[int, int, int, str, str]]:
    """Find secrets: the text's number, start, end, the secret, betterleaks' name of the rule.

    All texts are searched together, a window after the other. Nothing is found where it is missing.
    """
    scan = _scanner()
    if scan is None:
        return
    pieces = Pieces.of(texts)
    size = len(pieces.text)
    for offset in range(0, max(size - OVERLAP, 1), WINDOW):
        window = pieces.text[offset : offset + WINDOW + OVERLAP]
        # What begins before or after these belongs to a neighbour, which holds more around it.
        least = offset + (OVERLAP // 2 if offset else 0)
        is_last = offset + WINDOW + OVERLAP >= size
        most = size if is_last else offset + WINDOW + OVERLAP // 2
        for start, end, secret, rule in _found(scan, window):
            number = pieces.number_at(offset + start)
            if least <= offset + start < most and offset + end <= pieces.ends[number]:
                begin = pieces.starts[number] - offset
                yield number, start - begin, end - begin, secret, rule


def _found(scan: Callable[[str], list[Any]], text: str) -> Iterator[tuple[int, int, str, str]]:
    # Its text ends at the first NUL, and has to be UTF-8.
    clean = text.replace(SEPARATOR, "\n \n").replace("\0", " ")
    clean = clean.encode("utf-8", "replace").decode("utf-8")
    lines: list[int] = []
    sought: dict[tuple[str, str], int] = {}
    for finding in scan(clean):
        secret, rule = str(finding.match.value), str(finding.rule_id)
        if rule.startswith(_LEFT_OUT) or len(secret) < _LEAST:
            continue
        if is_placeholder(secret, hex_only=True) or is_open_address(secret):
            continue
        # Counted when something is found at last: it seldom is.
        lines = lines or [0, *(match.end() for match in re.finditer("\n", clean))]
        line = min(max(finding.location.start_line or 1, 1), len(lines))
        start = clean.find(secret, max(sought.get((rule, secret), 0), lines[line - 1]))
        if start >= 0:
            sought[rule, secret] = start + len(secret)
            is_public = _PUBLIC.search(clean, max(0, start - 40), start)
            if is_public or binary.is_within(clean, start, start + len(secret)):
                continue
            yield start, start + len(secret), secret, rule


@cache
def _scanner() -> Callable[[str], list[Any]] | None:
    # Imported here: it loads a library of 24 MB, and its first call compiles rules for half a second.
    try:
        import betterleaks  # noqa: PLC0415
    except (ImportError, OSError):
        return None
    return betterleaks.scan_string
