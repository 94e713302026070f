"""Look at the files of a built site: what its projects are called, what leads nowhere, what looks alike."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

LISTS = "ul, ol, tbody, .pf-grid"
"""What is read as a list: two of its links with the same words cannot be told apart."""
PULLED = {"pf-readme", "pf-prose", "pf-nb"}
"""Classes of what the owner wrote; lists in it are not ours."""
_SOURCES = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("iframe", "src"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project as a visitor sees it."""

    slug: str
    repository: str
    title: str
    summary: str
    """The line of its card; else the description of its page."""
    cover: str
    """Address of the picture of its card; empty when it has none."""
    notebooks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """An address within the site behind which there is nothing."""

    page: str
    kind: str
    """The tag."""
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was seen."""

    pages: tuple[str, ...]
    """Addresses from the site's root; `` is the home page."""
    projects: tuple[Project, ...]
    broken: tuple[Broken, ...]
    equal: tuple[tuple[str, str, int], ...]
    """Page, words, and how many links of one list bear them."""
    pictures: frozenset[str]
    """Names of the files of all pictures that are shown."""


def look(site: Path, status: dict[str, Any]) -> Look:
    """Look at a site.

    Args:
        site: the folder.
        status: what `proofolio status --json` said of its portfolio.
    """
    trees = {
        path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text("utf-8", "replace"))
        for path in sorted(site.rglob("*.html"))
    }
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    shown = {name: tree for name, tree in trees.items() if name.endswith("index.html")}
    return Look(
        pages=tuple(name.removesuffix("index.html") for name in shown),
        projects=tuple(_projects(trees, status.get("projects", ()))),
        broken=tuple(_broken(trees, files)),
        equal=tuple(
            one
            for name, tree in shown.items()
            for one in _equal(name, tree, posixpath.dirname(name))
        ),
        pictures=frozenset(
            posixpath.basename(unquote(urlsplit(address).path))
            for tree in trees.values()
            for address in _pictures(tree)
        ),
    )


def _pictures(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("img"):
        yield node.attributes.get("src") or ""
    for node in tree.css("source"):
        for part in (node.attributes.get("srcset") or "").split(","):
            yield part.strip().split(" ")[0]


def _projects(
    trees: dict[str, LexborHTMLParser], told: Iterable[dict[str, Any]]
) -> Iterator[Project]:
    cards: dict[str, LexborNode] = {}
    for name in ("index.html", "projects/index.html"):
        for card in trees[name].css(".pf-card") if name in trees else ():
            link = card.css_first("a[href]")
            if link is not None:
                way = posixpath.join(posixpath.dirname(name), link.attributes["href"] or "")
                cards[posixpath.normpath(way)] = card
    for one in told:
        place = f"projects/{one['slug']}"
        card, page = cards.get(place), trees.get(f"{place}/index.html")
        picture = card.css_first(".pf-cover img") if card else None
        line = card.css_first("p:not([class])") if card else None
        described = page.css_first("meta[name=description]") if page else None
        yield Project(
            slug=one["slug"],
            repository=one.get("repository") or "",
            title=one["title"],
            summary=_words(line) or (described and described.attributes.get("content")) or "",
            cover=(picture.attributes.get("src") or "") if picture else "",
            notebooks=len(one.get("notebooks", ())),
        )


def _equal(page: str, tree: LexborHTMLParser, folder: str) -> Iterator[tuple[str, str, int]]:
    for part in tree.css(LISTS):
        if any(PULLED & _classes(above) for above in _above(part)):
            continue
        targets: dict[str, set[str]] = defaultdict(set)
        for link in part.css("a[href]"):
            words = _words(link)
            href = urlsplit(link.attributes["href"] or "")
            if any(letter.isalpha() for letter in words) and not href.scheme:
                targets[words].add(posixpath.normpath(posixpath.join(folder, href.path)))
        for words, places in targets.items():
            if len(places) > 1:
                yield page, words, len(places)


def _broken(trees: dict[str, LexborHTMLParser], files: set[str]) -> Iterator[Broken]:
    ids: dict[str, set[str]] = {}
    for name, tree in trees.items():
        for kind, attribute in _SOURCES:
            for node in tree.css(f"{kind}[{attribute}]"):
                address = node.attributes[attribute] or ""
                if not _leads(name, address, trees, files, ids):
                    yield Broken(page=name, kind=kind, address=address)


def _leads(
    page: str,
    address: str,
    trees: dict[str, LexborHTMLParser],
    files: set[str],
    ids: dict[str, set[str]],
) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    # On the 404 page addresses begin at the root of a host that is not known here.
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return True
    path = page
    if parts.path:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    found = next(
        (one for one in (path, posixpath.normpath(f"{path}/index.html")) if one in files), None
    )
    if found is None:
        return False
    if not parts.fragment or found not in trees or parts.fragment.startswith("__"):
        return True
    if found not in ids:
        ids[found] = {
            node.attributes.get(name) or "" for name in ("id", "name") for node in trees[found].css(f"[{name}]")
        }  # fmt: skip
    return unquote(parts.fragment) in ids[found]


def _above(node: LexborNode) -> Iterator[LexborNode]:
    above: LexborNode | None = node
    while above is not None:
        yield above
        above = above.parent


def _classes(node: LexborNode) -> set[str]:
    return set((node.attributes.get("class") or "").split())


def _words(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node is not None else ""
