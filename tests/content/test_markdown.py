import pytest

from proofolio.content.markdown import render, to_html
from proofolio.model.portfolio import Heading
from tests.content.harmless import dangers
from tests.content.test_sanitize import assert_survives
from tests.content.vectors import HTML, MARKDOWN


@pytest.mark.parametrize("vector", [*MARKDOWN, *HTML])
def test_nothing_in_markdown_can_act(vector):
    for source in (vector, f"- {vector}", f"text {vector} text", f"# {vector}"):
        html = to_html(source)
        assert dangers(html) == []
        assert_survives(html.strip())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\n- b\n- c", "<p>a</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>"),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("~~a~~", "<p><s>a</s></p>"),
        (
            "www.example.com",
            '<p><a href="http://www.example.com" rel="noopener">www.example.com</a></p>',
        ),
        ("costs $5 and $10", "<p>costs $5 and $10</p>"),
        (
            "> [!TIP]\n> Try it.",
            '<div class="admonition tip">\n<p class="admonition-title">Tip</p>\n<p>Try it.</p>\n</div>',
        ),
        (
            "| a |\n|--:|\n| 1 |",
            (
                '<table>\n<thead>\n<tr>\n<th style="text-align:right">a</th>\n</tr>\n</thead>\n<tbody>\n'
                '<tr>\n<td style="text-align:right">1</td>\n</tr>\n</tbody>\n</table>'
            ),
        ),
        (
            "- [x] a",
            (
                '<ul class="contains-task-list">\n<li class="task-list-item"><input type="checkbox" '
                'disabled="" aria-label="Done" class="task-list-item-checkbox" checked=""> a</li>\n</ul>'
            ),
        ),
        (
            "`a\\|b`|c\n-|-\n1|2",
            (
                "<table>\n<thead>\n<tr>\n<th><code>a|b</code></th>\n<th>c</th>\n</tr>\n</thead>\n"
                "<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>"
            ),
        ),
        (":rocket: :heart: :nosuch: 10:30:45", "<p>🚀 ❤️ :nosuch: 10:30:45</p>"),
        ("the <title> tag *goes* on", "<p>the &lt;title&gt; tag <em>goes</em> on</p>"),
        ("a <b>bold\n\nnext", "<p>a <b>bold</b></p><b>\n<p>next</p>\n</b>"),
        ("a <!-- hidden --> b", "<p>a  b</p>"),
        (
            "<details><summary>More</summary>\n\n*text*\n\n</details>",
            "<details><summary>More</summary>\n<p><em>text</em></p>\n</details>",
        ),
        ('<p align="center"><kbd>A</kbd></p>', '<p align="center"><kbd>A</kbd></p>'),
        ("H<sub>2</sub>O<br>b  \nc", "<p>H<sub>2</sub>O<br>b<br>\nc</p>"),
        (
            "> a\n>> b",
            "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>",
        ),
        (
            '<img src=a.png width=50% alt="A">',
            '<img src="a.png" width="50%" alt="A" loading="lazy">',
        ),
        (
            "```mermaid\nA-->B\n```",
            '<div class="language-text highlight"><pre><code>A--&gt;B\n</code></pre></div>',
        ),
        (
            "```python\nx = 1\n```",
            (
                '<div class="language-python highlight"><pre><code>x = '
                '<span class="m">1</span>\n</code></pre></div>'
            ),
        ),
        (
            "```nosuch\na<b\n```",
            '<div class="language-text highlight"><pre><code>a&lt;b\n</code></pre></div>',
        ),
    ],
)
def test_it_reads_as_on_github(source, expected):
    assert to_html(source).strip() == expected


@pytest.mark.parametrize(
    "tag", ["script", "style", "title", "svg", "textarea", "iframe", "template"]
)
def test_a_tag_that_is_never_closed_swallows_nothing(tag):
    assert "the rest" in to_html(f"a <{tag}> b\n\nthe rest")
    assert "the rest" in to_html(f"<{tag}>\n\nthe rest")
    closed = to_html(f"a <{tag}>alert(1)</{tag}> b\n\nthe rest")
    assert "alert" not in closed
    assert "the rest" in closed


def test_headings_get_the_anchors_that_github_gives_them():
    rendered = render(
        "# A *b* `c`!\n\n## Data & code\n\n## Data & code\n\n<h2 align=center>Übung 1</h2>"
    )
    assert rendered.title == "A b c!"
    assert [heading.anchor for heading in rendered.headings] == [
        "u-a-b-c",
        "u-data--code",
        "u-data--code-1",
        "u-übung-1",
    ]
    assert rendered.headings[0] == Heading(level=1, title="A b c!", anchor="u-a-b-c")


def test_links_within_a_text_find_their_heading():
    html = to_html("[a](#My-Part) [b](#my-part) [c](#other)\n\n# My Part!")
    assert html.count('href="#u-my-part"') == 2
    assert '<a rel="noopener">c</a>' in html, "a link to nothing leads nowhere"


def test_ids_stay_unique_over_several_texts_of_one_page():
    used = set()
    first = render("# Same\n\n<a id=x></a>[^1]\n\n[^1]: n", used_anchors=used).html
    second = render("# Same\n\n<a id=x></a>[^1]\n\n[^1]: n", used_anchors=used).html
    assert 'id="u-same"' in first
    assert 'id="u-same-1"' in second
    assert 'id="u-x"' not in second
    assert 'id="u-fn1"' in first
    assert 'id="u-fn1"' not in second
    assert "footnote-item" in second


def test_a_text_cannot_name_the_place_of_its_highlighted_code():
    html = to_html("```\na\n```\n\n<pre>pf0-0</pre>")
    assert html.count("highlight") == 1


@pytest.mark.parametrize(
    "soup", ["[" * 20_000, "> " * 5_000, "*a " * 20_000, "`" * 20_001, "<" * 20_000]
)
def test_hostile_repetition_is_no_trap(soup):
    assert dangers(to_html(soup)) == []
