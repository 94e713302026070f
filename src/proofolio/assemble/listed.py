"""What a repository's own README lists: rows of a table, items of a list, headings that lead to its folders and notebooks."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from proofolio.assemble.folders import number_of, without_number
from proofolio.assemble.titles import clean_title
from proofolio.content.sanitize import text
from proofolio.model.portfolio import SafeHtml

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOISE: Final = re.compile(r"[\W\d_]*\Z")
_EMPTY_WORDS: Final = re.compile(
    r"[\W\d_]*(?:view|see|open|read|go to|visit|click|link|links?|here|repo(?:sitory)?|code|source|notebooks?|folder"
    r"|details?|more|full|project|projects?|readme|demo|live|app|github|colab|report|case|study|the|to|this|in|ver"
    r"|ipynb|jupyter|file|article|medium|kaggle|on|dataset|voir|le|la|les|el|o|lien|fichier|dossier|projet|détails?|ansehen|zum|projekt|datei|hier|mehr|acessar|arquivo|pasta|abrir|leer|más|mais|plus"
    r"|proyecto|projeto|código|enlace|aquí|aqui|carpeta|cuaderno|查看|代码|链接|링크|보기)(?:[\W\d_]+(?:view|link|here|repo"
    r"|code|notebook|folder|details?|more|project|readme|demo|app|proyecto|projeto|projet|projekt|file|le|la|el|o|colab|github|article))*[\W\d_]*",
    re.IGNORECASE,
)
"""What a link says that tells nothing of where it leads."""
_LINE_HEADS: Final = re.compile(
    r"result|outcome|impact|description|about|summary|what|goal|objective|finding|highlight|overview|problem|detail"
    r"|resultado|descripci|descriç|objetivo|resumen|resumo|hallazgo|impacto|résultat|ergebnis|beschreibung|结果|描述|说明|简介"
    r"|설명|결과|内容|الوصف|النتيجة",
    re.IGNORECASE,
)
_NAME_HEADS: Final = re.compile(
    r"project|name|title|case|notebook|topic|app|model|proyecto|projeto|nombre|nome|caso|título|titre|projet|名称|项目"
    r"|프로젝트|プロジェクト|المشروع",
    re.IGNORECASE,
)
_LEADS_ON: Final = re.compile(
    r"[:：]\s*$|\b(?:please (?:check|see|visit|refer)|check out|see) (?:the )?following\b|^I (?:also )?(?:have|hold) an? (?:\w+ )?(?:paper|degree|ph\.?d)\b",
    re.IGNORECASE,
)
"""A sentence that only leads to what stands below it."""
_AFTER_TITLE: Final = re.compile(r"^[\s:：—–|·•\-➜→>]+|[\s:：—–|·•\-➜→>]+$")
_LEAST_LINE: Final = 20
_LONGEST_LINE: Final = 300
_LONGEST_TITLE: Final = 90
_MOST_READ: Final = 600
"""Characters of a cell, an item or a paragraph: what says more is no name and no line."""
_OFTEN: Final = 3
"""Places that a label leads to which names none of them."""
_DEEPEST: Final = 12
_NONE: Final = SafeHtml("")
"""Boxes within boxes."""

Resolve = Callable[[str], str | None]
"""Tells which folder or notebook of the repository a link leads to; None for anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a README lists."""

    path: str
    """A folder or a notebook of the repository."""
    title: str
    """Plain text; empty when the README does not say."""
    line: str
    """What it says of it: plain text; may be empty."""
    group: str
    """The heading that it is listed under; empty before the first."""
    section: SafeHtml = _NONE
    """What a section of its own tells; may be empty."""
    also: tuple[str, ...] = ()
    """Other places that the section names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What folders are called, for headings and rows that name one without a link."""

    words: Mapping[frozenset[str], str]
    """Words of a folder's name → folder."""
    numbers: Mapping[int, str]
    """Number of a project → folder: `Project 3`."""


def listed(html: SafeHtml, resolve: Resolve, names: Names) -> tuple[Entry, ...]:
    """Return what a README lists, in its order; each path once.

    Args:
        html: the README, rendered; links are as they were written.
        resolve: tells what a link leads to.
        names: what folders are called.
    """
    found: dict[str, Entry] = {}
    for entry in _Reader(resolve, names).read(html):
        first = found.get(entry.path)
        if first is None:
            found[entry.path] = entry
        else:
            found[entry.path] = _fuller(first, entry)
    return tuple(found.values())


