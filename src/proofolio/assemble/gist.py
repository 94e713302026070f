"""What a README says first: its title, and the one sentence that tells what the thing is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from proofolio.content.sanitize import text

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOXES: Final = frozenset({"div", "section", "center", "details", "article", "blockquote"})
_DEEPEST: Final = 12
_MOST_BLOCKS: Final = 160
"""Blocks of a README that are read: what it is stands near its top."""
_MOST_READ: Final = 1_200
"""Characters of a paragraph."""
_FIRST_SECTIONS: Final = 4
"""Beyond them a section that is not called after what it is tells of something else."""
_LONGEST: Final = 180
_LEAST: Final = 25
_LEAST_CJK: Final = 10
_LEAST_ITEM: Final = 60
"""Characters of an item of a list that is a sentence."""
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
"""Chinese and Japanese put no space between sentences."""
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_GENERIC: Final = re.compile(
    r"(?:read ?me|overview|introduction|intro|about(?: me| this.*| the .*)?|description|summary|notes?|table of contents|contents"
    r"|index|welcome.*|hello.*|hi\b.*|getting started|installation|setup|usage|requirements|data ?sets?(?: .*)?|results?|todo|tldr|abstract"
    r"|descripci[oó]n|introducci[oó]n|resumen|objetivos?|sobre(?: .*)?|descri[cç][aã]o|introdu[cç][aã]o|resumo|[ií]ndice|pr[eé]sentation"
    r"|contexte|objectifs?|sommaire|目录|目次|简介|介绍|概要|说明|はじめに|개요|소개|목차|نظرة عامة|مقدمة|project structure"
    r"|directory structure|.*directory structure|model files|update|updates|news)",
    re.IGNORECASE,
)
"""Headings that every README has, and that name nothing."""
_TELLING: Final = re.compile(
    r"overview|introduction|about|description|summary|what (?:is|it)|objective|goal|problem|purpose|motivation|abstract|background|tl;?dr"
    r"|executive|in short|context|project|visi[oó]n general|descripci|introducci|resumen|objetivo|problema|sobre|descri[cç]|introdu[cç]"
    r"|resumo|pr[eé]sentation|contexte|objectif|概要|简介|介绍|背景|目的|项目|はじめに|개요|소개|목적|배경|프로젝트|نظرة|مقدمة|الهدف|المشروع",
    re.IGNORECASE,
)
_SILENT: Final = re.compile(
    r"install|set[ -]?up|getting started|quick ?start|usage|how to (?:run|use|install)|run(?:ning)? |requirements|prerequisite|dependenc"
    r"|environment|licen[cs]e|contribut|contents|structure|tree|folder|files|author|contact|connect|acknowledg|credits?|references|citation"
    r"|tech(?:nolog| stack|nical stack)|stack|tools|built with|badges|support|faq|changelog|roadmap|future|todo|skills|links?|resources"
    r"|instala|requisito|estructura|estrutura|licencia|licen[cç]a|autor|contacto|contato|tecnolog|ferramentas|herramientas|antes de"
    r"|pr[eé]requis|auteur|outils|许可|安装|目录|结构|依赖|ライセンス|インストール|構成|설치|라이선스|구조|기술 스택|التثبيت|الترخيص",
    re.IGNORECASE,
)
"""Sections that say how to use it, or who made it, and not what it is."""
_WORTH_KEEPING: Final = re.compile(
    r"(?:one[- ]?liner|tl;?dr|(?:executive )?summary|(?:project )?overview|description|about|goals?|objectives?|purpose|problem(?: statement)?"
    r"|business problem|what|task|mission|abstract|resumen|descripci[oó]n|objetivos?|problema|resumo|descri[cç][aã]o|objectifs?|r[eé]sum[eé]"
    r"|概要|简介|目的|目标|任务|과제|목표|개요|설명|الهدف|الوصف)\s*[:：\-–—]\s*(?=\S)",
    re.IGNORECASE,
)
"""What may stand before the sentence that is looked for."""
_BYLINE: Final = re.compile(
    r"\W*(?:authors?|by|created by|made by|developed by|maintainer|role|position|contact|e-?mail|date|version|status|license|licence|module"
    r"|framework|course|instructor|team|member|university|institution|student|year|language|stack|tech|tools?|keywords?|tags?|topics?|website"
    r"|github|linkedin|kaggle|link|url|source|dataset|data|repo(?:sitory)?|last updated?|updated|duration|platform|built with|autora?|autores"
    r"|postura|rol|fecha|m[oó]dulo|curso|herramientas|cargo|data de|auteurs?|outils|作者|日期|版本|语言|数据|작성자|저자|기간|역할|사용|기술|المؤلف)"
    r"(?: [\w&/]{1,20}){0,2}\s*[:：]",
    re.IGNORECASE,
)
_FACT: Final = re.compile(r"\W*[^\W\d][\w/&-]{0,20}(?: [\w/&-]{1,20}){0,2}\s*[:：]\s*\S")
"""A name and what it is: `Role: analyst`."""
_QUESTION: Final = re.compile(r"\W*(?:\d+(?:\.\d+)*[.)]?\s+)?[^?？]{3,120}[?？]\s*[:：]?\W*")
_DEMO: Final = re.compile(
    r"\W*(?:live|try|view|open|launch|click|check out|see|watch|visit|explore|play|demo|deployed|app|web ?app|streamlit|hosted|access)\b"
    r".{0,40}(?:[:：]|→|here|https?://|\bdemo\b|\bapp\b|\blive\b)",
    re.IGNORECASE,
)
_COMMAND: Final = re.compile(
    r"\W*(?:\$|>>>|pip3? |conda |git (?:clone|pull|add|commit|push|init)|cd |export |set |source |python3? |docker|npm |yarn |make |sudo |apt|brew|curl"
    r"|wget|streamlit run|uvicorn|jupyter |mkdir|poetry |uv |ssh |chmod|import |from \w+ import|kaggle |Rscript|install\.packages)",
)
_ASIDE: Final = re.compile(
    r"\W*(?:note|warning|attention|important|disclaimer|caution|please|see |check |click|refer |for more|you may|if you|feel free|will |coming soon"
    r"|this (?:data ?set|folder|directory|file) |work in progress|wip|todo|under construction|based on http|star |don't forget|thanks|thank you|credits?|copyright|©|table of"
    r"|nota:|aviso|clique|haz clic|veuillez|cliquez|注意|请|※|참고|主页|英文原版|译自)",
    re.IGNORECASE,
)
_GREETING: Final = re.compile(
    r"(?:hi|hello|hey|welcome|hola|ol[áa]|bienvenid[oa]s?|bem[- ]vind[oa]s?|bienvenue|bonjour|你好|欢迎|안녕하세요|こんにちは|مرحبا)\b[^.!?。！？,]{0,60}[.!?。！？,]\s*(?=\S)",
    re.IGNORECASE,
)
_OPEN_END: Final = re.compile(
    r"[\s,]*(?:\b(?:featuring|including|which (?:includes?|contains?)|that (?:includes?|contains?)|such as|with(?: the following)?|consisting of|like"
    r"|using|as follows|the following(?: \w+){0,2}|these(?: \w+){0,2}|and|to|by|are|is|of|for|on|based on|through|from|incluye(?:ndo)?|con"
    r"|como|que incluye|incluindo|com|comprenant|avec)\b)?[\s:：,;–—-]*\Z",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"(?<=[.!?])[\"”')\]]?\s+(?=\S)|(?<=[。！？])")
_NO_END: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|dr|mr|mrs|ms|prof|no|fig|eq|approx|ca|cf|al|inc|incl|sc|ph|ltd|co|st|u\.s|s\.a|p\.ej|ej|sr|sra|nr|bzw|z\.b)|\b[A-Za-z])\.\Z",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"\s*(?:[;:：；]|\s[—–-])\s|[，；：]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What a README says first."""

    title: str
    """Plain text; empty when nothing in it names the thing."""
    line: str
    """A sentence of plain text that says what it is; empty when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A heading or a paragraph."""

    tag: str
    said: str
    plain: str
    """What is said outside of links and code."""
    is_quote: bool
    has_list: bool
    """Whether a list follows, that a paragraph may lead to."""


