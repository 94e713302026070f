"""Code into the markup that Material styles and gives a copy button."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, Token, _TokenType
from pygments.util import ClassNotFound

from proofolio.content.escape import armour, printable, text
from proofolio.content.python_lexer import PlainFirstPythonLexer
from proofolio.model.portfolio import SafeHtml

MAX_HIGHLIGHTED = 200_000
"""Characters of code beyond which colour costs more than it tells."""

_ALIASES = {
    "ipython": "python",
    "ipython2": "python",
    "ipython3": "python",
    "py": "python",
    "python3": "python",
}
_NAME = re.compile(r"[a-z0-9][a-z0-9_+.#-]{0,29}")
_PLAIN = {"", "n", "w", "err", "x", "p"}


def block(code: str, language: str) -> SafeHtml:
    """`<div class="language-… highlight"><pre><code>…</code></pre></div>`.

    Args:
        code: as the author wrote it; one trailing line break is dropped.
        language: any name that Pygments knows; others give plain text.
    """
    name = canonical(language)
    code = code.removesuffix("\n")
    return SafeHtml(
        f'<div class="language-{text(name)} highlight"><pre><code>{spans(code, name)}\n'
        "</code></pre></div>"
    )


def canonical(language: str) -> str:
    """A name that Pygments knows the language by (`IPython3` → `python`), else `text`."""
    name = language.strip().lower()
    name = _ALIASES.get(name, name)
    known = name in {"python", "text"} or (_NAME.fullmatch(name) and _lexer(name))
    return name if known else "text"


def spans(code: str, language: str) -> SafeHtml:
    """The code as HTML, its tokens in `<span>`s of Pygments' short class names."""
    lexer = _lexer(language) if len(code) <= MAX_HIGHLIGHTED else None
    if lexer is None or language == "text":
        return text(code)
    return armour(
        "".join(
            f'<span class="{name}">{escape(value, quote=False)}</span>'
            if name
            else escape(value, quote=False)
            for name, value in _runs(printable(code), lexer)
        )
    )


def _runs(code: str, lexer: Lexer) -> Iterator[tuple[str, str]]:
    """Neighbouring tokens of one class as one; fewer spans make smaller, faster pages."""
    current, held = "", ""
    for kind, value in lexer.get_tokens(code):
        name = _CLASS_OF.get(kind)
        if name is None:
            name = _CLASS_OF[kind] = _class(kind)
        if name == current or (not name and not value.strip(" ") and "\n" not in value):
            held += value
            continue
        if held:
            yield current, held
        current, held = name, value
    if held:
        yield current, held


def _class(kind: _TokenType) -> str:
    while kind not in STANDARD_TYPES:
        kind = kind.parent or Token
    name = STANDARD_TYPES[kind]
    return "" if name in _PLAIN else name


_CLASS_OF: dict[_TokenType, str] = {}


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    if language == "python":
        return PlainFirstPythonLexer(stripnl=False, ensurenl=False)
    try:
        lexer: Lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    return lexer
