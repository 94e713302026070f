r"""Formulas in TeX as MathML, which browsers draw by themselves: no script, no other host.

`to_html(tex, display=…, macros=…)` is for every formula of a page, whether it comes from Markdown,
from a README or from a `text/latex` output. Pass one `Macros` for all of a notebook, in the order
of its cells, so that `\newcommand` in an early cell holds in the later ones, as with MathJax.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from math_core import LatexError, LatexToMathML

from proofolio.content import tex_commands
from proofolio.content.escape import armour, printable
from proofolio.content.escape import text as escape_text
from proofolio.content.sanitize import text as plain_line
from proofolio.content.tex import check_nesting, reworded, settled
from proofolio.content.tex_commands import MAX_CHARACTERS, Commands, TooMuchError
from proofolio.model.portfolio import SafeHtml

ID_PREFIX: Final = "pf-eq-"
"""Of numbered equations; nothing pulled can have such an id."""

MAX_FORMULAS: Final = 10_000
MAX_HTML: Final = 4_000_000
"""Characters of MathML for one page; what comes after is shown as TeX."""

MAX_UNDRAWN: Final = 200
"""Formulas that fail before no more are tried with other words."""


LONG: Final = 40
"""Characters from which a formula within a line may be wider than a phone; it gets a box that scrolls."""


@dataclass(slots=True)
class Macros:
    """What the formulas of one page share: the author's commands, the numbers of equations."""

    commands: Commands = field(default_factory=Commands)
    undrawn: list[str] = field(default_factory=list)
    """Why formulas are shown as TeX, for the author; each completes 'A formula'."""
    labels: set[str] = field(default_factory=set)
    formulas: int = 0
    characters: int = 0
    converter: LatexToMathML | None = None
    """Counts equations; made when the first one has a number."""


def to_html(tex: str, *, display: bool, macros: Macros | None = None) -> SafeHtml:
    r"""A formula as safe MathML, with its TeX as `alttext`.

    Args:
        tex: what stands between the dollars, or a whole `\begin{align}…`; surrounding dollars are taken off.
        display: whether it stands on a line of its own.
        macros: what the page's formulas share; what cannot be drawn is added to its `undrawn`.

    Returns:
        `<math>`, within `<span class="pf-equation">` when it stands by itself; a `<code
        class="pf-tex">` with the TeX when it cannot be drawn; nothing when it only defines.
    """
    macros = Macros() if macros is None else macros
    source = _bare(printable(tex))
    macros.formulas += 1
    try:
        _check_size(source, macros)
        expanded = tex_commands.expand(source, macros.commands)
        if not expanded.strip():
            return SafeHtml("")
        mathml = _convert(settled(expanded, display=display), macros, display=display)
    except (TooMuchError, LatexError) as error:
        reason = plain_line(re.sub(r"^\d+: ", "", str(error)), 120).rstrip(".")
        macros.undrawn.append(
            f"is shown as TeX: {reason}"
            if isinstance(error, LatexError)
            else f"is shown as TeX, since it {reason}"
        )
        return _as_tex(source, display=display)
    macros.characters += len(mathml)
    mathml = armour(mathml.replace("&ApplyFunction;", "\u2061"))
    mathml = SafeHtml(mathml.replace("<math", f'<math alttext="{_line(source)}"', 1))
    if display:
        return SafeHtml(f'<span class="pf-equation">{mathml}</span>')
    if len(source) > LONG:
        return SafeHtml(f'<span class="pf-formula">{mathml}</span>')
    return mathml


def words(mathml: str) -> str:
    """HTML with its drawn formulas as characters, or as TeX where characters do not suffice."""
    return _DRAWN.sub(
        lambda match: (
            match[1]
            if _TWO_STOREYS.search(match[2])
            else unicodedata.normalize("NFKC", re.sub("<[^<>]*>", "", match[2]))
        ),
        mathml,
    )


def _check_size(source: str, macros: Macros) -> None:
    if macros.formulas > MAX_FORMULAS or macros.characters > MAX_HTML:
        raise TooMuchError("comes after more formulas than a page can hold")
    if len(source) > MAX_CHARACTERS:
        raise TooMuchError("is too long")


def _convert(tex: str, macros: Macros, *, display: bool) -> str:
    check_nesting(tex)
    try:
        return _draw(tex, macros, display=display)
    except LatexError as error:
        if len(macros.undrawn) > MAX_UNDRAWN:
            raise
        other = reworded(tex, display=display)
        if other == tex:
            raise
        check_nesting(other)
        try:
            return _draw(other, macros, display=display)
        except LatexError:
            raise error from None


