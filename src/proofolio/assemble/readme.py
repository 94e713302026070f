"""READMEs and own words → HTML that fits its page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from urllib.parse import quote, unquote

from proofolio.assemble.front import split_front_matter
from proofolio.assemble.gist import gist
from proofolio.assemble.links import Origin, resolve_links
from proofolio.assemble.story import told_and_rest
from proofolio.assemble.summary import only_sentence
from proofolio.assemble.titles import clean_title
from proofolio.content import escape, restructured
from proofolio.content.anchors import ids_in, meant_by
from proofolio.content.badges import without_badges
from proofolio.content.links import rewrite
from proofolio.content.markdown import render
from proofolio.content.sanitize import text
from proofolio.model.portfolio import SafeHtml
from proofolio.model.records import FileRecord, Get, RepoRecord

_ANY_HEADING = re.compile(r"<h([1-3])\b[^<>]*>(?:(?!</?h\1\b).)*+</h\1>\s*", re.DOTALL)
_HEADING = re.compile(
    r"<h(?P<level>[1-6])\b[^>]*>(?:(?!</h[1-6]>).)*</h(?P=level)>\s*(?:(?=<h(?P<next>[1-6])\b)|(?P<end>\Z))?",
    re.DOTALL,
)
_LEADING_PARAGRAPH = re.compile(r"\s*<p>((?:(?!</p>).)*)</p>", re.DOTALL)
_ONLY_PICTURE = re.compile(r'\s*<img\b[^>]*?\ssrc="([^"]*)"[^>]*>\s*')
_TAG = re.compile(r"<[^>]*>")
_WRITTEN_TITLE = re.compile(
    r"(?:[ \t]*(?:#[^\n]*|//[^\n]*|:[\w!-]+:[^\n]*)?\n){0,30}?((?:#\+TITLE:[ \t]*(?P<org>[^\n]{1,300})|=[ \t]+(?P<adoc>[^\n]{1,300}))(?:\n|\Z))",
    re.IGNORECASE,
)
"""The title of a text in Org or AsciiDoc, among the settings that open it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text, rendered."""

    html: SafeHtml
    """Without its title and badges; links are not resolved yet."""
    rest: SafeHtml
    """Of a README, what is left to who has the code: how to run it, its files, its licence."""
    whole: SafeHtml
    """With them."""
    title: str
    line: str
    """The sentence that says what it is: plain text; empty when there is none."""


NOTHING = Article(html=SafeHtml(""), rest=SafeHtml(""), whole=SafeHtml(""), title="", line="")


@lru_cache(maxsize=64)
def read(markdown: str) -> Article:
    """Render Markdown; its leading heading becomes the title, since the page has that already."""
    if not markdown.strip():
        return NOTHING
    facts, words = split_front_matter(markdown)
    return _article(render(words).html, facts)


@lru_cache(maxsize=64)
def _read_restructured(words: str) -> Article:
    return _article(restructured.to_html(words), {}) if words.strip() else NOTHING


def _article(whole: SafeHtml, facts: Mapping[str, str]) -> Article:
    html = without_badges(whole)
    found = gist(html)
    shown = facts.get("title", "")
    return Article(
        html=_below_the_page(_without_title(html, found.heading)),
        rest=SafeHtml(""),
        whole=whole,
        title=found.title or clean_title(shown),
        line=found.line or only_sentence(facts.get("short_description", ""), found.title),
    )


def of_section(html: SafeHtml, title: str) -> Article:
    """Return what a section of a longer README tells of one thing."""
    told, rest = told_and_rest(_below_the_page(without_badges(html)))
    line = gist(f"<h1>{escape.text(title)}</h1>{told}").line
    return Article(html=told, rest=rest, whole=html, title=title, line=line)


def _below_the_page(html: SafeHtml) -> SafeHtml:
    """Lower every heading by one level where some are as high as the page's own."""
    if "<h1" not in html:
        return html
    return SafeHtml(re.sub(r"(</?h)([1-5])\b", lambda tag: f"{tag[1]}{int(tag[2]) + 1}", html))


def _without_title(html: SafeHtml, heading: str) -> SafeHtml:
    """Take out the heading that became the title, since the page has that already."""
    for match in _ANY_HEADING.finditer(html) if heading else ():
        if _squeezed(_plain(match[0])) == _squeezed(heading):
            return SafeHtml(f"{html[: match.start()]}{html[match.end() :]}")
    return html


def _squeezed(said: str) -> str:
    return re.sub(r"\W+", "", said)


