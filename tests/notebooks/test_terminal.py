import pytest

from proofolio.notebooks.terminal import to_html


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("10%\r50%\r100%\nok", "100%\nok"),
        ("longer line\rshort", "shortr line"),
        ("longer line\r\x1b[Kshort", "short"),
        ("abc\b\b12", "a12"),
        ("1/9 [..]" + "\b" * 8 + "\r9/9 [==]", "9/9 [==]"),
        ("one\ntwo\x1b[1A\r\x1b[2KONE\n", "ONE\ntwo"),
        ("\x1b[31mred\x1b[0m plain", '<span class="pf-ansi-red">red</span> plain'),
        ("\x1b[1;38;5;196mx\x1b[m", '<span class="pf-ansi-bold pf-ansi-red">x</span>'),
        ("\x1b[48;2;0;0;160mx", '<span class="pf-ansi-on-blue">x</span>'),
        ("\x1b[7mx\x1b[27my", '<span class="pf-ansi-white pf-ansi-on-black">x</span>y'),
        ("\x1b[90mx\x1b[39my", '<span class="pf-ansi-white">x</span>y'),
        ("\x1b[38;2;255;140;0mx\x1b[0m", '<span class="pf-ansi-yellow">x</span>'),
        ("\x1b[38;5;240mx\x1b[0m", '<span class="pf-ansi-black">x</span>'),
        ("\x1b[38;5;117mx\x1b[0m", '<span class="pf-ansi-cyan">x</span>'),
        ("\x1b]8;;https://a.example\x07link\x1b]8;;\x07", "link"),
        ("a\x1b(Bb\x1b[?25lc", "abc"),
        ("\x1b[999999999999999999mx\x1b[99999999999C", "x"),
        ("a\x00b", "a\ufffdb"),
    ],
)
def test_it_shows_what_a_terminal_would(written, shown):
    assert to_html(written).rstrip() == shown


def test_only_the_last_state_of_a_long_progress_bar_is_drawn():
    written = "".join(f"\r\x1b[1m{n:>5}/5000\x1b[0m" for n in range(5001)) + "\n"
    assert to_html(written).strip() == '<span class="pf-ansi-bold"> 5000/5000</span>'
