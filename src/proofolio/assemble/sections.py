"""Projects that a README tells of in a section, a row or an item of their own, without a folder or a link of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from proofolio.assemble.titles import clean_title
from proofolio.content import escape
from proofolio.content.sanitize import text
from proofolio.model.portfolio import SafeHtml

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOXES: Final = frozenset({"div", "details", "section", "center", "blockquote", "article"})
_WORK: Final = re.compile(
    r"\bprojects\b|\bcase studies\b|\bselected work\b|\bproyectos\b|\bprojetos\b|\bprojets\b|\bprojekte\b|\bprojekt(?:übersicht|liste)\b|\bproject (?:list|index|summaries|gallery|showcase)\b|\bprogetti\b|проекты"
    r"|项目(?:列表|经历|经验|展示)?\s*$|프로젝트\s*(?:목록|소개|경험)?\s*$|プロジェクト\s*(?:一覧)?\s*$|المشاريع",
    re.IGNORECASE,
)
"""Headings under which people tell of what they made."""
_CONTENTS: Final = re.compile(
    r"^\W*(?:contents?|contenido|conte[úu]do|[ií]ndice|sommaire|contenu|inhalt|содержание)\W*$|目录|目次|목차",
    re.IGNORECASE,
)
"""Headings under which a README of projects lists them."""
_NOT_YET: Final = re.compile(
    r"upcoming|future|planned|ideas?\b|coming soon|to do|todo|next|pr[oó]xim[oa]s|en construcci[oó]n|em (?:breve|construção)|à venir|geplant",
    re.IGNORECASE,
)
_NO_PROJECT: Final = re.compile(
    r"^(?:P?\d{1,2})?\W*(?:(?:(?:my|mon|mi|meu|professional|personal) )?portfol\w+|(?:core |technical |key |professional |soft |my )?(?:competenc\w+|skills?|skillset|expertise|strengths)|technical|programming|methodolog\w+|(?:core )?capabilit\w+|here (?:is|are)|this portfolio|no project|sin proyecto|study|useful|(?:analysis )?techniques|prerequisit\w*|prérequis|about|contact\w*|connect|reach|skills?|tech\w*|tools?|stack|languages?|education|experience|work experience|certific\w*|licen[sc]e|structure"
    r"|(?:repository|project|folder|directory) (?:structure|layout|tree|overview)|overview|intro\w*|summary|table of contents|contents|learning|goals?|roadmap|status"
    r"|acknowledg\w*|credits|references?|resources?|how|why|what|who|when|where|note|notes|stats?|statistics|achievements?|awards?|publications?|hobbies|interests|services"
    r"|contribut\w*|feedback|features?|requirements?|install\w*|set-?up|usage|getting started|quick ?start|data ?sets?|data sources?|results?|conclusions?|methodology"
    r"|key (?:skills|features|learnings|takeaways)|purpose|objectives?|author|support|links?|files?|folders?|faq|more|other|thank|lessons|deploy\w*|testing|tests|configuration|architecture"
    r"|sobre m[ií]?m?|contacto|contato|habilidades|herramientas|ferramentas|tecnolog\w*|educaci[oó]n|formaci[oó]n|forma[çc][ãa]o|experiencia|experi[êe]ncia|certificad\w*|estructura|estrutura"
    r"|caracter[ií]sticas|ejecutar|instalaci[oó]n|instala[çc][ãa]o|objetivos?|contenido|conte[úu]do|requisitos|resumen|resumo|à propos|compétences|outils|formations?|objectifs?|prérequis|contexte|sommaire"
    r"|über|warum|wie|was|pourquoi|comment|por qu[eéê]|bibliothe[kq]\w*|biblioth[èe]ques?|bibliotecas|librar\w+|cloud|frameworks?|programm\w+|langages|linguagens|lenguajes|kenntnisse|werkzeuge|verwendete|technologien|inhalt|struktur|kontakt)\b"
    r"|^\W*(?:обо мне|навыки|контакт\w*|关于|模型|论文|数据集|功能|任务|方法|进入|下载|安装|运行|环境|快速|结果|진행|참여|과제|설치|필요|リポジトリ|構成|技能|联系|技术|目录|简介|기술|연락|소개|목차|스킬|スキル|自己紹介|連絡|학습|주요|기본|초급|중급|고급)",
    re.IGNORECASE,
)
"""What sections are called that tell of something else."""
_ASIDE: Final = re.compile(
    r"^\W*(?:how|why|who|what|c[oó]mo|comment|pourquoi|wie|warum|run|getting|install\w*|tech\w*|tecnolog\w+|skills?|tools?|structure|estructura|estrutura)\b",
    re.IGNORECASE,
)
"""Headings that speak of projects, and hold none: `How to run the projects`."""
_FIRST_OF_ALL: Final = re.compile(
    r"\b(?:flagship|signature|main|featured|highlighted) (?:project|work|system)\b|^\W*flagship\b|\bproyecto (?:principal|destacado|insignia)\b|\bprojeto (?:principal|destaque)\b|\bprojet phare\b|대표 프로젝트|核心项目|主要项目",
    re.IGNORECASE,
)
"""Headings of the one project that somebody tells of before all others."""
_FLAGSHIP: Final = re.compile(
    r"^\W*(?:flagship|featured|signature)(?: (?:project|work))?\W+(?=\w)", re.IGNORECASE
)
_NUMBERED_WORK: Final = re.compile(
    r"^\W*(?:proyecto|projeto|projet|project|projekt)\s*\d{1,2}\s*[:.—–-]", re.IGNORECASE
)
"""How an item begins that is a project, and not the only point of a section."""
_ONE_THING: Final = re.compile(
    r"^\W*(?:install\w*|set-?up|usage|getting started|quick ?start|prerequisit\w*|deploy\w*|how to (?:run|use|install)|running\b|run\b|build\w*|api\b|architecture|configuration"
    r"|ejecutar|instalaci[oó]n|instala[çc][ãa]o|c[oó]mo (?:usar|ejecutar)|como (?:usar|executar|rodar)|utilisation|lancer)\b",
    re.IGNORECASE,
)
"""Sections that only a README about one thing has."""
_LEAST_SAID: Final = 40
_LEAST_TITLE: Final = 4
_LONGEST_TITLE: Final = 140
_LONG_TITLE: Final = 60
_SHORT_KIND: Final = 3
"""Words before a colon that only say of what kind a work is: `Master's capstone project: …`."""
_MANY_NAMES: Final = 3
_LONGEST_NAME: Final = 100
"""Of an item: a longer one is a sentence."""
_LEAST_ITEM: Final = 20
_FEWEST: Final = 2
_MOST: Final = 24
_DEEPEST: Final = 12
_MOST_READ: Final = 2_000
_HEAD_OF_NAME: Final = re.compile(
    r"project|name|title|case|app|proyecto|projeto|nombre|nome|título|titre|projet|projekt|名称|项目|프로젝트|プロジェクト",
    re.IGNORECASE,
)
_AFTER_NAME: Final = re.compile(r"^\s*[:：\-–—|·,.]+\s*|^\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A project as a README tells of it."""

    title: str
    """Plain text."""
    is_sure: bool
    """Whether it stands below a heading that says that projects follow."""
    html: SafeHtml
    """What is told, without its heading; links are as they were written."""
    said: str
    """The same as plain text, its beginning."""
    group: str
    """The heading above it that is no project; may be empty."""
    raw_title: str
    """Its heading as it is written: it may be a folder's name."""
    links: tuple[str, ...] = ()
    """Where it leads to, as it is written."""


