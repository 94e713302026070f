"""What a work is called: the heading of its README that names it, without numbers, kinds and slogans."""

import re
from typing import Final

from proofolio.assemble.project_names import as_words
from proofolio.assemble.readme_blocks import without_emoji
from proofolio.assemble.readme_words import (
    FIELD,
    GENERIC,
    KIND,
    LABEL,
    TEMPLATE_TITLE,
)
from proofolio.assemble.title_place import LONGEST, bare, is_nameless
from proofolio.content.sanitize import text

_LONG: Final = 62
"""Characters of a title that need no part of it left out."""
_LONG_WITH_NAME: Final = 90
"""The same where a colon follows its first part, or that is one word, which says nothing of the subject."""
_KIND_ALONE: Final = re.compile(
    r"\b(?:course|curso|bootcamp|specialization|nanodegree|challenge|competition|thesis|homework|assignment)\Z",
    re.IGNORECASE,
)
"""A name's head that only says which kind of work follows."""
_ENDS_IN_NUMBER: Final = re.compile(
    r"\b(?:task|project|part|week|lab|exercise|competition|challenge|homework|assignment|hackathon|kaggle)\s*#?\d*\Z",
    re.IGNORECASE,
)
"""A name's head that only counts: `SemEval-2015 Task 1: …`."""
_SEPARATOR: Final = re.compile(r"\s+[—–|·•:-]+\s+|\s*[:：]\s+|\s*[—|]\s*|\s–\s*|：")
_FRONT: Final = re.compile(r"^(?:[^\w\s({\[\"“'«¿¡#@$『「《【（]|\s|_)+|^(?:#+\s*)+")
_BACK: Final = re.compile(r"[^\w)\]）】」』》?!.%+#\"'»”’]+$")
_COUNTED: Final = re.compile(
    r"^(?:0x[\da-f]{2}\s*[.:-]\s*|[（(]\d{1,2}[)）]\s*|\d{4}\.\d{1,2}(?:-\d{1,2})?\.\s*(?=[^\W\d]{2})|\d{1,3}(?:\.\d{1,2})*\s*[.)·:|—–-]+\s*(?=[^\W\d]{2})|\d{1,3}[_-](?=[^\W\d]{2})|#\d{1,3}\s+|0\d\s+(?=\w))"
)


def clean_title(said: str, around: str = "") -> str:
    """Return a heading as a title; empty when it names nothing.

    Args:
        said: the heading.
        around: the text that it stands over; a word of a file's name is written as it is there (`NLP`).
    """
    plain = without_emoji(said[:300])
    before = ""
    while plain != before:
        before = plain
        plain = _FRONT.sub("", plain).strip()
        plain = re.sub(r"^welcome to (?:the |my |our )?(?=\S)", "", plain, flags=re.IGNORECASE)
        plain = _COUNTED.sub("", plain)
        plain = KIND.sub("", plain)
    plain = _BACK.sub("", plain).strip()
    plain = re.sub(r"(?<=[^\W\d]{3})\.$", "", plain)
    plain = re.sub(
        r"\s*[-–—:|(]+\s*(?:read ?me|readme\.md|github|repo(?:sitory)?)\)?$",
        "",
        plain,
        flags=re.IGNORECASE,
    )
    plain = plain.strip("*_`~ ") or plain
    plain = re.split(r"(?<=\w)\s+(?=(?:These|This|Here) (?:are|is) )", plain)[0]
    if re.search(
        r"[ÃâïãåæèéçÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œž¼½¾]{1,2}.*[ÃâïãåæèéçÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œž¼½¾]",
        plain,
    ):
        return ""  # It was encoded twice.
    plain = re.sub(r"\.(?:ipynb|py|rmd|md)$", "", plain, flags=re.IGNORECASE)
    plain = _named_part(as_words(plain, around))
    plain = re.sub(r"^[\"“]\s*([^\"“”]+?)\s*[\"”]$", r"\1", plain)
    plain = re.sub(r"(?<=[(\[«“])\s+|\s+(?=[)\]»”])", "", plain)
    if TEMPLATE_TITLE.search(plain) or is_nameless(plain) or FIELD.fullmatch(plain):
        return ""
    plain = text(_balanced(plain), LONGEST + 1)
    return plain if len(plain) <= LONGEST and not plain.endswith("…") else ""


def _named_part(title: str) -> str:
    """Leave out a slogan: what stands after a dash in a long title, when a name stands before it."""
    title = re.split(r"\s--+\s", title)[0] if len(title.split(" -- ", maxsplit=1)[0]) > 6 else title
    parts = [part for part in _SEPARATOR.split(title) if part]
    if len(parts) > 1 and (LABEL.fullmatch(parts[-1]) or GENERIC.fullmatch(bare(parts[-1]))):
        title = title[: title.rfind(parts[-1])].rstrip(" —–|·•:-：")
        parts = parts[:-1]
    if len(parts) > 1 and LABEL.fullmatch(parts[0]):
        title = title[title.find(parts[1], len(parts[0])) :]
        parts = parts[1:]
    if len(title) <= _LONG or len(parts) < 2:
        return title
    head = parts[0]
    has_colon = title[len(head) :].lstrip()[:1] in {":", "："}
    if (has_colon or " " not in head or FIELD.fullmatch(head)) and len(title) <= _LONG_WITH_NAME:
        return title
    is_name = (
        len(head.split()) >= 2 or bool(re.search(r"[a-z][A-Z]|\d", head)) or len(head) > 6
    ) and not LABEL.fullmatch(head)
    if (
        not is_name
        or GENERIC.fullmatch(bare(head))
        or _KIND_ALONE.search(head)
        or _ENDS_IN_NUMBER.search(head)
    ):
        return title
    return head if len(head) <= _LONG + 20 else title


def _balanced(title: str) -> str:
    """Leave out a bracket that is not closed."""
    return title[: title.rfind("(")].rstrip() if title.count("(") > title.count(")") else title
