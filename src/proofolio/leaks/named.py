"""Secrets without a shape of their own, told by the name that stands before them, in text of any language.

`api_key = "…"`, `"token": "…"`, `--api-key …`, `?appid=…`, `Authorization: Bearer …`, `PWD=…;`, `%env KEY …`.
"""

import re
from typing import Final

from proofolio.leaks.names import Keeps, keeps
from proofolio.leaks.placeholders import is_said_to_be_made_up
from proofolio.leaks.values import is_drawn, is_password, is_secret, is_tangled, turns

_LOOK_BACK: Final = 48
_NAME: Final = re.compile(r"[\w.-]*")
_REST: Final = re.compile(r"[\w.-]{0,40}")
# `API key: …` in prose; `set PASSWORD '…'` and `IDENTIFIED BY '…'` in SQL.
_TWO_WORDS: Final = re.compile(
    r"(?:api|access|auth|secret|private|bot|bearer|client)[ -]\Z", re.IGNORECASE
)
_QUERY: Final = re.compile(r"[?&;]\Z")
# What every visitor of a page loads, and what this computer alone answers.
_OPEN_QUERY: Final = re.compile(
    r"(?:\.js|//(?:localhost|127\.0\.0\.1)(?::\d{1,5})?/\w{0,12})\?\Z", re.IGNORECASE
)
_SHORT: Final = re.compile(r"-*(?:key|token|sig|auth)", re.IGNORECASE)
_WORD_BEFORE: Final = re.compile(r"[A-Za-z]+[ -]\Z")
_SETS: Final = re.compile(r"(?:%env|%set_env|setx?|setenv|env|login|authtoken|config)[ \t]+\Z")

_AFTER: Final = re.compile(
    r"""
    (?P<rest>[\w.-]{0,40})
    (?P<close>\\?["'`]?[ \t]?[\])]?)\*{0,2}
    (?:
      (?:[ \t]?:[ \t]?[A-Za-z_][\w.\[\], |]{0,40}?)?\s{0,8}(?P<sets>:=|<-|=>|==?|:|,|>|\||is(?=[ ]))\*{0,2}\s{0,8}(?:default[ ]?=[ ]?)?
      |(?P<space>[ \t]{1,8})
    )
    (?P<scheme>(?:[A-Za-z]{0,2}\\?["'`]{0,3})(?:Bearer|Token|Basic|ApiKey|Key)[ ](?:token=)?)?
    (?P<prefix>[A-Za-z]{0,2}(?=\\?["'`]))?
    (?:(?P<quote>\\?(?:\"\"\"\s{0,4}|'\'\'\s{0,4}|["'`]))(?P<quoted>[^\s"'`\\]{8,400})(?=\s{0,4}\\?["'`])
      |(?P<bare>[^\s"'`\\,<>()\[\]{}|]{8,400}))
    """,
    re.VERBOSE,
)
_PART_ENDS: Final = frozenset(";&\"'")


def name_at(text: str, start: int, end: int, least: int) -> str:
    """The whole name that one of `NAME_WORDS` stands in.

    Args:
        text: everything.
        start: of the word.
        end: likewise.
        least: where the text that the word belongs to begins.
    """
    head = _NAME.match(text[max(least, start - _LOOK_BACK) : start][::-1])
    while text[end - 1] in "= ":
        end -= 1
    rest = _REST.match(text, end)
    return (head[0][::-1] if head else "") + text[start : rest.end() if rest else end]


def named_at(
    text: str, name: str, start: int, end: int, least: int, most: int
) -> tuple[int, int, str] | None:
    """The value that is set to a name: its start, end and itself; None where there is none.

    Args:
        text: everything.
        name: as `name_at` gives it.
        start: of the word in the name.
        end: likewise.
        least: where the text that the word belongs to begins.
        most: and ends.
    """
    while text[end - 1] in "= ":
        end -= 1
    match = _AFTER.match(text, end, most)
    if not match:
        return None
    rest = match.end("rest") - start
    begin = start - (len(name) - rest)
    context = text[max(least, begin - 12) : begin]
    if begin == start and (match["space"] or match["sets"] in {":", "="}):
        two = _TWO_WORDS.search(context)
        name = (two[0] if two else "") + name
        # `Next page token: …`
        word = _WORD_BEFORE.search(context)
        if word and not two and not keeps(word[0] + name):
            return None
    kind = _kind(name, match, context)
    if kind is None or _OPEN_QUERY.search(text[max(least, begin - 48) : begin]):
        return None
    found = _quoted(match, kind, name) if match["quoted"] else _bare(match, kind, name, context)
    said = text[found[1] : min(found[1] + 60, most)] if found else ""
    return None if is_said_to_be_made_up(said) else found


def _kind(name: str, match: re.Match[str], context: str) -> Keeps | None:
    dashes = len(name) - len(name.lstrip("-"))
    kind = keeps(name)
    if kind == "perhaps" and (_QUERY.search(context) or dashes == 2) and _SHORT.fullmatch(name):
        kind = "key"
    if match["scheme"] and kind:
        return "key"
    if match["space"]:
        if (
            dashes
            or _SETS.search(context)
            or name.casefold() in {"bearer", "basic", "login", "authtoken"}
        ):
            return kind
        if name.casefold().endswith("authtoken"):
            return "perhaps"
        # `PASSWORD '…'`
        is_set = match["quoted"] and match["quote"] != "`" and kind == "password"
        return kind if is_set and name.casefold() != "pass" else None
    return kind


def _quoted(match: re.Match[str], kind: Keeps, name: str) -> tuple[int, int, str] | None:
    value = match["quoted"]
    if match["sets"] == "," and not match["close"].strip():
        return None
    if kind == "password" and match["sets"] in {",", "==", ">", "|", "is"}:
        return None
    if name.casefold() == "pass" and not is_tangled(value):
        return None
    return (*match.span("quoted"), value) if is_secret(value, kind) else None


def _bare(
    match: re.Match[str], kind: Keeps, name: str, context: str
) -> tuple[int, int, str] | None:
    value = match["bare"]
    if match["sets"] in {",", "=>", "<-", "=="} or (
        match["sets"] == ">" and "<" not in context + name
    ):
        return None
    start = match.start("bare")
    after = match.string[match.end() : match.end() + 1]
    # `<password>…</password>`; in `mongodb://me:<password>@…` a blank stands in an address.
    if match["sets"] == ">" and after != "<":
        return None
    # A call, an index or an attribute of something that only looks like it.
    if after and after in "([{":
        return None
    if match["sets"] == "|" and kind != "key":
        return None
    if kind == "password":
        value = re.split(r"[;&]", value)[0].rstrip(".,:!" if after in {"", "\n", " "} else "")
        # `…;PWD=…;` and `…&password=…"` are no prose.
        end = start + len(value)
        is_part = match["sets"] == "=" and (
            name[0] == "-" or match.string[end : end + 1] in _PART_ENDS
        )
        sound = is_password(value) and (is_tangled(value) or (is_part and turns(value) > 2))
        return (start, start + len(value), value) if sound else None
    value = re.split(r"[;&#@?]|:(?!\S{16})", value)[0].rstrip(".,:!")
    return (start, start + len(value), value) if is_drawn(value, kind) else None
