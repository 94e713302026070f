"""What a work is called: the heading of its README that names it, without numbers, kinds and slogans."""

import re
from typing import Final

from proofolio.assemble.project_names import as_words
from proofolio.assemble.readme_blocks import HEADINGS, Block, without_emoji
from proofolio.assemble.readme_words import (
    ASIDE,
    BYLINE,
    COMMAND,
    DEMO,
    FIELD,
    GENERIC,
    GREETING,
    KIND,
    LABEL,
    PART,
    SENTENCE,
    SETUP,
    SILENT,
    TEMPLATE_TITLE,
)
from proofolio.assemble.section_headings import is_course_label, is_section
from proofolio.content.sanitize import text

_LONGEST: Final = 150
_LONG: Final = 62
"""Characters of a title that need no part of it left out."""
_LONG_WITH_NAME: Final = 90
"""The same where a colon follows its first part, or that is one word, which says nothing of the subject."""
_LEAST_PROSE: Final = 25
_MOST_PROSE: Final = 600
"""Characters of paragraphs after which a heading names a part."""
_OPENING: Final = 60
_PART_WORDS: Final = 5
"""Words of a heading that names a part."""
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
_ORDINAL: Final = re.compile(r"\W*(?:[（(]\s*)?0?(\d{1,2})(?:\s*[)）]|\s*[.·:|–—-])")
"""A heading that is one of several, in their order."""
_GREETS: Final = re.compile(
    r"\W*(?:hi|hey|hello|hola|ol[áa]|bonjour|hallo|ciao|привет|你好|안녕하세요|こんにちは)\b",
    re.IGNORECASE,
)
_SEPARATOR: Final = re.compile(r"\s+[—–|·•:-]+\s+|\s*[:：]\s+|\s*[—|]\s*|\s–\s*|：")
_TELLS: Final = re.compile(
    r"\W*(?:\d+[.)]?\s*)?(?:objectiv|objetiv|overview|descri|introdu|about|context|problem|goal|summary|resum|sobre|motiv|background|team|equip|author|task|цель|описан|задач|install|requirement|structure|content|data|sub)",
    re.IGNORECASE,
)
_FRONT: Final = re.compile(r"^(?:[^\w\s({\[\"“'«¿¡#@$『「《【（]|\s|_)+|^(?:#+\s*)+")
_BACK: Final = re.compile(r"[^\w)\]）】」』》?!.%+#\"'»”’]+$")
_COUNTED: Final = re.compile(
    r"^(?:0x[\da-f]{2}\s*[.:-]\s*|[（(]\d{1,2}[)）]\s*|\d{4}\.\d{1,2}(?:-\d{1,2})?\.\s*(?=[^\W\d]{2})|\d{1,3}(?:\.\d{1,2})*\s*[.)·:|—–-]+\s*(?=[^\W\d]{2})|\d{1,3}[_-](?=[^\W\d]{2})|#\d{1,3}\s+|0\d\s+(?=\w))"
)


def title_at(found: list[Block]) -> int | None:
    """Return which block names the work: the first heading of level 1 near the top, else the one that opens the README.

    Args:
        found: the README's blocks.
    """
    prose, passed = 0, -1
    for number, block in enumerate(found):
        if block.tag == "h1" and is_nameless(block.said):
            passed = number
        elif block.tag == "h1" and 0 <= passed < number - 1 and found[passed + 1].tag not in HEADINGS:
            break  # The first one names a part, and so does this one.
        elif block.tag == "h1" and _is_later_part(found, number):
            break
        elif block.tag == "h1" and "=====" not in block.said:
            following = found[number + 1] if number + 1 < len(found) else None
            if (
                following is not None
                and following.tag in {"h1", "h2", "h3"}
                and _is_label(block.said)
            ):
                return number + 1 if _tells_more(following) else number
            if _is_name(block.said):
                return number
        if block.tag == "p":
            prose += len(block.plain) if len(block.plain) > _LEAST_PROSE else 0
        if prose > _MOST_PROSE:
            break
    return _opening_at(found)


def is_nameless(heading: str) -> bool:
    """Whether a heading names nothing: every README has such a part, or such a state.

    Args:
        heading: as it is written.
    """
    bare = _bare(heading)
    return bool(GENERIC.fullmatch(bare)) or is_section(bare)


def _tells_more(below: Block) -> bool:
    """Whether the heading below a label names the work, and no part of the README."""
    is_long = len(below.said.split()) > _PART_WORDS
    return _names(below) and (is_long or not _TELLS.match(below.said))


