"""The one sentence of a README that says what the work is: every sentence near its top is weighed, and the best is taken."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from proofolio.assemble.readme_blocks import HEADINGS, Block, without_emoji
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
from proofolio.assemble.sentence_weight import MOST, shown, weight
from proofolio.assemble.summary_shape import sentences, without_label
from proofolio.assemble.summary_words import MARKUP
from proofolio.content.sanitize import text

_ENOUGH: Final = 1.95
"""What a sentence of a README has to weigh to be shown."""
_ENOUGH_ALONE: Final = 0.6
"""What a description has to weigh, or the line of a table, that is nothing else."""
_SECTIONS: Final = 7
_FROM_SECTION: Final = 4
"""Paragraphs of a section."""
_FROM_PARAGRAPH: Final = 6
"""Sentences of a paragraph."""
_LEAST_CJK: Final = 9
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LESS: Final = {"li": 0.9, "pre": 0.9}
"""By how much an item of a list, or text that is set as code, weighs less."""
_SPEAKS: Final = re.compile(r"about|overview|what", re.IGNORECASE)
_OF_SOMEBODY: Final = re.compile(
    r"about (?:me|us|the (?:author|team))|who (?:i am|am i)|sobre (?:m[ií]|mim|el autor|o autor)|qui[eé]n soy|quem sou|[àa] propos de (?:moi|l['’]auteur)|über mich|chi sono|обо мне|о себе|关于我|자기 ?소개|自己紹介",
    re.IGNORECASE,
)
"""A section about its author."""
_MANY: Final = re.compile(
    r"projects\b|proyectos|projetos|projets|проекты|contents|list", re.IGNORECASE
)
"""A section that lists several."""
_COUNTED: Final = re.compile(
    r"\W*(?:\d+[.)]?\s*)?(?:project|proyecto|projeto|projet|projekt|task|assignment|week|day|part|lab|exercise|chapter|module|lesson|sprint|проект|项目|프로젝트)\s*(?:#|№|n°)?\s*\d",
    re.IGNORECASE,
)
"""A section about one of several."""
_TAGLINE: Final = 4
"""Words of a heading under the title that says something."""
_BACKGROUND: Final = re.compile(
    r"problem|background|motivation|context|why|business|story|planteamiento|contexto|justific|problema|motiva|contexte|hintergrund|背景|배경|latar belakang|data ?set|\bdata\b|datos|dados|数据|result|conclu|finding|feature|insight|evaluat|metric|method|model|pipeline|architect|workflow|approach|resultado|metodolog|funcionalidad|característic|key|learn",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a sentence stands."""

    gain: float
    leads_to_list: bool = False


def best_sentence(found: list[Block], at: int | None, title: str) -> str:
    """Return the sentence that says what the work is; empty when none does.

    Args:
        found: the README's blocks.
        at: which of them is the title.
        title: as it is shown.
    """
    best, line = _ENOUGH, ""
    for said, place in _candidates(found, at, title):
        if place.gain + MOST <= best:
            continue
        kept = shown(said, title, leads_to_list=place.leads_to_list)
        gain = place.gain + (_weighed(said, kept, title) if kept else -MOST)
        if gain > best:
            best, line = gain, kept
    return line


def _weighed(said: str, kept: str, title: str) -> float:
    """Weigh a sentence as it was written and as it is shown; the better one counts."""
    told = weight(said, title)
    return told if kept == said else max(told, weight(kept, title))


def only_sentence(said: str, title: str = "") -> str:
    """Return what a short text says of a work, as one whole sentence; empty when it says nothing.

    Args:
        said: a description of a repository, or what a table says of a project.
        title: what the work is called.
    """
    told = [
        (_weighed(one, kept, title) - number / 4, kept)
        for number, one in enumerate(sentences(without_label(without_emoji(text(said, 1_000))))[:4])
        if (kept := shown(one, title))
    ]
    best = max(told, default=None)
    return best[1] if best and best[0] >= _ENOUGH_ALONE else ""


