"""Names are not trusted: what a terminal would act on is made visible."""

import pytest

from proofolio.cli.messages import plain


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\u202egpj.exe", "a\\u202egpj.exe"),
        ("a\x1b[31mred", "a\\x1b[31mred"),
        ("a\rb\x07", "a\\rb\\x07"),
        ("half \ud800", "half \\ud800"),
        ("line\u2028end", "line\\u2028end"),
        ("Größe 数据 🚀\n", "Größe 数据 🚀\n"),
    ],
)
def test_a_name_cannot_play_with_the_terminal(name, shown):
    assert plain(name) == shown
    assert plain(shown) == shown
