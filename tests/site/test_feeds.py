import json
import re
import warnings
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import feedparser
import pytest

from proofolio.model.portfolio import Link
from proofolio.site import tree
from proofolio.site.feeds import Feed, feed_of, feeds, text_of
from tests.pages.factories import a_portfolio, a_post

ADDRESS = "https://sample.example/portfolio/"
URL = f"{ADDRESS}log/2026/first/"


def page(text):
    return f"<html><nav>menu</nav><!--pf-post-->{text}<!--/pf-post--><footer></footer></html>"


def made(*posts, texts=None):
    feed = Feed(
        address=ADDRESS, title="Ada & Co", description="Learns.", author="Ada", posts=tuple(posts)
    )
    pages = {
        f"{post.path}index.html": tree.of_bytes(
            page((texts or {}).get(post.slug, "<p>Text</p>")).encode()
        )
        for post in posts
    }
    return {path: file.read().decode() for path, file in feeds(feed, pages).items()}


def parsed(xml):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return feedparser.parse(xml)


def addresses(html):
    return re.findall(r'(?:href|src)="([^"]*)"', html)


def test_a_feed_reader_finds_the_whole_text_of_every_post():
    text = '<h2 id="why">Why</h2><p>A &lt; B &amp; C</p><pre><code>x = 1</code></pre>'
    post = a_post(
        "first", title="A < B & “C”", tags=(Link(label="NumPy", url=""), Link(label="R&D", url=""))
    )
    read = parsed(made(post, a_post("second"), texts={"first": text})["feed.xml"])
    assert not read.bozo
    assert read.version == "rss20"
    assert read.feed.title == "Ada & Co"
    assert [link.href for link in read.feed.links if link.rel == "self"] == [f"{ADDRESS}feed.xml"]
    first, second = read.entries
    assert first.title == "A < B & “C”"
    assert first.link == first.id == URL
    assert first.author == "Ada"
    assert [tag.term for tag in first.tags] == ["NumPy", "R&D"]
    for part in ("<h2", "A &lt; B &amp; C", "x = 1"):
        assert part in first.content[0].value
    assert second.content[0].value == "<p>Text</p>"
    assert parsedate_to_datetime(first.published).date() == post.date


def test_a_json_feed_holds_what_the_specification_asks_for():
    post = a_post("first", updated=date(2026, 7, 1), tags=(Link(label="NumPy", url=""),))
    told = json.loads(made(post)["feed.json"])
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["home_page_url"] == ADDRESS
    assert told["feed_url"] == f"{ADDRESS}feed.json"
    assert told["authors"] == [{"name": "Ada", "url": ADDRESS}]
    (item,) = told["items"]
    assert item["id"] == item["url"] == URL
    assert item["content_html"] == "<p>Text</p>"
    assert item["tags"] == ["NumPy"]
    assert item["date_modified"] == "2026-07-01T00:00:00+00:00"
    # RFC 3339, as the specification asks.
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+00:00", item["date_published"])


@pytest.mark.parametrize(
    ("written", "absolute"),
    [
        ("../../../projects/iris/", f"{ADDRESS}projects/iris/"),
        ("plot.png", f"{URL}plot.png"),
        ("#why", f"{URL}#why"),
        ("#fn:1", f"{URL}#fn:1"),
        ("https://example.org/a?b=1&amp;c=2", "https://example.org/a?b=1&amp;c=2"),
        ("//example.org/x", "https://example.org/x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_addresses_in_a_feed_are_absolute(written, absolute):
    assert addresses(text_of(page(f'<a href="{written}">x</a>'), URL)) == [absolute]


def test_a_feed_carries_nothing_that_runs():
    wild = '<p onclick="x()">A</p><script>x()</script><a href="javascript:x()">b</a><iframe src="x"></iframe>'
    text = text_of(page(wild), URL)
    for word in ("onclick", "script", "iframe"):
        assert word not in text
    assert ">A</p>" in text


def test_what_no_xml_may_hold_does_not_break_the_feed():
    read = parsed(made(a_post("first", title="A\x0bB", excerpt="\ufffe"))["feed.xml"])
    assert not read.bozo
    assert read.entries[0].title == "AB"


def test_the_excerpt_stands_in_where_a_template_lost_the_text():
    post = a_post("first", excerpt="In short.")
    feed = Feed(address=ADDRESS, title="T", description="D", author="A", posts=(post,))
    files = feeds(feed, {f"{post.path}index.html": tree.of_bytes(b"<html></html>")})
    assert json.loads(files["feed.json"].read())["items"][0]["content_text"] == "In short."
    assert parsed(files["feed.xml"].read()).entries[0].summary == "In short."


def test_the_same_posts_give_the_same_feed_and_a_changed_text_another():
    assert made(a_post("first")) == made(a_post("first"))
    one, other = (
        feeds(
            Feed(address=ADDRESS, title="T", description="D", author="A", posts=(a_post("first"),)),
            {f"{a_post('first').path}index.html": tree.of_bytes(page(text).encode())},
        )["feed.xml"].digest
        for text in ("one", "two")
    )
    assert one != other


def test_only_the_newest_posts_are_carried():
    posts = [a_post(f"post-{number}") for number in range(60)]
    assert len(json.loads(made(*posts)["feed.json"])["items"]) == 50


def test_robots_are_led_to_the_sitemap():
    sitemap = re.search(r"^Sitemap: (.+)$", made(a_post("first"))["robots.txt"], re.MULTILINE)
    assert sitemap
    assert sitemap[1] == f"{ADDRESS}sitemap.xml"
    assert urlsplit(sitemap[1]).scheme == "https"


def test_without_an_address_or_without_posts_there_is_no_feed():
    assert feed_of(a_portfolio(posts=(a_post("first"),)), "") is None
    assert feed_of(a_portfolio(posts=()), ADDRESS) is None
    assert feed_of(a_portfolio(posts=(a_post("first"),)), ADDRESS)
