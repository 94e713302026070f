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
_FINDS: Final = re.compile(
    r"(?:here|in here|in this repo\w*)?,?\s*you(?:'ll| will| can)?(?: here)? (?:find|see)\b|vous (?:trouverez|pouvez trouver)|aqu[ií] (?:re[uú]no|encontr|van a)|van a poder encontrar|hier findest|здесь (?:собран|представлен)|(?:данные|в данном|в этом) (?:проект|репозитори)",
    re.IGNORECASE,
)
"""`Here you find …`."""
_WELCOME: Final = re.compile(
    r"\W*(?:welcome|bienvenue|bienvenid|bem[- ]vind|willkommen|benvenut|les damos|добро пожаловать|selamat datang|hoş geldin|欢迎|歡迎|ようこそ|환영)",
    re.IGNORECASE,
)
_ORDER: Final = re.compile(
    r"\W*(?:put|place|use|add|create|fine-tune|run|make|remember|get|go|take|try|learn|read|check|download|write|transform|turn|explore|discover|become|start|open|set|copy|keep|choose|pick|complete)\s",
    re.IGNORECASE,
)
_MATCHED: Final = {
    "welcome": _WELCOME,
    "order": _ORDER,
    "is-this": re.compile(
        r"\W*(?:đây là|isto é|esto es|c['’]est|das ist|dies ist|questo è|ini adalah|это\b|bu bir|これは|这是|這是|이것은)",
        re.IGNORECASE,
    ),

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
    "not": re.compile(
        r"\bn(?:ot|ever|othing|o longer)\b|n't\b|\bno (?:es|se|está|hay)\b|\bnão\b|\bne\b.{1,20}\bpas\b|\bnicht\b|\bне\b|不|없|않",
        re.IGNORECASE,
    ),
    "must": re.compile(r"\b(?:should|must|need(?:s|ed)? to|have to|has to|can|may|will)\b", re.IGNORECASE),
    "pointer": re.compile(
        r"\b(?:here|link|below|following|above|available|found|hosted)\b|可以在|这里|查看|sau đây|enlace|siguiente|ci-dessous|여기",
        re.IGNORECASE,
    ),
    "before": re.compile(
        r"\b(?:initial(?:ly|e)?|originally|at first|planned|was meant|inicial(?:mente)?|ursprünglich|première version)\b|изначально|最初",
        re.IGNORECASE,
    ),
    "handle": re.compile(r"(?<!\w)@\w|\bby [A-Z][a-z]+ [A-Z][a-z]+"),
    "figures": re.compile(r"\d[\d.,]*\D+\d[\d.,]*\D+\d"),
    "arrow": re.compile(r"→|->|=>|\w/\w+/|\w\.\w{2,4}\b"),
    "past": re.compile(r"\b(?:was|were|had|achieved|found|showed|resulted)\b", re.IGNORECASE),
    "also": re.compile(r"\b(?:also|additionally|además|também|aussi|auch|anche|также)\b", re.IGNORECASE),
    "finds": _FINDS,
    "layout": re.compile(
        r"\b(?:split|divided|organi[sz]ed|structured|separated|grouped|numbered|arranged)\b|\beach (?:folder|directory|project|notebook|lab)|\b(?:folder|directory|subdirectory|carpeta|pasta|dossier|ordner)\b|폴더|目录",
        re.IGNORECASE,
    ),
    "colon": re.compile(r"[:：]\s*\Z"),
    "stop": re.compile(r"[.。]\W*\Z"),
}
_ABOUT_SOMETHING: Final = re.compile(
    r"\W*(?!(?:this|these|the|our|my|it|here|we|i)\b)(?:an? |the )?[A-Z가-힣\u3400-\u9fff][^.,;:]{1,50}?(?: (?:is|are|refers|enables?|enhances?|allows?|involves|provides|lets|es|son|é|são|est|sont|ist|sind|là|adalah)\b|是|属于|は|[는은] )"
)
"""`X is …`: a definition, unless X is the work."""
_EMPTY_WORDS: Final = frozenset(
    """project projects repository repo data analysis learning machine deep python model models code notebook notebooks science work works
    this that these those with from using used uses which will have been were into some more most many also your their about each such various
    different several other multiple comprehensive collection contains includes including files folder directory section following list course
    here there what when where main primary goal goals objective objectives purpose aims application system based practice learn projekt projekte
    proyecto proyectos projeto projetos projet projets este esta para como sobre dans avec pour dieses mit für objetivo repositorio repositório
    shows show showcases serves provides resource base knowledge examples example implementation implementations demonstrates demonstrate""".split()
)
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
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