def gist(html: str) -> Gist:
    """Find the title and the sentence.

    Args:
        html: the README, rendered.
    """
    body = LexborHTMLParser(html).body
    blocks = [] if body is None else list(_blocks(body))[:_MOST_BLOCKS]
    at = _title_at(blocks)
    title = clean_title(blocks[at].said) if at is not None else ""
    return Gist(title=title, line=_line(blocks, at, title))


def clean_title(said: str) -> str:
    """Return a heading as a title: no picture or number before it, a file's name in words."""
    plain = re.sub(r"^(?:[^\w\s({\[\"“'«¿¡#@$]|\s|_)+", "", said[:300])
    plain = re.sub(r"^\d{1,3}[_-](?=[a-z])", "", plain)
    plain = re.sub(
        r"^(?:[a-z]{0,10}\s?)?\d{1,3}\s*[.)·:|—–-]\s+(?=\S)", "", plain, flags=re.IGNORECASE
    )
    plain = re.sub(r"[^\w)\]）】」』》?!.%+\"'»”’]+$", "", plain).strip()
    if re.fullmatch(r"[a-z0-9]+(?:[_-][a-z0-9]+)+", plain) or ("_" in plain and " " not in plain):
        words = " ".join(re.split(r"[_-]+", plain)).strip()
        plain = words[:1].upper() + words[1:]
    return text(plain, 120)


