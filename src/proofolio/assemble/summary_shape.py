"""Sentences: where they end, what may be left out before them, and how a long one stays whole."""

import re
from typing import Final

from proofolio.assemble.readme_words import CLAUSE, ENDS, NO_END, OPEN_END
from proofolio.assemble.summary_words import DATED
from proofolio.content.sanitize import text

LONGEST: Final = 220
"""Characters that stand in one or two lines."""
STILL_WHOLE: Final = 340
"""Characters of a sentence that is better whole than cut."""
_LEAST_CUT: Final = 55
_LONGEST_HAN: Final = 110
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_KANA: Final = re.compile(r"[\u3040-\u30ff]")
_FEW: Final = 4
"""Words that are no sentence when they led to a list: `The app includes:`."""
_HAN_OR_KANA: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO_VERB_YET: Final = re.compile(
    r"\b(?:is|are|was|were) (?:designed|intended|meant|built|structured|organi[sz]ed|divided|suitable|made|used|able|aimed|split|as|\w+ly)\Z|\b(?:you|we|that|which|can|will) \w+\Z|\b(?:involves?|comprises?|requires?|performs?|offers?|consists|contains?|entails?)\Z|\bdiseñad[oa]\Z",
    re.IGNORECASE,
)
"""An end that says nothing without the list below it."""
_CJK_END: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]\W?\Z")
_THING: Final = r"(?:an?|the|my|all|some|several|various|two|three|four|five|\d+|code|notebooks?|python|jupyter|projects?|solutions?|exercises|examples|notes|implementations?|machine|deep|data|sql|materials?|resources|scripts?|different|multiple|many)\b"
_NOUN: Final = r"(?:project|repo(?:sitory)?|notebook|app(?:lication)?|folder|work|tool|package|system|portfolio|website|program|script|code|course project|library|directory|collection)"
_LEADS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\W*welcome to .{3,60}?(?:[,!.:—–]|\s-)\s*(?:this is )?(?=an?\s|the\s)",
        r"^\W*(?:welcome to|bienvenue (?:sur|dans|[àa])|(?:les damos la )?bienvenid[oa]s? a|bem[- ]vind[oa]s? a|willkommen (?:bei|zu)|benvenut[oia] (?:in|nel))\s+(?:(?:the|my|our|this|mi|meu|minha|nuestro|notre|mon|ce|este|le|la|el|meinem|unserem)\s+)?(?=\w.{24})",
        rf"^\W*(?:this|the|my|our) (?:[\w-]+ ){{0,2}}{_NOUN} (?:is (?:about )?(?=(?:an?|my|about|all)\b)|contains?|includes?|holds|hosts|houses|features|comprises|consists of|is comprised of|provides|presents|stores|collects|gathers|shares)\s*(?:mainly )?(?={_THING})",
        rf"^\W*(?:this|that) (?:is|was|contains|repo contains)\s+(?={_THING})",
        rf"^\W*here (?:is|are)\s+(?={_THING})",
        rf"^\W*(?:these|the following) are\s+(?={_THING})",
        r"^\W*(?:it is|it['’]s)\s+(?=an?\b)",
        r"^\W*(?:repo(?:sitory)?) (?:containing|with|that contains)\s+",
        r"^\W*(?:contains|containing)\s+",
        r"^\W*(?:este|el|mi) (?:repositorio|proyecto|portafolio|trabajo)(?: [\w-]+)? (?:contiene|incluye|re[uú]ne|recopila|presenta|es)\s+(?=(?:un|una|el|la|los|las|mis|varios|varias|proyectos|notebooks)\b)",
        r"^\W*este es\s+(?=(?:un|una|el|la|mi)\b)",
        r"^\W*(?:este|o|meu) (?:reposit[oó]rio|projeto|portf[oó]lio|trabalho)(?: [\w-]+)? (?:cont[eé]m|inclui|re[uú]ne|apresenta|é)\s+(?=(?:um|uma|o|a|os|as|meus|v[aá]rios|v[aá]rias|projetos|notebooks)\b)",
        r"^\W*(?:ce|le) (?:d[eé]p[oô]t|repo|projet)(?: [\w-]+)? (?:contient|regroupe|pr[eé]sente|est)\s+(?=(?:un|une|le|la|les|des|mon|mes)\b)",
        r"^\W*(?:dies(?:es)? (?:projekt|repository|repo)|dies) ist\s+(?=ein)",
        r"^\W*(?:questo|il) (?:progetto|repository)(?: [\w-]+)? (?:contiene|è)\s+(?=(?:un|una|il|la|i|le)\b)",
        r"^\W*(?:repositori|repository|repo|proyek|projek) ini (?:berisi|merupakan|adalah)\s+",
    )
)
"""What a sentence may begin with that says only that there is a project."""
_TWO_VERBS: Final = re.compile(
    r"\band (?:is|are|was|has|have|shows?|also|can|demonstrates?|provides?|aims?|includes?|uses?|will|it|contains?|explores?|serves)\b|\b(?:y|e|et|und) (?:es|se|é|est|tiene|muestra|busca|utiliza|tem|mostra|ist|permite|vise)\b",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"^\W*(?:project |business |main |research |short |brief |the |our |my )?(?:one[- ]?liner|introduction|intro|background|context|motivation|about (?:the|this) (?:project|repo(?:sitory)?|app)|project (?:idea|scope)|scope|use case|idea|introducci[oó]n|introdu[cç][aã]o|contexto|contexte|einleitung|introduzione|введение|о проекте|pendahuluan|giới thiệu|소개|はじめに|介绍|背景|tl;?dr|in short|summary|overview|description|about|goals?|objectives?|aims?|purpose|problem(?: statement)?|task|mission|abstract|what(?: it is)?|topic|tagline|resumen|descripci[oó]n|objetivos?(?: general| principal)?|prop[oó]sito|resumo|descri[cç][aã]o|objectifs?|r[eé]sum[eé]|but|ziel|beschreibung|obiettivo|цель|задача|описание(?: проекта)?|概要|简介|目的|目标|任务|과제|목표|개요|설명|الهدف|الوصف|tujuan|deskripsi|mục tiêu|mô tả|amaç|english|español)\s*[:：–—]\s*(?=\S)",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"(?:,|\s(?:and|y|e|et|und|with|con|com|avec|mit))\s(?:(?!,|\s(?:and|y|e|et|und|with|con|com|avec|mit)\s).)*\Z"
)
_BRACKET: Final = re.compile(r"\s*[(（][^()（）]{12,200}[)）]")
_POINTS: Final = re.compile(
    r",?\s*(?:(?:which|that|and) )?(?:can be found (?:in|at|on|here)|so feel free|(?:please )?feel free)\b.*",
    re.IGNORECASE,
)
"""An end that leads elsewhere."""
_SPACED_QUOTE: Final = re.compile(r"(?<!\w)(['\"“])\s+([^'\"“”]{2,80}?)\s+(['\"”])(?!\w)")
"""What stood in a tag of its own between quotation marks: `' Tides '`."""
_UNFINISHED: Final = re.compile(
    r"\b(?:que|that|which|who|where|permitir|allow\w*|enabl\w*|if|when|si|как|что|qui|dass)\b[^,]{0,32}\Z",
    re.IGNORECASE,
)
"""A clause that has a subject and no verb yet."""
_LAST_OF_SERIES: Final = re.compile(r",\s+(?:and|y|e|et|und)\b", re.IGNORECASE)
"""What a list ends with: without it what is left of the list is no whole."""
_DEPENDENT: Final = re.compile(
    r",\s+(?:covering|including|using|with|leveraging|by|while|which|where|allowing|enabling|providing|helping|making|such as|combining|featuring|ensuring|so that|as well as|based on|from|in order|thereby|focusing|achieving|utili[sz]ing|aiming|along|[a-z]{4,}ing (?:an?|the|its|both|users?|you|end)\b|and (?:then|it|this|the|to|is|provides?|uses?)|but|then|feel free|specifically|designed|built|trained"
    r"|incluyendo|utilizando|[a-záéíóú]{3,}(?:ando|iendo|yendo|endo|indo) (?:el|la|los|las|un|una|o|a|os|as|um|uma|cada|su|sus)\b|en relaci[oó]n|con|usando|mediante|permitiendo|a partir|desde|con el|así como|incluindo|com|permitindo|desde|através|avec|en utilisant|afin|permettant|um|mit|wobei|con l|при этом|который|которая|чтобы|с использованием|dengan|menggunakan|sehingga|bao gồm|nhằm|với)\b"
    r"|\s(?:combining|featuring|covering|leveraging|spanning|integrating)\s",
    re.IGNORECASE,
)