class _Part:
    """A heading with what stands below it, up to the next heading."""

    def __init__(self, level: int, title: str, links: tuple[str, ...] = ()) -> None:
        self.level = level
        self.title = title
        self.links = links
        self.nodes: list[LexborNode] = []


def sections(html: SafeHtml, *, is_many: bool) -> tuple[Section, ...]:
    """Return the projects that a README tells of, in its order.

    Args:
        html: the README, rendered.
        is_many: whether its title says that it is about several projects; then every section may be one,
            else those below a heading that says so.
    """
    body = LexborHTMLParser(html).body
    parts = _parts(body) if body else []
    found = list(_below_headings(parts))
    if not found and is_many:
        listing = (part for part in parts if _CONTENTS.search(part.title))
        found = [_as_sure(one) for part in listing for one in _items(part, "")]
    if not found and is_many:
        found = list(_of_whole(parts))
    seen: dict[str, Section] = {}
    for one in found:
        seen.setdefault(one.title.casefold(), one)
    return tuple(seen.values())[:_MOST] if len(seen) >= _FEWEST else ()


def _parts(body: LexborNode) -> list[_Part]:
    parts = [_Part(0, "")]
    for node in _blocks(body):
        if node.tag in _HEADINGS:
            parts.append(_Part(int((node.tag or "h6")[1]), _plain(node), _links(node)))
        else:
            parts[-1].nodes.append(node)
    return parts


def _blocks(body: LexborNode, depth: int = 0) -> Iterator[LexborNode]:
    """Yield what a README is made of, out of the boxes that hold headings."""
    for node in body.iter():
        holds = node.tag in _BOXES and node.css_first("h1, h2, h3, h4, h5, h6") is not None
        if holds and depth < _DEEPEST:
            yield from _blocks(node, depth + 1)
        else:
            yield node


