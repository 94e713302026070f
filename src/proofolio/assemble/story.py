"""The parts of a README: what tells the story, and what a reader of a portfolio can leave to GitHub."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from proofolio.model.portfolio import SafeHtml

_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)\b[^<>]*?(?P<empty>/?)>")
_VOID: Final = frozenset({"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"})
_INNER: Final = re.compile(r"<[^<>]*>")
_REST: Final = re.compile(
    r"table of contents|contents|index|install(?:ation|ing)?.*|set[ -]?up.*|getting started.*|quick ?start.*|prerequisites?|requirements?"
    r"|dependencies|environment.*|how to (?:run|use|install|reproduce|clone|start|set).*|run(?:ning)?(?: it| the| this| locally).*|usage|local development"
    r"|clone.*|deploy(?:ment|ing)?(?: instructions?| guide)?|(?:project |repo(?:sitory)? |folder |directory |file |code )(?:structure|tree|layout|organi[sz]ation|contents)"
    r"|structure|files?(?: descriptions?)?|licen[cs]e.*|contribut(?:ing|ions?|ors?).*|contacts?.*|authors?.*|about (?:me|the author)|let'?s connect|connect with.*"
    r"|acknowledge?ments?|credits?|support|stars?.*|changelog|citation|faq|code of conduct|badges|commands|docker(?: .*)?|testing|run tests?|tests?"
    r"|tabla de contenidos?|[ií]ndice|instalaci[oó]n|instala[cç][aã]o|requisitos|c[oó]mo (?:ejecutar|usar|correr).*|como (?:executar|rodar|usar).*|uso"
    r"|estructura(?: del? .*)?|estrutura(?: do .*)?|licencia|licen[cç]a|autora?|contacto|contato|agradecimientos|agradecimentos|contribuci[oó]n|contribui[cç][aã]o"
    r"|table des mati[eè]res|sommaire|installation|pr[eé]requis|structure du .*|auteurs?|licence|remerciements|utilisation"
    r"|目录|安装|使用方法?|运行|项目结构|目录结构|许可证?|作者|贡献|目次|インストール|使い方|ディレクトリ構成|ライセンス|목차|설치(?: .*)?|사용법|실행(?: .*)?|프로젝트 구조|라이선스|المحتويات|التثبيت|الترخيص|هيكل المشروع",
    re.IGNORECASE,
)
"""Headings of parts that are for who has the code before them."""
_OTHER_LANGUAGE: Final = re.compile(
    r"\W*(?:versi[oó]n en .*|vers[aã]o em .*|version (?:fran[cç]aise|anglaise)|english version|spanish version|(?:in )?(?:english|español|espanol"
    r"|portugu[eê]s|fran[cç]ais|deutsch|italiano|中文(?:版|说明)?|简体中文|繁體中文|日本語(?:版)?|한국어(?: 버전)?|العربية|русский|türkçe)(?: version)?)\W*",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r'<a\b[^<>]*\bhref="#([^"<>]{1,200})"[^<>]*>(.*?)</a>', re.DOTALL)
_ID: Final = re.compile(r'\bid="([^"<>]{1,200})"')
_CODE: Final = re.compile(r"<pre\b(?:(?!</pre>).)*+</pre>", re.DOTALL)


def told_and_rest(html: SafeHtml) -> tuple[SafeHtml, SafeHtml]:
    """Return the parts of a README that say what the work is, and the rest: how to run it, who made it, a second language.

    Nothing is lost, and each part keeps its order.

    Args:
        html: the README without its title; every start tag is closed.
    """
    parts = list(_parts(html))
    copy = _second_language(html)
    told: list[str] = []
    rest: list[str] = []
    level = 7
    is_copy = False
    for part in parts:
        at, name, anchor = _heading(part)
        is_copy = is_copy or (bool(copy) and anchor in copy)
        if at and at <= level:
            is_rest = bool(_REST.fullmatch(_bare(name))) or bool(_OTHER_LANGUAGE.fullmatch(name))
            level = at if is_rest else 7
        is_out = is_copy or level < 7 or (at == 0 and _is_contents(part))
        (rest if is_out else told).append(part)
    if not _says_something("".join(told)):
        return html, SafeHtml("")
    return SafeHtml("".join(told)), SafeHtml("".join(rest))


def _parts(html: str) -> Iterator[str]:
    """Cut before each heading that stands in no box."""
    start, depth = 0, 0
    for tag in _TAG.finditer(html):
        name = tag["name"].lower()
        if name in _VOID or tag["empty"]:
            continue
        if tag["end"]:
            depth = max(0, depth - 1)
            continue
        if depth == 0 and re.fullmatch("h[1-6]", name) and tag.start() > start:
            yield html[start : tag.start()]
            start = tag.start()
        depth += 1
    yield html[start:]


def _heading(part: str) -> tuple[int, str, str]:
    """Return level, words and id of the heading that a part begins with; level 0 for none."""
    match = re.match(r"<h([1-6])\b([^<>]*)>((?:(?!</h\1>).)*+)</h\1>", part, re.DOTALL)
    if match is None:
        return 0, "", ""
    anchor = _ID.search(match[2])
    return int(match[1]), unescape(_INNER.sub("", match[3])).strip(), anchor[1] if anchor else ""


def _bare(name: str) -> str:
    plain = re.sub(r"^(?:[\W_]|\d+(?:\.\d+)*[.)]\s)+|[\W_]+$", "", name)
    return re.sub(r"\s*[/&|].*$", "", plain) if len(plain) < 60 else plain


def _second_language(html: str) -> frozenset[str]:
    """Return the ids that links called after a language lead to."""
    head = html[:8_000]
    return frozenset(
        target
        for target, shown in _LINK.findall(head)
        if _OTHER_LANGUAGE.fullmatch(unescape(_INNER.sub("", shown)).strip())
    )


def _is_contents(part: str) -> bool:
    """Whether an opening is a list of links to the page's own parts and nothing else."""
    if part.count('href="#') < 3:
        return False
    return len(_INNER.sub("", _LINK.sub("", part)).strip()) < 60


def _says_something(html: str) -> bool:
    plain = _CODE.sub("", html)
    return len(_INNER.sub("", plain).strip()) > 80 or "<img" in html
