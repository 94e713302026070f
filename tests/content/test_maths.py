import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofolio.content import maths
from proofolio.content.formulas import in_text
from proofolio.content.markdown import render, to_html
from tests.content.harmless import dangers


def drawn(tex, *, display=False, macros=None):
    return maths.to_html(tex, display=display, macros=macros)


def shown(html):
    """The elements and characters of a formula, without attributes."""
    return re.sub(r"<(/?[a-z]+)[^<>]*?(/?)>", r"<\1\2>", html)


def test_a_formula_is_mathml_and_keeps_its_tex():
    assert drawn(r"\frac{a}{b}") == (
        r'<math alttext="\frac&#123;a}&#123;b}"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>'
    )


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\mathbb{R}", "ℝ"),
        (r"\mathcal{L}", "ℒ"),
        (r"\operatorname{softmax}", "softmax"),
        (r"\mbox{if } x", "if\N{NO-BREAK SPACE}"),
        (r"\text{a $x_1$ b_c}", "<msub><mi>x</mi><mn>1</mn></msub>"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "<mtable>"),
        (r"\begin{cases} a & b \\ c & d \end{cases}", "<mo>&#123;</mo>"),
        (r"\begin{eqnarray} a &=& b \end{eqnarray}", "<mtable>"),
        (r"\begin{split} a &= b \end{split}", "<mtable>"),
        (r"\begin{alignat}{2} a &= b \end{alignat}", "<mtable>"),
        (r"\begin{array}{*{2}{c}} a & b \end{array}", "<mtable>"),
        (r"\sum_{\substack{a \\ b}} x", "<mtable>"),
        (r"\pmatrix{a & b \cr c & d}", "<mtable>"),
        (r"\mathop{\mathrm{argmin}}\limits_x", "argmin"),
        (r"\color{royalblue}{x}", "<mi>x</mi>"),
        (r"a &= b", "<mtable>"),
        (r"\left\| x \right\|_2", "‖"),
        (r"\require{cancel}\cancel{x}", "<mi>x</mi>"),
        (r"\DeclareMathOperator*{\argmax}{arg\,max}\argmax_x", "<munder>"),
        (r"\iff \implies", "⟺"),
    ],
)
def test_what_mathjax_understands_is_drawn(tex, expected):
    macros = maths.Macros()
    assert expected in shown(drawn(tex, display=True, macros=macros))
    assert macros.undrawn == []


def test_what_cannot_be_drawn_stays_readable_and_is_told():
    macros = maths.Macros()
    assert drawn(r"\nosuch{a}<b>", macros=macros) == (
        r'<code class="pf-tex">\nosuch&#123;a}&lt;b&gt;</code>'
    )
    assert macros.undrawn == [r'is shown as TeX: Unknown command "\nosuch"']
    assert render(r"$\nosuch$").notices == (
        r'A formula is shown as TeX: Unknown command "\nosuch".',
    )


def test_a_command_holds_from_the_cell_that_defines_it():
    macros = maths.Macros()
    assert drawn(r"\newcommand{\norm}[2][2]{\lVert #2 \rVert_{#1}}", macros=macros) == ""
    assert drawn(r"\def\v#1{\mathbf{#1}}", macros=macros) == ""
    both = drawn(r"\norm{\v w} \norm[1]{x}", macros=macros)
    assert "𝐰" in both
    assert "<mn>2</mn>" in both
    assert "<mn>1</mn>" in both
    assert "pf-tex" in drawn(r"\norm{x}")
    drawn(r"\renewcommand{\v}{u}", macros=macros)
    assert "<mi>u</mi>" in drawn(r"\v", macros=macros)
    drawn(r"\providecommand{\v}{t}", macros=macros)
    assert "<mi>u</mi>" in drawn(r"\v", macros=macros)


def test_only_equations_that_are_referred_to_have_numbers():
    macros = maths.Macros()
    assert "(1)" not in drawn(r"\begin{align}a\\b\end{align}", display=True, macros=macros)
    first = drawn(r"\begin{equation}\label{eq:a b}x\end{equation}", display=True, macros=macros)
    second = drawn(r"\begin{equation}\label{c}y\end{equation}", display=True, macros=macros)
    assert 'id="pf-eq-eq:a-b"' in first
    assert "(2)" in second
    assert '<a href="#pf-eq-eq:a-b">(1)</a>' in drawn(r"\eqref{eq:a b}", macros=macros)
    assert "(nowhere)" in drawn(r"\ref{nowhere}", macros=macros)
    again = drawn(r"\begin{equation}\label{c}z\end{equation}", display=True, macros=macros)
    assert "id=" not in again
    assert "(A)" in drawn(r"x \tag{A}", display=True, macros=macros)


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\url{javascript:alert(1)}",
        r"\style{position:fixed;inset:0}{x}",
        r"\class{md-dialog}{x}",
        r"\cssId{__config}{x}",
        r"\htmlData{onclick=alert(1)}{x}",
        r"\text{<img src=x onerror=alert(1)>}",
        r"\text{</mtext></math><script>alert(1)</script>}",
        r"\unicode{x3c}script>",
        r"</math><img src=x onerror=alert(1)>",
        r"\color{red;background:url(//evil.example)}{x}",
        r'\textcolor{red" onclick="alert(1)}{x}',
        r'\begin{equation}\label{" onclick="alert(1)}x\end{equation}',
        r'\begin{array}{c" onclick="alert(1)}x\end{array}',
        r'\tag{"><img src=x onerror=alert(1)>} x',
        r"\hspace{99999999em}x",
        r"\hspace{-500em}x",
        r"\raisebox{5000pt}{x}",
        r"\newcommand{\a}{<script>}\a",
        "x\x00\ud800\u202ey",
    ],
)
def test_nothing_in_a_formula_can_act(tex):
    for html in (drawn(tex), drawn(tex, display=True), to_html(f"${tex}$"), in_text(tex)):
        assert dangers(html) == []
        assert "evil" not in re.sub(r'alttext="[^"]*"', "", html) or "pf-tex" in html
        lengths = re.findall(r"(\d+)(?:\.\d+)?r?em", html.split("pf-tex")[0])
        assert all(int(length) < 100 for length in lengths)