def _title_at(blocks: list[_Block]) -> int | None:
    """The first heading of level 1 near the top; else the heading that opens the README."""
    prose = 0
    for number, block in enumerate(blocks):
        if block.tag == "h1" and not _GENERIC.fullmatch(_bare(block.said)):
            return number
        if block.tag == "p":
            prose += len(block.plain) if len(block.plain) > _LEAST else 0
        if prose > 600:
            break
    for number, block in enumerate(blocks[:4]):
        if block.tag in {"h2", "h3"}:
            is_name = not _GENERIC.fullmatch(_bare(block.said)) and not _SILENT.search(block.said)
            return number if is_name and len(block.said) < 90 else None
        if block.tag == "p" and len(block.plain) > 60:
            return None
    return None


def _bare(said: str) -> str:
    return re.sub(r"^\W+|\W+$", "", said)


def _line(blocks: list[_Block], at: int | None, title: str) -> str:
    """The first sentence about the work: of the opening, of a section that tells, of any that is not silent."""
    start = 0 if at is None else at + 1
    sections: list[tuple[str, list[_Block]]] = [("", [])]
    for number, block in enumerate(blocks):
        if number < start and block.tag in _HEADINGS:
            continue
        if block.tag in _HEADINGS:
            is_tagline = number == start and block.tag != "h1" and at is not None
            if is_tagline and _is_tagline(block.said):
                return _shortened(_longest_part(block.said), block)
            sections.append((block.said, []))
        else:
            sections[-1][1].append(block)
    # A quotation is seldom about the work; an item of a list only where a heading says so.
    opening = sorted(
        (block for block in sections[0][1] if block.tag == "p"), key=lambda block: block.is_quote
    )
    telling = [
        b
        for name, found in sections[1:]
        if _TELLING.search(name) and not _SILENT.search(name)
        for b in found
    ]
    others = [
        block
        for name, found in sections[1:_FIRST_SECTIONS]
        if not _TELLING.search(name) and not _SILENT.search(name)
        for block in [one for one in found if one.tag == "p"][:2]
    ]
    for found in (opening, telling, others):
        for block in found:
            if line := _sentence(block, title):
                return line
    return ""


def _longest_part(said: str) -> str:
    """Of `What it is | Method` what it is."""
    return max(said.split(" | "), key=len).strip()


def _is_tagline(said: str) -> bool:
    words = len(said.split())
    return (
        (words >= 4 or len(_CJK.findall(said)) >= _LEAST_CJK)
        and not _SILENT.search(said)
        and not _GENERIC.fullmatch(_bare(said))
        and not _BYLINE.match(said)
        and not re.match(r"\W*\d+[.)]", said)
        and not said.rstrip().endswith(("?", "？", ":"))
    )


def _sentence(block: _Block, title: str) -> str:
    said = block.said
    if (match := _WORTH_KEEPING.match(re.sub(r"^\W+", "", said))) is not None:
        said = re.sub(r"^\W+", "", said)[match.end() :]
    elif not _tells(block):
        return ""
    while (greeting := _GREETING.match(said)) is not None:
        said = said[greeting.end() :]
    for sentence in sentences(said)[:3]:
        if _is_worth(sentence, title):
            rest = said[said.find(sentence) :]
            return _shortened(rest, block)
    return ""


