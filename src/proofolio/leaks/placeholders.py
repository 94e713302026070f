"""Values that have a secret's shape, and are none."""

import base64
import binascii
import math
import re
from collections import Counter
from itertools import pairwise
from typing import Final

_WORDS: Final = re.compile(
    r"your|example|x{4}|placeholder|dummy|fake|sample|change-?me|insert|redacted|replace|enter[_-]"
    r"|paste|secret[_-]?key|api[_-]?key|api[_-]?token|my[_-]?(?:key|token|secret)|not[_-]?real"
    r"|(?:^|[_-])(?:todo|here|goes|none|null|test)(?:$|[_-])|\.\.\.|…|\*{3}|[<>{}\[\]]|\$[({A-Z]|%[sd(]",
    re.IGNORECASE,
)
_BLANK: Final = re.compile(r"[<>{}\[\]]|\$[({A-Z]|your", re.IGNORECASE)
_RUN: Final = re.compile(r"([A-Za-z0-9])\1{5}")
_LEAST_BITS: Final = 3.0
_LEAST_BITS_HEX: Final = 2.6
_LEAST_BITS_DRAWN: Final = 4.0
_LEAST_DRAWN: Final = 24
_BY_CHANCE: Final = 4
_STEPS: Final = 6
"""So many neighbours of an alphabet, one after the other, are typed and not drawn."""

_COMMON: Final = frozenset(
    {
        "admin", "changeme", "default", "guest", "guestpass", "hunter2", "letmein", "minioadmin",
        "mypass", "mypassword", "mysecretpassword", "mysql", "none", "null", "p@ssw0rd", "pass",
        "passwd", "password", "password1", "password123", "postgres", "postgrespw", "pw", "pwd",
        "qwerty", "redis", "root", "rootpassword", "secret", "secretpassword", "test", "testpass",
        "toor", "token", "user", "userpass", "username", "xxx", "xxxx",
    }
)  # fmt: skip
_NEAR: Final = re.compile(
    r"localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|\[?::1?\]?|10\.\d{1,3}\.\d{1,3}\.\d{1,3}"
    r"|192\.168\.\d{1,3}\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01])\.\d{1,3}\.\d{1,3}|(?:.{0,200}\.)?(?:example|host|domain|server|mydomain|myserver|myhost)"
    r"(?:\.(?:com|org|net|io))?|.{0,200}\.(?:internal|local|localdomain|test|invalid)|(?:ip|url)",
    re.IGNORECASE,
)

# Neon's documentation shows it wherever an address is asked for.
_DOCUMENTED_HOSTS: Final = ("ep-cool-darkness-123456",)


def is_placeholder(secret: str, *, hex_only: bool) -> bool:
    """Whether a key or token was made up: a word, a row, few characters, no sign of chance."""
    if _has_word(secret) or _RUN.search(secret) or _has_row(secret):
        return True
    letters = [character for character in secret if character.isalpha()]
    if not any(character.isdigit() for character in secret) and (
        all(map(str.islower, letters)) or all(map(str.isupper, letters))
    ):
        return True
    return _bits(secret) < (_LEAST_BITS_HEX if hex_only else _LEAST_BITS)


_STEMS: Final = re.compile(
    r"(?:my|your|the)?[_-]?pass(?:w(?:or)?d|phrase|code)?|admin|root|user|test|example|demo|guest|change|secret|qwerty|letmein|welcome"
    r"|login|default|strong|your|my_?pass|sample|dummy|fake|placeholder|postgres|mysql|mongo|redis|minio|enter|insert"
    r"|abc123|123456|xxx|foo|bar(?![a-z0-9])|senha|contrase|clave|correct",
    re.IGNORECASE,
)


def is_common_password(password: str) -> bool:
    """Whether a password is everybody's: made up for an example, or the first that one tries."""
    plain = password.casefold()
    if plain in _COMMON or len(set(plain)) < 4 or _has_row(plain):
        return True
    rest = _STEMS.sub("", plain)
    # In a longer one, a few letters may meet by chance.
    return rest != plain and len(rest) <= 6


_ADDRESS: Final = re.compile(
    r"://(?P<user>[^\s:@/]{0,100}):(?P<password>[^\s@]{1,200})@(?P<host>[\w.:-]{1,200})"
)


def is_open_address(secret: str) -> bool:
    """Whether a secret is an address whose password keeps nothing."""
    match = _ADDRESS.search(secret)
    return match is not None and is_open_password(match["user"], match["password"], match["host"])