def _below_headings(parts: Sequence[_Part]) -> Iterator[Section]:
    """Yield what stands below headings such as `Featured projects`."""
    at = 0
    while at < len(parts):
        part = parts[at]
        at += 1
        is_title = part.level == 1 and not any(one.level == 1 for one in parts[: at - 1])
        if not part.level or is_title or not _is_of_work(part.title):
            continue
        end = _end(parts, at, part.level)
        below = parts[at:end]
        group = _title(part.title)
        yield from map(_as_sure, _items(part, group))
        if below:
            yield from map(_as_sure, _of_parts(below, group))
            at = end


def _as_sure(one: Section) -> Section:
    return replace(one, is_sure=True)


def _is_of_work(title: str) -> bool:
    is_other = _NOT_YET.search(title) or _ASIDE.match(title) or len(title) > _LONGEST_TITLE
    return bool(_WORK.search(title)) and not is_other


def _of_whole(parts: Sequence[_Part]) -> Iterator[Section]:
    """Yield the sections of a README whose title says that it is of projects."""
    levels = [part.level for part in parts if part.level > 1] or [1]
    top = min(levels)
    found = [part for part in parts if part.level == top]
    if any(_ONE_THING.match(part.title) for part in found):
        return
    start = next((at for at, part in enumerate(parts) if part.level >= top), len(parts))
    below = [part for part in parts[start:] if not part.title.endswith("?")]
    told = list(_of_parts(below, "", items=False))
    grouped = [one for one in told if one.group]
    if len(grouped) >= _FEWEST:
        # Where projects stand in groups, what stands beside them is none, but for the one told of before all.
        titles = {_title(part.title) for part in found if _FIRST_OF_ALL.search(part.title)}
        for one in told:
            if one.group:
                yield one
            elif one.raw_title and _title(one.raw_title) in titles:
                yield replace(_as_sure(one), title=_FLAGSHIP.sub("", one.title))
        return
    named = [part for part in found if not _NO_PROJECT.match(part.title)]
    if len(told) * 2 > len(named):
        yield from told


def _of_parts(below: Sequence[_Part], group: str, *, items: bool = True) -> Iterator[Section]:
    """Yield the sections of the highest level, or those below one that only groups them.

    Args:
        below: what stands below a heading.
        group: that heading.
        items: whether the items of a list may be projects, too.
    """
    top = min(part.level for part in below)
    at = 0
    while at < len(below):
        part = below[at]
        end = _end(below, at + 1, part.level)
        inner = below[at + 1 : end]
        is_group = part.level == top and _is_group(part, inner)
        if _NO_PROJECT.match(part.title):
            pass
        elif is_group:
            yield from _of_parts(inner, _title(part.title) or group, items=items)
        elif items and part.level == top and _is_list(part) and not inner:
            yield from _items(part, _title(part.title) or group)
        elif part.level == top:
            made = _section(part, inner, group)
            if made:
                yield made
        at = end


def _is_group(part: _Part, inner: Sequence[_Part]) -> bool:
    """Whether a heading only says of what kind the projects below it are."""
    if not inner or len(" ".join(_plain(node) for node in part.nodes)) >= 3 * _LEAST_SAID:
        return False
    names = [one for one in inner if one.level == min(other.level for other in inner)]
    return not any(_NO_PROJECT.match(one.title) for one in names)


def _end(parts: Sequence[_Part], start: int, level: int) -> int:
    return next((at for at in range(start, len(parts)) if parts[at].level <= level), len(parts))


def _section(part: _Part, inner: Sequence[_Part], group: str) -> Section | None:
    title = _title(part.title)
    if not title or _NO_PROJECT.match(part.title) or _NOT_YET.search(part.title):
        return None
    html = "".join(_html(node) for node in part.nodes)
    html += "".join(
        f"<h3>{escape.text(one.title)}</h3>{''.join(_html(node) for node in one.nodes)}"
        for one in inner
    )
    said = " ".join(" ".join(_plain(node) for one in (part, *inner) for node in one.nodes).split())
    if len(said) < _LEAST_SAID:
        return None
    return Section(
        title=title,
        is_sure=False,
        html=SafeHtml(html),
        said=said[:_MOST_READ],
        group=group,
        raw_title=part.title,
        links=tuple(
            href
            for one in (part, *inner)
            for href in (*one.links, *(href for node in one.nodes for href in _links(node)))
        ),
    )


