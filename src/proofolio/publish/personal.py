"""E-mail addresses and home folders in a text, however it writes them."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

_COMMON: Final = (
    "com org net edu gov mil int info biz name pro coop aero asia jobs mobi museum tel travel xxx"
)
_NEWER: Final = (
    "academy agency ai app art associates bank berlin bio blog business cafe camp capital care careers center church "
    "city clinic cloud club coach codes coffee community company computer consulting contractors dental design dev "
    "digital directory doctor edu education email energy engineer engineering enterprises events exchange expert express "
    "farm finance financial fitness foundation fun fund gallery games global graphics group guide guru hamburg health "
    "holdings host house icu immo institute international investments io kitchen koeln lab land law lawyer legal life "
    "limited link live london ltd management market marketing media melbourne moscow network news ngo nyc one online "
    "ooo paris partners parts photo photography photos pics plus press productions properties quebec realty rentals "
    "report reviews rocks run sale school science services shop site social software solutions space store studio style "
    "support sydney systems team tech technology tips today tokyo tools top town toys training university vegas ventures "
    "vet video vip vision wales watch webcam website wien wiki win work works world wtf xyz yoga zone"
)
_DOMAINS: Final = "|".join(sorted({*_COMMON.split(), *_NEWER.split()}, key=len, reverse=True))
"""Not every one that there is: `data`, `dot` and `fit` follow `a@b.` in code more often than in addresses."""
_EMAIL: Final = re.compile(
    r"(?<![\w.+%-])([a-z0-9][\w.+%-]{0,63})@((?:[a-z0-9][a-z0-9-]{0,62}\.){0,3}[a-z0-9][a-z0-9-]{1,62}\."
    rf"(?:{_DOMAINS}|[a-z]{{2}}))(?![\w@(-]|\.\w)",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    r"(?:^|\.)(?:example|test|invalid|localhost|domain|email|company|yourdomain|mydomain|users\.noreply\.github)\.[a-z]+(?:\.[a-z]+)?$",
    re.IGNORECASE,
)
"""Domains that belong to nobody (RFC 2606), or to GitHub's addresses without a reader."""
_NO_PERSON: Final = frozenset(
    {
        "git", "noreply", "no-reply", "user", "username", "you", "your", "yourname", "name", "email", "me", "someone",
        "foo",
    }
)  # fmt: skip
_AUTHOR: Final = re.compile(r"\*[*!]?\s*(?:@(?:author|license|copyright)|Copyright)\b[^\n]*$")
"""A line in a program's comment that says who wrote it: notebooks carry whole libraries in their outputs."""
_SLASH: Final = r"(?:[\\/]{1,4}|%5[Cc]|%2[Ff])"
_DISKS: Final = (
    r"(?:afs|beegfs|ceph|cluster|data|disk\d*|export|global|gpfs|hpc|lustre|media|mnt|net|nfs|private|projects?"
    r"|scratch|shared|srv|storage|u|vol\w{0,12}|work)"
)
"""Where clusters mount what belongs to their users."""
_HOME: Final = re.compile(
    r"(?<![\w.~-])(?:"
    rf"(?:/{_DISKS}(?:/[\w.-]{{1,30}}){{0,2}})?/homes?/(?:([a-z])/(?=\1))?"
    rf"|/{_DISKS}(?:/[\w.-]{{1,30}}){{0,2}}/users/(?:([a-z])/(?=\2))?"
    r"|(?:/mnt|/cygdrive)?/[A-Za-z]/[Uu]sers/|/Users/"
    rf"|[A-Za-z]:{_SLASH}[Uu]sers{_SLASH}"
    r")([A-Za-z0-9_\u00c0-\uffff](?:[\w.\u00c0-\uffff-]|%20){0,63}?)"
    rf"(?={_SLASH}|[\s\"'<>)\]}},;:`]|$)"
)
_NO_HOME: Final = frozenset(
    {
        "admin", "administrator", "all", "anaconda", "app", "appuser", "azureuser", "coder", "codespace", "colab", "default",
        "docker", "ec2-user", "gitpod", "guest", "home", "jovyan", "kaggle", "linuxbrew", "me", "my_name", "myname", "name",
        "node", "pi", "public", "root", "runner", "sagemaker-user", "shared", "someone", "studio-lab-user", "test", "ubuntu",
        "user", "user1", "username", "user_name", "vagrant", "vscode", "worker", "xxx", "you", "your", "your-name", "your_name",
        "your-username", "your_username", "yourname", "yourusername",
    }
)  # fmt: skip
_BREAK: Final = re.compile(r"(?<!\\)\\[nrtbf]")
"""A line end as JSON and code write it: without it the next word would begin with a letter too many."""
_AT: Final = re.compile(r"[\w.+%-]@[a-z0-9]", re.IGNORECASE)
"""Decorators and handles stand alone."""
_BEFORE: Final = 90
_AFTER: Final = 270


def emails_in(text: str) -> dict[str, str]:
    """Return every e-mail address of somebody, in lower case → as it stands there."""
    found: dict[str, str] = {}
    for window in _windows(text, ("@",), _AT):
        found.update(_emails(window))
    for window in _windows(text, ("%40",)):
        found.update(_emails(unquote(window)))
    return found


def homes_in(text: str) -> dict[str, str]:
    """Return the name of each user whose folder a text shows, in lower case → the folder's path."""
    found: dict[str, str] = {}
    for window in _windows(text, ("home", "sers/", "sers\\", "sers%")):
        for match in _HOME.finditer(window):
            name = match[3].lower()
            if name not in _NO_HOME and not set(name) <= set("x.*-_"):
                found.setdefault(name, match[0])
    return found


def _emails(window: str) -> Iterator[tuple[str, str]]:
    for match in _EMAIL.finditer(window):
        is_somebody = not _NOBODY.search(match[2]) and match[1].lower() not in _NO_PERSON
        if is_somebody and not _AUTHOR.search(window, 0, match.start()):
            yield match[0].lower(), match[0]


def _windows(
    text: str, signs: tuple[str, ...], around: re.Pattern[str] | None = None
) -> Iterator[str]:
    """Yield what stands around each sign: a search for a few letters is a hundred times as fast as a pattern.

    Args:
        text: everything.
        signs: what is looked for.
        around: what has to match from the letter before a sign on.
    """
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            if around and not (at and around.match(text, at - 1)):
                at = text.find(sign, at + 1)
                continue
            start, end = max(0, at - _BEFORE), at + _AFTER
            # Where a word is cut in two, nothing may match: these marks see to it.
            window = "-" * (start > 0) + text[start:end] + "@" * (end < len(text))
            yield _BREAK.sub("\n", window)
            at = text.find(sign, at + _AFTER - _BEFORE)
