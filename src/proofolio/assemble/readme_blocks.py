"""A README as headings and paragraphs in their order: what title and summary are looked for in."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from proofolio.assemble.readme_words import FACT, WORTH_KEEPING
from proofolio.content.sanitize import text

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOXES: Final = frozenset({"div", "section", "center", "details", "article", "blockquote"})
_INLINE: Final = frozenset(
    {"-text", "a", "b", "br", "code", "em", "i", "span", "strong", "sub", "sup", "u"}
)
_BREAKS: Final = re.compile(r"(?:<br\s*/?>\s*){2,}")
_DEEPEST: Final = 12
_MOST_BLOCKS: Final = 160
"""Blocks of a README that are read: what it is stands near its top."""
_MOST_READ: Final = 1_200
"""Characters of a paragraph."""
_WRAPPED: Final = 55
"""A line as long as this may go on in the next one; a shorter one that ends in a word is a line of its own."""
_WRAPPED_ONCE: Final = 78
_BREAK: Final = "\x1e"
_EMOJI: Final = re.compile(
    r"[\u200d\ufe0e\ufe0f\u20e3\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\U000e0020-\U000e007f]"
    r"|(?<![\w:]):[a-z][a-z0-9_+-]{2,30}:(?!\w)"
)
_ENDS: Final = re.compile(r"[.!?。！？:：;,、，；]\W*\Z")
_OPEN: Final = re.compile(
    r"\b(?:a|an|the|of|to|for|in|on|with|by|and|or|from|as|at|is|are|that|which|using|de|del|la|el|los|las|en|y|con|para|por|un|una|da|do|das|dos|e|em|com|um|uma|le|les|des|du|et|avec|der|die|das|und|mit|di|il)$",
    re.IGNORECASE,
)
"""A word that no line ends with."""
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, a paragraph, an item of a list, or text that is set as code."""

    tag: str
    lines: tuple[str, ...]
    """Plain text without emoji: lines that were only wrapped are one."""
    plain: str
    """The same on one line; empty when most of it is links or code."""
    is_quote: bool
    has_list: bool
    """Whether a list follows, that a paragraph may lead to."""
    raw: str = ""
    """As the page shows it, on one line."""

    @property
    def said(self) -> str:
        """All of it on one line."""
        return " ".join(self.lines)


def blocks(html: str) -> list[Block]:
    """Return the first blocks of a README.

    Args:
        html: the README, rendered, without badges.
    """
    body = LexborHTMLParser(html).body
    found: list[Block] = []
    for block in _blocks(body) if body is not None else ():
        found.append(block)
        if len(found) == _MOST_BLOCKS:
            break
    return found


def without_emoji(said: str) -> str:
    """Take pictures of one character out of a text, and the space that they leave."""
    if re.search(r"[\U0001d400-\U0001d7ff]", said):
        said = unicodedata.normalize("NFKC", said)
    said = said.replace("\u2019", "'").replace("\u00a0", " ")
    return re.sub(r"\s+([,.;:!?)])(?=\s|$)", r"\1", " ".join(_EMOJI.sub(" ", said).split()))


def _blocks(body: LexborNode, depth: int = 0, *, is_quote: bool = False) -> Iterator[Block]:
    loose: list[str] = []
    for node in body.iter(include_text=True):
        tag = node.tag or ""
        if tag in _INLINE:
            loose.append(node.html or "")
            continue
        yield from _of_loose(loose, is_quote=is_quote)
        loose.clear()
        if tag in HEADINGS or tag in {"p", "pre"}:
            yield _block(node, tag, is_quote=is_quote)
        elif tag in {"ul", "ol"}:
            items = [item for item in node.iter() if item.tag == "li"] or node.css("li")
            for item in items[:3]:
                yield _block(item, "li", is_quote=is_quote)
        elif tag in _BOXES and depth < _DEEPEST:
            yield from _blocks(node, depth + 1, is_quote=is_quote or tag == "blockquote")

    yield from _of_loose(loose, is_quote=is_quote)


def _of_loose(loose: list[str], *, is_quote: bool) -> Iterator[Block]:
    """Read text that stands in no paragraph of its own, as below a heading in HTML."""
    for part in _BREAKS.split("".join(loose)):
        held = LexborHTMLParser(f"<p>{part}</p>").css_first("p") if part.strip() else None
        if held is not None and held.text().strip():
            yield _block(held, "p", is_quote=is_quote)


def _block(node: LexborNode, tag: str, *, is_quote: bool) -> Block:
    for one in node.css("br"):
        one.replace_with(f" {_BREAK}\n")
    raw = node.text(separator=" ", strip=False)[: 2 * _MOST_READ]
    lines = [line for line in raw.splitlines() if line.strip()]
    # Lines of facts, each with its name: the first alone may say what it is.
    if sum(bool(FACT.match(line)) for line in lines) > 1:
        lines = [next((line for line in lines if WORTH_KEEPING.match(line.strip())), lines[0])]
    linked = sum(len(text(one.text(), 200)) for one in node.css("a, code"))
    told = [(_clean(line), _BREAK in line) for line in lines]
    clean = [line for line, _ in told if line]
    joined = tuple(clean) if _is_listing(clean) else tuple(_joined(told))
    said = " ".join(joined)
    following = node.next
    while following is not None and following.tag == "-text":
        following = following.next
    return Block(
        tag=tag,
        lines=joined,
        plain=said if tag == "pre" or linked < len(said) * 0.6 else "",
        is_quote=is_quote,
        has_list=following is not None and following.tag in {"ul", "ol", "table", "pre"},
        raw=text(raw.replace(_BREAK, " "), _MOST_READ),
    )


def _clean(line: str) -> str:
    return without_emoji(re.sub(r"^#+(?=\w)", "", text(line.replace(_BREAK, " "), _MOST_READ)))


def _joined(lines: list[tuple[str, bool]]) -> Iterator[str]:
    """Join lines that were wrapped; a short one that ends in a word is not followed by the rest of its sentence."""
    held = ""
    was_broken = False
    widest = max((len(line) for line, _ in lines), default=0)
    for line, is_broken in lines:
        if not line:
            continue
        if not held:
            held = line
        elif _goes_on(held, line, widest, len(lines), is_broken=was_broken):
            held = (
                f"{held}{'' if _UNSPACED.match(line) and _UNSPACED.match(held[-1]) else ' '}{line}"
            )
        else:
            yield held
            held = line
        was_broken = is_broken
    if held:
        yield held


def _is_listing(lines: list[str]) -> bool:
    """Whether lines are items without bullets: each begins anew, and none ends."""
    return (
        len(lines) > 2
        and all(re.match(r"[A-Z0-9]", line) for line in lines)
        and not any(_ENDS.search(line) for line in lines)
    )


def _goes_on(held: str, line: str, widest: int, count: int, *, is_broken: bool) -> bool:
    last = held.rsplit(". ", 1)[-1]
    if line[:1].islower() or held.endswith((",", "-", "(", "&", "/")) or _OPEN.search(held):
        return True
    if _ENDS.search(held) or re.match(r"[-*•+>#]\s|\d{1,2}[.)]\s", line):
        return False
    if line[:1].isupper() and (is_broken or len(last) < min(0.75 * widest, 90)):
        return False
    return len(last) >= (_WRAPPED if count > 2 or not line[:1].isupper() else _WRAPPED_ONCE) or (
        not is_broken and bool(_UNSPACED.search(held[-1:])) and len(held) >= 20
    )
