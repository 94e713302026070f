"""The sentences of a README that may say what the work is, each with the place where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from proofolio.assemble.readme_blocks import HEADINGS, Block
from proofolio.assemble.readme_words import (
    BYLINE,
    COMMAND,
    DEMO,
    GENERIC,
    PART,
    QUESTION,
    SILENT,
    TELLING,
)
from proofolio.assemble.section_headings import is_byline
from proofolio.assemble.summary_shape import sentences, without_label
from proofolio.assemble.summary_shown import CJK, LEAST_CJK, shown
from proofolio.assemble.summary_words import MARKUP, THIS_WORK

_MOST: Final = 14
"""Sentences of a README that are weighed."""
_SECTIONS: Final = 8
_FROM_SECTION: Final = 5
"""Paragraphs of a section."""
_FROM_PARAGRAPH: Final = 5
"""Sentences of a paragraph."""
_SPEAKS: Final = re.compile(r"about|overview|what", re.IGNORECASE)
_OF_SOMEBODY: Final = re.compile(
    r"about (?:me|us|the (?:author|team))|who (?:i am|am i)|sobre (?:m[ií]|mim|el autor|o autor)|qui[eé]n soy|quem sou|[àa] propos de (?:moi|l['’]auteur)|über mich|chi sono|обо мне|о себе|关于我|자기 ?소개|自己紹介",
    re.IGNORECASE,
)
"""A section about its author."""
_COUNTED: Final = re.compile(
    r"\W*(?:\d+[.)]?\s*)?(?:project|proyecto|projeto|projet|projekt|task|assignment|week|day|part|lab|exercise|chapter|module|lesson|sprint|проект|项目|프로젝트)\s*(?:#|№|n°)?\s*\d",
    re.IGNORECASE,
)
"""A section about one of several."""
_TAGLINE: Final = 3
"""Words of a heading under the title that says something."""
_SAYING: Final = 6
"""Words of a heading further down that says something."""
_LATE: Final = 3
_HERE: Final = re.compile(r"\W*(?:here|in here|aqu[ií]|aqui|ici|hier|здесь)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence of a README, and where it stands."""

    said: str
    """As it is written."""
    kept: str
    """As it is shown: whole, without what says only that there is a project."""
    heading: str
    """Of its section; empty before the first one."""
    section: int
    block: int
    """Which paragraph of its section, from 0."""
    sentence: int
    """Which of its paragraph, from 0."""
    tag: str
    is_quote: bool = False
    leads_to_list: bool = False
    is_named_so: bool = False
    """Whether a label before it says that it is the goal, or the summary: `Goal: …`."""
    is_alone: bool = False
    """Whether its paragraph says nothing else."""


def candidates(found: list[Block], at: int | None, title: str) -> list[Candidate]:
    """Return the sentences of a README that may say what the work is, in their order.

    Args:
        found: the README's blocks.
        at: which of them is the title.
        title: as it is shown.
    """
    known: dict[str, Candidate] = {}
    for one in _all(found, at, title):
        if one.kept and one.kept not in known:
            known[one.kept] = one
        if len(known) == _MOST:
            break
    return list(known.values())