@settings(deadline=None)
@given(st.text(alphabet="\\{}[]()$^_&#%<>\"'abxfrcleginht \n", max_size=60))
def test_no_soup_of_tex_gets_through(tex):
    for html in (drawn(tex, display=True), to_html(tex), to_html(f"$${tex}$$"), in_text(tex)):
        assert dangers(html) == []


@pytest.mark.parametrize(
    "tex",
    [
        "{" * 9_000 + "x" + "}" * 9_000,
        r"\sqrt{" * 3_000 + "x" + "}" * 3_000,
        r"\sqrt" * 4_000 + " x",
        r"\frac1" * 3_000 + "x",
        r"\left(" * 1_500 + r"\right)" * 1_500,
        r"\begin{array}{c}" * 500 + r"\end{array}" * 500,
        r"x^{" * 4_000 + "}" * 4_000,
        r"\newcommand{\a}{\a\a}\a",
        r"\newcommand{\a}[1]{#1#1#1#1#1#1#1#1#1#1}" + r"\a{" * 9 + "x" + "}" * 9,
        r"\def\a{xxxxxxxxxx}"
        + "".join(
            "\\def\\" + b + "{" + ("\\" + a) * 10 + "}"
            for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + r"\i",
        r"\def\a#1{\sqrt{#1}}" + r"\a{" * 900 + "x" + "}" * 900,
        "x+" * 50_000,
    ],
    ids=lambda tex: tex[:24],
)
def test_a_formula_that_asks_too_much_is_shown_as_it_is(tex):
    macros = maths.Macros()
    html = drawn(tex, display=True, macros=macros)
    assert "pf-tex" in html
    assert len(macros.undrawn) == 1
    assert dangers(html) == []


def test_a_page_of_too_many_formulas_is_bounded():
    macros = maths.Macros(formulas=maths.MAX_FORMULAS)
    assert "pf-tex" in drawn("x", macros=macros)


@pytest.mark.parametrize(
    ("source", "formulas"),
    [
        ("$a_b$ and $c*d*e$", ["a_b", "c*d*e"]),
        ("costs $5 and $10", []),
        ("$5 million here, but 10$ there", []),
        ("from US$5 to US$6", []),
        ("`$HOME` and $HOME/a and $PATH", []),
        (r"\$5 and $x$", ["x"]),
        ("the $k$th, $n$-th, $ x $", ["k", "n", "x"]),
        ("text $$x$$ text", ["x"]),
        ("text\n$$\na\n- b\n=\n$$\ntext", ["a - b ="]),
        ("- item\n  $$\n  x\n  $$\n- item", ["x"]),
        ("> $$x$$", ["x"]),
        (r"\\(a_b\\) and \\[c\\] and \(d_1\) and \[e = f\]", ["a_b", "c", "d_1", "e = f"]),
        (r"\[1\] \(see f\(x\)\) \[self-made\] \[some_name\]", []),
        ("\\begin{align}\na &= b \\\\\n*c* &= d\n\\end{align}", None),
        ("\\begin{itemize}\n\\item a\n\\end{itemize}", []),
        ("| a | b |\n|--|--|\n| $|x|$ | $p(a|b)$ |", [r"\vert x\vert", r"p(a\vert b)"]),
        ("# The $L_2$ norm", ["L_2"]),
        ("[see $x$](a)", ["x"]),
        ("<td>$x$</td>\n\n<p>a $y$</p>", ["x", "y"]),
        ("<pre>$x$</pre>", []),
        ("```math\nx\n```", ["x"]),
        ("$`x`$", ["x"]),
        ("$$\nunclosed\n\nx$", []),
        ("$$a$$.", ["a."]),
    ],
)
def test_formulas_are_found_where_jupyter_and_github_find_them(source, formulas):
    found = re.findall(r'alttext="([^"]*)"', to_html(source))
    if formulas is None:
        assert len(found) == 1
    else:
        assert found == formulas


def test_a_heading_with_a_formula_reads_well_as_text():
    rendered = render("# The $L_2$ norm of $\\alpha$\n\n## When $\\frac{a}{b} < 1$")
    assert [heading.title for heading in rendered.headings] == [
        "The L2 norm of α",
        "When \\frac{a}{b} < 1",
    ]
    assert rendered.headings[0].anchor == "u-the-l2-norm-of-α"


def test_a_formula_in_an_alternative_text_stays_words():
    assert 'alt="plot of x^2"' in to_html("![plot of $x^2$](a.png)")


def test_an_output_of_sympy_and_one_of_words():
    assert in_text(r"$\displaystyle x^{2}$").startswith("<p><math")
    assert in_text(r"\begin{equation}x\end{equation}").count("<math") == 1
    assert in_text(r"\frac{1}{2}").count("<math") == 1
    mixed = in_text(r"The value is $x_1$ & more")
    assert mixed.startswith("<p>The value is <math")
    assert "&amp; more" in mixed
    assert in_text("plain") == "<p>plain</p>"


@pytest.mark.parametrize("soup", ["$" * 30_001, "$$\n" * 9_000, "\\[" * 9_000, "$$ a\n}\n" * 9_000])
def test_unclosed_formulas_are_no_trap(soup):
    assert dangers(to_html(soup)) == []
