r"""Where formulas stand in a text, as Jupyter's MathJax and GitHub find them.

`$…$`, `$$…$$`, `\(…\)`, `\[…\]` (also with the backslash doubled, as Jupyter wants them) and
`\begin{align}…\end{align}`; GitHub's `` $`…`$ `` too. A formula ends before a blank line. Nothing
within it is read as Markdown.
"""

import re
from collections.abc import Callable
from html import unescape
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.utils import is_code_block

from proofolio.content import maths
from proofolio.content.escape import text as escape_text
from proofolio.model.portfolio import SafeHtml

MAX_CHARACTERS: Final = 10_000
"""Between the marks of a formula; looking further for its end would take too long."""

MAX_SPLIT: Final = 20_000_000
"""Characters of one text that are looked at in vain for the end of a formula."""
MAX_LINES: Final = 300
MAX_LOOKED: Final = 20_000
"""Lines of a text that are looked at for the end of a formula, all formulas together."""

Draw = Callable[[str, bool], str]
"""Takes TeX and whether it stands by itself; returns HTML."""

_ENVIRONMENTS: Final = (
    "equation|align|alignat|flalign|gather|multline|eqnarray|aligned|alignedat|gathered|split|"
    "cases|dcases|rcases|array|subarray|matrix|pmatrix|bmatrix|Bmatrix|vmatrix|Vmatrix|smallmatrix"
)
_BEGIN: Final = re.compile(rf"\\begin\{{((?:{_ENVIRONMENTS})\*?)\}}")
_SINGLE: Final = re.compile(r"\$((?:[^$\\]|\\.)++)\$", re.DOTALL)
_DOUBLE: Final = re.compile(r"\$\$((?:[^$\\]|\\.|\$(?!\$))++)\$\$", re.DOTALL)
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")
_TEXLIKE: Final = re.compile(r"\\[A-Za-z]{2}|[\^=]|\b[A-Za-z]_")
_NO_WORDS: Final = re.compile(r"[\\^_=<>{}]")
_WORD: Final = re.compile(r"\s[A-Za-z]{2}")
_TABLE_ROW: Final = re.compile(r"^ {0,3}\|[^\n$]*+\$[^\n]*+$", re.MULTILINE)
_DOLLARS: Final = re.compile(r"(?<![\\$`\w])\$(?![\s$`])(?:[^$\\\n`]|\\.)*+(?<!\s)\$(?![\w$`])")
_STARTS: Final = re.compile(r"(?<!(?<!\\)\\)\$|\\(?=\\?[(\[]|begin\{|(?:eq)?ref\{)")
_REFERENCE: Final = re.compile(r"\\(?:eq)?ref\{[^{}\n]{1,100}\}")
_TAG: Final = re.compile(r"(<[^<>]*+>)")
_VERBATIM: Final = re.compile(r"</?(?:code|pre|kbd|samp|script|style|textarea)\b", re.IGNORECASE)


def plugin(parser: MarkdownIt) -> None:
    """Teaches a parser formulas; their tokens are `formula` and `formula_block`, `info` says 'display'."""
    parser.inline.ruler.before("escape", "formula", _inline)
    parser.block.ruler.before(
        "fence",
        "formula_block",
        _block,
        {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]},
    )


def in_text(text: str, macros: maths.Macros | None = None) -> SafeHtml:
    """A `text/latex` output as safe HTML: one formula, or words with formulas in them."""
    macros = maths.Macros() if macros is None else macros
    parts = split(text)
    words = "".join(part for part, display in parts if display is None)
    if "\\" in words or (len(parts) == 1 and _TEXLIKE.search(words)):
        return maths.to_html(text, display=True, macros=macros)
    drawn = (
        escape_text(part)
        if display is None
        else maths.to_html(part, display=display, macros=macros)
        for part, display in parts
    )
    return SafeHtml(f"<p>{''.join(drawn).strip()}</p>")


def in_html(html: str, draw: Draw) -> str:
    """Raw HTML with the formulas in its words drawn; tags and what is shown verbatim stay."""
    if "$" not in html and "\\" not in html:
        return html
    parts = _TAG.split(html)
    verbatim = 0
    for number, part in enumerate(parts):
        if number % 2:
            if _VERBATIM.match(part):
                verbatim = max(0, verbatim - 1) if part.startswith("</") else verbatim + 1
        elif not verbatim and _STARTS.search(part):
            parts[number] = "".join(
                piece if display is None else draw(unescape(piece), display)
                for piece, display in split(part)
            )
    return "".join(parts)


def without_pipes(text: str) -> str:
    r"""Markdown with the bars of formulas in tables as `\vert`, so that they do not end a cell."""
    if "|" not in text or "$" not in text:
        return text
    return _TABLE_ROW.sub(
        lambda row: _DOLLARS.sub(
            lambda found: found[0].replace("\\|", "\\Vert ").replace("|", "\\vert "), row[0]
        ),
        text,
    )