def words_of(name: str) -> frozenset[str]:
    """Return the words of a name, without numbers: what a heading and a folder of one thing share."""
    return frozenset(
        word for word in re.split(r"[\W_]+", name.casefold()) if word and not word.isdecimal()
    )


def _fuller(first: Entry, then: Entry) -> Entry:
    """Join two mentions of one thing; the first says where it stands."""
    return Entry(
        path=first.path,
        title=first.title or then.title,
        line=first.line or then.line,
        group=first.group,
    )


class _Reader:
    """Walks a README from its top, with the headings above."""

    def __init__(self, resolve: Resolve, names: Names) -> None:
        self._resolve = resolve
        self._names = names
        self._headings: dict[int, LexborNode] = {}
        self._repeated: frozenset[str] = frozenset()

    def read(self, html: SafeHtml) -> Iterator[Entry]:
        body = LexborHTMLParser(html).body
        self._repeated = self._labels(body) if body else frozenset()
        for node in _blocks(body) if body else ():
            tag = node.tag or ""
            if tag in _HEADINGS:
                yield from self._heading(node, int(tag[1]))
            elif tag == "table":
                yield from self._table(node)
            elif tag in {"ul", "ol"}:
                yield from self._list(node)
            else:
                yield from self._paragraph(node)

    def _labels(self, body: LexborNode) -> frozenset[str]:
        """What links to several places say alike: it names none of them."""
        places: dict[str, set[str]] = {}
        for link in body.css("a"):
            path = self._resolve(link.attributes.get("href") or "")
            if path and (said := _said(link).casefold()):
                places.setdefault(said, set()).add(path)
        return frozenset(said for said, paths in places.items() if len(paths) >= _OFTEN)

    def _heading(self, node: LexborNode, level: int) -> Iterator[Entry]:
        self._headings = {at: one for at, one in self._headings.items() if at < level}
        group = self._group()
        self._headings[level] = node
        if level == 1:
            return
        targets = self._targets(node) or self._by_name(_said(node))
        if len(targets) == 1:
            yield Entry(
                path=targets[0],
                title=_title(_said(node)),
                line=_line_after(node),
                group=group,
            )

    def _table(self, table: LexborNode) -> Iterator[Entry]:
        heads = [_said(cell) for cell in table.css("thead th")]
        for row in table.css("tr"):
            cells = row.css("td")
            targets = self._targets(row)
            if not targets:
                for cell in cells:
                    targets = self._by_name(_said(cell))
                    if targets:
                        break
            if len(targets) != 1:
                # A row of several pictures or projects: each cell speaks for its own.
                for cell in cells:
                    for path in self._targets(cell):
                        yield self._entry(path, self._link_title(cell, path), "")
                continue
            path = targets[0]
            at, title = self._title_cell(cells, heads, path)
            yield self._entry(path, title, _line_cell(cells, heads, at))

    def _title_cell(self, cells: list[LexborNode], heads: list[str], path: str) -> tuple[int, str]:
        """Return which cell names the row, and the name: the linked words, else the column called so, else the first words."""
        for number, cell in enumerate(cells):
            if path in self._targets(cell):
                linked = self._link_title(cell, path)
                if linked:
                    return number, linked
        named = [i for i, head in enumerate(heads[: len(cells)]) if _NAME_HEADS.search(head)]
        order = [*named, *range(len(cells))]
        for number in order:
            said = _strong(cells[number]) or _said(cells[number])
            if said and not _NOISE.match(said) and not _EMPTY_WORDS.fullmatch(said):
                return number, _title(said)
        return -1, ""

    def _list(self, node: LexborNode) -> Iterator[Entry]:
        for item in node.css("li"):
            if item.css_first("ul, ol"):
                continue
            targets = self._targets(item)
            if len(targets) != 1:
                continue
            path, said = targets[0], _said(item)
            title = self._link_title(item, path) or _title(_strong(item) or said.partition(":")[0])
            _, there, rest = said.partition(title) if title else ("", "", said)
            line = _AFTER_TITLE.sub("", rest) if there else ""
            yield self._entry(path, title, line if len(line) >= _LEAST_LINE else "")

    def _paragraph(self, node: LexborNode) -> Iterator[Entry]:
        """A link under a heading that names its thing: `View Project →`."""
        targets = self._targets(node)
        level = max(self._headings, default=0)
        if len(targets) == 1 and level > 1:
            heading = self._headings[level]
            above = {at: one for at, one in self._headings.items() if at < level}
            linked = self._link_title(node, targets[0])
            yield Entry(
                path=targets[0],
                title=linked
                if len(linked.split()) > 1 and not _is_path(linked)
                else _title(_said(heading)),
                line=_line_after(heading),
                group=_of(above),
            )
            return
        for path in targets:
            yield self._entry(path, self._link_title(node, path), "")

    def _entry(self, path: str, title: str, line: str) -> Entry:
        return Entry(path=path, title=title, line=text(line, _LONGEST_LINE), group=self._group())

    def _group(self) -> str:
        return _of(self._headings)

    def _targets(self, node: LexborNode) -> list[str]:
        links = ([node] if node.tag == "a" else []) + node.css("a")
        found = (self._resolve(link.attributes.get("href") or "") for link in links)
        return list(dict.fromkeys(path for path in found if path))

    def _by_name(self, said: str) -> list[str]:
        """The one folder whose name's words all stand in a short text, or that has its number."""
        number = number_of(said)
        if number is not None and number in self._names.numbers:
            return [self._names.numbers[number]]
        if len(said) > _LONGEST_TITLE:
            return []
        words = words_of(said)
        fits = [
            (len(name), path)
            for name, path in self._names.words.items()
            if len(name) > 1 and name <= words
        ]
        best = max(fits, default=None)
        return [path for size, path in fits if best and size == best[0]]

    def _link_title(self, node: LexborNode, path: str) -> str:
        for link in node.css("a"):
            if self._resolve(link.attributes.get("href") or "") == path:
                said = _said(link)
                is_name = said and not _NOISE.match(said) and not _EMPTY_WORDS.fullmatch(said)
                if is_name and said.casefold() not in self._repeated:
                    return _title(said)
        return ""


