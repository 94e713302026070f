"""What Python 2 wrote otherwise, written as Python does."""

import re
from typing import Final

_PRINT: Final = re.compile(
    r"^([ \t]*+(?:[^#\n:]{0,200}+:[ \t]++)?)print[ \t]++(?![=(])((?:[^\n#]*\\\n)*[^\n#]+)$",
    re.MULTILINE,
)
_EMPTY: Final = re.compile(r"^([ \t]*+)print$", re.MULTILINE)
_EXCEPT: Final = re.compile(r"^([ \t]*+except[ \t]++[\w.]++),[ \t]*+(\w++)[ \t]*+:", re.MULTILINE)


def modern(python: str) -> str:
    """Write prints and exceptions as Python does, where they stand on one line, or on lines that end with a backslash."""
    if "print" in python:
        python = _PRINT.sub(lambda old: f"{old[1]}print({old[2].rstrip(' ,')})", python)
        python = _EMPTY.sub(r"\1print()", python)
    return _EXCEPT.sub(r"\1 as \2:", python)
