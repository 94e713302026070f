"""What speaks against a secret, by what stands around it: it is told then, and keeps nothing here.

A provider's shape, or a value drawn by chance under a name that says so, is a secret. A password in words,
what a cell printed of somebody else's page, a link that was made to be shared: those mostly are none.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from proofolio.leaks.names import Keeps, keeps
from proofolio.leaks.notebooks import PartKind
from proofolio.leaks.placeholders import is_short_lived_jwt
from proofolio.leaks.rules import own_rules
from proofolio.leaks.telling import Secret
from proofolio.leaks.values import is_chosen, is_drawn, is_hash

PAGE: Final = "it stands in another site's page or script"
NAMED_LOOSELY: Final = "a cell printed it under a name that much else has"
ONE_OF_MANY: Final = "it is one of many that were printed in a row"
CHOSEN: Final = "it reads like a password made up for an exercise"
LOCAL: Final = "it is for a server on the own computer"
EXERCISE: Final = "the code around it tries out passwords or ciphers, and logs in nowhere"
MADE: Final = "the notebook made it up while it ran"
BROWSER: Final = "it was copied from a browser's request to another site"
HASH: Final = "it has the form of a hash"
LINK: Final = "it stands in a link that was made to be shared, or that expires"
OPEN_ACCOUNT: Final = "it is an account that a course or a site opens to everybody"
PUBLIC: Final = "every visitor of a page is given such a key"
EXPIRES: Final = "it is valid for a short time only"
SAID: Final = "the text around it calls it an example, or says that it expires"

GENERIC: Final = "named-secret"
_OPEN_SHAPES: Final = frozenset({"google-api-key", "json-web-token", "url-password"})
"""Rules whose shape is given to every visitor as well."""

_MAY_BE_MADE: Final = frozenset({"private-key", "json-web-token"})
_OWN_SESSION: Final = frozenset({"authorization", "bearer", "cookie"})

_NEAR: Final = 600
_BESIDE: Final = 250
_LINE: Final = 160
_MANY: Final = 3

_NAME: Final = re.compile(
    r"(?P<name>[\w.-]{1,60})\\?[\"'`]?[ \t]?[\])]?[\s:=,>|-]{0,12}(?:[A-Za-z]{0,2}\\?[\"'`(]{0,3})\Z"
)
_TAG: Final = re.compile(
    r"</?(?:a|body|button|div|form|h[1-6]|head|html|iframe|img|input|label|li|link|meta|noscript|p|script|section"
    r"|span|style|svg|ul)(?=[\s>/])",
    re.IGNORECASE,
)
_SCRIPT: Final = re.compile(
    r"function ?\w{0,20}\(|\bwindow[.\[]|\bdocument\.|\.push\(|&quot;|&amp;|\\u003[ce]|\\u0026|\bvar \w{1,30} ?=|!function|\bwebpack"
)
_LEAST_TAGS: Final = 2
_LONG_LINE: Final = 3_000
_OPEN_KEY: Final = re.compile(
    r"authDomain|messagingSenderId|firebaseConfig|maps/api/js|maps/embed|INNERTUBE|innertube|recaptcha|site_?key"
    r"|algolia|x-airbnb-api-key|AAAAAAAAAAAAAAAAAAAAANRILgAAAAAA",
    re.IGNORECASE,
)
_QUERY: Final = re.compile(
    r"https?://[^\s\"'<>`]{0,400}[?&](?P<name>[\w.-]{1,40})=[^\s\"'<>`&]{0,40}\Z"
)
_LOOSE: Final = re.compile(
    r"token|sig|signature|auth|secret_key|share|hash|code|rlkey", re.IGNORECASE
)
_SHARED_BY: Final = re.compile(
    r"https?://(?:[\w-]+\.)*(?:dropbox|onedrive|1drv|sharepoint|codabench|firebasestorage|figshare|dataverse|zenodo"
    r"|wixmp|deepnote|miro|canva|lucid|discordapp|drive\.google|docs\.google|elsevier)\b",
    re.IGNORECASE,
)
_BROWSER: Final = re.compile(r"sec-fetch-|sec-ch-ua|sec-gpc", re.IGNORECASE)
_ENDED: Final = re.compile(
    r"KAGGLE_\w{0,30}TOKEN|COLAB_\w{0,20}TOKEN|JPY_\w{0,12}TOKEN|JUPYTER\w{0,12}TOKEN|NB_TOKEN|GPG_KEY"
)
_SERVES: Final = re.compile(
    r"https?://(?:localhost|127\.0\.0\.1|\[?::1\]?|0\.0\.0\.0|[\w.-]{1,80}:\d{4,5}/(?:lab|tree|notebooks|\?token))"
)
_MAKES: Final = re.compile(
    r"generate_key|generate_private_key|RSA\.generate|rsa\.newkeys|token_(?:hex|urlsafe|bytes)\(|urandom|secrets\.choice"
    r"|random\.(?:choices?|sample|randint)|jwt\.encode|SigningKey|uuid\d\("
)
_TRIES: Final = re.compile(
    r"\binput ?\(|attempt|guess|[=!]= ?(?:password|passwd|pwd)\b|(?:password|passwd|pwd|pass) ?[=!]= |isdigit|isupper|islower|isalnum"
    r"|re\.(?:search|match|findall|fullmatch|compile)\(|len\((?:password|passwd|pwd|pw|p|s)\)|\bvalid|strength|\bstrong|hashlib|bcrypt"
    r"|caesar|vigen|crack",
    re.IGNORECASE,
)
_CIPHERS: Final = re.compile(
    r"\bAES\b|\bDES\b|[Cc]ipher|encrypt|decrypt|hmac\.new|Fernet\(|caesar|vigen", re.IGNORECASE
)
_EXPIRES: Final = re.compile(
    r"[?&](?:X-Amz-|X-Goog-|Expires=|GoogleAccessId=|AWSAccessKeyId=|Policy=|Key-Pair-Id=)"
    r"|raw\.githubusercontent\.com/|github\.com/[^\s\"']{1,200}\?token=A|oauth/authori[sz]e"
)
_SAYS: Final = re.compile(
    r"\b(?:an? example|example (?:key|token|password)|dummy|fake|placeholder|made[- ]up|mock(?:ed|ing)?|expires?d?|temporary"
    r"|not a real|no longer valid|revoked|deactivated|please do not use an existing)\b",
    re.IGNORECASE,
)
_OPEN_USER: Final = re.compile(
    r"://(?:students?|guest|public|read_?only|reader|anonymous|visitor|scott|rfamro)\w{0,8}:",
    re.IGNORECASE,
)
_HASHED: Final = re.compile(r"(?<!get)pass(?!code)|pwd|hash|digest", re.IGNORECASE)
_HERE: Final = re.compile(
    r"localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal", re.IGNORECASE
)
_AWAY: Final = re.compile(
    r"[\w-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:com|net|org|io|ai|co|cloud|dev|app|edu|gov|eu|in|br|de|fr|es|ru|cn|jp|kr"
    r"|uk|tech|xyz|me|us|ca|au|it|nl|pl|tr|mx|ar|cl|pe)\b(?!\w|\.\w|\()|\b(?!127|10\.|192\.168|0\.)\d{1,3}(?:\.\d{1,3}){3}\b"
)
_LOGS_IN: Final = re.compile(
    r"(?:server|mail|smtp|imap|session|client|bot|api|cl|L|s|m|conn)\.login\(|send_keys|\bSMTP|\bIMAP|HTTPBasicAuth|\bauth ?=|\bFTP\(|sshpass|SSHClient|Reddit\(|Instaloader"
    r"|connect\(|create_engine|MongoClient|://|%sql|\bcurl |\bwget |docker login|jdbc|CREATE USER"
)


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
    near = _near(around.text, leak.start, leak.end)
    is_new = around.is_printed and value not in around.code
    if leak.rule in _MAY_BE_MADE and is_new and _MAKES.search(around.code):
        return MADE
    if leak.rule == "json-web-token":
        if is_short_lived_jwt(value):
            return EXPIRES
        if link := _link(around, leak.start):
            return link
    if leak.rule == "database-url" and _is_open_account(around.text[leak.start : leak.end], value):
        return OPEN_ACCOUNT
    if not _is_loose(secret) and leak.rule not in _OPEN_SHAPES and leak.rule in _own_rules():
        return ""
    if _OPEN_KEY.search(_near(around.text, leak.start, leak.end, _BESIDE)):
        return PUBLIC
    if _is_in_page(around, leak.start, leak.end, near):
        return PAGE
    if leak.rule != GENERIC:
        return ""
    return _generic(around, secret, name, count)


def _generic(around: Around, secret: Secret, name: str, count: int) -> str:
    leak, value = secret.leak, secret.value
    if link := _link(around, leak.start):
        return link
    if _HASHED.search(name) and is_hash(value):
        return HASH
    if _ENDED.fullmatch(name):
        return EXPIRES
    if _SAYS.search(_line(around.text, leak.start, leak.end).replace(value, "")):
        return SAID
    kind = _kind(name, value)
    if not around.is_printed:
        return _written(value, name, kind, _near(around.text, leak.start, leak.end))
    return "" if value in around.code else _printed(around, name, kind, count)


def _written(value: str, name: str, kind: Keeps, near: str) -> str:
    """What speaks against a value that somebody wrote into code or text."""
    if kind != "password":
        if _BROWSER.search(near) and name.casefold() not in _OWN_SESSION:
            return BROWSER
        return EXERCISE if kind == "perhaps" and _CIPHERS.search(near) else ""
    away = _AWAY.search(near.replace(value, ""))
    if _HERE.search(near) and not away:
        return LOCAL
    if away and _LOGS_IN.search(near):
        return ""
    if _TRIES.search(near) or _CIPHERS.search(near):
        return EXERCISE
    return CHOSEN if is_chosen(value) else ""


def _printed(around: Around, name: str, kind: Keeps, count: int) -> str:
    """What speaks against a value that a cell printed and no code holds."""
    if count >= _MANY:
        return ONE_OF_MANY
    if kind == "password":
        return "" if _AWAY.search(around.source) and _LOGS_IN.search(around.source) else EXERCISE
    if keeps(name) == "perhaps" and name not in around.source:
        return NAMED_LOOSELY
    return MADE if _MAKES.search(around.source) else ""


@cache
def _own_rules() -> frozenset[str]:
    return frozenset(rule.id for rule in own_rules())


def _near(text: str, start: int, end: int, most: int = _NEAR) -> str:
    return text[max(0, start - most) : end + most]


def _is_open_account(address: str, password: str) -> bool:
    return bool(_OPEN_USER.search(address)) and password.isalpha()


def _is_loose(secret: Secret) -> bool:
    return secret.leak.rule == GENERIC


def _kind(name: str, value: str) -> Keeps:
    kind = keeps(name) if name else None
    if kind and not (kind == "key" and not is_drawn(value, "key")):
        return kind
    return "key" if is_drawn(value, "key") else "password"


def _name(around: Around, secret: Secret) -> str:
    start = secret.leak.start
    match = _NAME.search(around.text[max(0, start - 100) : start])
    return match["name"] if match else ""


def _line(text: str, start: int, end: int) -> str:
    """The line, and the one before it, as far as they are near."""
    first = text.rfind("\n", max(0, start - _LINE), start)
    before = text.rfind("\n", max(0, first - _LINE), max(first, 0))
    last = text.find("\n", end, end + _LINE)
    begin = before + 1 if before >= 0 else max(0, start - _LINE)
    return text[begin : last if last >= 0 else end + _LINE]


def _is_in_page(around: Around, start: int, end: int, near: str) -> bool:
    """Whether a place lies within markup or a script that somebody else wrote."""
    if around.kind == "markdown" or (not around.is_printed and around.kind != "code"):
        return False
    tags = len(_TAG.findall(near))
    if not around.is_printed:
        return tags > 2 * _LEAST_TAGS
    value = around.text[start:end]
    if value in around.code:
        return False
    line = around.text.rfind("\n", 0, start)
    ends = around.text.find("\n", end)
    long = (ends if ends >= 0 else len(around.text)) - line > _LONG_LINE
    return tags >= _LEAST_TAGS or bool(_SCRIPT.search(near)) or long


def _link(around: Around, start: int) -> str:
    """What the link that a value stands in says of it; empty where it stands in none."""
    before = around.text[max(0, start - 500) : start]
    query = _QUERY.search(before)
    if query is None:
        return ""
    address = around.text[start - len(query[0]) : start + _NEAR].split()[0]
    if _SERVES.match(address):
        return LOCAL
    if _EXPIRES.search(address) or _SHARED_BY.match(address):
        return LINK
    is_prose = around.kind == "markdown" and before.count("```") % 2 == 0
    return LINK if is_prose and _LOOSE.fullmatch(query["name"]) else ""
