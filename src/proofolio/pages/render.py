"""The one place that knows Jinja: a page becomes front matter and one block of HTML."""

import html
import json
import re
from functools import cache, partial
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from proofolio.language import Words
from proofolio.language import gettext as _
from proofolio.model.page import Insert, Page, Text
from proofolio.model.portfolio import SafeHtml
from proofolio.pages import words
from proofolio.pages.links import href, is_outside

PLACE_OF_INSERT = "<div data-pf-insert></div>"
"""Where an insert goes, in what the engine is handed and gives back."""

PLACE_OF_BODY = "<!--pf-body-->"
"""Where the body goes, in an insert. No pulled text holds it: comments are never let through."""

_CELL = re.compile(r"\d+:\d+")
"""A reference to a cell: `2:42`."""
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
    content = PLACE_OF_INSERT if page.body else _shield(_html(page))
    return Text(path=page.path, text=f"---\n{_front_matter(page)}---\n\n{content}\n")


def insert(page: Page) -> Insert | None:
    """Render what is put into a page after the engine ran; None for a page without a body.

    Raises:
        jinja2.UndefinedError: as `render`.
    """
    return Insert(url=page.url, html=SafeHtml(_html(page)), body=page.body) if page.body else None


def _html(page: Page) -> str:
    template = _environment(page.templates, page.words).get_template(page.template)
    place = Markup(PLACE_OF_BODY)  # noqa: S704  ours
    return template.render(page.context, url=partial(href, page.url), place_of_body=place).strip()


@cache
def _environment(templates: Path | None, words_folder: Path | None) -> jinja2.Environment:
    ours = jinja2.PackageLoader("proofolio", "templates")
    added = [jinja2.FileSystemLoader(templates)] if templates else []
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([*added, ours]) if added else ours,
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
        "lines": _lines,
    }
    environment.globals["_"] = Words(words_folder).gettext if words_folder else _
    environment.tests["outside"] = is_outside
    environment.tests["of_cell"] = lambda label: bool(_CELL.fullmatch(label))
    return environment


def _lines(html: Markup) -> list[Markup]:
    """Take apart what a template wrote line by line."""
    return [Markup(line) for line in html.splitlines()]  # noqa: S704  markup before, markup after


def _front_matter(page: Page) -> str:
    """Return YAML; texts are HTML-escaped, because the engine's templates print them as they are."""
    front: dict[str, Any] = {}
    if page.url:  # The home page's tab shows the site's name alone.
        front["title"] = _plain(page.title)
    if page.description:
        front["description"] = _plain(page.description)
    front |= {"template": "portfolio.html", "hide": ["navigation", "toc"], **page.meta}
    # JSON's values are YAML's, and a fiftieth of the work to write.
    return "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items()
    )


def _plain(text: str) -> str:
    return html.escape(" ".join(_UNSAFE.sub(" ", text).split()))


def _shield(body: str) -> str:
    return _UNSAFE.sub(_shielded, body)


def _shielded(match: re.Match[str]) -> str:
    found = match[0]
    if found != "\t" and not found.isprintable():
        return ""
    return "".join(f"&#{ord(character)};" for character in found)