def _is_list(part: _Part) -> bool:
    """Whether what stands below a heading is a list of named things, and nothing else that is said."""
    prose = [node for node in part.nodes if node.tag == "p" and len(_plain(node)) >= _LEAST_SAID]
    items = list(_items(part, ""))
    is_numbered = any(_NUMBERED_WORK.match(one.raw_title) for one in items)
    return not prose and (len(items) >= _FEWEST or is_numbered)


def _items(part: _Part, group: str) -> Iterator[Section]:
    """Yield the rows of a table, or the items of a list, that name a project and say what it is."""
    for node in part.nodes:
        if node.tag == "table":
            yield from _rows(node, group)
        elif node.tag in {"ul", "ol"}:
            for item in node.iter():
                strong = item.css_first("strong") or item.css_first("b") or item.css_first("code")
                link = item.css_first("a")
                said = _plain(item)
                if link and _NUMBERED_WORK.match(_plain(link)):
                    # `**[Project 5: …](…)` whose bold was never closed.
                    strong, said = link, said.lstrip("* ")
                name = _plain(strong) if strong else ""
                # What is bold and ends with a colon is as often a label: `Goal: …`.
                if name and not name.endswith((":", "：")) and _starts(said, name):
                    rest = _AFTER_NAME.sub("", said[said.find(name) + len(name) :])
                    made = _item(name, rest, group, links=_links(item))
                    if made and not rest.startswith((":", "：")):
                        yield made


def _starts(said: str, name: str) -> bool:
    return 0 <= said.find(name) <= 6


def _rows(table: LexborNode, group: str) -> Iterator[Section]:
    heads = [_plain(cell) for cell in table.css("thead th")]
    at = next((n for n, head in enumerate(heads) if _HEAD_OF_NAME.search(head)), None)
    if at is None:
        return
    for row in table.css("tr"):
        cells = [_plain(cell) for cell in row.css("td")]
        if len(cells) != len(heads):
            continue
        others = [
            (head, cell)
            for n, (head, cell) in enumerate(zip(heads, cells, strict=True))
            if n != at and cell
        ]
        others.sort(key=lambda one: -len(one[1]))
        if others:
            told = [others[0][1], *(f"{head}: {cell}" for head, cell in others[1:] if head)]
            made = _item(cells[at], told[0], group, told[1:], links=_links(row))
            if made:
                yield made


def _item(
    name: str, rest: str, group: str, more: Sequence[str] = (), *, links: tuple[str, ...]
) -> Section | None:
    title = _title(name.strip("[]"))
    if (
        not title
        or len(title) > _LONGEST_NAME
        or len(rest) < _LEAST_ITEM
        or _NO_PROJECT.match(name)
        or _is_names(rest)
    ):
        return None
    rest = rest[:1].upper() + rest[1:]
    html = "".join(f"<p>{escape.text(said)}</p>" for said in (rest, *more))
    said = " ".join((rest, *more))
    return Section(
        title=title,
        is_sure=False,
        html=SafeHtml(html),
        said=said[:_MOST_READ],
        group=group,
        raw_title=name,
        links=links,
    )


def _is_names(said: str) -> bool:
    """Whether a line only names tools or topics: `Pandas, NumPy, Plotly`."""
    parts = re.split(r"[,;·|]\s*", said.rstrip("."))
    return len(parts) >= _MANY_NAMES and all(len(part.split()) <= _SHORT_KIND for part in parts)


def _title(said: str) -> str:
    bare = re.sub(
        r"\s*\((?:folder|repo|repository|notebook|file)\)\s*$", "", said, flags=re.IGNORECASE
    )
    bare = re.sub(
        r"^(?:[^\w(\"“«¿]+|\d{1,3}\s*\W{0,3}[.)\]:：|]+\W*|\d{1,3}\s+[-–—]\s+)+", "", bare
    )
    bare = re.sub(r"^P\d{1,2}\s*[-–—:|.]+\s*(?=\S)", "", bare)
    kind, _, name = bare.partition(": ")
    if len(bare) > _LONG_TITLE and len(kind.split()) <= _SHORT_KIND < len(name.split()):
        bare = name
    plain = clean_title(re.sub(r"[^\w)\]）】」』》?!.%+\"'»”’]+$", "", bare).strip())
    is_short = len(plain) < _LEAST_TITLE and plain.isascii()
    return "" if is_short or len(plain) > _LONGEST_TITLE else text(plain, _LONGEST_TITLE)


def _links(node: LexborNode) -> tuple[str, ...]:
    found = ([node] if node.tag == "a" else []) + node.css("a")
    return tuple(href for link in found if (href := link.attributes.get("href")))


def _html(node: LexborNode) -> str:
    return node.html or ""


def _plain(node: LexborNode) -> str:
    return " ".join(text(node.text(separator="", strip=False)[:6_000], 6_000).split())
