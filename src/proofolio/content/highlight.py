"""Code into the markup that Material styles and gives a copy button."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from typing import Final

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, Token, _TokenType
from pygments.util import ClassNotFound

from proofolio.content import python_lexer
from proofolio.content.escape import armour, printable, text
from proofolio.model.portfolio import SafeHtml

MAX_HIGHLIGHTED: Final = 200_000
"""Characters of code beyond which colour costs more than it tells."""
MAX_FOREIGN: Final = 10_000
"""The same for other languages than Python: some of Pygments' lexers take the square of it."""

_ALIASES = {
    # What kernels call a language that Pygments knows by another name.
    **dict.fromkeys(("ipython", "ipython2", "ipython3", "py", "python3", "sagemath"), "python"),
    **dict.fromkeys(("c++", "c++11", "c++14", "c++17", "c++20", "c++23"), "cpp"),
    **dict.fromkeys(("xcpp11", "xcpp14", "xcpp17", "xcpp20"), "cpp"),
    **dict.fromkeys(("ir", "irkernel", "xr"), "r"),
    **dict.fromkeys(("spylon", "almond", "toree"), "scala"),
    **dict.fromkeys(("xsqlite", "sparksql"), "sql"),
    "ijavascript": "javascript",
    "deno": "typescript",
    "evcxr": "rust",
    ".net": "csharp",
    "wolfram language": "mathematica",
}
_NAME = re.compile(r"[a-z0-9][a-z0-9_+.#-]{0,29}")
_COLOURS = {
    # Pygments' class → the one class of its colour in Material's palette; every other is plain.
    # https://squidfunk.github.io/mkdocs-material/reference/code-blocks/#custom-syntax-theme
    **dict.fromkeys(("k", "kd", "kn", "kp", "kr", "kt", "nd", "ni", "nl", "nt"), "k"),
    **dict.fromkeys(("s", "s1", "s2", "sa", "sb", "sc", "se", "si", "ss", "dl", "cpf", "l"), "s"),
    **dict.fromkeys(("c", "c1", "ch", "cm", "cs", "sd"), "c"),
    **dict.fromkeys(("m", "il", "mb", "mf", "mh", "mi", "mo"), "m"),
    **dict.fromkeys(("nb", "bp", "no"), "nb"),
    **dict.fromkeys(("nf", "fm", "nc", "ne", "nn"), "nf"),
    **dict.fromkeys(("cp", "sh", "sr", "sx"), "se"),
    **{name: name for name in ("ge", "gd", "gh", "gi", "go", "gp", "gr", "gs", "gt", "gu")},
    "kc": "nb",
    "ow": "k",
}


def block(code: str, language: str) -> SafeHtml:
    """`<div class="language-… highlight"><pre><code>…</code></pre></div>`.

    Args:
        code: as the author wrote it; one trailing line break is dropped.
        language: any name that Pygments knows; others give plain text.
    """
    name = canonical(language)
    return framed(f"{spans(code.removesuffix(chr(10)), name)}\n", name)


def framed(inner: str, name: str) -> SafeHtml:
    """Lines of `spans` in the element that Material styles; `name` is one of `canonical`."""
    return SafeHtml(
        f'<div class="language-{text(name)} highlight"><pre><code>{inner}</code></pre></div>'
    )


def canonical(language: str) -> str:
    """A name that Pygments knows the language by (`IPython3` → `python`), else `text`."""
    name = language.strip().lower()
    name = _ALIASES.get(name, name)
    known = name in {"python", "text"} or (_NAME.fullmatch(name) and _lexer(name))
    return name if known else "text"


def spans(code: str, language: str) -> SafeHtml:
    """The code as HTML, its tokens in `<span>`s of Pygments' short class names."""
    if language == "text" or len(code) > MAX_HIGHLIGHTED:
        return text(code)
    lexer = None if language == "python" else _lexer(language)
    if language != "python" and (lexer is None or len(code) > MAX_FOREIGN):
        return text(code)
    code = printable(code)
    try:
        return armour("".join(_marked(_runs(code, lexer) if lexer else python_lexer.runs(code))))
    except RecursionError:
        return text(code)


def _marked(runs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, value in _joined(runs):
        escaped = escape(value, quote=False)
        yield f'<span class="{name}">{escaped}</span>' if name else escaped


def _joined(runs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbouring runs of one class as one; fewer spans make smaller, faster pages."""
    current, held = "", ""
    for name, value in runs:
        if name == current or (not name and value.isspace() and "\n" not in value):
            held += value
            continue
        if held:
            yield current, held
        current, held = name, value
    if held:
        yield current, held


def _runs(code: str, lexer: Lexer) -> Iterator[tuple[str, str]]:
    for kind, value in lexer.get_tokens(code):
        name = _CLASS_OF.get(kind)
        if name is None:
            name = _CLASS_OF[kind] = _class(kind)
        yield name, value


def _class(kind: _TokenType) -> str:
    while kind not in STANDARD_TYPES:
        kind = kind.parent or Token
    return _COLOURS.get(STANDARD_TYPES[kind], "")


_CLASS_OF: dict[_TokenType, str] = {}


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    try:
        lexer: Lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    return lexer
