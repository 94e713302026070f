"""Secrets that a cell printed, and those in files that are there for secrets."""

import re
from collections.abc import Iterator
from typing import Final

from proofolio.leaks.names import keeps
from proofolio.leaks.placeholders import is_placeholder
from proofolio.leaks.secret import Secret, secret_at
from proofolio.leaks.values import is_drawn

RULE: Final = "named-secret"
NAME: Final = "Key, token or password"

_MOST: Final = 2_000
"""Characters of a source or output that are read: more is nobody's look at a key."""
# What shows something: a call, a command, or a line that is a name and nothing else.
_SHOWS: Final = re.compile(
    r"^[ \t]*(?:(?:print|pprint|display|show|repr|str|log|logging\.\w+|logger\.\w+|st\.write|md|Markdown)\s?\("
    r"|!\s?(?:echo|cat|printenv|env)\b|%env\b|%store\b|%print\b)(?P<shown>.{0,300})",
    re.MULTILINE,
)
_NAME: Final = re.compile(r"[^\W\d]\w{1,60}")
_VALUE: Final = re.compile(r"[^\s\"'()\[\]{},<>]{8,400}")
_ALONE: Final = re.compile(
    r"^[ \t]*b?(?P<quote>[\[(]?[\"']?)(?P<secret>[A-Za-z0-9_+/.~-]{16,400}={0,2})[\"']?[\])]?[ \t]*$",
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


def find_printed(source: str, output: str) -> Iterator[Secret]:
    """Find lines of an output that are a key and nothing else, where the cell shows something called so."""
    if not _shows_secret(source.strip()[-_MOST:]):
        return
    for match in _ALONE.finditer(output[:_MOST]):
        if is_drawn(match["secret"], "key"):
            yield secret_at(*match.span("secret"), match["secret"], rule=RULE, name=NAME)


def _shows_secret(source: str) -> bool:
    shown = [match["shown"] for match in _SHOWS.finditer(source)]
    last = source.rpartition("\n")[2]
    if not re.match(r"\s*[!%]", last):
        shown.append(re.sub(r"^[\w.\[\], ]{1,60}=(?!=)", "", last))
    return any(keeps(name) for text in shown for name in _NAME.findall(text))


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
