"""Finds keys and passwords in a text: rules of our own, and betterleaks for what they do not know."""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from proofolio.leaks.rules import RULES, Rule
from proofolio.model.leak import Leak

_WINDOW: Final = 1_000_000
_OVERLAP: Final = 25_000
"""No secret is longer."""
_PLACEHOLDER: Final = re.compile(
    r"your|example|placeholder|change[_-]?me|insert|replace|redacted|dummy|sample|fake|secret[_-]?key[_-]?here|"
    r"xxxx|\.\.\.|…|<|>|\*\*\*|1234567890|0123456789|abcdef(?:gh|12)|deadbeef|foobar|test_?key|my[_-]?(?:api|key|secret|token)",
    re.IGNORECASE,
)
_COMMON_PASSWORDS: Final = frozenset(
    {"admin", "dbpass", "guest", "mypass", "mypassword", "mysecretpassword", "pass", "passwd", "password", "postgres",
     "pwd", "root", "secret", "test", "user", "mysql", "mongo", "redis", "changeme", "1234", "12345", "123456", "pw", "airflow"}
)  # fmt: skip
_LOCAL: Final = re.compile(
    r"(?:localhost|127\.0\.0\.1|0\.0\.0\.0|host|hostname|server|db|database|postgres|mysql|mongo|redis|postgresql|example\.(?:com|org|net))",
    re.IGNORECASE,
)
_DATABASE: Final = re.compile(
    r"(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|cockroachdb)(?:\+[a-z0-9]{1,20})?$",
    re.IGNORECASE,
)
_DENSE: Final = re.compile(r"[A-Za-z0-9_+/=-]{20,}")
_AROUND: Final = 120
"""Characters around a long word that may say what it is."""
_FEWEST_BITS: Final = 2.5
"""Of a character, on average: words and repeated signs have less than what was made by chance."""
_WORDS: Final = frozenset({"private-key", "database-url", "netrc-password"})
"""Rules whose secrets a person may have chosen, so that they are not held to chance."""
_NOT_FOR_US: Final = frozenset(
    {
        "jwt",
        "jwt-base64",
        "private-key",
        "curl-auth-header",
        "curl-auth-user",
        "pkcs12-file",
        "sourcegraph-access-token",
    }
)
"""Rules of betterleaks that ours are more exact than, or that take a commit's hash for a key."""


def find_leaks(text: str) -> tuple[Leak, ...]:
    """Return the secrets in a text, in order; of those that overlap the most exact.

    What is plainly a placeholder (`YOUR_API_KEY`, `hf_xxxx`, a password of a database on this computer) is
    none. The time is proportional to the length.
    """
    found: dict[tuple[int, int], Leak] = {}
    for start in range(0, max(1, len(text)), _WINDOW):
        window = text[start : start + _WINDOW + _OVERLAP]
        for leak in (*_ours(window, start), *_theirs(window, start)):
            found.setdefault((leak.start, leak.end), leak)
    return tuple(_apart(found.values()))


def _ours(text: str, offset: int) -> Iterator[Leak]:
    lowered = text.lower()
    for rule in RULES:
        if not any(mark in lowered for mark in rule.marks):
            continue
        for match in rule.pattern.finditer(text):
            group = "s" if "s" in rule.pattern.groupindex else 0
            if _is_secret(rule, match[group], match):
                yield _leak(
                    rule.id, rule.name, rule.revoke, match[group], offset + match.start(group)
                )


def _theirs(text: str, offset: int) -> Iterator[Leak]:
    try:
        from betterleaks import BetterleaksError, scan_string  # noqa: PLC0415  30 ms, and no wheel for every computer
    except ImportError:
        return
    dense = "\n".join(_dense(text.replace("\x00", " ")))
    try:
        findings = scan_string(dense) if dense else []
    except BetterleaksError:
        return
    for finding in findings:
        secret = finding.secret
        if (
            finding.rule_id.startswith("generic")
            or finding.rule_id in _NOT_FOR_US
            or len(secret) < 12
            or _is_placeholder(secret)
        ):
            continue
        name = finding.rule_id.replace("-", " ").capitalize()
        place = text.find(secret)
        while place >= 0:
            yield _leak(finding.rule_id, name, "", secret, offset + place)
            place = text.find(secret, place + len(secret))


def _dense(text: str) -> Iterator[str]:
    """Yield the parts of a text that hold words as long as a key is, with what stands around them."""
    start = end = -1
    for match in _DENSE.finditer(text):
        if match.start() - _AROUND > end:
            if end >= 0:
                yield text[start:end]
            start = max(0, match.start() - _AROUND)
        end = match.end() + _AROUND
    if end >= 0:
        yield text[start:end]


def _is_secret(rule: Rule, secret: str, match: re.Match[str]) -> bool:
    if rule.id == "database-url":
        host = match["host"]
        before = match.string[max(0, match.start() - 40) : match.start()]
        return (
            bool(_DATABASE.search(before))
            and secret.lower() not in _COMMON_PASSWORDS
            and not _LOCAL.fullmatch(host)
            and not _PLACEHOLDER.search(f"{secret} {host}")
        )
    if rule.id == "private-key":
        return not _PLACEHOLDER.search(secret[:60]) and _bits(secret[:400]) > _FEWEST_BITS
    if _is_placeholder(secret):
        return False
    if rule.id == "named-secret":
        return (
            _bits(secret) > 3.5
            and any(c.isdigit() for c in secret)
            and any(c.isalpha() for c in secret)
            and "/" not in secret
            and not re.search(r"[a-z]{2,}\.[a-z]{2,}|[a-z]+_[a-z]+_[a-z]+|-[a-z]{3,}-", secret)
        )
    if rule.id in {"ngrok-token", "discord-token"}:
        return (
            any(c.isdigit() for c in secret)
            and any(c.isupper() for c in secret)
            and any(c.islower() for c in secret)
            and _bits(secret) > 4
        )
    return rule.id in _WORDS or _bits(secret) > _FEWEST_BITS


def _is_placeholder(secret: str) -> bool:
    return bool(_PLACEHOLDER.search(secret)) or len(set(secret)) < 6 or _counts_up(secret)


def _counts_up(secret: str) -> bool:
    """Whether most signs follow the one before, as in `abcdefghijkl`."""
    steps = sum(ord(b) - ord(a) == 1 for a, b in pairwise(secret))
    return steps > 0.6 * len(secret)


def _bits(text: str) -> float:
    """Return Shannon's entropy of its characters, in bits each."""
    counts = Counter(text)
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values()) if text else 0.0


def _leak(rule: str, name: str, revoke: str, secret: str, start: int) -> Leak:
    return Leak(
        rule=rule,
        name=name,
        masked=mask(secret),
        fingerprint=hashlib.sha256("".join(secret.split()).encode("utf-8", "replace")).hexdigest()[
            :16
        ],
        start=start,
        end=start + len(secret),
        revoke=revoke,
    )


def mask(secret: str) -> str:
    """Return enough of a secret to recognise it: at most four characters at either end, and never half of it."""
    shown = "".join(c if " " <= c <= "~" else "?" for c in secret.strip())
    size = min(4, len(shown) // 6)
    return f"{shown[:size]}…{shown[-size:]}" if size else "…"


def _apart(leaks: Iterable[Leak]) -> Iterator[Leak]:
    """Yield those that do not overlap; of those that do, the one that begins first, and of these the longest."""
    end = -1
    for leak in sorted(leaks, key=lambda one: (one.start, -one.end)):
        if leak.start >= end:
            yield leak
            end = leak.end