def readme_file(repo: RepoRecord, within: str = "") -> FileRecord | None:
    """Return the README that GitHub would show: `.github/`, then the root, then `docs/`.

    Args:
        repo: the repository.
        within: a folder of it, which takes the place of the root; then `docs/` in it is asked.
    """
    ranked = {"profile": 0, ".github": 1, "": 2, "docs": 3}
    if within:
        ranked = {within: 0, f"{within}/docs": 1}
    found = []
    for file in repo.files:
        folder, _, name = file.path.rpartition("/")
        if folder in ranked and re.fullmatch(
            r"readme(\.(md|markdown|mkd|txt|rst|org|adoc|asciidoc))?", name, re.IGNORECASE
        ):
            found.append(
                (
                    ranked[folder],
                    not name.lower().endswith((".md", ".markdown", ".mkd")),
                    is_shown_as_written(name),
                    file.path,
                    file,
                )
            )
    return min(found, key=lambda entry: entry[:4])[4] if found else None


def read_readme(repo: RepoRecord, get: Get, within: str = "") -> tuple[Article, str]:
    """Return a repository's README, rendered, and its folder; nothing when it has none.

    Args:
        repo: the repository.
        get: returns a file's bytes.
        within: a folder of it, as `readme_file`.
    """
    file = readme_file(repo, within)
    if file is None:
        return NOTHING, ""
    words = _decoded(get(file.blob))
    folder = file.path.rpartition("/")[0]
    if file.path.lower().endswith(".txt") or is_shown_as_written(file.path):
        # It is not Markdown, and what looks like it is not meant.
        found = _WRITTEN_TITLE.match(words) if is_shown_as_written(file.path) else None
        rest = words[: found.start(1)] + words[found.end(1) :] if found else words
        html = SafeHtml(f"<pre>{escape.text(rest.strip())}</pre>")
        title = clean_title(found["org"] or found["adoc"]) if found else ""
        return Article(html=html, rest=SafeHtml(""), whole=html, title=title, line=""), folder
    is_restructured = file.path.lower().endswith(".rst")
    article = _read_restructured(words) if is_restructured else read(words)
    told, rest = told_and_rest(_with_live_anchors(article.html))
    return replace(article, html=told, rest=rest), folder


def is_shown_as_written(path: str) -> bool:
    """Tell whether a README is in a language that is not laid out here."""
    return path.lower().endswith((".org", ".adoc", ".asciidoc"))


def _with_live_anchors(html: SafeHtml) -> SafeHtml:
    """Lead links to parts of the page to the part that is meant; those that mean none, or the title, lead nowhere."""
    known = frozenset(ids_in(html))

    def resolve(_: str, value: str) -> str | None:
        if not value.startswith("#"):
            return value
        anchor = meant_by(unquote(value[1:]), known)
        return f"#{quote(anchor)}" if anchor else None

    return rewrite(html, resolve)


def _decoded(data: bytes) -> str:
    """Decode as editors do: by the byte-order mark, else UTF-8, else Windows' Latin-1."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if len(data) > 3 and 0 in data[:4]:
        # PowerShell writes such files without a mark.
        return data.decode("utf-16-be" if data[0] == 0 else "utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def place(article: Article, origin: Origin, page: str) -> SafeHtml:
    """Return the article with its links resolved for a page."""
    return resolve_links(article.html, origin, page=page)


def without_empty_sections(article: Article) -> Article:
    """Drop headings with nothing under them: a starter that is not filled in yet says nothing."""
    html, before = str(article.html), ""
    while html != before:
        before = html
        html = _HEADING.sub(_kept_heading, html)
    return replace(article, html=SafeHtml(html.strip()))


def _kept_heading(match: re.Match[str]) -> str:
    """Keep a heading that something follows: text, or a heading below it."""
    following = match["next"]
    is_empty = match["end"] is not None or (following is not None and following <= match["level"])
    return "" if is_empty else match[0]


def without_echo(html: SafeHtml, *, summary: str, cover: str) -> SafeHtml:
    """Return a placed README without what the top of its page has said and shown already.

    Args:
        html: the README; links are resolved.
        summary: the line under the page's title.
        cover: the cover's address as the page uses it; empty when there is none.
    """
    rest = html
    while match := _LEADING_PARAGRAPH.match(rest):
        picture = _ONLY_PICTURE.fullmatch(match[1])
        is_cover = bool(picture and cover and unescape(picture[1]) == cover)
        if not (is_cover or _plain(match[1]).rstrip(".") == summary.rstrip(".")):
            break
        rest = SafeHtml(rest[match.end() :])
    return rest


def _plain(html: str) -> str:
    return text(unescape(_TAG.sub("", html)))
