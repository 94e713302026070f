from pathlib import Path

import pytest
from pygments.lexers.python import PythonLexer

import proofolio
from proofolio.content import highlight, python_lexer

SOURCES = sorted(Path(proofolio.__file__).parent.rglob("*.py"))
TRICKY = '''
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


def coloured(runs):
    """Every character with its colour; white space has none to see."""
    return [(name, sign) for name, value in runs for sign in value if not sign.isspace()]


@pytest.mark.parametrize("code", [TRICKY, *(path.read_text("utf-8") for path in SOURCES[:80])])
def test_the_quick_lexer_colours_as_pygments_does(code):
    stock = PythonLexer(stripnl=False, ensurenl=False)
    expected = [(highlight._class(kind), value) for kind, value in stock.get_tokens(code)]
    assert coloured(python_lexer.runs(code)) == coloured(expected)
    assert "".join(value for _, value in python_lexer.runs(code)) == code


@pytest.mark.parametrize(
    ("code", "plain"),
    [
        ("!echo it's \\\n  more\nx = 'y'", ["'y'"]),
        ("%matplotlib inline\nx = 'y'", ["'y'"]),
        ("files = !ls\nlen?\nx = 'y'", ["'y'"]),
        ("text = '''\n!not a command\n%d\n'''", ["'''\n!not a command\n%d\n'''"]),
    ],
)
def test_a_magic_line_does_not_break_the_rest(code, plain):
    assert [value for name, value in python_lexer.runs(code) if name == "s"] == plain


def test_a_language_is_known_by_any_of_its_names():
    assert highlight.canonical(" IPython3 ") == "python"
    assert highlight.canonical("R") == "r"
    assert highlight.canonical('x" onclick="y') == "text"


def test_very_long_code_is_shown_without_colour():
    assert "<span" not in highlight.block("x = 1\n" * 50_000, "python")
