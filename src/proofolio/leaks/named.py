"""Secrets without a shape of their own, told by what stands elsewhere: the cell's source, the file's name."""

import re
from collections.abc import Iterator
from typing import Final

from proofolio.leaks.placeholders import is_placeholder
from proofolio.leaks.scan import leak_at
from proofolio.model.leak import Leak

RULE: Final = "named-secret"
NAME: Final = "Key, token or password"

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


def find_printed(source: str, output: str) -> Iterator[Leak]:
    """Find lines of an output that are a key and nothing else, where the cell's last line names one."""
    lines = source.strip()[-_MOST:].splitlines()
    if not lines or not _SHOWS.search(lines[-1]):
        return
    for match in _ALONE.finditer(output[:_MOST]):
        if is_drawn(match["secret"]):
            yield leak_at(*match.span("secret"), match["secret"], rule=RULE, name=NAME)


def find_settings(path: str, text: str) -> Iterator[Leak]:
    """Find what stands under a telling name in a file that is there for secrets: `.env`, `secrets.toml`."""
    if not _SETTINGS.fullmatch(path.casefold()):
        return
    for match in _SETTING.finditer(text):
        name, secret = match["name"], match["secret"]
        if not _KEEPS.search(name) or _PUBLIC.search(name):
            continue
        if not is_placeholder(secret, hex_only=True) and "://" not in secret:
            yield leak_at(*match.span("secret"), secret, rule=RULE, name=NAME)


def is_drawn(text: str) -> bool:
    """Whether a text looks drawn by chance: digits among letters, no word, no row."""
    return (
        sum(character.isdigit() for character in text) >= 2
        and any(character.isalpha() for character in text)
        and not is_placeholder(text, hex_only=False)
    )