def _draw(tex: str, macros: Macros, *, display: bool) -> str:
    if "\\label" in tex or "eqref" in tex:
        if macros.converter is None:
            macros.converter = _converter.__wrapped__()
        mathml = macros.converter.convert_with_global_state(tex, displaystyle=display)
        mathml = _ID.sub(lambda match: _once(match, macros.labels), mathml)
        mathml = _DANGLING.sub(r"(\1)", mathml)
    else:
        mathml = _converter().convert_with_local_state(tex, displaystyle=display)
    if not _allowed().fullmatch(mathml):
        raise TooMuchError("holds what is no formula")
    return mathml


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(
        fancy_error=False,
        allow_unreliable_rendering=True,
        id_prefix=ID_PREFIX,
        max_expansions=1_000,
    )


def _once(match: re.Match[str], labels: set[str]) -> str:
    if match[1] in labels:
        return ""
    labels.add(match[1])
    return match[0]


def _as_tex(source: str, *, display: bool) -> SafeHtml:
    if display:
        return SafeHtml(
            f'<span class="pf-equation"><code class="pf-tex">{escape_text(source)}</code></span>'
        )
    return SafeHtml(f'<code class="pf-tex">{escape_text(source)}</code>')


def _bare(tex: str) -> str:
    """The TeX without the marks around it."""
    tex = tex.strip()
    for opening, closing in (("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)")):
        if tex.startswith(opening) and tex.endswith(closing) and len(tex) >= 2 * len(opening):
            return tex[len(opening) : -len(closing)].strip()
    return tex


def _line(source: str) -> str:
    return escape_text(" ".join(source.split()))


_DRAWN: Final = re.compile(r"<math alttext=\"([^\"]*)\"[^<>]*>(.*?)</math>", re.DOTALL)
_TWO_STOREYS: Final = re.compile("<(?:mfrac|msqrt|mroot|mtable|munder|mover)")
_ID: Final = re.compile(rf" id=\"{ID_PREFIX}([^\"]*)\"")
_DANGLING: Final = re.compile(rf"<a href=\"#{ID_PREFIX}([^\"]*)\">\(\?\?\)</a>")

_LENGTH: Final = r"(?:-?\d{0,2}(?:\.\d+)?(?:r?em|ex|pt|px|%)?|100%)"
_VALUES: Final = (
    # attribute, values
    ("display", "block"),
    (
        "displaystyle|accent|accentunder|stretchy|symmetric|movablelimits|separator|fence",
        "true|false",
    ),
    ("scriptlevel", r"[+-]?\d"),
    ("lspace|rspace|minsize|maxsize|width|height|depth|voffset|linethickness", _LENGTH),
    ("form", "prefix|infix|postfix"),
    ("mathvariant", "normal"),
    ("notation", "[a-z ]+"),
    ("class", "(?:menclose|math-core)-[a-z-]+"),
    ("id", rf"{ID_PREFIX}[A-Za-z0-9:.-]+"),
    ("href", rf"#{ID_PREFIX}[A-Za-z0-9:.-]+"),
)
_STYLES: Final = "|".join(
    rf"(?:{name}): ?(?:{values})"
    for name, values in (
        ("(?:padding|margin)(?:-(?:left|right|top|bottom))?|width|height", _LENGTH),
        ("(?:background-)?color", r"#[0-9A-Fa-f]{3,8}"),
        (r"border(?:-(?:left|right|top|bottom))?", rf"{_LENGTH} (?:solid|dashed) currentcolor"),
        ("text-align|justify-items", "left|right|center|start|end"),
        ("font-variant-caps", "small-caps"),
    )
)
_ATTRIBUTES: Final = "|".join(
    [
        *(rf'(?:{names})="(?:{values})"' for names, values in _VALUES),
        rf'style="(?:(?:{_STYLES});?)+"',
    ]
)
_TAGS: Final = (
    "math|mrow|mi|mn|mo|mtext|mspace|msup|msub|msubsup|mfrac|msqrt|mroot|mover|munder|munderover|"
    "mtable|mtr|mtd|mphantom|mpadded|mmultiscripts|mprescripts|menclose|mstyle|a|b|i|code|span"
)


@cache
def _allowed() -> re.Pattern[str]:
    """Return the allow-list: all that a formula may be made of. What else was written is not shown.

    Made when the first formula is met; it takes longer than all other patterns together.
    """
    return re.compile(
        rf"<math(?: (?:{_ATTRIBUTES}))*+>"
        rf"(?:[^<]++|</?(?:{_TAGS})(?: (?:{_ATTRIBUTES}))*+ ?/?>)*+"
    )
