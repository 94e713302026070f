"""How well a sentence says what a work is, and what may never stand for it."""

import re
from typing import Final

from proofolio.assemble.readme_words import ASIDE, BYLINE, COMMAND, PART, TEMPLATE
from proofolio.assemble.summary_shape import LONGEST, whole, without_lead
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

MOST: Final = 5.4
"""What a sentence weighs at most."""
_LEAST: Final = 25
_LEAST_CJK: Final = 9
_SHORT: Final = 38
_GOOD: Final = 42
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST_COMMAS: Final = 5
_FEW_WORDS: Final = 6
_LEAST_NAME: Final = 2
_HEADING: Final = 60
_PROPER: Final = re.compile(r"[^\W\d_]{4,}")
_OF_ALL: Final = frozenset({"projec", "this", "with", "using", "from"})
_GENERAL: Final = frozenset(
    [
        "projec",
        "case",
        "study",
        "analys",
        "machin",
        "learni",
        "data",
        "scienc",
        "reposi",
        "repo",
        "model",
    ]
)
_OWN_NAME: Final = re.compile(r"\W*(?:(?:[Hh]i|[Hh]ello)\W+)?(?:I'm|I am|My name is) [A-Z]")
_PART: Final = re.compile(
    r"\W*(?:(?:the|el|la|os?|as?|le|il|das|die|der) (?!(?:[\w-]+ )?(?:project|repo|goal|aim|proyecto|projeto|projet|progetto|repositorio|reposit[oó]rio|arbeit|work|thesis|study|trabajo|trabalho|estudio|estudo|bot\b)))",
    re.IGNORECASE,
)
"""`The deployed app …` is one part of a work, more often than all."""
_AN: Final = re.compile(
    r"\W*(?:an?|une?|uma?|eine?|una) (?!few|lot|bit|good|great|[a-z]+ [a-z]+s (?!of|for|with|and|in|to|from|on|that|which|using|by)[a-z])[^\W\d]",
    re.IGNORECASE,
)
_DEFINES: Final = re.compile(r"\W*an? .{10,90} (?:that|which|for|to) ", re.IGNORECASE)
_VERB: Final = re.compile(
    r"\W*(?:It |[A-Z])[a-z]{2,}(?:s|es) (?:an?|the|what|how|which|whether|when|where|[\w-]+ (?:\w+ )?(?:from|of|with|by|in|for|to|on)) "
)
"""`Names dishes from a photo`."""
_LABELLED: Final = re.compile(r"\W*[A-Z][\w-]+(?: [\w&-]+){0,2}:\s")
_TASK: Final = re.compile(
    r"\b(?:aims?|objective|goal|predict|classif|detect|objetivo|visa|vise|bertujuan|nhằm|ziel)\w*",
    re.IGNORECASE,
)
_REASON: Final = re.compile(r"\bbecause\b|\bI wanted\b|\bporque\b|weil\b")
_LESS: Final[tuple[tuple[re.Pattern[str], float], ...]] = (
    (PRACTICE, 0.6),
    (_REASON, 1.0),
    (SHOWS_OFF, 0.9),
    (COURSE, 0.8),
    (
        re.compile(
            r"\b(?:assignment|homework|submission|coursework|thesis project|final project|university|universidad|universidade)\b",
            re.IGNORECASE,
        ),
        0.8,
    ),
    (DATED, 1.0),
    (re.compile(r".*!\W*\Z", re.DOTALL), 1.0),
)
"""What makes a sentence say less, wherever it stands in it."""


def shown(said: str, title: str, *, leads_to_list: bool = False) -> str:
    """Return a sentence as it is shown; empty when it may not be.

    Args:
        said: one sentence.
        title: what the work is called.
        leads_to_list: whether a list follows.
    """
    if said.rstrip().endswith(("?", "？", "؟")) or _OWN_NAME.match(said):
        return ""
    if any(rule.match(said) for rule in (PART, COMMAND, BYLINE)):
        return ""
    if any(rule.search(said) for rule in (TEMPLATE, MARKUP, BIOGRAPHY, NOWHERE)):
        return ""
    bare = without_lead(said)
    if (bare == said and ASIDE.match(said)) or NEVER.match(bare):
        return ""
    kept = whole(bare, leads_to_list=leads_to_list)
    return kept if _is_sentence(kept) and not _echoes(kept, title) else ""


