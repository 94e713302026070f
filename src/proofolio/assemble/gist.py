"""What a README says first: its title, and the one sentence that tells what the thing is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from proofolio.assemble.readme_words import (
    ASIDE,
    BYLINE,
    CLAUSE,
    COMMAND,
    DEMO,
    ENDS,
    FACT,
    GENERIC,
    GREETING,
    LABEL,
    LATIN,
    NO_END,
    OPEN_END,
    PART,
    QUESTION,
    SCENE,
    SILENT,
    TASK,
    TELLING,
    WORTH_KEEPING,
)
from proofolio.content.sanitize import text

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOXES: Final = frozenset({"div", "section", "center", "details", "article", "blockquote"})
_DEEPEST: Final = 12
_MOST_BLOCKS: Final = 160
"""Blocks of a README that are read: what it is stands near its top."""
_MOST_READ: Final = 1_200
"""Characters of a paragraph."""
_NEAR: Final = 8
"""Paragraphs among which what was to be done is looked for."""
_FIRST_SECTIONS: Final = 4
"""Beyond them a section that is not called after what it is tells of something else."""
_LONGEST: Final = 200
_LEAST: Final = 25
_LEAST_CJK: Final = 10
_LEAST_ITEM: Final = 60
"""Characters of an item of a list that is a sentence."""
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
"""Chinese and Japanese put no space between sentences."""
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


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
    title: str
    """Its first line, where it has several."""
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
    title = (
        clean_title(blocks[at].title, " ".join(block.said for block in blocks))
        if at is not None
        else ""
    )
    return Gist(title=title, line=_line(blocks, at, title))


def clean_title(said: str, around: str = "") -> str:
    """Return a heading as a title: no picture or number before it, a file's name in words.

    Args:
        said: the heading.
        around: the text that it stands over; a word of a file's name is written as it is there (`NLP`).
    """
    plain = re.sub(r"^(?:[^\w\s({\[\"“'«¿¡#@$]|\s|_)+", "", said[:300])
    plain = re.sub(r"^welcome to (?:the |my |our )?(?=\S)", "", plain, flags=re.IGNORECASE)
    plain = re.sub(r"^\d{1,3}[_-](?=[a-z])", "", plain)
    plain = re.sub(
        r"^(?:[a-z]{0,10}\s?)?\d{1,3}\s*[.)·:|—–-]\s+(?=\S)", "", plain, flags=re.IGNORECASE
    )
    plain = re.sub(r"[^\w)\]）】」』》?!.%+\"'»”’]+$", "", plain).strip()
    if re.fullmatch(r"[a-z0-9]+(?:[_-][a-z0-9]+)+", plain) or ("_" in plain and " " not in plain):
        words = [_as_written(word, around) for word in re.split(r"[_-]+", plain) if word]
        plain = " ".join(words)
        plain = plain[:1].upper() + plain[1:]
    return text(plain, 120)


def _as_written(word: str, around: str) -> str:
    """Return a word as the text writes it, when that has more capitals than its first."""
    for match in re.finditer(
        rf"(?<![\w/.-]){re.escape(word)}(?![\w/-])", around[:6_000], re.IGNORECASE
    ):
        if any(character.isupper() for character in match[0][1:]):
            return match[0]
    return word


def _title_at(blocks: list[_Block]) -> int | None:
    """The first heading of level 1 near the top; else the heading, or the short line, that opens the README."""
    prose = 0
    for number, block in enumerate(blocks):
        if block.tag == "h1" and not GENERIC.fullmatch(_bare(block.title)):
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            is_label = following is not None and following.tag in {"h1", "h2"}
            if is_label and following and LABEL.fullmatch(block.title):
                return number + 1 if _names(following) else number
            return number
        if block.tag == "p":
            prose += len(block.plain) if len(block.plain) > _LEAST else 0
        if prose > 600:
            break
    for number, block in enumerate(blocks[:4]):
        if block.tag in {"h2", "h3"}:
            return number if _names(block) else None
        if number == 0 and block.tag == "p" and _opens_as_title(blocks):
            return number
        if block.tag == "p" and len(block.plain) > 60:
            return None
    return None


def _names(block: _Block) -> bool:
    said = block.title
    is_name = not GENERIC.fullmatch(_bare(said)) and not SILENT.search(said)
    return is_name and len(said) < 90 and not PART.match(said)


def _opens_as_title(blocks: list[_Block]) -> bool:
    """Whether the first line is a name that lacks its `#`: short, no sentence, and something follows."""
    first = re.sub(r"^[\W_]+", "", blocks[0].title)
    words = len(first.split())
    is_short = (
        1 < words <= 10
        and len(first) <= 80
        and not first.rstrip().endswith((".", ":", "!", "?", ","))
    )
    says_more = len(blocks) > 1 or blocks[0].said != first
    is_plain = blocks[0].plain and not any(
        rule.match(first) for rule in (BYLINE, DEMO, COMMAND, ASIDE, GREETING)
    )
    return bool(
        is_short
        and says_more
        and is_plain
        and "|" not in first
        and first[:1].isupper()
        and "://" not in first
    )


def _bare(said: str) -> str:
    return re.sub(r"^\W+|\W+$", "", said)


def _line(blocks: list[_Block], at: int | None, title: str) -> str:
    """The first sentence about the work: of the opening, of a section that tells, of any that is not silent.

    Where that only sets the scene, the sentence that says what was to be done comes before it.
    """
    start = 0 if at is None else at + 1
    sections: list[tuple[str, list[_Block]]] = [("", [])]
    if at is not None and blocks[at].tag == "p" and blocks[at].said != blocks[at].title:
        rest = blocks[at].said.removeprefix(blocks[at].title).strip()
        sections[0][1].append(replace(blocks[at], said=rest, plain=rest))
    for number, block in enumerate(blocks):
        if number < start:
            continue
        if block.tag in _HEADINGS:
            is_tagline = number == start and block.tag != "h1" and at is not None
            if is_tagline and _is_tagline(block.said, title):
                return _shortened(_longest_part(block.said), block)
            sections.append((block.said, []))
        else:
            sections[-1][1].append(block)
    opening = [block for block in sections[0][1] if block.tag == "p"]
    telling = [
        block
        for name, found in sections[1:]
        if TELLING.search(name) and not SILENT.search(name)
        for block in found
    ]
    others = [
        block
        for name, found in sections[1:_FIRST_SECTIONS]
        if not TELLING.search(name) and not SILENT.search(name)
        for block in [one for one in found if one.tag == "p"][:2]
    ]
    plain = [block for block in opening if not block.is_quote]
    # A quotation is seldom about the work; an item of a list only where a heading says so.
    quoted = [block for block in opening if block.is_quote]
    candidates = [*plain, *telling, *quoted, *others]
    first = next((line for block in candidates if (line := _sentence(block, title))), "")
    if first and SCENE.match(first) and not TASK.search(first):
        return next(filter(None, map(_task, candidates[:_NEAR])), first)
    return first


def _task(block: _Block) -> str:
    """The sentence of a paragraph that says outright what was to be done; empty when none does."""
    for sentence in sentences(block.said):
        if TASK.search(sentence) and _is_worth(sentence, ""):
            return _shortened(sentence, block)
    return ""


def _longest_part(said: str) -> str:
    """Of `What it is | Method` what it is."""
    return max(said.split(" | "), key=len).strip()


def _is_tagline(said: str, title: str) -> bool:
    words = len(said.split())
    return (
        not (LATIN.search(title) and not LATIN.search(said))
        and not PART.match(said)
        and (words >= 4 or len(_CJK.findall(said)) >= _LEAST_CJK)
        and not SILENT.search(said)
        and not GENERIC.fullmatch(_bare(said))
        and not BYLINE.match(said)
        and not re.match(r"\W*\d+[.)]", said)
        and not said.rstrip().endswith(("?", "？", ":"))
    )


def _sentence(block: _Block, title: str) -> str:
    said = block.said
    if (match := WORTH_KEEPING.match(re.sub(r"^\W+", "", said))) is not None:
        said = re.sub(r"^\W+", "", said)[match.end() :]
    elif not _tells(block):
        return ""
    while (greeting := GREETING.match(said)) is not None and not said[greeting.end()].islower():
        said = said[greeting.end() :]
    for sentence in sentences(said)[:3]:
        if _is_worth(sentence, title):
            rest = said[said.find(sentence) :]
            return _shortened(rest, block)
    return ""


def _tells(block: _Block) -> bool:
    said = block.said
    if QUESTION.fullmatch(said) or (block.tag == "li" and len(said) < _LEAST_ITEM):
        return False
    if block.is_quote and re.search(r"[—–-]\s?[A-Z][\w. ]{2,40}$", said):
        return False
    if len(block.plain) < _least(block.plain) and not (len(block.plain) > 12 and len(said) > 40):
        return False
    if any(rule.match(said) for rule in (BYLINE, COMMAND, ASIDE)):
        return False
    if DEMO.match(said) and (len(block.plain) < 80 or "://" in said[:120]):
        return False
    facts = re.split(r"\s[|·•]\s", said)
    return not (len(facts) > 2 or (len(facts) == 2 and len(said) < 120))


def _is_worth(sentence: str, title: str) -> bool:
    if len(sentence) < _least(sentence) or sentence.endswith(("?", "？")):
        return False
    if sentence.casefold().rstrip(".") == title.casefold():
        return False
    if any(rule.match(sentence) for rule in (PART, COMMAND, ASIDE, BYLINE)) or _is_address(
        sentence
    ):
        return False
    return len(sentence.split()) >= 4 or len(_CJK.findall(sentence)) >= _LEAST_CJK


def _is_address(sentence: str) -> bool:
    """Whether a sentence leads somewhere and says little else."""
    return "://" in sentence and len(re.sub(r"\S+://\S+", "", sentence)) < 2 * _LEAST


def _least(said: str) -> int:
    return _LEAST_CJK if len(_CJK.findall(said)) > len(said) / 3 else _LEAST


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


def _shortened(said: str, block: _Block) -> str:
    """Return the sentences that fit one or two lines, at least the first; a whole one, wherever that can be."""
    found = sentences(said)
    kept = found[0] if found else ""
    for sentence in found[1:]:
        joined = f"{kept}{'' if _UNSPACED.match(sentence) else ' '}{sentence}"
        if len(joined) > _LONGEST or sentence.endswith((":", "：", "?")) or BYLINE.match(sentence):
            break
        kept = joined
    kept = kept.strip('"“”«»*_ ') if kept.count('"') % 2 or kept[:1] in "“«" else kept
    if kept.endswith((":", "：")) or (block.has_list and not kept.endswith((".", "!", "。", "?"))):
        cut = OPEN_END.sub("", kept)
        kept = (
            f"{cut}."
            if cut and not cut.endswith((".", "。", "!", "…")) and not _CJK.search(cut[-1:])
            else cut
        )
    if len(kept) > _LONGEST:
        ends = [match.start() for match in CLAUSE.finditer(kept) if 60 <= match.start() <= _LONGEST]
        commas = [
            match.start() for match in re.finditer(r",\s", kept[:_LONGEST]) if match.start() >= 90
        ]
        end = ends[-1] if ends else commas[-1] if commas else 0
        kept = kept[:end].rstrip(" ,;:—–-") + ("." if ends else "…") if end else kept
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
    if sum(bool(FACT.match(line)) for line in lines) > 1:
        raw = next((line for line in lines if WORTH_KEEPING.match(line.strip())), lines[0])
    said = text(raw, _MOST_READ)
    first = text(lines[0], _MOST_READ) if lines else ""
    linked = sum(len(text(one.text(), 200)) for one in node.css("a, code"))
    following = node.next
    while following is not None and following.tag == "-text":
        following = following.next
    return _Block(
        tag=tag,
        said=re.sub(r"\s+([,.;:!?)])(?=\s|$)", r"\1", said),
        title=first if tag == "p" else said,
        plain=said if linked < len(said) * 0.6 else "",
        is_quote=is_quote,
        has_list=following is not None and following.tag in {"ul", "ol", "table", "pre"},
    )
