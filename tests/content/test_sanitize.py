import markdown as python_markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofolio.content import sanitize
from proofolio.content.escape import armour, text
from tests.content.harmless import dangers
from tests.content.vectors import HTML, MARKDOWN


@pytest.mark.parametrize("vector", HTML)
def test_nothing_pulled_can_act(vector):
    assert dangers(sanitize.clean(vector)) == []
    assert dangers(sanitize.clean(f"<div><p title='{vector}'>{vector}", ids=False)) == []


def test_the_check_itself_sees_danger():
    seen = [vector for vector in HTML if dangers(vector)]
    assert len(seen) > 50


def test_ids_and_the_links_to_them_are_moved_out_of_the_themes_way():
    html = sanitize.clean('<p id="__config"><a href="#__config">x</a><a name="top">y</a></p>')
    assert 'id="u-__config"' in html
    assert 'href="#u-__config"' in html
    assert 'name="u-top"' in html


def test_embedded_images_stay_and_load_late():
    assert sanitize.clean('<img src="data:image/png;base64,AA==">') == (
        '<img src="data:image/png;base64,AA==" loading="lazy">'
    )


def test_an_address_without_scheme_becomes_https():
    assert 'href="https://example.com/a"' in sanitize.clean('<a href="//example.com/a">x</a>')


def test_absurd_nesting_is_shown_as_text_at_once():
    assert sanitize.clean("<div>" * 100_000).startswith("<pre>&lt;div&gt;")
    assert "<table>" in sanitize.clean("<table>" + "<tr><td>1</td></tr>" * 3000 + "</table>")


def test_lone_surrogates_do_not_stop_anything():
    assert sanitize.clean("a\ud800b") == "a\ufffdb"


def test_plain_text_is_one_clean_line():
    assert sanitize.text("  Iris\u202e\u200b \n\x07study ") == "Iris study"
    assert sanitize.text("one two three four", 10) == "one two…"
    assert sanitize.text("x" * 50, 10) == "x" * 9 + "…"
    assert sanitize.text("नमस्ते") == "नमस्ते"


def through_python_markdown(html):
    engine = python_markdown.Markdown(
        extensions=["attr_list", "md_in_html", "tables", "abbr", "toc", "footnotes", "def_list"]
    )
    return engine.convert(f"# Before\n\n<div>{html}</div>\n\nAfter *this*.\n")


def assert_survives(html):
    out = through_python_markdown(html)
    assert f"<div>{html}</div>" in out
    assert out.endswith("<p>After <em>this</em>.</p>")


@pytest.mark.parametrize(
    "html",
    [
        *HTML,
        *MARKDOWN,
        "<pre>a\n\n\n\tb\n   \n  c</pre>",
        "<p>a</p>\n\n    indented\n\n* list\n\n<p>b",
        "<div markdown='1'>*x*</div><p markdown>*y*",
        "{: #id .class onclick=x }\n\n[a]: b\n\n*[abbr]: x\n\n[^1]: y",
        "&amp; &lt;script&gt; &copy; &#60;b&#62; &unknown; & <",
        "a<br>b<hr><img src=x><wbr>",
        "<p title='<b>&quot;x\n\ny'>z",
        "<details><summary>x</summary>\n\ny\n\n</details>",
        "&#2;wzxhzdk:0&#3; klzzwxh:0000",
        "line\r\n\r\nline&#13;&#13;x\x0b\x0cy\u2028\u2028z",
    ],
)
def test_clean_html_passes_through_the_engine_byte_for_byte(html):
    assert_survives(sanitize.clean(html))


PIECES = st.sampled_from(
    [
        *("<div>", "</div>", "<p>", "</p>", "<pre>", "</pre>", "<b>", "<table><tr><td>", "<li>"),
        *("\n", "\n\n", "    ", "\t", "<br>", "<!--", "-->", "<?", "?>", "<![CDATA[", "]]>", "&"),
        *("<", ">", '"', "'", "`", "```\n", "{: x=y}", "{{", "\x02", "\x03", "[TOC]", "*[a]: b"),
        *("<script>", "</script>", "<a href='", "<section>", "<img alt='a>b", "x", "# y", "| a |"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_soup_comes_out_harmless_and_survives_the_engine(soup):
    html = sanitize.clean(soup)
    assert dangers(html) == []
    assert_survives(html)


@given(st.text())
def test_escaped_text_holds_no_markup_and_no_blank_line(value):
    html = text(value)
    assert not set(html) & set('<>"{\t\r')
    assert "\n\n" not in html


def test_armour_changes_nothing_that_a_browser_shows():
    assert armour("a\n\nb\tc {x}") == "a&#10;\nb&#9;c &#123;x}"
