r"""TeX as MathJax takes it, in the words that the converter to MathML knows."""

import re
from typing import Final

from proofolio.content.tex_commands import TooMuchError

MAX_NESTING: Final = 40
MAX_CHAIN: Final = 400
r"""Commands that may stand within one another without braces, as in `\sqrt\sqrt x`."""

_OPENS: Final = re.compile(
    r"\\(?:(begin|left)(?![A-Za-z])|(end|right)(?![A-Za-z])|[A-Za-z]+|(\\)|.)|(\{)|(\})|(&)",
    re.DOTALL,
)
_NUMBERED: Final = re.compile(r"\\(begin|end)\{(equation|align|gather|multline)\*?\}")
_UNNUMBERED: Final = {
    "equation": "{{}}",
    "align": r"\{}{{aligned}}",
    "gather": r"\{}{{gathered}}",
    "multline": r"\{}{{multline*}}",
}
_OUTER: Final = re.compile(r"\\begin\{(?:equation|align|gather|multline)\*?\}")
_LABEL: Final = re.compile(r"\\label\s*\{([^{}]*)\}")
_REFERENCE: Final = re.compile(r"\\(?:eq)?ref\s*\{([^{}]*)\}")
_TAG: Final = re.compile(r"\\tag\*?\s*(?:\{[^{}]*\}|\S)")
_COLUMNS: Final = re.compile(
    r"\\begin\{(?:tabular|array)\}\s*(?:\[[tcb]\])?\s*\{((?:[^{}]|\{[^{}]*\})*+)\}"
)
_TEXT: Final = re.compile(r"(\\text(?:bf|it|rm|sf|tt)?\s*)\{((?:[^{}\\]|\\.)*+)\}")

_COLOURS: Final = (
    "red|green|blue|cyan|magenta|yellow|orange|purple|brown|pink|gray|black|teal|violet"
)
_GROUP: Final = r"\s*\{((?:[^{}]|\{[^{}]*\})*+)\}"
_REWORDED: Final = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"\\(?:mbox|hbox|vbox|fbox|llap|rlap|text(?:normal|up))(?![A-Za-z])", r"\\text"),
        (r"\\emph(?![A-Za-z])", r"\\textit"),
        (r"\\verb([|+!/])([^|+!/]*)\1", r"\\texttt{\2}"),
        (r"\\hdots(?![A-Za-z])", r"\\dots"),
        (r"\\hfill?(?![A-Za-z])", r"\\quad"),
        (r"\\hspace\*", r"\\hspace"),
        (r"\\operatornamewithlimits(?![A-Za-z])", r"\\operatorname*"),
        (r"\\(?:nicefrac|sfrac|flatfrac)(?![A-Za-z])", r"\\tfrac"),
        # What only MathJax's own pages can do: the formula stays, the rest goes.
        (r"\\(?:href|style|class|cssId|html(?:Class|Id|Data|Style))\s*\{[^{}]*\}", ""),
        (r"\\(?:require|mathtoolsset)\s*\{[^{}]*\}|\\bbox\s*(?:\[[^\[\]]*\])?", ""),
        (r"\\(?:mit|mathord|ensuremath|smash\s*(?:\[[tb]\])?)(?![A-Za-z])", ""),
        (
            r"\\(?:large|Large|LARGE|huge|Huge|small|tiny|normalsize|(?:script|footnote)size)(?![A-Za-z])",
            "",
        ),
        (r"\\(?:mathstrut|strut|displaylimits|allowbreak|null|noindent|centering)(?![A-Za-z])", ""),
        (r"\\(?:rule|raisebox)\s*(?:\[[^\[\]]*\])?\s*\{[^{}]*\}\s*\{[^{}]*\}|\\-", ""),
        (r"\\(?:f?colorbox|enclose)\s*\{[^{}]*\}(?:\s*\{[^{}]*\}(?=\s*\{))?", ""),
        (rf"\\(?:text)?color\s*(?:\[[^\[\]]*\])?\s*\{{(?!(?:{_COLOURS})\}})[^{{}}]*\}}", ""),
        (r"(?<=\})\s*\\(?:no)?limits(?![A-Za-z])", ""),
        (rf"\\substack{_GROUP}", r"\\begin{subarray}{c}\1\\end{subarray}"),
        (rf"\\([pbvBV]?matrix|cases){_GROUP}", r"\\begin{\1}\2\\end{\1}"),
        (rf"\\displaylines{_GROUP}", r"\\begin{gathered}\1\\end{gathered}"),
        (rf"\\eqalign{_GROUP}", r"\\begin{aligned}\1\\end{aligned}"),
        (r"\\cr(?![A-Za-z])", r"\\\\"),
        (r"\\begin\{eqnarray\*?\}", r"\\begin{array}{rcl}"),
        (r"\\end\{(?:eqnarray\*?|tabular)\}", r"\\end{array}"),
        (r"\\begin\{align(ed)?at(\*?)\}\s*\{[^{}]*\}", r"\\begin{align\1\2}"),
        (r"\\end\{align(ed)?at(\*?)\}", r"\\end{align\1\2}"),
        (r"\\(begin|end)\{flalign(\*?)\}", r"\\\1{align\2}"),
        (r"\\(begin|end)\{split\}", r"\\\1{aligned}"),
        (r"\\(begin|end)\{smallmatrix\}", r"\\\1{matrix}"),
        (r"\\begin\{([pbvBV]?matrix)\*\}\s*(?:\[[lcr]\])?", r"\\begin{\1}"),
        (r"\\end\{([pbvBV]?matrix)\*\}", r"\\end{\1}"),
    )
)


