from pathlib import Path

import pytest
from pygments.lexers.python import PythonLexer

import proofolio
from proofolio.content import highlight

SOURCES = sorted(Path(proofolio.__file__).parent.rglob("*.py"))
TRICKY = '''
%matplotlib inline
!pip install "x"
def f(self, in_=0xFF, *, b: "int" = 1.5e3) -> None:
    """Doc {x}.

    >>> y
    """
    match b:
        case _ if rb"\\d" in (not_in, f"{foo(a[1], {'k': v})!r:>{width}} {{z}}"):
            async_ = await g.import_(__name__, print=print) or (yield)
    raise ValueErrorX from ValueError(u'é', Rb"x", xr"y")
@decorator.name(arg)
class Ünï(Base): x @= y; lambda_: type = lambda z: ...
type = match
"unclosed
'''


def coloured(lexer, code):
    """What stands in colour, and in which; white space does not show."""
    tokens = [(highlight._class(kind), value) for kind, value in lexer.get_tokens(code)]
    return [(name, word) for name, value in tokens for word in value.split() if name], "".join(
        value for _, value in tokens
    )


@pytest.mark.parametrize("code", [TRICKY, *(path.read_text("utf-8") for path in SOURCES[:60])])
def test_the_quick_lexer_colours_as_pygments_does(code):
    stock = PythonLexer(stripnl=False, ensurenl=False)
    assert coloured(highlight._lexer("python"), code) == coloured(stock, code)


def test_a_language_is_known_by_any_of_its_names():
    assert highlight.canonical(" IPython3 ") == "python"
    assert highlight.canonical("R") == "r"
    assert highlight.canonical('x" onclick="y') == "text"


def test_very_long_code_is_shown_without_colour():
    assert "<span" not in highlight.block("x = 1\n" * 50_000, "python")
