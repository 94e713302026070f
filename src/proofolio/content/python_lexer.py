"""Python in colour, an order of magnitude faster than Pygments' lexer and alike to the eye.

Code is most of a notebook. Pygments tries forty rules in turn at every word and tells apart what
no theme colours apart; here one pattern finds the next thing that has a colour. Its lists of words
are Pygments' own, and a test holds both to the same colours. IPython's `%magic` and `!command`
lines are known too, so that they do not break what follows.
"""

import keyword
import re
from collections.abc import Generator, Iterator
from typing import Final

from pygments.lexer import words
from pygments.lexers.python import PythonLexer

Run = tuple[str, str]
"""A class of `highlight`'s (empty for plain code) and the code that has it."""

_STRING_BODIES: Final = (
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*+(?:""")?'
    r"|'''(?:[^'\\]|\\[\s\S]|'(?!''))*+(?:''')?"
    r'|"(?:[^"\\\n]|\\[\s\S])*+"?'
    r"|'(?:[^'\\\n]|\\[\s\S])*+'?"
)
_COMMON: Final = (
    r"(?P<formatted>(?:[rR][fFtT]|[fFtT][rR]?)(?:\"\"\"|'''|\"|'))"
    rf"|(?P<string>(?:[uU]|[rR][bB]?|[bB][rR]?)?(?:{_STRING_BODIES}))"
    r"|(?P<number>0[oO](?:_?[0-7])++|0[bB](?:_?[01])++|0[xX](?:_?[a-fA-F0-9])++"
    r"|(?:\d(?:_?\d)*+(?:\.(?:\d(?:_?\d)*+)?)?|\.\d(?:_?\d)*+)(?:[eE][+-]?\d(?:_?\d)*+)?)"
)
_STATEMENTS: Final = (
    r"^[ \t]*+(?:[rRuUbB]{0,2}(?P<doc>\"\"\"[\s\S]*?\"\"\"|'''[\s\S]*?''')"
    r"|(?P<magic>%{1,2}[A-Za-z_]\w*+)|(?P<shell>!)(?:[^\n\\]|\\[\s\S])*+)"
    r"|(?P<comment>#[^\n]*+)"
    r"|(?P<named>def|class)\s++(?P<name>[^\W\d]\w*+)"
    r"|from(?:\s|\\\s)++(?:None\b|(?P<module>[\w.]*+))(?P<imports>\s++import\b)?"
    r"|import(?:\s|\\\s)++(?P<modules>(?:\s++as\s++|\.|[^\W\d]\w*+|\s*+,\s*+)*+)"
    r"|(?P<yielded>yield from\b)"
)
_WORDS: Final = r"|(?P<word>[^\W\d]\w*+)|(?P<decorator>@[^\W\d]\w*+)"
_CODE: Final = re.compile(f"{_STATEMENTS}|{_COMMON}{_WORDS}", re.MULTILINE)
_EXPRESSION: Final = re.compile(
    rf"(?P<end>(?:=\s*+)?(?:![sraf])?[:}}])|(?P<open>[\[({{])|(?P<close>[\])}}])|{_COMMON}{_WORDS}"
)
_IMPORTED: Final = re.compile(r"(\s+)(as)(?=\s)|([\w.]+)")
_NOT_MATCHING: Final = re.compile(
    r"[ \t]*+(?:[:,;=^&|@~)\]}]|(?:"
    + "|".join(word for word in keyword.kwlist if word[0].islower())
    + r")\b)"
)
_WILDCARD: Final = re.compile(r"(\s++[^\n_]*+)(_)\b")
_ENDS: Final = {
    # Of a formatted string's text, by its quotation mark; a single one ends with its line.
    mark: re.compile(
        r"\\(?:\\|[\"']|\n|N\{[^{}\n]*\})|\{\{|\}\}|\{|" + mark + ("" if len(mark) > 1 else r"|\n")
    )
    for mark in ('"""', "'''", '"', "'")
}


def _listed(*states: str) -> frozenset[str]:
    """The words that the named states of Pygments' lexer list."""
    found: set[str] = set()
    for state in states:
        for rule in PythonLexer.tokens[state]:
            if isinstance(rule, tuple) and isinstance(rule[0], words):
                found.update(rule[0].words)
    return frozenset(found)


_CONSTANTS: Final = {"self", "cls", "Ellipsis", "NotImplemented"}
_CLASSES: Final = {
    **dict.fromkeys(_listed("builtins") | _CONSTANTS, "nb"),
    **{word: "nf" for word in _listed("builtins") if word[0].isupper()},
    **dict.fromkeys(_listed("magicfuncs"), "nf"),
    **dict.fromkeys(_listed("keywords", "expr-keywords"), "k"),
    **dict.fromkeys(("in", "is", "and", "or", "not", "from", "import", "def", "class"), "k"),
    **dict.fromkeys(("True", "False", "None"), "nb"),
}
_BUILT_IN: Final = _listed("builtins") | _CONSTANTS


def runs(code: str) -> Iterator[Run]:
    """The code in order, cut where its colour changes; joined, the runs are the code."""
    position = 0
    while match := _CODE.search(code, position):
        if match.start() > position:
            yield "", code[position : match.start()]
        position = yield from _runs_of_match(code, match)
    if position < len(code):
        yield "", code[position:]


def _runs_of_match(code: str, match: re.Match[str]) -> Generator[Run, None, int]:
    """The runs of a match; returns where it ends."""
    kind, found, end = match.lastgroup, match[0], match.end()
    if kind == "word":
        return (yield from _word(code, match))
    if kind == "formatted":
        return (yield from _formatted(code, match.start(), end))
    if kind in _WHOLE:
        yield _WHOLE[kind], found
    elif kind in {"doc", "magic"}:
        before, bare = found[: -len(match[kind])], match[kind]
        space = before.rstrip("rRuUbB")
        yield "", space
        if space != before:
            yield "s", before[len(space) :]
        yield ("c" if kind == "doc" else "k"), bare
    elif kind == "shell":
        before, mark, command = found.partition("!")
        yield from (("", before), ("k", mark), ("", command))
    elif kind == "name":
        yield "k", match["named"]
        yield "", code[match.end("named") : match.start("name")]
        yield "nf", match["name"]
    else:
        yield from _imports(match)
    return end


_WHOLE: Final = {"string": "s", "comment": "c", "number": "m", "decorator": "k", "yielded": "k"}


def _word(code: str, match: re.Match[str]) -> Generator[Run, None, int]:
    word, end = match[0], match.end()
    if word in {"match", "case"} and _opens_line(code, match.start()):
        if _NOT_MATCHING.match(code, end):
            yield "", word
            return end
        yield "k", word
        wildcard = _WILDCARD.match(code, end)
        if wildcard:
            yield from runs(wildcard[1])
            yield "k", "_"
            return wildcard.end()
        return end
    name = _CLASSES.get(word, "")
    if name and word in _BUILT_IN and code[match.start() - 1 : match.start()] == ".":
        name = ""
    yield name, word
    return end


def _opens_line(code: str, position: int) -> bool:
    while position and code[position - 1] in " \t":
        position -= 1
    return position == 0 or code[position - 1] == "\n"


def _imports(match: re.Match[str]) -> Iterator[Run]:
    """`from … import`, `import … as …`: the modules' names in colour."""
    found = match[0]
    if found.startswith("from"):
        yield "k", "from"
        module, imports = match["module"] or "", match["imports"] or ""
        between = found[4 : len(found) - len(imports)]
        if match["module"] is None:
            yield "", between[: len(between) - 4]
            yield "nb", "None"
        else:
            yield "", between[: len(between) - len(module)]
            yield "nf", module
        yield "", imports[: len(imports) - 6]
        yield "k", imports[-6:]
        return
    yield "k", "import"
    modules = match["modules"]
    yield "", found[6 : len(found) - len(modules)]
    position = 0
    for part in _IMPORTED.finditer(modules):
        yield "", modules[position : part.start()]
        if part[2]:
            yield "", part[1]
            yield "k", part[2]
        else:
            yield "nf", part[3]
        position = part.end()
    yield "", modules[position:]


def _formatted(code: str, start: int, position: int) -> Generator[Run, None, int]:
    """A formatted string, what stands in its braces as code; returns where it ends."""
    mark = code[start:position].lstrip("rRfFtT")
    while match := _ENDS[mark].search(code, position):
        position = match.end()
        if match[0] == mark:
            yield "s", code[start:position]
            return position
        if match[0] == "\n":
            yield "s", code[start : match.start()]
            return match.start()
        if match[0] == "{":
            yield "s", code[start:position]
            start = position = yield from _expression(code, position)
    yield "s", code[start:]
    return len(code)


def _expression(code: str, position: int) -> Generator[Run, None, int]:
    depth = 0
    while match := _EXPRESSION.search(code, position):
        if match.start() > position:
            yield "", code[position : match.start()]
        kind = match.lastgroup
        if kind == "end" and depth == 0:
            yield "s", match[0]
            return match.end()
        if kind in {"end", "open", "close"}:
            depth += (kind == "open") - (kind == "close" or match[0].endswith("}"))
            depth = max(0, depth)
            yield "", match[0]
            position = match.end()
        else:
            position = yield from _runs_of_match(code, match)
    if position < len(code):
        yield "", code[position:]
    return len(code)
