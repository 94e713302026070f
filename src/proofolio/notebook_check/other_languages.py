"""What code of R, Julia and C++ uses, told from its words; executes nothing.

A name is told with its language in front: `R::dplyr`, `R::dplyr::filter`, `Julia::DataFrames`; a
function that is called by its bare name is `R::filter`, since only the packages tell whose it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from proofolio.model.usage import Usage
from proofolio.notebook_check.cells import CodeCell
from proofolio.notebook_check.gathered import Gathered

_MAX_SOURCE: Final = 200_000
"""Characters of a cell or a file that are read; the rest is data."""

# Each alternative begins in its own way and is linear.
_R_QUIET: Final = re.compile(
    r"""\#[^\n]*|[rR]"\((?:[^)]|\)(?!"))*+\)"|"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'""", re.DOTALL
)
_R_CALL: Final = re.compile(
    r"(?<![\w.$@:`])([A-Za-z.][\w.]*)(?:[ \t]*:::?[ \t]*([A-Za-z.][\w.]*))?[ \t]*(\()?"
)
_R_DEFINED: Final = re.compile(r"([A-Za-z.][\w.]*)[ \t]*(?:<-|=)[ \t]*(?:function\b|\\\()")
_R_ATTACH: Final = frozenset({"library", "require", "requireNamespace", "loadNamespace"})
_R_PACKAGE: Final = re.compile(r"\s*(?:package\s*=\s*)?[\"']?([A-Za-z][\w.]*)[\"']?\s*[,)]")
_R_PACKAGES: Final = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")
_R_ARGUMENT: Final = re.compile(
    r"(?<=[(,])\s*([A-Za-z.][\w.]*)\s*=\s*[\"']?([A-Za-z][\w.:]{0,39})[\"']?\s*(?=[,()])"
)
_R_WORDS: Final = frozenset({"if", "for", "while", "function", "repeat", "return", "switch", "c"})

_R_BOILERPLATE: Final = frozenset({("knitr", "opts_chunk"), ("knitr", "opts_knit")})
"""What RStudio writes into each new file."""

_JULIA_QUIET: Final = re.compile(
    r'#=(?:[^=]|=(?!#))*+=#|#[^\n]*|"""(?:[^"\\]|\\.|"(?!""))*+"""|"(?:[^"\\]|\\.)*+"', re.DOTALL
)
_JULIA_USING: Final = re.compile(
    r"^[ \t]*(?:@\w+[ \t]+)?(?:using|import)[ \t]+([^\n;]+)", re.MULTILINE
)
_JULIA_CALL: Final = re.compile(r"(?<![\w.@!:])((?:[A-Z]\w*\.)*)([A-Za-z_]\w*!?)\.?\(")
_JULIA_DEFINED: Final = re.compile(
    r"\bfunction[ \t]+([A-Za-z_]\w*!?)|^[ \t]*([A-Za-z_]\w*!?)\([^\n()]*\)[ \t]*=(?!=)",
    re.MULTILINE,
)
_JULIA_WORDS: Final = frozenset(
    {"if", "for", "while", "function", "return", "elseif", "in", "where"}
)

_CPP_QUIET: Final = re.compile(r'/\*(?:[^*]|\*(?!/))*+\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*+"', re.DOTALL)
_CPP_INCLUDE: Final = re.compile(r"^[ \t]*#[ \t]*include[ \t]*[<\"]([A-Za-z_]\w*)", re.MULTILINE)
_CPP_CALL: Final = re.compile(
    r"(?<![\w.:>])(?:(?:std|cv|Eigen)::)?([A-Za-z_]\w*)[ \t]*(?:\w+[ \t]*)?\("
)
_CPP_DEFINED: Final = re.compile(
    r"^[ \t]*(?:[\w:<>*&]+[ \t]+)+([A-Za-z_]\w*)[ \t]*\([^;{}()]*\)[ \t]*\{", re.MULTILINE
)
_CPP_WORDS: Final = frozenset({"if", "for", "while", "switch", "return", "sizeof", "catch", "int"})

_OTHER_CELL: Final = ("%%", "%load_ext")


def usage_of_cells(
    language: str, cells: tuple[CodeCell, ...], headings: tuple[str, ...] = ()
) -> Usage:
    """Tell what a notebook in R, Julia or C++ uses; of other languages nothing but their name."""
    gathered = Gathered()
    reader = _READERS.get(language)
    if reader:
        told = [cell for cell in cells if not cell.source.lstrip().startswith(_OTHER_CELL)]
        defined = {name for cell in told for name in _defined(language, cell.source)}
        for cell in told:
            _note(gathered, cell, reader(cell.source[:_MAX_SOURCE]), defined)
    return gathered.usage(language, cells, headings)


