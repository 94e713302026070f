"""Secrets without a shape of their own, told by what stands beside them.

That is the name of a variable, the source of the cell that printed them, the name of the file.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from proofolio.leaks.placeholders import is_placeholder
from proofolio.leaks.telling import Secret, secret_at

RULE: Final = "named-secret"
NAME: Final = "Key, token or password"

# A text in quotes that something is set to, and then the name of that something: names are many.
_VALUE: Final = re.compile(
    r"""[=:(][ \t]{0,8}\\?["'](?P<secret>[A-Za-z0-9_+/-]{20,200}={0,2})\\?["']""", re.ASCII
)
_NAME: Final = re.compile(
    r"(?:(?:(?:api|access|auth|account|bot|private|secret|service|subscription|[_.-]|(?<![a-z]))key)"
    r"|(?<![a-z])(?:[a-z]{1,12}[_-]?)?token|secret|passw(?:or)?d|api[_-]key)"
    r"""\\?["']?\]?\s{0,8}(?::\s{0,4}str\s{0,4})?=?\Z""",
    re.IGNORECASE | re.ASCII,
)
_SAYS_SECRET: Final = re.compile(r"api_?key|secret|token", re.IGNORECASE)
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_LOOK_BACK: Final = 60

_LEAST_TURNS: Final = 3
"""Between letters and digits; names of things turn less often."""
# Tokens that lead to the next page, or guard a form.
_HARMLESS: Final = re.compile(r"page_?token|continuation_?token|[cx]srf_?token", re.IGNORECASE)

_MOST: Final = 2_000
"""Characters of a source or output that are read: more is nobody's look at a key."""
_SHOWS: Final = re.compile(
    r"(?:api_?key|access_?key|secret|(?<![a-z])token(?!i|s|_?id)|passw(?:or)?d|credential)",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(
    r"^[ \t]*(?P<quote>['\"]?)(?P<secret>[A-Za-z0-9_+/-]{20,200}={0,2})(?P=quote)[ \t]*$",
    re.MULTILINE | re.ASCII,
)
_SETTINGS: Final = re.compile(
    r"(?:.*[/.])?\.?env(?:rc|\..*)?|(?:.*/)?(?:.*[._-])?(?:secrets?|credentials?)(?:[._-].*)?"
    r"\.(?:toml|ini|cfg|ya?ml|json|txt)"
)
_SETTING: Final = re.compile(
    r"^[ \t]*(?:export[ \t]{1,4})?[\"']?(?P<name>[A-Za-z][A-Za-z0-9_.-]{0,80})[\"']?[ \t]{0,20}[=:][ \t]{0,20}"
    r"[\"']?(?P<secret>[^\s\"'#,;]{8,300})",
    re.MULTILINE | re.ASCII,
)
_KEEPS: Final = re.compile(
    r"(?:key|token|secret|passw(?:or)?d|passwd|pwd|pass|auth|credentials?)$", re.IGNORECASE
)
_PUBLIC: Final = re.compile(r"public|publishable|next_public|vite_|react_app_", re.IGNORECASE)


def find_named(text: str) -> Iterator[Secret]:
    """Find what looks drawn by chance and is set in quotes to something called key, token or password."""
    for match in _VALUE.finditer(text):
        secret, start = match["secret"], match.start()
        name = _NAME.search(text, max(0, start - _LOOK_BACK), start)
        if name is None or _HARMLESS.search(name[0]) or not is_drawn(secret):
            continue
        # Things of every kind are numbered so.
        if _UUID.fullmatch(secret) and not _SAYS_SECRET.search(name[0]):
            continue
        yield secret_at(*match.span("secret"), secret, rule=RULE, name=NAME)


def find_printed(source: str, output: str) -> Iterator[Secret]:
    """Find lines of an output that are a key and nothing else, where the cell's last line names one."""
    lines = source.strip()[-_MOST:].splitlines()
    if not lines or lines[-1].startswith(("!", "%")) or not _SHOWS.search(lines[-1]):
        return
    for match in _ALONE.finditer(output[:_MOST]):
        if is_drawn(match["secret"]):
            yield secret_at(*match.span("secret"), match["secret"], rule=RULE, name=NAME)


def find_settings(path: str, text: str) -> Iterator[Secret]:
    """Find what stands under a telling name in a file that is there for secrets: `.env`, `secrets.toml`."""
    if not _SETTINGS.fullmatch(path.casefold()):
        return
    for match in _SETTING.finditer(text):
        name, secret = match["name"], match["secret"]
        if not _KEEPS.search(name) or _PUBLIC.search(name):
            continue
        if not is_placeholder(secret, hex_only=True) and "://" not in secret:
            yield secret_at(*match.span("secret"), secret, rule=RULE, name=NAME)


def is_drawn(text: str) -> bool:
    """Whether a text looks drawn by chance: letters and digits in turns, no word, no row, no path."""
    if "/" in text and (text.startswith("/") or "-" in text or "_" in text):
        return False
    turns = sum(
        (one.isdigit() and next_.isalpha()) or (one.isalpha() and next_.isdigit())
        for one, next_ in pairwise(text)
    )
    return turns >= _LEAST_TURNS and not is_placeholder(text, hex_only=False)
