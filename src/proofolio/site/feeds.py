"""Feeds of the log (RSS 2.0 and JSON Feed 1.1) with the whole text of each post, and `robots.txt`.

Rules: https://www.rssboard.org/rss-specification, https://www.jsonfeed.org/version/1.1/.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from proofolio.content.links import rewrite
from proofolio.content.sanitize import ID_PREFIX, clean
from proofolio.language import gettext as _
from proofolio.model.portfolio import Link, Portfolio, Post, SafeHtml
from proofolio.site.tree import File, of_bytes

RSS: Final = "feed.xml"
JSON: Final = "feed.json"
ROBOTS: Final = "robots.txt"
MOST_POSTS: Final = 50
"""The newest; readers keep what they saw before."""

_TEXT = re.compile(r"<!--pf-post-->(.*)<!--/pf-post-->", re.DOTALL)
_ANCHOR = re.compile(r'<a class="headerlink"[^>]*+>[^<]*+</a>')
_FRAME = re.compile(r"<iframe[^>]*+></iframe>")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold (https://www.w3.org/TR/xml/#charsets)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What the feeds say of themselves, and which posts they carry."""

    address: str
    """Of the site: absolute, ending in `/`."""
    title: str
    description: str
    author: str
    posts: tuple[Post, ...]
    """Newest first."""


def feed_of(portfolio: Portfolio, address: str) -> Feed | None:
    """Return what the feeds say; None without posts, or when the site's address is not known.

    A feed leaves the site, so its addresses must be absolute.

    Args:
        portfolio: what the site says.
        address: of the site, ending in `/`; may be empty.
    """
    posts = tuple(post for post in portfolio.posts if not post.mark)
    if not posts or not address:
        return None
    name = portfolio.person.name
    return Feed(
        address=address,
        title=name,
        description=portfolio.person.headline
        or _("What {name} learned, built and shared.").format(name=name),
        author=name,
        posts=posts,
    )


def feeds(feed: Feed, pages: Mapping[str, File]) -> dict[str, File]:
    """Return the files of the feeds, and a `robots.txt` that leads to the sitemap.

    Args:
        feed: with an address, and with at least one post.
        pages: path on the site → finished page.
    """
    posts = [post for post in feed.posts if f"{post.path}index.html" in pages][:MOST_POSTS]
    digests = [pages[f"{post.path}index.html"].digest for post in posts]
    recipe = hashlib.sha256(repr((feed, digests)).encode()).hexdigest()

    def entries() -> list[tuple[Post, str, str]]:
        found = []
        for post in posts:
            url = urljoin(feed.address, post.path)
            page = pages[f"{post.path}index.html"].read().decode("utf-8")
            found.append((post, url, text_of(page, url, is_safe=post.notebook is not None)))
        return found

    def file(kind: str, write: Callable[[Feed, list[tuple[Post, str, str]]], bytes]) -> File:
        return File(digest=f"{kind}-{recipe}", read=lambda: write(feed, entries()))

    robots = f"User-agent: *\nDisallow:\n\nSitemap: {feed.address}sitemap.xml\n"
    return {
        RSS: file("rss", _rss),
        JSON: file("json", _json),
        ROBOTS: of_bytes(robots.encode()),
    }


def text_of(page: str, url: str, *, is_safe: bool = False) -> str:
    """Return the text of a post as a feed carries it: harmless HTML, every address absolute.

    It is empty when a template of the learner's has lost the marks around the text.

    Args:
        page: the finished page.
        url: its address.
        is_safe: whether the text is a notebook's, which was made safe when it was converted.
    """
    found = _TEXT.search(page)
    if found is None:
        return ""

    def absolute(_unused: str, value: str) -> str | None:
        # Ids are the page's own there, so links to them lose the prefix that cleaning gave them.
        if not is_safe and value.startswith(f"#{ID_PREFIX}"):
            value = f"#{value[1 + len(ID_PREFIX) :]}"
        try:
            return urljoin(url, value)
        except ValueError:
            return None

    html = (
        SafeHtml(_FRAME.sub("", found[1]))
        if is_safe
        else clean(_ANCHOR.sub("", found[1]), ids=False)
    )
    return rewrite(html, absolute).strip()


def _rss(feed: Feed, entries: list[tuple[Post, str, str]]) -> bytes:
    root = ET.Element(
        "rss",
        {
            "version": "2.0",
            "xmlns:atom": "http://www.w3.org/2005/Atom",
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        },
    )
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.address)
    _add(channel, "description", feed.description)
    ET.SubElement(
        channel,
        "atom:link",
        {"href": feed.address + RSS, "rel": "self", "type": "application/rss+xml"},
    )
    if entries:
        newest = max(post.updated or post.date for post, _unused, _unused in entries)
        _add(channel, "lastBuildDate", format_datetime(_moment(newest)))
    for post, url, text in entries:
        item = ET.SubElement(channel, "item")
        _add(item, "title", post.title)
        _add(item, "link", url)
        _add(item, "guid", url)
        _add(item, "pubDate", format_datetime(_moment(post.date)))
        for name in [author.label for author in post.authors] or [feed.author]:
            _add(item, "dc:creator", name)
        for tag in post.tags:
            _add(item, "category", tag.label)
        if post.excerpt:
            _add(item, "description", post.excerpt)
        if text:
            _add(item, "content:encoded", text)
    ET.indent(root, "")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _json(feed: Feed, entries: list[tuple[Post, str, str]]) -> bytes:
    author = {"name": feed.author, "url": feed.address}
    items = []
    for post, url, text in entries:
        item: dict[str, Any] = {"id": url, "url": url, "title": post.title}
        # An item must have one of the two (jsonfeed.org/version/1.1, 'Items').
        item |= {"content_html": text} if text else {"content_text": post.excerpt}
        if post.excerpt:
            item["summary"] = post.excerpt
        item["date_published"] = _moment(post.date).isoformat()
        if post.updated:
            item["date_modified"] = _moment(post.updated).isoformat()
        if post.authors:
            item["authors"] = [_person(author, feed) for author in post.authors]
        if post.tags:
            item["tags"] = [tag.label for tag in post.tags]
        items.append(item)
    top = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.address,
        "feed_url": feed.address + JSON,
        "description": feed.description,
        "authors": [author],
        "items": items,
    }
    return json.dumps(top, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _person(author: Link, feed: Feed) -> dict[str, str]:
    address = feed.address if author.label == feed.author else author.url
    return {"name": author.label} | ({"url": address} if address else {})


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _NOT_XML.sub("", text)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
