"""The one sentence of a README that says what the work is: every sentence near its top is weighed, and the best is taken."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from proofolio.assemble.readme_blocks import HEADINGS, Block, without_emoji
from proofolio.assemble.readme_words import (
    ASIDE,
    BYLINE,
    COMMAND,
    DEMO,
    GENERIC,
    PART,
    QUESTION,
    SILENT,
    TELLING,
    TEMPLATE,
)
from proofolio.assemble.summary_shape import LONGEST, sentences, whole, without_label, without_lead
from proofolio.assemble.summary_words import (
    AIM,
    BIOGRAPHY,
    CONCEPT,
    COURSE,
    DATED,
    DOES,
    DOING,
    KIND_AT_END,
    MARKUP,
    NAMES_KIND,
    NEVER,
    NOWHERE,
    PRACTICE,
    SCENE,
    SHOWS_OFF,
    THIS_WORK,
    WE_DID,
    WEAK_START,
)
from proofolio.content.sanitize import text

_ENOUGH: Final = 2.2
"""What a sentence of a README has to weigh to be shown."""
_ENOUGH_ALONE: Final = 0.6
"""What a description has to weigh, or the line of a table, that is nothing else."""
_SECTIONS: Final = 7
_FROM_SECTION: Final = 4
"""Paragraphs of a section."""
_FROM_PARAGRAPH: Final = 6
"""Sentences of a paragraph."""
_LEAST: Final = 25
_LEAST_CJK: Final = 9
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LESS: Final = {"li": 0.9, "pre": 0.9}
"""By how much an item of a list, or text that is set as code, weighs less."""
_MANY: Final = re.compile(r"projects\b|proyectos|projetos|projets|проекты|contents|list", re.IGNORECASE)
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
_GENERAL: Final = frozenset({"projec", "case", "study", "analys", "machin", "learni", "data", "scienc", "reposi", "repo", "model"})
_PROPER: Final = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a sentence stands."""

    weight: float
    leads_to_list: bool = False


def best_sentence(found: list[Block], at: int | None, title: str) -> str:
    """Return the sentence that says what the work is; empty when none does.

    Args:
        found: the README's blocks.
        at: which of them is the title.
        title: as it is shown.
    """
    weighed = [
        (max(_weight(said, title), _weight(shown, title)) + place.weight, -number, shown)
        for number, (said, place) in enumerate(_candidates(found, at, title))
        if (shown := _shown(said, title, leads_to_list=place.leads_to_list))
    ]
    best = max(weighed, default=None)
    return best[2] if best and best[0] >= _ENOUGH else ""


def only_sentence(said: str, title: str = "") -> str:
    """Return what a short text says of a work, as one whole sentence; empty when it says nothing.

    Args:
        said: a description of a repository, or what a table says of a project.
        title: what the work is called.
    """
    told = [
        (_weight(one, title) - number / 4, shown)
        for number, one in enumerate(sentences(without_label(without_emoji(text(said, 1_000))))[:4])
        if (shown := _shown(one, title))
    ]
    best = max(told, default=None)
    return best[1] if best and best[0] >= _ENOUGH_ALONE else ""


