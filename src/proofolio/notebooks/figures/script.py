"""Values that lie as literals in a script."""

import json
import re
from typing import Any, Final

MAX_CALLS: Final = 200
"""In one output; to look at more that may draw something costs more than any of them is worth."""

_DECODER: Final = json.JSONDecoder()
_QUOTED: Final = re.compile(r"'((?:[^'\\\n]|\\.)*+)'")
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_CONTROLS: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}


def value(script: str, start: int) -> tuple[Any, int] | None:
    """Return the JSON value that begins at `start`, and where it ends; None when there is none."""
    try:
        return _DECODER.raw_decode(script, start)
    except (ValueError, RecursionError):
        return None


def whole(text: str) -> Any:
    """Return the value of a whole JSON text; None when it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def quoted(script: str, start: int) -> str | None:
    """Return the value of the single-quoted string that begins at `start`."""
    match = _QUOTED.match(script, start)
    return _ESCAPE.sub(_escaped, match[1]) if match else None


def _escaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _CONTROLS.get(match[3], match[3])