def check_nesting(tex: str) -> None:
    """Makes sure that a formula cannot exhaust the stack of what converts it.

    Raises:
        TooMuchError: it might.
    """
    if tex.count("\\") + tex.count("{") <= MAX_NESTING:
        return
    chains = [0]
    for opens, closes, newline, brace, unbrace, cell in _OPENS.findall(tex):
        if opens or brace:
            chains.append(0)
        elif closes or unbrace:
            if len(chains) > 1:
                chains.pop()
        elif newline or cell:
            chains[-1] = 0
        else:
            chains[-1] += 1
        if len(chains) > MAX_NESTING or sum(chains) > MAX_CHAIN:
            raise TooMuchError("is nested too deep")


def settled(tex: str, *, display: bool) -> str:
    r"""The formula with a number only where its author refers to it, as Colab and GitHub show it.

    Lines that `\\` ends outside of any environment become lines of one.
    """
    if "\\begin{" in tex and "\\label" not in tex and "\\tag" not in tex:
        tex = _NUMBERED.sub(lambda match: _UNNUMBERED[match[2]].format(match[1]), tex)
    if "\\label" in tex:
        tex = _LABEL.sub(lambda match: rf"\label{{{_key(match[1])}}}", tex)
    if "ref" in tex:
        tex = _REFERENCE.sub(lambda match: rf"\eqref{{{_key(match[1])}}}", tex)
    if display and "\\\\" in tex and "\\begin" not in tex and not _in_braces(tex.split("\\\\")[0]):
        return _within("aligned" if "&" in tex else "gathered", tex)
    return tex


def reworded(tex: str, *, display: bool) -> str:
    """The formula in LaTeX's own words, for one that was not understood as it is."""
    tex = _COLUMNS.sub(lambda match: rf"\begin{{array}}{{{_columns(match[1])}}}", tex)
    for pattern, new in _REWORDED:
        tex = pattern.sub(new, tex)
    tex = _TEXT.sub(_text, tex)
    if not display:
        tex = _LABEL.sub("", _TAG.sub("", tex))
    elif ("\\tag" in tex or "\\label" in tex) and not _OUTER.search(tex):
        return _within("equation", tex)
    return _within("aligned", tex) if "&" in tex and "\\begin" not in tex else tex


def _in_braces(start: str) -> bool:
    return start.count("{") - start.count("\\{") != start.count("}") - start.count("\\}")


def _within(environment: str, tex: str) -> str:
    return rf"\begin{{{environment}}}{tex}\end{{{environment}}}"


def _key(label: str) -> str:
    """A label as part of an id."""
    return re.sub(r"[^A-Za-z0-9:.-]+", "-", label.strip())[:80]


def _columns(specification: str) -> str:
    """The columns of an array: repetitions written out, without what stands between them."""
    plain = re.sub(
        r"\*\s*\{?(\d{1,2})\}?\s*\{([lcr|\s]*)\}",
        lambda match: match[2] * int(match[1]),
        specification,
    )
    plain = re.sub(r"[pmb]\s*\{[^{}]*\}", "l", re.sub(r"[@!<>]\s*\{[^{}]*\}", "", plain))
    return "".join(character for character in plain if character in "lcr|")[:200] or "c"


def _text(match: re.Match[str]) -> str:
    """Text that has formulas in it as several texts; its special characters as characters."""
    parts = re.split(r"(?<!\\)\$", match[2])
    if len(parts) % 2 == 0:
        return match[0]
    pieces = [
        part if number % 2 else re.sub(r"(?<!\\)([_%&#])", r"\\\1", part)
        for number, part in enumerate(parts)
    ]
    return "".join(
        f"{{{piece}}}" if number % 2 else f"{match[1]}{{{piece}}}"
        for number, piece in enumerate(pieces)
        if piece
    )