def usage_of_text(language: str, data: bytes) -> Usage:
    """Tell what a file of R or Julia uses."""
    gathered = Gathered()
    reader = _READERS.get(language)
    if reader:
        text = data[: _MAX_SOURCE * 2].decode("utf-8-sig", "replace")[:_MAX_SOURCE]
        _note(gathered, None, reader(text), set(_defined(language, text)))
    return gathered.usage(language)


Found = tuple[str, str, int]
"""Kind, name, offset."""


def _note(
    gathered: Gathered, cell: CodeCell | None, found: Iterable[tuple[Found, int]], own: set[str]
) -> None:
    for (kind, name, _), line in found:
        if kind == "import":
            gathered.note("import", name, cell, line)
        elif kind == "argument":
            gathered.note("argument", name, cell, line)
        elif name.count("::") > 1 or name.rpartition("::")[2] not in own:
            gathered.note("call", name, cell, line)


def _defined(language: str, source: str) -> Iterator[str]:
    for match in _DEFINED[language].finditer(source[:_MAX_SOURCE]):
        yield next(filter(None, match.groups()))


def _in_r(source: str) -> Iterator[tuple[Found, int]]:
    bare = _without(_R_QUIET, source)
    found: list[Found] = []
    for match in _R_CALL.finditer(bare):
        name, member, called = match.groups()
        if member and (name, member) not in _R_BOILERPLATE:
            found.append(("call", f"R::{name}::{member}", match.start()))
            if member == "p_load" and called:
                found += _r_packages(source, match)
        elif called and name in _R_ATTACH:
            package = _R_PACKAGE.match(source, match.end())
            if package:
                found.append(("import", f"R::{package[1]}", match.start()))
        elif called and name == "p_load":
            found += _r_packages(source, match)
        elif called and name not in _R_WORDS:
            found.append(("call", f"R::{name}", match.start()))
    # The values of arguments stand in quotes often, so they are looked for in the text as it is.
    quiet = [
        (quote.start(), quote.end()) for quote in _R_QUIET.finditer(source) if quote[0][0] == "#"
    ]
    for match in _R_ARGUMENT.finditer(source):
        if not any(start <= match.start(1) < end for start, end in quiet[:500]):
            value = match[2].rpartition("::")[2]
            found.append(("argument", f"R::{match[1]}={value}", match.start(1)))
    return _with_lines(source, found)


def _r_packages(source: str, call: re.Match[str]) -> Iterator[Found]:
    listed = _R_PACKAGES.match(source, call.end())
    for name in re.split(r"[\s,]+", listed[0])[:60] if listed else ():
        if re.fullmatch(r"[\"']?[A-Za-z][\w.]*[\"']?", name):
            yield "import", f"R::{name.strip(chr(34) + chr(39))}", call.start()


def _in_julia(source: str) -> Iterator[tuple[Found, int]]:
    bare = _without(_JULIA_QUIET, source)
    found: list[Found] = []
    for match in _JULIA_USING.finditer(bare):
        listed = match[1].partition(":")[0]
        for part in listed.split(","):
            name = part.strip().partition(" ")[0]
            if re.fullmatch(r"[A-Za-z_][\w.]*", name) and not name.startswith("."):
                found.append(("import", f"Julia::{name.partition('.')[0]}", match.start()))
    for match in _JULIA_CALL.finditer(bare):
        path, name = match.groups()
        if path:
            top = path.partition(".")[0]
            found.append(("call", f"Julia::{top}::{name}", match.start()))
        elif name not in _JULIA_WORDS:
            found.append(("call", f"Julia::{name}", match.start()))
    return _with_lines(source, found)


def _in_cpp(source: str) -> Iterator[tuple[Found, int]]:
    found: list[Found] = [
        ("import", f"C++::{match[1]}", match.start()) for match in _CPP_INCLUDE.finditer(source)
    ]
    found += [
        ("call", f"C++::{match[1]}", match.start())
        for match in _CPP_CALL.finditer(_without(_CPP_QUIET, source))
        if match[1] not in _CPP_WORDS
    ]
    return _with_lines(source, found)


def _without(quiet: re.Pattern[str], source: str) -> str:
    """The code with comments and strings blanked, each place where it was."""
    return quiet.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)


def _with_lines(source: str, found: Iterable[Found]) -> Iterator[tuple[Found, int]]:
    line, at = 1, 0
    for one in sorted(found, key=lambda item: item[2]):
        line += source.count("\n", at, one[2])
        at = one[2]
        yield one, line


_READERS: Final[Mapping[str, Callable[[str], Iterator[tuple[Found, int]]]]] = {
    "r": _in_r,
    "julia": _in_julia,
    "c++": _in_cpp,
}
_DEFINED: Final[Mapping[str, re.Pattern[str]]] = {
    "r": _R_DEFINED,
    "julia": _JULIA_DEFINED,
    "c++": _CPP_DEFINED,
}