def _all(found: list[Block], at: int | None, title: str) -> Iterator[Candidate]:
    start = 0 if at is None else at + 1
    if at is not None and found[at].tag == "p":
        yield from _of_lines(found[at].lines[1:], title, "", 0, 0, found[at])
    while start < len(found) and found[start].tag in HEADINGS and is_byline(found[start].said):
        start += 1
    if at is not None and start < len(found) and _is_tagline(found[start], title):
        yield from _of_lines((found[start].said,), title, "", 0, 0, found[start])
    sections = _sections(found, start)[: _SECTIONS + 1]
    # Under no title, and with nothing before it, the first heading opens the README and is no part of it.
    first = 1 if at is None and not sections[0][1] else 0
    for number, (name, blocks) in enumerate(sections):
        is_silent = (bool(SILENT.search(name[:32])) and not _SPEAKS.search(name)) or bool(
            _OF_SOMEBODY.search(name)
        )
        if number > first and (is_silent or _COUNTED.match(name)):
            yield from _of_person(blocks, title, name, number)
            continue
        if (
            number > 1
            and number <= _LATE
            and _is_tagline(_heading(name), title)
            and len(name.split()) >= _SAYING
        ):
            yield from _of_lines((name,), title, "", number, 0, _heading(name))
        rest = re.sub(r"^\W*\w+\s*[:：–—]\s*", "", name)
        if number and rest != name and TELLING.match(name):
            kept = shown(rest, title)
            yield Candidate(
                said=rest, kept=kept, heading="", section=number, block=0, sentence=0, tag="h2"
            )
        used = [block for block in blocks if _tells(block)][:_FROM_SECTION]
        for taken, block in enumerate(used):
            yield from _of_lines(block.lines, title, name, number, taken, block)


def _of_person(blocks: list[Block], title: str, name: str, number: int) -> Iterator[Candidate]:
    """What a section about its author says of the work."""
    if not _OF_SOMEBODY.search(name):
        return
    for taken, block in enumerate([block for block in blocks if _tells(block)][:2]):
        for one in _of_lines(block.lines, title, name, number, taken, block):
            if THIS_WORK.match(one.said) or _HERE.match(one.said):
                yield one


def _heading(name: str) -> Block:
    return Block(tag="h2", lines=(name,), plain=name, is_quote=False, has_list=False)


def _of_lines(
    lines: tuple[str, ...], title: str, name: str, number: int, taken: int, block: Block
) -> Iterator[Candidate]:
    told: list[tuple[str, bool]] = []
    for line in lines:
        bare = without_label(line)
        told += [(one, not at and len(bare) < len(line)) for at, one in enumerate(sentences(bare))]
    for sentence, (one, is_named_so) in enumerate(told[:_FROM_PARAGRAPH]):
        leads = block.has_list and sentence == len(told) - 1
        yield Candidate(
            said=one,
            kept=shown(one, title, leads_to_list=leads),
            heading=name,
            section=number,
            block=taken,
            sentence=sentence,
            tag=block.tag,
            is_quote=block.is_quote,
            leads_to_list=leads,
            is_named_so=is_named_so,
            is_alone=len(told) == 1,
        )


def _sections(found: list[Block], start: int) -> list[tuple[str, list[Block]]]:
    sections: list[tuple[str, list[Block]]] = [("", [])]
    for block in found[start:]:
        if block.tag in HEADINGS:
            sections.append((block.said, []))
        else:
            sections[-1][1].append(block)
    return sections


def _is_tagline(block: Block, title: str) -> bool:
    said = block.said
    if block.tag == "h1":
        return len(said.split()) >= _SAYING and bool(THIS_WORK.match(said))
    return (
        block.tag in HEADINGS
        and (len(said.split()) > _TAGLINE or len(CJK.findall(said)) > LEAST_CJK)
        and not PART.match(said)
        and not SILENT.search(said)
        and not GENERIC.fullmatch(re.sub(r"^\W+|\W+$", "", said))
        and not re.match(r"\W*\d+[.)]", said)
        and not said.rstrip().endswith(("?", "？", ":"))
        and said.casefold() != title.casefold()
    )


def _tells(block: Block) -> bool:
    said = block.said
    if not said or QUESTION.fullmatch(said):
        return False
    if block.tag == "pre" and (
        MARKUP.search(said) or COMMAND.search(said) or len(said.split()) < 8
    ):
        return False
    if block.is_quote and re.search(
        r"[—–-]\s?[A-Z][\w. ]{2,40}$|^\W*[A-Z][\w. ]{2,40} [|·•] ", said
    ):
        return False
    if not block.plain or BYLINE.match(said) or COMMAND.match(said):
        return False
    if DEMO.match(said) and (len(block.plain) < 80 or "://" in said[:120]):
        return False
    return len(re.split(r"\s[|·•]\s", said)) < 3