def _tells(block: _Block) -> bool:
    said = block.said
    if _QUESTION.fullmatch(said) or (block.tag == "li" and len(said) < _LEAST_ITEM):
        return False
    if block.is_quote and re.search(r"[—–-]\s?[A-Z][\w. ]{2,40}$", said):
        return False
    if len(block.plain) < _least(block.plain) and not (len(block.plain) > 12 and len(said) > 40):
        return False
    if any(rule.match(said) for rule in (_BYLINE, _COMMAND, _ASIDE)):
        return False
    if _DEMO.match(said) and (len(block.plain) < 80 or "://" in said[:120]):
        return False
    facts = re.split(r"\s[|·•]\s", said)
    return not (len(facts) > 2 or (len(facts) == 2 and len(said) < 120))


def _is_worth(sentence: str, title: str) -> bool:
    if len(sentence) < _least(sentence) or sentence.endswith(("?", "？")):
        return False
    if sentence.casefold().rstrip(".") == title.casefold():
        return False
    if any(rule.match(sentence) for rule in (_COMMAND, _ASIDE, _BYLINE)) or "://" in sentence[:40]:
        return False
    return len(sentence.split()) >= 4 or len(_CJK.findall(sentence)) >= _LEAST_CJK


def _least(said: str) -> int:
    return _LEAST_CJK if len(_CJK.findall(said)) > len(said) / 3 else _LEAST


def sentences(said: str) -> list[str]:
    """Cut a paragraph into its sentences; `e.g.` and an initial end none."""
    found: list[str] = []
    for part in _ENDS.split(said):
        if not part.strip():
            continue
        if found and _NO_END.search(found[-1]):
            found[-1] = f"{found[-1]} {part.strip()}"
        else:
            found.append(part.strip())
    return found


def _shortened(said: str, block: _Block) -> str:
    """Return the sentences that fit one or two lines, at least the first; a whole one, wherever that can be."""
    found = sentences(said)
    kept = found[0] if found else ""
    for sentence in found[1:]:
        joined = f"{kept}{'' if _UNSPACED.match(sentence) else ' '}{sentence}"
        if len(joined) > _LONGEST or sentence.endswith((":", "：", "?")) or _BYLINE.match(sentence):
            break
        kept = joined
    kept = kept.strip('"“”«»*_ ') if kept.count('"') % 2 or kept[:1] in "“«" else kept
    if kept.endswith((":", "：")) or (block.has_list and not kept.endswith((".", "!", "。", "?"))):
        cut = _OPEN_END.sub("", kept)
        kept = (
            f"{cut}."
            if cut and not cut.endswith((".", "。", "!", "…")) and not _CJK.search(cut[-1:])
            else cut
        )
    if len(kept) > _LONGEST:
        ends = [
            match.start() for match in _CLAUSE.finditer(kept) if 60 <= match.start() <= _LONGEST
        ]
        kept = kept[: ends[-1]].rstrip(" ,;:—–-") + "." if ends else kept
    return text(kept, _LONGEST)


def _blocks(body: LexborNode, depth: int = 0, *, is_quote: bool = False) -> Iterator[_Block]:
    for node in body.iter():
        tag = node.tag or ""
        if tag in _HEADINGS or tag == "p":
            yield _block(node, tag, is_quote=is_quote)
        elif tag in {"ul", "ol"}:
            for item in node.css("li")[:2]:
                yield _block(item, "li", is_quote=is_quote)
        elif tag in _BOXES and depth < _DEEPEST:
            yield from _blocks(node, depth + 1, is_quote=is_quote or tag == "blockquote")


def _block(node: LexborNode, tag: str, *, is_quote: bool) -> _Block:
    raw = node.text(separator=" ", strip=False)[:_MOST_READ]
    lines = [line for line in raw.splitlines() if line.strip()]
    # Lines of facts, each with its name: the first alone may say what it is.
    if sum(bool(_FACT.match(line)) for line in lines) > 1:
        raw = next((line for line in lines if _WORTH_KEEPING.match(line.strip())), lines[0])
    said = text(raw, _MOST_READ)
    linked = sum(len(text(one.text(), 200)) for one in node.css("a, code"))
    following = node.next
    while following is not None and following.tag == "-text":
        following = following.next
    return _Block(
        tag=tag,
        said=re.sub(r"\s+([,.;:!?)])(?=\s|$)", r"\1", said),
        plain=said if linked < len(said) * 0.6 else "",
        is_quote=is_quote,
        has_list=following is not None and following.tag in {"ul", "ol", "table", "pre"},
    )
