from proofolio.content import sanitize
from proofolio.content.links import rewrite


def test_every_address_is_asked_about_in_plain_form():
    asked = []
    html = sanitize.clean('<a href="a?x=1&amp;y=2">b</a><img alt="c" src="d e.png"> href="text"')
    rewrite(html, lambda name, url: asked.append((name, url)) or url)
    assert asked == [("href", "a?x=1&y=2"), ("src", "d e.png")]


def test_an_answer_is_escaped_and_none_removes_the_attribute():
    html = sanitize.clean('<a href="a">b</a><img src="c" alt="d">')
    out = rewrite(html, lambda name, url: None if name == "src" else 'x"><script>{')
    assert 'href="x&quot;&gt;&lt;script&gt;&#123;"' in out
    assert '<img alt="d" loading="lazy">' in out


def test_text_that_looks_like_an_attribute_is_left_alone():
    html = sanitize.clean('<p title=\' href="x"\'> src="y" </p>')
    assert rewrite(html, lambda name, url: "changed") == html