def _candidates(found: list[Block], at: int | None, title: str) -> Iterator[tuple[str, _Place]]:
    start = 0 if at is None else at + 1
    if at is not None and found[at].tag == "p":
        for line in found[at].lines[1:]:
            yield from _of_lines((line,), 1.6, first=0.5, leads_to_list=False)
    for number, (name, blocks) in enumerate(_sections(found, start)):
        if number > _SECTIONS:
            break
        if number and SILENT.search(name[:32]) and not re.search(r"about|overview|what", name, re.IGNORECASE):
            continue
        if number and _COUNTED.match(name):
            continue
        is_telling = (
            bool(TELLING.search(name)) and not _BACKGROUND.search(name) and not _MANY.search(name)
        )
        base = 1.6 if number == 0 else 1.5 if is_telling else 0.3 if TELLING.search(name) and not _MANY.search(name) else -1.2 if _MANY.search(name) else -0.6
        base -= 0.25 * max(0, number - 1)
        if number == 1 and at is not None and start < len(found) and _is_tagline(found[start], title):
            yield found[start].said, _Place(weight=1.2)
        if number and (rest := re.sub(r"^\W*\w+\s*[:：–—]\s*", "", name)) != name and TELLING.match(name):
            yield rest, _Place(weight=0.8)
        taken = 0
        for block in blocks:
            if taken >= _FROM_SECTION:
                break
            if number and block.tag == "li" and not is_telling:
                continue
            if not _tells(block, is_telling=is_telling):
                continue
            weight = base - 0.35 * taken - (0.8 if block.is_quote else 0) - _LESS.get(block.tag, 0.0) - (0.6 if block.tag == "li" and number == 0 else 0)
            # What is said first says more often what it is.
            first = 0.5 if taken == 0 and (number == 0 or is_telling) else 0.0
            yield from _of_lines(block.lines, weight, first=first, leads_to_list=block.has_list)
            taken += 1


def _of_lines(
    lines: Iterable[str], weight: float, *, first: float = 0.0, leads_to_list: bool
) -> Iterator[tuple[str, _Place]]:
    number = 0
    told = [one for line in lines for one in sentences(without_label(line))]
    for one in told[:_FROM_PARAGRAPH]:
        is_last = number == len(told) - 1
        yield one, _Place(weight=weight - 0.25 * number + (0.0 if number else first), leads_to_list=leads_to_list and is_last)
        number += 1


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
    if not said or QUESTION.fullmatch(said) or (block.tag == "li" and not is_telling and len(said) < 60):  # noqa: PLR2004 (an item that is a sentence)
        return False
    if block.tag == "pre" and (MARKUP.search(said) or COMMAND.search(said) or len(said.split()) < 8):  # noqa: PLR2004 (words of a sentence)
        return False
    if block.is_quote and re.search(r"[—–-]\s?[A-Z][\w. ]{2,40}$", said):
        return False
    if not block.plain or BYLINE.match(said) or COMMAND.match(said):
        return False
    if DEMO.match(said) and (len(block.plain) < 80 or "://" in said[:120]):  # noqa: PLR2004 (a line that only leads away)
        return False
    facts = re.split(r"\s[|·•]\s", said)
    return len(facts) < 3  # noqa: PLR2004 (facts in a row)


def _shown(said: str, title: str, *, leads_to_list: bool = False) -> str:
    """Return a sentence as it would be shown; empty when it may not be."""
    if said.rstrip().endswith(("?", "？", "؟")) or TEMPLATE.search(said) or MARKUP.search(said):
        return ""
    if any(rule.match(said) for rule in (PART, COMMAND, BYLINE)) or BIOGRAPHY.search(said) or NOWHERE.search(said):
        return ""
    if re.match(r"\W*(?:(?:[Hh]i|[Hh]ello)\W+)?(?:I'm|I am|My name is) [A-Z]", said):
        return ""
    shown = without_lead(said)
    if (shown == said and (NEVER.match(said) or ASIDE.match(said))) or NEVER.match(shown):
        return ""
    shown = whole(shown, leads_to_list=leads_to_list)
    is_cjk = len(_CJK.findall(shown)) > len(shown) / 4
    if len(shown) < (_LEAST_CJK if is_cjk else _LEAST) or (len(shown.split()) < 4 and not is_cjk):  # noqa: PLR2004 (words)
        return ""
    if _echoes(shown, title) or shown.count('"') % 2 or shown.endswith("…") or shown.count("(") != shown.count(")"):
        return ""
    return shown