def _candidates(found: list[Block], at: int | None, title: str) -> Iterator[tuple[str, _Place]]:
    start = 0 if at is None else at + 1
    if at is not None and found[at].tag == "p":
        for line in found[at].lines[1:]:
            yield from _of_lines((line,), 1.6, first=1.0, leads_to_list=False)
    if at is not None and start < len(found) and _is_tagline(found[start], title):
        yield sentences(found[start].said)[0], _Place(gain=1.2)
    for number, (name, blocks) in enumerate(_sections(found, start)[: _SECTIONS + 1]):
        is_silent = (bool(SILENT.search(name[:32])) and not _SPEAKS.search(name)) or bool(
            _OF_SOMEBODY.search(name)
        )
        if not number or not (is_silent or _COUNTED.match(name)):
            yield from _of_section(name, blocks, number)


def _of_section(name: str, blocks: list[Block], number: int) -> Iterator[tuple[str, _Place]]:
    """Yield the sentences of a part of a README, with what its heading and its place say for them."""
    is_of_many = bool(_MANY.search(name))
    tells = bool(TELLING.search(name)) and not is_of_many
    is_telling = tells and not _BACKGROUND.search(name)
    gain = 1.5 if is_telling else 0.3 if tells else -1.2 if is_of_many else -0.6
    gain = gain - 0.25 * (number - 1) if number else 1.6
    rest = re.sub(r"^\W*\w+\s*[:：–—]\s*", "", name)
    if number and rest != name and TELLING.match(name):
        yield rest, _Place(gain=0.8)
    used = [
        block
        for block in blocks
        if (not number or block.tag != "li" or is_telling) and _tells(block, is_telling=is_telling)
    ]
    for taken, block in enumerate(used[:_FROM_SECTION]):
        less = 0.35 * taken + (1.4 if block.is_quote else 0.0) + _LESS.get(block.tag, 0.0)
        less += 1.2 if block.tag == "li" and not number else 0.0
        # What is said first says more often what it is.
        first = 0.0 if taken else 1.0 if not number else 0.5 if is_telling else 0.0
        yield from _of_lines(block.lines, gain - less, first=first, leads_to_list=block.has_list)


def _of_lines(
    lines: Iterable[str], gain: float, *, first: float = 0.0, leads_to_list: bool
) -> Iterator[tuple[str, _Place]]:
    told = [one for line in lines for one in sentences(without_label(line))]
    for number, one in enumerate(told[:_FROM_PARAGRAPH]):
        yield (
            one,
            _Place(
                gain=gain - 0.25 * number + (0.0 if number else first),
                leads_to_list=leads_to_list and number == len(told) - 1,
            ),
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
    is_long = len(said.split()) > _TAGLINE or len(_CJK.findall(said)) > _LEAST_CJK
    return (
        block.tag in HEADINGS - {"h1"}
        and is_long
        and not PART.match(said)
        and not SILENT.search(said)
        and not GENERIC.fullmatch(re.sub(r"^\W+|\W+$", "", said))
        and not re.match(r"\W*\d+[.)]", said)
        and not said.rstrip().endswith(("?", "？", ":"))
        and said.casefold() != title.casefold()
    )


def _tells(block: Block, *, is_telling: bool) -> bool:
    said = block.said
    if (
        not said
        or QUESTION.fullmatch(said)
        or (block.tag == "li" and not is_telling and len(said) < 60)
    ):
        return False
    if block.tag == "pre" and (
        MARKUP.search(said) or COMMAND.search(said) or len(said.split()) < 8
    ):
        return False
    if block.is_quote and re.search(r"[—–-]\s?[A-Z][\w. ]{2,40}$", said):
        return False
    if not block.plain or BYLINE.match(said) or COMMAND.match(said):
        return False
    if DEMO.match(said) and (len(block.plain) < 80 or "://" in said[:120]):
        return False
    facts = re.split(r"\s[|·•]\s", said)
    return len(facts) < 3
