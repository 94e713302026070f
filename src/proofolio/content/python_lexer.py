"""Pygments' Python lexer, with what needs no colour tried first.

Pygments tries some forty rules in turn at every token, and plain names, spaces and brackets are
among the last. Taken first, and in one run, they cost a third; what is coloured stays the same,
which a test holds it to.
"""

import keyword
from typing import Any, ClassVar

from pygments.lexer import inherit, words
from pygments.lexers.python import PythonLexer
from pygments.regexopt import regex_opt
from pygments.token import Name


def _special_names() -> list[str]:
    """Every word that some rule of the stock lexer treats as more than a name."""
    found = {*keyword.kwlist, *keyword.softkwlist, "self", "cls"}
    for rules in PythonLexer.tokens.values():
        for rule in rules:
            pattern = rule[0] if isinstance(rule, tuple) else None
            if isinstance(pattern, words):
                found.update(word for word in pattern.words if word.isidentifier())
    return sorted(found)


# Not a special word, not `__dunder__`, not the prefix of a string.
_PLAIN_NAME = (
    regex_opt(_special_names(), prefix=r"(?!", suffix=r"\b)")
    + r"(?!__)(?![rRbBuUfFtT]{1,2}['\"])[^\W\d]\w*"
)


class PlainFirstPythonLexer(PythonLexer):
    """Colours as `PythonLexer` does; runs of names, spaces and brackets are one `Name`."""

    tokens: ClassVar[dict[str, Any]] = {
        # Spaces that begin a line stay: a docstring is told by them. Brackets stay in `expr`:
        # they nest within f-strings.
        "root": [(rf"(?:{_PLAIN_NAME}|[(),\[\]]|(?<=\S)[ ]+(?=\S))+", Name), inherit],
        "expr": [(_PLAIN_NAME, Name), inherit],
    }
