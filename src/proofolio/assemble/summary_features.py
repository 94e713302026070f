"""What there is to know of a sentence that may say what a work is: where it stands, and by which words it says it."""

import re
from functools import lru_cache
from typing import Final

from proofolio.assemble.readme_words import ASIDE, TELLING
from proofolio.assemble.summary_candidates import CJK, Candidate, is_cjk
from proofolio.assemble.summary_words import (
    AIM,
    BIOGRAPHY,
    CONCEPT,
    COURSE,
    DATED,
    DOES,
    DOING,
    KIND_AT_END,
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

_BACKGROUND: Final = re.compile(
    r"problem|background|motivation|context|why|business|story|planteamiento|contexto|justific|problema|motiva|contexte|hintergrund|背景|배경|latar belakang|data ?set|\bdata\b|datos|dados|数据|result|conclu|finding|feature|insight|evaluat|metric|method|model|pipeline|architect|workflow|approach|resultado|metodolog|funcionalidad|característic|key|learn",
    re.IGNORECASE,
)
_MANY: Final = re.compile(
    r"projects\b|proyectos|projetos|projets|проекты|contents|list", re.IGNORECASE
)
_AIMING: Final = re.compile(
    r"goal|objective|aim|purpose|task|objetivo|ziel|but du|objectif|цел|задач|tujuan|mục tiêu|amaç|目的|目标|任务|목적|목표|과제",
    re.IGNORECASE,
)
_PROPER: Final = re.compile(r"[^\W\d_]{4,}")
_OF_ALL: Final = frozenset({"projec", "this", "with", "using", "from"})
_PART: Final = re.compile(
    r"\W*(?:(?:the|el|la|os?|as?|le|il|das|die|der) (?!(?:[\w-]+ )?(?:project|repo|goal|aim|proyecto|projeto|projet|progetto|repositorio|reposit[oó]rio|arbeit|work|thesis|study|trabajo|trabalho|estudio|estudo|bot\b)))",
    re.IGNORECASE,
)
_AN: Final = re.compile(
    r"\W*(?:an?|une?|uma?|eine?|una) (?!few|lot|bit|good|great|[a-z]+ [a-z]+s (?!of|for|with|and|in|to|from|on|that|which|using|by)[a-z])[^\W\d]",
    re.IGNORECASE,
)
_DEFINES: Final = re.compile(r"\W*an? .{10,90} (?:that|which|for|to) ", re.IGNORECASE)
_VERB: Final = re.compile(
    r"\W*(?:It |[A-Z])[a-z]{2,}(?:s|es) (?:an?|the|what|how|which|whether|when|where|[\w-]+ (?:\w+ )?(?:from|of|with|by|in|for|to|on)) "
)
_LABELLED: Final = re.compile(r"\W*[^\W\d_][\w-]+(?: [\w&-]+){0,2}[:：]\s")
_TASK: Final = re.compile(
    r"\b(?:aims?|objective|goal|predict|classif|detect|objetivo|visa|vise|bertujuan|nhằm|ziel)\w*",
    re.IGNORECASE,
)
_REASON: Final = re.compile(r"\bbecause\b|\bI wanted\b|\bporque\b|weil\b")
_SCHOOL: Final = re.compile(
    r"\b(?:assignment|homework|submission|coursework|thesis project|final project|university|universidad|universidade)\b",
    re.IGNORECASE,
)
_MATCHED: Final = {
    "this": THIS_WORK,
    "aim": AIM,
    "kind": NAMES_KIND,
    "doing": DOING,
    "verb": _VERB,
    "an": _AN,
    "defines": _DEFINES,
    "part": _PART,
    "weak": WEAK_START,
    "scene": SCENE,
    "labelled": _LABELLED,
    "never": NEVER,
    "aside": ASIDE,
}
"""What a sentence begins with."""
_SEARCHED: Final = {
    "does": DOES,
    "did": WE_DID,
    "end": KIND_AT_END,
    "concept": CONCEPT,
    "course": COURSE,
    "practice": PRACTICE,
    "shows": SHOWS_OFF,
    "dated": DATED,
    "biography": BIOGRAPHY,
    "nowhere": NOWHERE,
    "task": _TASK,
    "reason": _REASON,
    "school": _SCHOOL,
    "you": re.compile(r"\byou(?:r|'ll)?\b", re.IGNORECASE),
    "my": re.compile(r"\b(?:I|my|I've|I'm)\b"),
    "we": re.compile(r"\b(?:we|our)\b", re.IGNORECASE),
    "percent": re.compile(r"\d\s?%|\d\.\d\d"),
    "bang": re.compile(r"!\W*\Z"),
    "stop": re.compile(r"[.。]\W*\Z"),
}
_OTHER: Final = re.compile(r"[^\x00-\xff–—’“”]")
_LENGTHS: Final = (20, 30, 42, 60, 90, 130, 180, 230)


@lru_cache(maxsize=512)
def _of_heading(name: str) -> tuple[str, ...]:
    if not name:
        return ("h:none",)
    found = ["h:telling"] if TELLING.search(name) else ["h:other"]
    for rule, told in ((_BACKGROUND, "h:background"), (_MANY, "h:many"), (_AIMING, "h:aim")):
        if rule.search(name):
            found.append(told)
    return tuple(found)


def place_features(one: Candidate, order: int, count: int) -> list[str]:
    """Name what is known of where a sentence stands.

    Args:
        one: the sentence.
        order: which of the README's sentences it is, from 0.
        count: how many there are.
    """
    section = min(one.section, 3)
    heading = _of_heading(one.heading)
    found = [
        "bias",
        f"order:{min(order, 6)}",
        f"sec:{section}",
        f"blk:{min(section, 1)}:{min(one.block, 3)}",
        f"sen:{min(section, 1)}:{min(one.sentence, 3)}",
        f"tag:{one.tag if one.tag in {'p', 'li', 'pre'} else 'h'}",
        *heading,
    ]
    if section:
        found += [f"{told}:{min(one.block + one.sentence, 2)}" for told in heading]
    if one.tag == "li":
        found.append(f"li:{min(section, 1)}:{min(one.block, 1)}:{heading[0]}")
    if one.is_quote:
        found.append("quote")
    if one.leads_to_list:
        found.append("leads")
    if one.is_alone:
        found.append("alone")
    if count == 1:
        found.append("only")
    return found


def text_features(one: Candidate, title: str, known: dict[str, float] | None = None) -> list[str]:
    """Name what is known of how a sentence says it.

    Args:
        one: the sentence.
        title: what the work is called.
        known: the words that are known; all when it is left out.
    """
    said, kept = one.said, one.kept
    cjk = is_cjk(kept)
    length = len(kept) * (2.6 if cjk else 1.0)
    found = [f"len:{sum(length >= edge for edge in _LENGTHS)}"]
    starts = {name for name, rule in _MATCHED.items() if rule.match(said)}
    holds = {name for name, rule in _SEARCHED.items() if rule.search(said)}
    if kept != said:
        starts |= {f"k{name}" for name in ("kind", "an", "doing", "defines") if _MATCHED[name].match(kept)}
        found.append("lead")
    found += starts
    found += holds
    if "this" in starts and "does" in holds:
        found.append("this+does")
    if {"this", "aim"} & starts and "task" in holds:
        found.append("this+task")
    if not starts & {"this", "aim", "kind", "an", "doing", "verb", "kkind"} and not holds & {"did", "end"}:
        found.append(f"plain:{'cjk' if cjk else 'other' if _OTHER.search(kept) else 'latin'}")
    words = kept.split()
    count = len(words)
    if not cjk:
        found.append(f"words:{min(count, 9) // 2}")
    if kept.count(",") > 5:
        found.append("commas")
    if re.match(r"[a-z]", said):
        found.append("lower")
    if re.match(r"\W*\d", said):
        found.append("digit")
    if _named(said, title):
        found.append("named")
    shared = len(content(said) & content(title))
    found.append(f"shared:{min(shared, 3)}")
    if shared and shared == len(content(title)):
        found.append("shared:all")
    if echoes(kept, title):
        found.append("echo")
    if cjk:
        found.append("cjk")
    for number, word in enumerate(re.findall(r"[^\W\d_]+(?:'[a-z]+)?", kept[:160].casefold())[:22]):
        name = f"w:{word[:8]}"
        if number == 0:
            found.append(f"f:{word[:8]}")
        if number == 1:
            found.append(f"g:{word[:8]}")
        found.append(name)
    return list(dict.fromkeys(found))


def content(said: str) -> frozenset[str]:
    """Return the words of a text that say something, shortened; of one without spaces, its pairs of signs."""
    words = {word.casefold()[:6] for word in _PROPER.findall(said)} - _OF_ALL
    signs = "".join(CJK.findall(said))
    return frozenset(words | {signs[at : at + 2] for at in range(len(signs) - 1)})


_GENERAL: Final = frozenset(
    "projec case study analys machin learni data scienc reposi repo model".split()
)


def echoes(kept: str, title: str) -> bool:
    """Whether a sentence says the title and no more."""
    is_short = len(kept) <= len(title) + 25
    told = content(kept)
    return is_short and bool(told) and told <= content(title) | _GENERAL


def _named(said: str, title: str) -> bool:
    first = re.split(r"\s[—–:-]\s|:\s", title)[0]
    return len(first) > 2 and bool(
        re.match(
            rf"\W*(?:the )?{re.escape(first)}\W*(?:\([^)]*\)\s*)?(?:\w+ ){{0,2}}(?:is|are|es|é|est|ist|è|adalah|là|predicts|analy|uses|provides|helps|implements|[—–:-])",
            said,
            re.IGNORECASE,
        )
    )