def split(text: str) -> list[tuple[str, bool | None]]:
    """The text in order: words with None, formulas with whether they stand by themselves."""
    found: list[tuple[str, bool | None]] = []
    position = start = 0
    looked = 0
    while looked < MAX_SPLIT and (match := _STARTS.search(text, position)):
        position = match.start()
        formula = find(text, position)
        if formula is None:
            looked += min(MAX_CHARACTERS, len(text) - position)
            position += 2 if text[position] == "\\" else 1
            continue
        tex, display, end = formula
        found += [(text[start:position], None), (tex, display)]
        position = start = end
    return [*found, (text[start:], None)]


def find(text: str, position: int) -> tuple[str, bool, int] | None:
    """The formula that begins at a position: its TeX, whether it stands by itself, where it ends."""
    if text[position] == "$":
        return _dollars(text, position)
    for opening, closing, display in (
        ("\\\\(", "\\\\)", False),
        ("\\\\[", "\\\\]", True),
        ("\\(", "\\)", False),
        ("\\[", "\\]", True),
    ):
        if text.startswith(opening, position):
            start = position + len(opening)
            end = text.find(closing, start, start + MAX_CHARACTERS)
            if end < 0 or not _holds(text[start:end]):
                return None
            # A lone backslash before a bracket is Markdown's own way to write the bracket.
            if len(opening) == 2 and not _TEXLIKE.search(text[start:end]):
                return None
            return text[start:end], display, end + len(closing)
    reference = _REFERENCE.match(text, position)
    if reference:
        return reference[0], False, reference.end()
    begin = _BEGIN.match(text, position)
    if begin:
        closing = rf"\end{{{begin[1]}}}"
        end = text.find(closing, begin.end(), begin.end() + MAX_CHARACTERS)
        if end >= 0 and not _BLANK_LINE.search(text, begin.end(), end):
            end += len(closing)
            return text[position:end], True, end
    return None


def _dollars(text: str, position: int) -> tuple[str, bool, int] | None:
    limit = position + MAX_CHARACTERS
    if text.startswith("$$", position):
        match = _DOUBLE.match(text, position, limit)
        return (match[1], True, match.end()) if match and _holds(match[1]) else None
    match = _SINGLE.match(text, position, limit)
    if not match or not _holds(match[1]):
        return None
    tex, before, after = (
        match[1],
        text[position - 1 : position],
        text[match.end() : match.end() + 1],
    )
    if before.isdigit() or after.isdigit() or (tex[-1].isspace() and after.isalnum()):
        return None
    if tex.lstrip()[0].isdigit() and not _NO_WORDS.search(tex) and _WORD.search(tex):
        return None  # money
    if len(tex) > 2 and tex[0] == tex[-1] == "`":
        tex = tex[1:-1]
    return tex, False, match.end()


def _holds(tex: str) -> bool:
    return bool(tex.strip()) and not _BLANK_LINE.search(tex)


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "$\\":
        return False
    formula = find(state.src, state.pos) if _STARTS.match(state.src, state.pos) else None
    if formula is None:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content, token.info = formula[0], "display" if formula[1] else ""
    state.pos = formula[2]
    return True


_OPENS_BLOCK: Final = re.compile(rf"(\$\$)|(\\\\\[)|(\\\[)|\\begin\{{((?:{_ENVIRONMENTS})\*?)\}}")


def _block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A formula that begins a line and ends one."""
    if is_code_block(state, start_line):
        return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    opening = _OPENS_BLOCK.match(state.src, start, state.eMarks[start_line])
    if not opening:
        return False
    lines = _lines(state, start_line, end_line, _closing(opening))
    formula = find("\n".join(lines), 0) if lines else None
    if formula is None:
        return False
    rest = "\n".join(lines)[formula[2] :].strip()
    if rest.strip(".,;"):
        return False
    state.line = start_line + len(lines)
    if not silent:
        token = state.push("formula_block", "", 0)
        stop = "" if opening[4] else rest
        token.content, token.info, token.block = formula[0] + stop, "display", True
        token.map = [start_line, state.line]
    return True


def _closing(opening: re.Match[str]) -> str:
    dollars, doubled, single, environment = opening.groups()
    return dollars or (doubled and "\\\\]") or (single and "\\]") or rf"\end{{{environment}}}"


def _lines(state: StateBlock, start_line: int, end_line: int, closing: str) -> list[str]:
    """The lines up to the one that ends with `closing`; none when a blank one comes first."""
    lines: list[str] = []
    for line in range(start_line, min(end_line, start_line + MAX_LINES)):
        looked = state.env["looked"] = state.env.get("looked", 0) + 1
        outside = line > start_line and state.sCount[line] < state.blkIndent
        if looked > MAX_LOOKED or outside or state.isEmpty(line):
            return []
        lines.append(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])
        ended = lines[-1].rstrip(" \t.,;")
        if ended.endswith(closing) and (lines[1:] or len(ended) > 3):
            return lines
    return []