def sentences(said: str) -> list[str]:
    """Cut a paragraph into its sentences; `e.g.` and an initial end none."""
    found: list[str] = []
    for part in ENDS.split(said):
        if not part.strip():
            continue
        if found and NO_END.search(found[-1]):
            found[-1] = f"{found[-1]} {part.strip()}"
        else:
            found.append(part.strip())
    return found


def without_label(said: str) -> str:
    """Take the name of a fact from before it: `Goal: …`."""
    return _capital(_LABEL.sub("", said))


def without_lead(sentence: str) -> str:
    """Leave out that there is a project, where what is left is a phrase: `This repository contains a bot` is `A bot`."""
    for lead in _LEADS:
        match = lead.match(sentence)
        if match is None:
            continue
        rest = sentence[match.end() :].strip()
        if len(rest) >= 25 and (lead in _LEADS[:2] or not _TWO_VERBS.search(rest)):
            return _capital(rest)
    return sentence


def whole(sentence: str, *, leads_to_list: bool = False) -> str:
    """Return a sentence that fits, cut only where what is left is one; empty when it cannot be.

    Args:
        sentence: one sentence.
        leads_to_list: whether a list follows, so that its end may be open.
    """
    kept = sentence.strip(" *_~`#>-–—•·")
    kept = _POINTS.sub("", kept)
    kept = _SPACED_QUOTE.sub(r"\1\2\3", kept)
    if kept.count('"') % 2 or kept[:1] in "“«":
        kept = kept.strip('"“”«» ')
    if kept.endswith((":", "：")) or (leads_to_list and not kept.endswith((".", "!", "。", "?"))):
        kept = _closed(kept)
    if len(kept) > LONGEST:
        kept = _BRACKET.sub("", kept)
    if len(kept) > LONGEST:
        ends = [
            found.start()
            for found in _DEPENDENT.finditer(kept)
            if _LEAST_CUT <= found.start() <= LONGEST
            and not _UNFINISHED.search(kept[: found.start()])
            and not (_LAST_OF_SERIES.match(found[0]) and "," in kept[: found.start()])
        ]
        clauses = [
            found.start()
            for found in CLAUSE.finditer(kept)
            if _LEAST_CUT <= found.start() <= LONGEST
            and kept[: found.start()].count(found[0].strip()) == 0
        ]
        end = ends[-1] if ends else clauses[0] if clauses else 0
        if end and kept[:end].count("(") == kept[:end].count(")"):
            kept = _closed(kept[:end])
    if (
        len(_HAN.findall(kept)) > len(kept) / 3
        and len(kept) > _LONGEST_HAN
        and not _KANA.search(kept)
    ):
        major = [found.start() for found in re.finditer("[；：。]", kept[:_LONGEST_HAN])]
        minor = [found.start() for found in re.finditer("，", kept[:_LONGEST_HAN])]
        ends = [end for end in (*major[:1], *minor[-1:]) if end >= 12]
        kept = kept[: ends[0]] if ends else kept
    return text(kept, STILL_WHOLE) if len(kept) <= STILL_WHOLE else ""


def _closed(said: str) -> str:
    """End a sentence that led to a list: without its last clause, where that only says so."""
    cut = _without_open_end(said)
    tail = _TAIL.search(cut)
    if tail and DATED.search(tail[0]) and tail.start() >= _LEAST_CUT:
        cut = cut[: tail.start()].rstrip(" ,;:")
    cut = _without_open_end(cut)
    if _NO_VERB_YET.search(cut) or (len(cut.split()) <= _FEW and not _HAN_OR_KANA.search(cut)):
        return ""
    if not cut or cut.endswith((".", "。", "!", "…")) or _CJK_END.search(cut):
        return cut
    return f"{cut}."


def _without_open_end(said: str) -> str:
    """Leave out the words at an end that only lead on: `… contains examples of mainly`."""
    before = ""
    while said != before:
        before = said
        said = OPEN_END.sub("", said).rstrip(" ,;:—–-")
    return said


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
