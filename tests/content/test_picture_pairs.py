"""Pictures for the dark and the light scheme."""

import re

import pytest

from proofolio.content.markdown import to_html


def sources(markdown):
    return re.findall(r'<img [^>]*src="([^"]*)"', to_html(markdown))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            (
                '<picture><source media="(prefers-color-scheme: dark)" srcset="d.png">'
                '<source media="(prefers-color-scheme: light)" srcset="l.png 1x, l2.png 2x">'
                '<img alt="Loss" src="x.png"></picture>'
            ),
            ["d.png#gh-dark-mode-only", "l.png#gh-light-mode-only"],
        ),
        (
            "<picture>\n<source media='(prefers-color-scheme:dark)' srcset='a/d.svg?x=1&amp;y=2'><img src=l.svg></picture>",
            ["a/d.svg?x=1&amp;y=2#gh-dark-mode-only", "l.svg#gh-light-mode-only"],
        ),
        ('<picture><source srcset="a.webp"><img src="a.png"></picture>', ["a.png"]),
        ("<picture><img></picture>", []),
        (
            "![](d.png#gh-dark-mode-only)![](l.png#gh-light-mode-only)",
            ["d.png#gh-dark-mode-only", "l.png#gh-light-mode-only"],
        ),
    ],
)
def test_each_is_shown_in_its_scheme(markdown, expected):
    assert sources(markdown) == expected


def test_what_it_says_is_kept_and_nothing_comes_in_through_it():
    html = to_html(
        '<picture><source media="(prefers-color-scheme: dark)" srcset="javascript:alert(1)">'
        '<img alt="Loss" src="l.png" onerror="alert(1)"></picture>'
    )
    assert "javascript" not in html
    assert "onerror" not in html
    assert html.count('alt="Loss"') == 2