def _weight(said: str, title: str) -> float:
    """Weigh how well a sentence says what a work is called `title` does."""
    weight = 0.0
    this, does = bool(THIS_WORK.match(said)), bool(DOES.search(said))
    aims, did = bool(AIM.match(said)), bool(WE_DID.search(said))
    names = _named(said, title)
    if this and does:
        is_part = re.match(
            r"\W*(?:(?:the|el|la|os?|as?|le|il|das|die|der) (?!(?:[\w-]+ )?(?:project|repo|goal|aim|proyecto|projeto|projet|progetto|repositorio|reposit[oó]rio|arbeit|work|thesis|study|trabajo|trabalho|estudio|estudo|bot\b)))",
            said,
            re.IGNORECASE,
        )
        # `The deployed app …` is one part of it, more often than all.
        weight += 1.6 if is_part and not names else 2.6
    elif aims:
        weight += 2.4
    elif names:
        weight += 2.6
    elif did:
        weight += 2.0
    elif NAMES_KIND.match(said) or KIND_AT_END.search(said):
        weight += 2.0
    elif re.match(r"\W*(?:an?|une?|uma?|eine?|una) (?!few|lot|bit)[^\W\d]", said, re.IGNORECASE):
        weight += 1.9
    elif DOING.match(said):
        weight += 1.7
    elif len(_CJK.findall(said)) < len(said) / 4:
        weight -= 0.6
    if PRACTICE.search(said):
        weight -= 0.6
    if (this or aims) and re.search(r"\b(?:aims?|objective|goal|predict|classif|detect|objetivo|visa|vise|bertujuan|nhằm|ziel)\w*", said, re.IGNORECASE):
        weight += 0.4
    shared = len(_content(said) & _content(title))
    weight += min(1.2, 0.45 * shared)
    length = len(said) * (2.2 if len(_CJK.findall(said)) > len(said) / 4 else 1)
    weight += 0.6 if 55 <= length <= LONGEST else -0.7 if length < 38 else -0.5 if length > LONGEST + 60 else 0  # noqa: PLR2004 (characters of a line)
    if SCENE.match(said) and not this:
        weight -= 1.8
    if re.search(r"\bbecause\b|\bI wanted\b|\bporque\b|weil\b", said):
        weight -= 1.0
    if SHOWS_OFF.search(said):
        weight -= 0.9
    if CONCEPT.search(said) and not (this or did or aims):
        weight -= 2.5
    if said.count(",") > 5 and not (this or does):  # noqa: PLR2004 (a list of names)
        weight -= 1.2
    if len(said.split()) < 6 and not names and length < 60:  # noqa: PLR2004 (a heading)
        weight -= 0.7
    if WEAK_START.match(said):
        weight -= 1.8
    if COURSE.search(said):
        weight -= 0.8
    if DATED.search(said):
        weight -= 1.0
    if said.rstrip().endswith("!"):
        weight -= 1.0
    if re.match(r"[a-z]", said) and not names:
        weight -= 0.6
    if not re.search(r"[.。!:：]\W*$", said) and not (this or does or names):
        weight -= 0.4
    return weight


def _named(said: str, title: str) -> bool:
    """Whether a sentence begins with the work's name and says what it is."""
    first = re.split(r"\s[—–:-]\s|:\s", title)[0]
    return len(first) > 2 and bool(  # noqa: PLR2004 (characters of a name)
        re.match(rf"\W*(?:the )?{re.escape(first)}\W*(?:\([^)]*\)\s*)?(?:\w+ ){{0,2}}(?:is|are|es|é|est|ist|è|adalah|là|predicts|analy|uses|provides|helps|implements|[—–:-])", said, re.IGNORECASE)
    )


def _content(said: str) -> set[str]:
    return {word.casefold()[:6] for word in _PROPER.findall(said)} - {"projec", "this", "with", "using", "from"}


def _echoes(shown: str, title: str) -> bool:
    """Whether a sentence says the title and no more."""
    is_short = len(shown) <= len(title) + 25
    return _bare(shown) == _bare(title) or (
        is_short and bool(_content(shown)) and _content(shown) <= _content(title) | _GENERAL
    )


def _bare(said: str) -> str:
    return re.sub(r"[\W_]+", "", said.casefold())