def _is_label(heading: str) -> bool:
    """Whether a heading counts, or names a course, and the one below it may name the work."""
    return bool(LABEL.fullmatch(re.sub("[-_]+", " ", heading))) or is_course_label(heading)


def _is_later_part(found: list[Block], number: int) -> bool:
    """Whether text and a heading of a part stand before a heading: it heads a part too."""
    before = found[:number]
    return any(block.tag == "p" and len(block.plain) > _LEAST_PROSE for block in before) and any(
        block.tag in HEADINGS and is_nameless(block.said) for block in before
    )


def _opening_at(found: list[Block]) -> int | None:
    """The heading of any level, or the short line, that a README opens with."""
    for number, block in enumerate(found[:4]):
        if block.tag in HEADINGS and _GREETS.match(block.said):
            return None
        if block.tag in {"h2", "h3", "h4"}:
            is_title = _names(block) and not _is_counted(found, number)
            below = found[number + 1] if number + 1 < len(found) else None
            if is_title and below and below.tag in HEADINGS and _is_label(block.said):
                return number + 1 if _tells_more(below) else number
            return number if is_title else None
        if number == 0 and block.tag == "p" and _opens_as_title(found):
            return number
        if block.tag == "p" and len(block.plain) > _OPENING:
            return None
    return None


def _is_counted(found: list[Block], number: int) -> bool:
    """Whether a heading is the first of several that are numbered: the README has parts, and no title."""
    first = _ORDINAL.match(found[number].said)
    if first is None:
        return False
    others = [block for block in found[number + 1 :] if block.tag == found[number].tag]
    second = _ORDINAL.match(others[0].said) if others else None
    return second is not None and int(second[1]) == int(first[1]) + 1


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
    plain = text(_balanced(plain), _LONGEST + 1)
    return plain if len(plain) <= _LONGEST and not plain.endswith("…") else ""


def _named_part(title: str) -> str:
    """Leave out a slogan: what stands after a dash in a long title, when a name stands before it."""
    title = re.split(r"\s--+\s", title)[0] if len(title.split(" -- ", maxsplit=1)[0]) > 6 else title
    parts = [part for part in _SEPARATOR.split(title) if part]
    if len(parts) > 1 and (LABEL.fullmatch(parts[-1]) or GENERIC.fullmatch(_bare(parts[-1]))):
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
        or GENERIC.fullmatch(_bare(head))
        or _KIND_ALONE.search(head)
        or _ENDS_IN_NUMBER.search(head)
    ):
        return title
    return head if len(head) <= _LONG + 20 else title


def _balanced(title: str) -> str:
    """Leave out a bracket that is not closed."""
    return title[: title.rfind("(")].rstrip() if title.count("(") > title.count(")") else title


def _is_name(said: str) -> bool:
    if (
        re.match(
            r"\W*(?:install|requirements?|prerequisite|getting started|set ?up|how to (?:run|use|install)|usage|table of|licen[cs]e|project structure|folder|todo)",
            said,
            re.IGNORECASE,
        )
        and " with " not in said
    ):
        return False
    return (
        not SENTENCE.match(said)
        and not SETUP.match(said)
        and not TEMPLATE_TITLE.search(said)
        and bool(re.search(r"[^\W\d_]", said))
    )


def _names(block: Block) -> bool:
    said = block.said
    is_name = (
        not is_nameless(said)
        and "=====" not in said
        and not SILENT.match(_bare(said))
        and _is_name(said)
    )
    return is_name and len(said) <= _LONGEST + 10 and not PART.match(said)


def _opens_as_title(found: list[Block]) -> bool:
    """Whether the first line is a name that lacks its `#`: short, no sentence, and something follows."""
    first = re.sub(r"^[\W_]+", "", found[0].lines[0]) if found[0].lines else ""
    words = len(first.split())
    is_short = (
        1 < words <= 10
        and len(first) <= 80
        and not first.rstrip().endswith((".", ":", "!", "?", ","))
    )
    says_more = len(found) > 1 or len(found[0].lines) > 1
    is_list = len(found[0].lines) > 2 and all(len(line) < 70 for line in found[0].lines)
    is_plain = found[0].plain and not any(
        rule.match(first) for rule in (BYLINE, DEMO, COMMAND, ASIDE, GREETING, SENTENCE, SETUP)
    )
    return bool(
        is_short
        and says_more
        and is_plain
        and not is_list
        and "|" not in first
        and first[:1].isupper()
        and not first.isupper()
        and "://" not in first
    )


def _bare(said: str) -> str:
    return re.sub(r"^\W+|\W+$", "", re.sub(r"^\s*\d{1,2}(?:\.\d+)*[.)]?\s+", "", said))