def _of(headings: Mapping[int, LexborNode]) -> str:
    """The nearest heading below the README's title."""
    inner = max((level for level in headings if level > 1), default=0)
    return _title(_said(headings[inner])) if inner else ""


def _blocks(body: LexborNode, depth: int = 0) -> Iterator[LexborNode]:
    """Headings, tables, lists and paragraphs in their order, out of `<div>` and `<details>`."""
    for node in body.iter():
        if (node.tag or "") in {*_HEADINGS, "table", "ul", "ol", "p"}:
            yield node
        elif node.tag in {"div", "details", "section", "center", "blockquote"} and depth < _DEEPEST:
            yield from _blocks(node, depth + 1)


def _said(node: LexborNode) -> str:
    return text(node.text(separator=" ", strip=False)[:_MOST_READ], _MOST_READ)


def _strong(node: LexborNode) -> str:
    strong = node.css_first("strong") or node.css_first("b")
    return _said(strong) if strong else ""


def _title(said: str) -> str:
    """Take pictures, numbers and dashes from both ends: `📉 1. Churn` is `Churn`."""
    plain = re.sub(r"^(?:[^\w(]+|\d{1,3}\s*[.)\]:：|-]\s*|#\d+\s*|\d{1,3}\s+)+", "", said)
    plain = re.sub(r"[^\w)\]）】」』》?!.%+\"'»”’]+$", "", plain).strip()
    return "" if _is_path(plain) else text(clean_title(without_number(plain)), _LONGEST_TITLE)


def _is_path(said: str) -> bool:
    """Whether words are an address in the repository and no name: `projects/churn/`, `eda.ipynb`."""
    is_slashed = "/" in said and " " not in said.strip()
    return is_slashed or bool(
        re.search(r"\.(?:ipynb|py|md|r|rmd|qmd|html|csv)$", said, re.IGNORECASE)
    )


def _line_cell(cells: list[LexborNode], heads: list[str], taken: int) -> str:
    """The cell that says what came out, by its column's name; else the longest that is a sentence."""
    others = [(i, _said(cell)) for i, cell in enumerate(cells) if i != taken]
    for i, said in others:
        if i < len(heads) and _LINE_HEADS.search(heads[i]) and len(said) >= _LEAST_LINE:
            return said
    longest = max((said for _, said in others), key=len, default="")
    return longest if len(longest) >= 2 * _LEAST_LINE else ""


def _line_after(heading: LexborNode) -> str:
    """The first paragraph under a heading that is a sentence."""
    node = heading.next
    while node is not None and (node.tag or "") not in _HEADINGS:
        said = _said(node) if node.tag == "p" else ""
        is_label = bool(re.match(r"(?:\*\*)?[\w ]{2,20}\s*[:：]", said) or _LEADS_ON.search(said))
        if len(said) >= 2 * _LEAST_LINE and not is_label and "|" not in said:
            return text(said, _LONGEST_LINE)
        node = node.next
    return ""
