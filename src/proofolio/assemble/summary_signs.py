"""By which signs a sentence is known for one that says what a work is, or for one that does not."""

import re
from typing import Final

from proofolio.assemble.readme_words import ASIDE
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
    SCENE,
    THIS_WORK,
    TOOL,
    WE_DID,
    WEAK_START,
)

BACKGROUND: Final = re.compile(
    r"problem|background|motivation|context|why|business|story|planteamiento|contexto|justific|problema|motiva|contexte|hintergrund|背景|배경|latar belakang|data ?set|\bdata\b|datos|dados|数据|result|conclu|finding|feature|insight|evaluat|metric|method|model|pipeline|architect|workflow|approach|resultado|metodolog|funcionalidad|característic|key|learn",
    re.IGNORECASE,
)
MANY: Final = re.compile(
    r"projects\b|proyectos|projetos|projets|проекты|contents|list", re.IGNORECASE
)
AIMING: Final = re.compile(
    r"goal|objective|aim|purpose|task|objetivo|ziel|but du|objectif|цел|задач|tujuan|mục tiêu|amaç|目的|目标|任务|목적|목표|과제",
    re.IGNORECASE,
)
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
STARTS: Final = {
    "welcome": _WELCOME,
    "bids": _ORDER,
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
    "tool": TOOL,
}
"""What a sentence begins with."""
HOLDS: Final = {
    "does": DOES,
    "did": WE_DID,
    "end": KIND_AT_END,
    "concept": CONCEPT,
    "biography": BIOGRAPHY,
    "course": COURSE,
    "dated": DATED,
    "task": _TASK,
    "reason": _REASON,
    "school": _SCHOOL,
    "you": re.compile(r"\byou(?:r|'ll)?\b", re.IGNORECASE),
    "my": re.compile(r"\b(?:I|my|I've|I'm)\b"),
    "we": re.compile(r"\b(?:we|our)\b", re.IGNORECASE),
    "bang": re.compile(r"!\W*\Z"),
    "not": re.compile(
        r"\bn(?:ot|ever|othing|o longer)\b|n't\b|\bno (?:es|se|está|hay)\b|\bnão\b|\bne\b.{1,20}\bpas\b|\bnicht\b|\bне\b|不|없|않",
        re.IGNORECASE,
    ),
    "must": re.compile(
        r"\b(?:should|must|need(?:s|ed)? to|have to|has to|can|may|will)\b", re.IGNORECASE
    ),
    "pointer": re.compile(
        r"\b(?:here|link|below|following|above|available|found|hosted)\b|可以在|这里|查看|sau đây|enlace|siguiente|ci-dessous|여기",
        re.IGNORECASE,
    ),
    "before": re.compile(
        r"\b(?:initial(?:ly|e)?|originally|at first|planned|was meant|inicial(?:mente)?|ursprünglich|première version)\b|изначально|最初",
        re.IGNORECASE,
    ),
    "handle": re.compile(r"(?<!\w)@\w|\bby [A-Z][a-z]+ [A-Z][a-z]+"),
    "arrow": re.compile(r"→|->|=>|\w/\w+/|\w\.\w{2,4}\b"),
    "past": re.compile(r"\b(?:was|were|had|achieved|found|showed|resulted)\b", re.IGNORECASE),
    "also": re.compile(
        r"\b(?:also|additionally|además|também|aussi|auch|anche|также)\b", re.IGNORECASE
    ),
    "finds": _FINDS,
    "layout": re.compile(
        r"\b(?:split|divided|organi[sz]ed|structured|separated|grouped|numbered|arranged)\b|\beach (?:folder|directory|project|notebook|lab)|\b(?:folder|directory|subdirectory|carpeta|pasta|dossier|ordner)\b|폴더|目录",
        re.IGNORECASE,
    ),
    "empty": re.compile(
        r"^\W*(?:transform|turn|convert)\w* (?:[a-z]+ )?(?:data|datos|dados|donn[ée]es|num|insights?)\b|should (?:contain|be|have)\b|\b(?:is|are) also (?:available|added)|\b(?:has|have) not been|\btested with\b|\bpart \d+ of\b|\bgoal is simple\b|\bsplit into\b|\bwill evolve\b|\bframework made by\b|^\W*project initiali[sz]ed|\b(?:has|have|had) (?:multiple|several|many|two|three|four|five|\d) (?:\w+ )?(?:objectives|goals|aims|parts|components)\W*\Z|^\W*(?:the|its) (?:\w+ )?(?:goals?|features|objectives|topics|aims) of (?:this|the) \w+\W*\Z|^\W*if you\b|^\W*(?:put|place) ",
        re.IGNORECASE,
    ),
    "colon": re.compile(r"[:：]\s*\Z"),
    "stop": re.compile(r"[.。]\W*\Z"),
}
ABOUT_SOMETHING: Final = re.compile(
    r"\W*(?!(?:this|these|the|our|my|it|here|we|i)\b)(?:an? |the )?[A-Z가-힣\u3400-\u9fff][^.,;:]{1,50}?(?: (?:is|are|refers|enables?|enhances?|allows?|involves|provides|lets|es|son|é|são|est|sont|ist|sind|là|adalah)\b|是|属于|は|[는은] )"
)
"""`X is …`: a definition, unless X is the work."""
_EMPTY: Final = """
project projects repository repo data analysis learning machine deep python model models code notebook notebooks science work works
    this that these those with from using used uses which will have been were into some more most many also your their about each such various
    different several other multiple comprehensive collection contains includes including files folder directory section following list course
    here there what when where main primary goal goals objective objectives purpose aims application system based practice learn projekt projekte
    proyecto proyectos projeto projetos projet projets este esta para como sobre dans avec pour dieses mit für objetivo repositorio repositório
    shows show showcases serves provides resource base knowledge examples example implementation implementations demonstrates demonstrate
"""
EMPTY_WORDS: Final = frozenset(_EMPTY.split())
"""Words that every README of the field has."""
OTHER_SCRIPT: Final = re.compile(r"[^\x00-\xff–—’“”]")