def is_open_password(user: str, password: str, host: str) -> bool:
    """Whether an address's password keeps nothing: made up, everybody's, or of this computer only."""
    bare = host.partition(":")[0] if host.count(":") == 1 else host
    if "." not in bare.rstrip(".") or _NEAR.fullmatch(bare):
        return True
    if host.startswith(_DOCUMENTED_HOSTS):
        return True
    plain = password.casefold()
    if plain in _COMMON or plain == user.casefold() or (plain.isdecimal() and len(plain) < 5):
        return True
    if plain.startswith(("$", "%(", "%s")) or len(set(plain)) < 3 or _has_row(plain):
        return True
    made_up = _WORDS.search(password) or _BLANK.search(user)
    return bool(made_up) or bool(_CALLED.search(plain)) or bool(_OWNED.match(bare))


# What documentations write in an address, in several languages.
_CALLED: Final = re.compile(
    r"passw(?:or)?d|mot_?de_?passe|contrase[ñn]|senha|passwort|kennwort|wachtwoord|parola|has[lł]o|şifre|пароль|密码|密碼|비밀번호"
)
_OWNED: Final = re.compile(r"(?:ton|votre|tu|su|seu|dein|ihr|my|mio|tuo)[-_]", re.IGNORECASE)
_SAID: Final = re.compile(
    r"[^\w\n]{0,6}(?:is|was|是)[ ]?(?:only[ ]|just[ ]|仅)?(?:an?[ ]|一个|一|个)?"
    r"(?:example|demo|dummy|sample|fake|made[- ]up|placeholder|演示|示例|样例|虚构|假)",
    re.IGNORECASE,
)


def is_said_to_be_made_up(after: str) -> bool:
    """Whether the sentence that goes on after a value says that it is none: `… is an example`."""
    return _SAID.match(after) is not None


def is_empty_key_block(block: str) -> bool:
    """Whether a PEM block was cut short or made up."""
    body = block.partition("KEY")[2].partition("-----")[2].partition("-----END")[0]
    body = body.replace("\\n", "")
    if "..." in body or "…" in body or "<" in body or _WORDS.search(body[:80]):
        return True
    data = re.sub(r"[^A-Za-z0-9+/=]", "", body)
    return len(data) < 60 or _bits(data) < 4.0


def is_open_jwt(token: str) -> bool:
    """Whether a JSON Web Token is a documentation's, or meant for every visitor's browser."""
    said = _payload(token)
    return not said or "John Doe" in said or '"role":"anon"' in said.replace(" ", "")


def is_short_lived_jwt(token: str) -> bool:
    """Whether a JSON Web Token was valid for a day at most, or ended before these rules were written."""
    times = {match[1]: int(match[2]) for match in _TIMES.finditer(_payload(token))}
    ends = times.get("exp")
    if ends is None:
        return False
    return ends < _WRITTEN or ends - times.get("iat", 0) <= _DAY_S


_TIMES: Final = re.compile(r'"(exp|iat)"\s{0,4}:\s{0,4}(\d{9,11})\b')
_WRITTEN: Final = 1_793_000_000
"""Seconds since 1970."""
_DAY_S: Final = 86_400


def _payload(token: str) -> str:
    """What a JSON Web Token says; empty where it says nothing."""
    payload = token.split(".")[1]
    try:
        return base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def _has_word(secret: str) -> bool:
    """Whether a word says that a secret is none; four letters may meet by chance in one that was drawn."""
    return any(
        len(word[0]) > _BY_CHANCE or not _is_drawn(secret[: word.start()] + secret[word.end() :])
        for word in _WORDS.finditer(secret)
    )


def _is_drawn(text: str) -> bool:
    kinds = (str.isupper, str.islower, str.isdecimal)
    return (
        len(text) >= _LEAST_DRAWN
        and text.replace("_", "").isalnum()
        and all(any(map(kind, text)) for kind in kinds)
        and _bits(text) >= _LEAST_BITS_DRAWN
    )


def _has_row(secret: str) -> bool:
    """Whether neighbours of an alphabet or a keyboard stand in a row, also `a1b2c3d4…`."""
    plain = secret.casefold()
    letters = "".join(filter(str.isalpha, plain))
    digits = "".join(filter(str.isdigit, plain))
    return any(map(_is_row, (secret, letters, digits))) or any(walk in plain for walk in _WALKS)


_WALKS: Final = tuple(
    row[start : start + _STEPS]
    for keys in ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc", "azertyuiop")
    for row in (keys, keys[::-1])
    for start in range(len(row) - _STEPS + 1)
)


def _is_row(secret: str) -> bool:
    steps = 0
    for one, next_ in pairwise(secret):
        steps = steps + 1 if ord(next_) - ord(one) == 1 else 0
        if steps >= _STEPS - 1:
            return True
    return False


def _bits(text: str) -> float:
    """Shannon's entropy, in bits a character."""
    counts = Counter(text).values()
    whole = len(text)
    return -sum(count / whole * math.log2(count / whole) for count in counts)
