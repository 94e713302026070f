"""Whether a value looks drawn by chance, or is a password."""

import re
from itertools import pairwise
from typing import Final

from proofolio.leaks.names import Keeps
from proofolio.leaks.placeholders import is_common_password, is_placeholder

_PARTS: Final = re.compile(r"[A-Za-z0-9]+")
# Words, also several in one (`CamelCase`), and numbers, also a word with its number.
_WORDS: Final = re.compile(
    r"(?:[a-z](?=[A-Z]))?(?:[A-Z]?[a-z]{2,}|(?:A[nst]|B[ey]|Do|I[dfnst]|My|No|O[fnr]|To|Up)(?![a-z])"
    r"|[A-Z]{2,}(?![a-z])|[A-Z])*\d{0,4}|[A-Za-z]?[a-z]*\d+|\d+[a-z]{0,3}"
)
_HEX: Final = re.compile(r"[0-9a-f]+|[0-9A-F]+")
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_KEY: Final = re.compile(r"[A-Za-z0-9_+/=.~:-]{16,400}", re.ASCII)
_FILE: Final = re.compile(
    r"\.(?:csv|tsv|json|jsonl|ya?ml|toml|ini|txt|md|py|ipynb|html?|js|css|xml|pdf|png|jpe?g|gif|svg|zip|gz|tar|7z"
    r"|h5|pt|pth|pkl|onnx|parquet|xlsx?|docx?|mp[34]|wav|db|sqlite|pem|key|crt|com|org|net|io|ai|dev)$"
    r"|^(?:https?|file|gs|s3):|^(?:[.~]{0,2}/)|^\w:\\"
)
_TEMPLATE: Final = re.compile(
    r"\{[\w.]{0,40}\}|<[\w .-]{1,40}>|\[[\w .-]{3,40}\]|^\$\{?\w+\}?$|\$\{\w+\}|%\(\w+\)s|^%\w$|\(\?|\s|://"
    r"|^\$(?:2[aby]|argon2|pbkdf2)|^(?:pbkdf2|scrypt|sha256|sha1|bcrypt|argon2)[:$_]|^[-*._]+$"
    r"|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^[\w.]+\(.*\)$|^\w+=(?:\w+|[-.\d]+)$|^[-+.,:/\d]+(?:e[-+]?\d+)?$"
)
_PUBLIC: Final = re.compile(
    r"(?:sha1|sha256|argon2|pbkdf2|scrypt|bcrypt)[:$]|pk[._](?:eyJ|test|live)|eyJzZXNzaW9uX2lkIjogImRlZmF1bHQifQ"
    r"|(?:st=\d{10}~)?exp=\d{10}~"
)

_TOKENS: Final = re.compile(r"[^\W\d_a-z]?[^\W\d_A-Z]{2,}|[A-Z]{3,}(?![a-z])|\d+|[\W_]+|[^\W\d_]")
_WORD: Final = re.compile(r"[aeiouy]|[^\x00-\x7f]|^pwd$", re.IGNORECASE)
_LEET: Final = re.compile(r"(?<=[A-Za-z])[@0134$5](?=[A-Za-z])")
_LETTERS: Final = {"@": "a", "0": "o", "1": "i", "3": "e", "4": "a", "$": "s", "5": "s"}
_UNSPOKEN: Final = re.compile(r"[aeiou]{3}|[bcdfghjklmnpqrstvwxz]{5}", re.IGNORECASE)
_LEAST_WORD: Final = 3
_MOST_TOKENS: Final = 5
_LEAST_PART: Final = 0.3
"""Of a password that was chosen, what its words take."""
_HASHES: Final = frozenset({32, 40, 56, 64, 96, 128})

_LEAST_DRAWN: Final = {"key": 14, "perhaps": 20}
"""Characters that belong to no word."""
_LEAST_TURNS: Final = 3
"""Between capitals, small letters and digits; names of things turn less often."""
_SHORTEST_PASSWORD: Final = 8
_LONGEST_PASSWORD: Final = 64


def is_secret(value: str, kind: Keeps) -> bool:
    """Whether a value is one that is kept secret, under a name that says so."""
    if kind == "password":
        return is_password(value) or is_drawn(value, "key")
    return is_drawn(value, kind)


def is_drawn(value: str, kind: Keeps) -> bool:
    """Whether a text looks drawn by chance: no word, no row, no path, no version."""
    if not _KEY.fullmatch(value) or _FILE.search(value) or _PUBLIC.match(value):
        return False
    if "/" in value and ("-" in value or "_" in value or value.count("/") > 4):
        return False
    if kind == "perhaps" and _UUID.fullmatch(value):
        return False
    drawn = [part for part in _PARTS.findall(value) if not _is_worded(part)]
    if sum(map(len, drawn)) < _LEAST_DRAWN.get(kind, 14):
        return False
    if sum(map(turns, drawn)) < _LEAST_TURNS:
        return False
    return not is_placeholder(value, hex_only=bool(_HEX.fullmatch(value)))


def is_password(value: str) -> bool:
    """Whether a text is a password that somebody chose: not a word alone, no placeholder, no pattern."""
    if not _SHORTEST_PASSWORD <= len(value) <= _LONGEST_PASSWORD or not value.isprintable():
        return False
    if _TEMPLATE.search(value) or _FILE.search(value):
        return False
    kinds = {_kind(character) for character in value[:1].lower() + value[1:]}
    return len(kinds) > 1 and kinds != {"lower", "mark"} and not is_common_password(value)


def is_chosen(value: str) -> bool:
    """Whether a password is one in words, with figures and marks: people choose such, and no chance."""
    plain = _LEET.sub(lambda match: _LETTERS[match[0]], value)
    tokens = _TOKENS.findall(plain)
    words = [token for token in tokens if _WORD.search(token) and len(token) >= _LEAST_WORD]
    stray = sum(len(token) for token in tokens if token.isalpha() and token not in words)
    if not any(character.isalpha() for character in plain):
        return True
    sounds = not _UNSPOKEN.search(plain)
    return (
        sounds
        and stray <= 1
        and len(tokens) <= _MOST_TOKENS
        and sum(map(len, words)) >= _LEAST_PART * len(value)
    )


def is_hash(value: str) -> bool:
    """Whether a text has the length and the letters of a hash: MD5, SHA-1, SHA-2."""
    return len(value) in _HASHES and bool(_HEX.fullmatch(value))


def is_tangled(value: str) -> bool:
    """Whether a password is one that prose does not hold: no words, or marks beside its digits."""
    kinds = set(map(_kind, value))
    return {"digit", "mark"} <= kinds or not all(map(_is_worded, _PARTS.findall(value)))


def _is_worded(part: str) -> bool:
    if len(part) >= 16 and _HEX.fullmatch(part):
        return part.isdigit() or part.isalpha()
    return bool(_WORDS.fullmatch(part))


def _kind(character: str) -> str:
    if character.isdigit():
        return "digit"
    if not character.isalpha():
        return "mark"
    return "upper" if character.isupper() else "lower"


def turns(text: str) -> int:
    """How often capitals, small letters, digits and marks take turns."""
    return sum(_kind(one) != _kind(next_) for one, next_ in pairwise(text))
