"""The one place that knows Jinja: a page becomes front matter and one block of HTML."""

import html
import re
from functools import cache, partial
from typing import Any

import jinja2
import yaml

from proofolio.model.page import Page, Text
from proofolio.pages import words
from proofolio.pages.links import href, is_outside

_UNSAFE = re.compile(r"`{3}|~{3}|\{[{%#]|\t|[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What an engine acts on even inside raw HTML.

Fences are looked for before raw HTML is (Python-Markdown, `fenced_code` and SuperFences), tabs are
expanded, `\\x02` and `\\x03` delimit its placeholders, and mkdocs-macros evaluates `{{ }}` and `{% %}`.
"""


def render(page: Page) -> Text:
    """Render a page to a Markdown file that holds raw HTML only.

    The HTML is one `<div class="pf-page">`, which Python-Markdown passes through untouched.

    Raises:
        jinja2.UndefinedError: a template wants what the context lacks; a defect of ours.
    """
    template = _environment().get_template(page.template)
    body = template.render(page.context, url=partial(href, page.url)).strip()
    return Text(path=page.path, text=f"---\n{_front_matter(page)}---\n\n{_shield(body)}\n")


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("proofolio", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "long_day": words.long_day,
        "short_day": words.short_day,
        "count": words.count,
        "listing": words.listing,
    }
    environment.tests["outside"] = is_outside
    return environment


def _front_matter(page: Page) -> str:
    """Return YAML; texts are HTML-escaped, because the engine's templates print them as they are."""
    front: dict[str, Any] = {}
    if page.url:  # The home page's tab shows the site's name alone.
        front["title"] = _plain(page.title)
    if page.description:
        front["description"] = _plain(page.description)
    front |= {"template": "portfolio.html", "hide": ["navigation", "toc"], **page.meta}
    return yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)


def _plain(text: str) -> str:
    return html.escape(" ".join(_UNSAFE.sub(" ", text).split()))


def _shield(body: str) -> str:
    return _UNSAFE.sub(_shielded, body)


def _shielded(match: re.Match[str]) -> str:
    found = match[0]
    if found != "\t" and not found.isprintable():
        return ""
    return "".join(f"&#{ord(character)};" for character in found)