def weight(said: str, title: str) -> float:
    """Weigh how well a sentence says what a work is; above 2 it does.

    Args:
        said: one sentence.
        title: what the work is called.
    """
    this = bool(THIS_WORK.match(said)) and bool(DOES.search(said))
    aims, did, names = bool(AIM.match(said)), bool(WE_DID.search(said)), _named(said, title)
    told = _kind(said, this=this, aims=aims, did=did, names=names)
    told += 0.6 if _DEFINES.match(said) else 0.0
    told += 0.4 if (this or aims) and _TASK.search(said) else 0.0
    told += min(1.2, 0.45 * len(_content(said) & _content(title)))
    told += _of_length(said)
    told -= sum(less for rule, less in _LESS if rule.search(said))
    told -= 1.8 if SCENE.match(said) and not this else 0.0
    told -= 1.8 if WEAK_START.match(said) else 0.0
    told -= 1.5 if _LABELLED.match(said) else 0.0
    told -= 3.5 if CONCEPT.search(said) and not (this or did or aims) else 0.0
    told -= 1.2 if said.count(",") > _MOST_COMMAS and not this else 0.0
    is_bare = not (this or names)
    told -= (
        0.7
        if len(said.split()) < _FEW_WORDS
        and not names
        and not _is_cjk(said)
        and _length(said) < _HEADING
        else 0.0
    )
    told -= 0.6 if re.match(r"[a-z]", said) and not names else 0.0
    return told - (0.4 if is_bare and not re.search(r"[.。!:：]\W*$", said) else 0.0)


def _kind(said: str, *, this: bool, aims: bool, did: bool, names: bool) -> float:
    """Weigh by what a sentence is: about this work, its aim, a name and what it is, what was done, a phrase."""
    if names or (this and not _PART.match(said)):
        return 2.6
    if aims:
        return 2.4
    if did or NAMES_KIND.match(said) or KIND_AT_END.search(said):
        return 2.0
    if _AN.match(said):
        return 1.9
    if DOING.match(said) or _VERB.match(said):
        return 1.7
    if this:
        return 1.6
    return 0.0 if _is_cjk(said) else -1.2


def _of_length(said: str) -> float:
    length = _length(said)
    if length < _SHORT:
        return -0.7
    if length > LONGEST + _HEADING:
        return -0.5
    return 0.6 if _GOOD <= length <= LONGEST else 0.0


def _length(said: str) -> float:
    """Characters as they take place: one of Chinese says as much as two letters."""
    return len(said) * (2.6 if _is_cjk(said) else 1.0)


def _is_cjk(said: str) -> bool:
    return len(_CJK.findall(said)) > len(said) / 4


def _is_sentence(kept: str) -> bool:
    is_cjk = _is_cjk(kept)
    is_long = len(kept) >= (_LEAST_CJK if is_cjk else _LEAST) and (is_cjk or len(kept.split()) >= 4)
    is_closed = (
        not kept.count('"') % 2
        and kept.count("“") == kept.count("”")
        and kept.count("(") == kept.count(")")
    )
    return is_long and is_closed and not kept.endswith("…")


def _named(said: str, title: str) -> bool:
    """Whether a sentence begins with the work's name and says what it is."""
    first = re.split(r"\s[—–:-]\s|:\s", title)[0]
    return len(first) > _LEAST_NAME and bool(
        re.match(
            rf"\W*(?:the )?{re.escape(first)}\W*(?:\([^)]*\)\s*)?(?:\w+ ){{0,2}}(?:is|are|es|é|est|ist|è|adalah|là|predicts|analy|uses|provides|helps|implements|[—–:-])",
            said,
            re.IGNORECASE,
        )
    )


def _content(said: str) -> frozenset[str]:
    return frozenset(word.casefold()[:6] for word in _PROPER.findall(said)) - _OF_ALL


def _echoes(kept: str, title: str) -> bool:
    """Whether a sentence says the title and no more."""
    is_short = len(kept) <= len(title) + _LEAST
    return _bare(kept) == _bare(title) or (
        is_short and bool(_content(kept)) and _content(kept) <= _content(title) | _GENERAL
    )


def _bare(said: str) -> str:
    return re.sub(r"[\W_]+", "", said.casefold())
