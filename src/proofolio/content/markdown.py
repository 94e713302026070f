"""GitHub-flavoured Markdown (READMEs, Markdown cells) into safe HTML."""

import hashlib
import re
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.gfm import gfm_plugin

from proofolio.content import anchors, highlight, sanitize
from proofolio.content.escape import text as escape_text
from proofolio.model.portfolio import Heading, SafeHtml

MAX_CHARACTERS: Final = 1_000_000
"""What is longer is shown up to here; no README or cell written by a person is."""

_ADMONITIONS: Final = {
    # GitHub's five kinds, in the dress of Material's own.
    "NOTE": "note",
    "TIP": "tip",
    "IMPORTANT": "info",
    "WARNING": "warning",
    "CAUTION": "danger",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A Markdown text as the page shows it."""

    html: SafeHtml
    headings: tuple[Heading, ...]
    title: str
    """Plain text of the first heading of level 1; empty when there is none."""


def to_html(text: str) -> SafeHtml:
    """Markdown as safe HTML, armoured against being read as Markdown once more."""
    return render(text).html


def render(text: str, *, used_anchors: set[str] | None = None) -> Rendered:
    """Markdown as safe HTML, with its headings.

    Args:
        text: pulled Markdown, in GitHub's dialect: tables, task lists, footnotes, alerts, bare
            addresses, `$maths$`, raw HTML.
        used_anchors: ids that are taken on the page; those of this text are added to it.
    """
    text = text[:MAX_CHARACTERS]
    used = set() if used_anchors is None else used_anchors
    env: dict[str, Any] = {"blocks": [], "nonce": _nonce(text)}
    if used:
        env["docId"] = str(len(used))  # keeps apart the footnotes of several texts on one page
    html = sanitize.clean(_parser().render(text, env))
    html, headings = anchors.add(html, used)
    html = _put_back(html, env)
    if used_anchors is None:
        html = anchors.settle(html, used)
    title = next((heading.title for heading in headings if heading.level == 1), "")
    return Rendered(html=html, headings=headings, title=title)


def _nonce(text: str) -> str:
    """A word that the text cannot contain, since it would have to contain its own hash."""
    return "pf" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _put_back(html: SafeHtml, env: MutableMapping[str, Any]) -> SafeHtml:
    """The highlighted code in place of its placeholders; ours, so it need not be cleaned."""
    blocks: list[SafeHtml] = env["blocks"]
    if not blocks:
        return html
    pattern = re.compile(rf"<pre>{env['nonce']}-(\d+)</pre>")
    return SafeHtml(pattern.sub(lambda match: blocks[int(match[1])], html))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True})
    gfm_plugin(parser)
    dollarmath_plugin(
        parser, allow_digits=False, allow_labels=False, allow_blank_lines=False, double_inline=True
    )
    amsmath_plugin(parser)
    parser.validateLink = _any_address  # type: ignore[method-assign]
    for rule, render_rule in (
        ("fence", _fence),
        ("code_block", _code_block),
        ("alert_open", _alert_open),
        ("alert_title_open", _alert_title_open),
        ("math_inline", _math_inline),
        ("math_inline_double", _math_display),
        ("math_block", _math_display),
        ("amsmath", _math_display),
        ("footnote_caption", _footnote_caption),
    ):
        parser.add_render_rule(rule, render_rule)
    return parser


def _any_address(url: str) -> bool:
    """Addresses are judged by the allow-list, after rendering."""
    return isinstance(url, str)


def _fence(
    _self: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    token = tokens[index]
    language = (token.info.split() or [""])[0].strip("{}.").split(",")[0]
    env["blocks"].append(highlight.block(token.content, language))
    return f"<pre>{env['nonce']}-{len(env['blocks']) - 1}</pre>\n"


def _code_block(
    _self: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    env["blocks"].append(highlight.block(tokens[index].content, "text"))
    return f"<pre>{env['nonce']}-{len(env['blocks']) - 1}</pre>\n"


def _alert_open(_self: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    kind = _ADMONITIONS.get(tokens[index].info.upper(), "note")
    return f'<div class="admonition {kind}">\n'


def _alert_title_open(*_: Any) -> str:
    return '<p class="admonition-title">'


def _math_inline(_self: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return f'<span class="pf-math">{escape_text(tokens[index].content.strip())}</span>'


def _math_display(_self: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    content = escape_text(tokens[index].content.strip())
    if tokens[index].type == "math_inline_double":
        return f'<span class="pf-math">{content}</span>'
    return f'<div class="pf-math-block">{content}</div>\n'


def _footnote_caption(_self: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return str(tokens[index].meta["id"] + 1)
