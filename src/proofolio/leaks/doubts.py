"""What speaks against a secret, by what stands around it: it is told then, and keeps nothing here.

A provider's shape, or a value drawn by chance under a name that says so, is a secret. A password in words,
what a cell printed of somebody else's page, a link that was made to be shared: those mostly are none.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from proofolio.leaks import doubt_signs as signs
from proofolio.leaks.names import Keeps, keeps
from proofolio.leaks.notebooks import PartKind
from proofolio.leaks.placeholders import is_short_lived_jwt
from proofolio.leaks.rules import own_rules
from proofolio.leaks.secret import Secret
from proofolio.leaks.surroundings import comments, distance, halves, line, near
from proofolio.leaks.values import is_chosen, is_drawn, is_hash
from proofolio.model.leak import Leak


@dataclass(frozen=True, kw_only=True)
class Around:
    """A text that holds secrets, and what belongs to it."""

    kind: PartKind | None
    text: str
    source: str = ""
    """Of the cell that printed the text."""
    codes: Sequence[str] = ()
    """All code of the notebook."""

    @cached_property
    def code(self) -> str:
        """All code in one."""
        return "\n".join(self.codes)

    @property
    def is_printed(self) -> bool:
        """Whether a cell printed the text."""
        return self.kind in {"output", "traceback", "metadata"}


def doubts(around: Around, secrets: Sequence[Secret]) -> tuple[str, ...]:
    """What speaks against each secret of a text; empty where nothing does."""
    names = [_name(around, secret) for secret in secrets]
    printed: Counter[str] = Counter()
    if around.is_printed:
        values = {
            (name, one.value) for name, one in zip(names, secrets, strict=True) if _is_loose(one)
        }
        printed.update(name for name, _ in values)
    return tuple(
        _doubt(around, secret, name, printed[name])
        for name, secret in zip(names, secrets, strict=True)
    )


def _doubt(around: Around, secret: Secret, name: str, count: int) -> str:
    leak, value = secret.leak, secret.value
    if (link := _markdown_link(around, leak)) or (link := _token(around, secret)):
        return link
    address = around.text[leak.start : leak.end]
    if leak.rule == "database-url" and _is_open_account(address, value):
        return signs.OPEN_ACCOUNT
    if not _is_loose(secret) and leak.rule not in signs.OPEN_SHAPES and leak.rule in _own_rules():
        return ""
    if signs.OPEN_KEY.search(near(around.text, leak.start, leak.end, signs.BESIDE)):
        return signs.PUBLIC
    if _is_in_page(around, leak.start, leak.end):
        return signs.PAGE
    return _generic(around, secret, name, count) if leak.rule == signs.GENERIC else ""


def _token(around: Around, secret: Secret) -> str:
    """What speaks against a key that a notebook made, a cookie, a token that ends or stands in a link."""
    leak, value = secret.leak, secret.value
    is_jwt = leak.rule == "json-web-token"
    if (
        leak.rule in signs.MAY_BE_MADE
        and around.is_printed
        and value not in around.code
        and signs.MAKES.search(around.code)
    ):
        return signs.MADE
    beside = near(around.text, leak.start, leak.end)
    if around.is_printed and (is_jwt or _is_loose(secret)) and signs.SETS_COOKIE.search(beside):
        return signs.COOKIE
    if is_jwt and is_short_lived_jwt(value):
        return signs.EXPIRES
    return _link(around, leak.start) if is_jwt else ""


def _generic(around: Around, secret: Secret, name: str, count: int) -> str:
    leak, value = secret.leak, secret.value
    if link := _link(around, leak.start):
        return link
    if signs.HASHED.search(name) and is_hash(value):
        return signs.HASH
    if signs.ENDED.fullmatch(name):
        return signs.EXPIRES
    kind = _kind(name, value)
    if around.is_printed and value not in around.code:
        return _said(around.text, leak.start, leak.end) or _printed(around, name, kind, count)
    if not around.is_printed:
        return _stated(around.text, leak.start, value, name, kind)
    found = [
        _stated(code, match.start(), value, name, kind)
        for code in around.codes
        for match in re.finditer(re.escape(value), code)
    ]
    return found[0] if found and all(found) else ""


def _said(text: str, start: int, end: int) -> str:
    """What the text says of a value itself, or where it is for."""
    of_line = line(text, start, end).replace(text[start:end], "")
    if signs.SAYS.search(of_line) or signs.SAYS_IT_ENDS.search(comments(text, start)):
        return signs.SAID
    is_practice = signs.PRACTICE.search(near(text, start, end, signs.BESIDE))
    return signs.OPEN_ACCOUNT if is_practice else ""


def _stated(text: str, start: int, value: str, name: str, kind: Keeps) -> str:
    """What speaks against a value where somebody wrote it."""
    end = start + len(value)
    return _said(text, start, end) or _written(value, name, kind, halves(text, start, end))


def _written(value: str, name: str, kind: Keeps, around: tuple[str, str]) -> str:
    """What speaks against a value that somebody wrote, by what stands before and after it."""
    beside = "".join(around)
    if kind != "password":
        if signs.BROWSER_HEADERS.search(beside) and name.casefold() not in signs.OWN_SESSION:
            return signs.BROWSER
        return signs.EXERCISE if kind == "perhaps" and signs.CIPHERS.search(beside) else ""
    away = distance(signs.AWAY, *around)
    here = distance(signs.HERE, *around)
    if here is not None and (away is None or here < away):
        return signs.LOCAL
    if away is not None and signs.LOGS_IN.search(beside):
        return ""
    if signs.TRIES.search(beside) or signs.CIPHERS.search(beside):
        return signs.EXERCISE
    return signs.CHOSEN if is_chosen(value) else ""


def _printed(around: Around, name: str, kind: Keeps, count: int) -> str:
    """What speaks against a value that a cell printed and no code holds."""
    if count >= signs.MANY:
        return signs.ONE_OF_MANY
    if kind == "password":
        return (
            ""
            if signs.AWAY.search(around.source) and signs.LOGS_IN.search(around.source)
            else signs.EXERCISE
        )
    if keeps(name) == "perhaps" and name not in around.source:
        return signs.NAMED_LOOSELY
    return signs.MADE if signs.MAKES.search(around.source) else ""


@cache
def _own_rules() -> frozenset[str]:
    return frozenset(rule.id for rule in own_rules())


def _is_open_account(address: str, password: str) -> bool:
    is_named_so = bool(signs.OPEN_USER.search(address)) and password.isalpha()
    return is_named_so or bool(signs.OPEN_HOST.search(address))


def _is_loose(secret: Secret) -> bool:
    return secret.leak.rule == signs.GENERIC


def _kind(name: str, value: str) -> Keeps:
    kind = keeps(name) if name else None
    if kind and not (kind == "key" and not is_drawn(value, "key")):
        return kind
    return "key" if is_drawn(value, "key") else "password"


def _name(around: Around, secret: Secret) -> str:
    start = secret.leak.start
    match = signs.NAME.search(around.text[max(0, start - 100) : start])
    return match["name"] if match else ""


def _is_in_page(around: Around, start: int, end: int) -> bool:
    """Whether a place lies within markup or a script that somebody else wrote."""
    if around.kind == "markdown" or (not around.is_printed and around.kind != "code"):
        return False
    beside = near(around.text, start, end)
    tags = len(signs.TAG.findall(beside))
    if not around.is_printed:
        return tags > 2 * signs.LEAST_TAGS
    value = around.text[start:end]
    if value in around.code:
        return False
    line = around.text.rfind("\n", 0, start)
    ends = around.text.find("\n", end)
    long = (ends if ends >= 0 else len(around.text)) - line > signs.LONG_LINE
    return tags >= signs.LEAST_TAGS or bool(signs.SCRIPT.search(beside)) or long


def _markdown_link(around: Around, leak: Leak) -> str:
    """What a text links to everybody may open, whatever stands in the link; a key for an API aside."""
    if around.kind != "markdown":
        return ""
    link = signs.IN_LINK.search(around.text[max(0, leak.start - 700) : leak.start])
    return signs.LINK if link and keeps(link["name"]) != "key" else ""


def _link(around: Around, start: int) -> str:
    """What the link that a value stands in says of it; empty where it stands in none."""
    before = around.text[max(0, start - 500) : start]
    query = signs.QUERY.search(before)
    if query is None:
        return ""
    address = around.text[start - len(query[0]) : start + signs.NEAR].split()[0]
    if signs.SERVES.match(address):
        return signs.LOCAL
    if any(sign.match(address) for sign in (signs.SHARED_BY, signs.MEDIA)) or signs.SIGNED.search(
        address
    ):
        return signs.LINK
    ends = signs.SAS_ENDS.search(address)
    if ends and ends["day"] < signs.WRITTEN:
        return signs.EXPIRES
    is_prose = around.kind == "markdown" and before.count("```") % 2 == 0
    return signs.LINK if is_prose and signs.LOOSE.fullmatch(query["name"]) else ""