def text_features(one: Candidate, title: str, count: int) -> list[str]:
    """Name what is known of how a sentence says it.

    Args:
        one: the sentence.
        title: what the work is called.
        count: how many sentences the README has.
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
    if "this" in starts and "does" in holds:
        found.append("this+does")
    if "is-this" in starts:
        starts.add("this")
    if "finds" in holds:
        holds.discard("you")
        starts.add("this")
    if "welcome" in starts:
        found.append(f"welcome:{'short' if length < 80 else 'long'}")
    if "concept" in holds and not starts & {"this", "aim"} and "did" not in holds:
        found.append("concept:alone")
    if "aim" in starts and "before" in holds:
        found.append("aim:before")
    if "course" in holds:
        found.append(f"course:{min(count, 4)}")
    if "colon" in holds:
        found.append(f"colon:{'this' if 'this' in starts else 'other'}:{min(len(kept.split()), 12) // 4}")
    if {"this", "aim"} & starts and "task" in holds:
        found.append("this+task")
    if not starts & {"this", "aim", "kind", "an", "doing", "verb", "kkind"} and not holds & {"did", "end"}:
        found.append(f"plain:{'cjk' if cjk else 'other' if _OTHER.search(kept) else 'latin'}")
    found += starts
    found += holds
    about = (
        "named" if _named(said, title)
        else "this" if "this" in starts
        else "aim" if "aim" in starts
        else "did" if "did" in holds
        else "kind" if starts & {"kind", "kkind"} or "end" in holds
        else "an" if starts & {"an", "kan"}
        else "doing" if starts & {"doing", "kdoing"}
        else "verb" if "verb" in starts
        else "plain"
    )
    does = "+" if "does" in holds else "-"
    found += [f"is:{about}", f"is:{about}{does}"]
    found.append(f"at:{'top' if not one.section and not one.block and not one.sentence else 'first' if not one.sentence and not one.block else 'later' if one.section else 'near'}:{about}")
    found.append(f"tag:{one.tag}:{about}")
    if about in {"plain", "an", "kind", "doing", "verb"} and _ABOUT_SOMETHING.match(said):
        found += ["something", f"something:{'top' if not one.section else 'later'}"]
    special = len({word for word in _WORD.findall(kept.casefold()) if word not in _EMPTY_WORDS})
    if not cjk:
        found.append(f"special:{min(special, 5)}")
    if re.match(r"[A-ZÀ-Þ\W]{25,}", said):
        found.append("shout")
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
    first = re.split(r"\s[—–:-]\s|:\s", title)[0]
    squeezed = re.sub(r"[\W_]+", "", first.casefold())
    if len(squeezed) > 3 and re.sub(r"[\W_]+|^the ", "", said[:120].casefold()).startswith(squeezed):
        found += ["subject", f"subject:{min(len(first.split()), 4)}"]
        if "does" in holds or "something" in found:
            found.append("subject:does")
    shared = len(content(said) & content(title))
    found.append(f"shared:{min(shared, 3)}")
    if shared and shared == len(content(title)):
        found.append("shared:all")
    if echoes(kept, title):
        found.append("echo")
    if cjk:
        found.append("cjk")
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
