"""Where a README says what the work is called: the heading that names it, and no part or label."""

import re
from typing import Final

from proofolio.assemble.readme_blocks import HEADINGS, Block
from proofolio.assemble.readme_words import (
    ASIDE,
    BYLINE,
    COMMAND,
    DEMO,
    GENERIC,
    GREETING,
    LABEL,
    PART,
    SENTENCE,
    SETUP,
    SILENT,
    TEMPLATE_TITLE,
)
from proofolio.assemble.section_headings import is_course_label, is_section

LONGEST: Final = 150
"""Characters of a title."""
_LEAST_PROSE: Final = 25
_MOST_PROSE: Final = 600
"""Characters of paragraphs after which a heading names a part."""
_OPENING: Final = 60
_PART_WORDS: Final = 5
"""Words of a heading that names a part."""
_ORDINAL: Final = re.compile(r"\W*(?:[（(]\s*)?0?(\d{1,2})(?:\s*[)）]|\s*[.·:|–—-])")
"""A heading that is one of several, in their order."""
_GREETS: Final = re.compile(
    r"\W*(?:hi|hey|hello|hola|ol[áa]|bonjour|hallo|ciao|привет|你好|안녕하세요|こんにちは)\b",
    re.IGNORECASE,
)
_TELLS: Final = re.compile(
    r"\W*(?:\d+[.)]?\s*)?(?:objectiv|objetiv|overview|descri|introdu|about|context|problem|goal|summary|resum|sobre|motiv|background|team|equip|author|task|цель|описан|задач|install|requirement|structure|content|data|sub)",
    re.IGNORECASE,
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
        elif (
            block.tag == "h1" and 0 <= passed < number - 1 and found[passed + 1].tag not in HEADINGS
        ):
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
    said = bare(heading)
    return bool(GENERIC.fullmatch(said)) or is_section(said)


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
        and not SILENT.match(bare(said))
        and _is_name(said)
    )
    return is_name and len(said) <= LONGEST + 10 and not PART.match(said)


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


def bare(said: str) -> str:
    """Return a heading without its number and marks around it.

    Args:
        said: the heading.
    """
    return re.sub(r"^\W+|\W+$", "", re.sub(r"^\s*\d{1,2}(?:\.\d+)*[.)]?\s+", "", said))
