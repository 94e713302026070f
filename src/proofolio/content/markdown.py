"""GitHub-flavoured Markdown (READMEs, Markdown cells) into safe HTML."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from mdit_py_plugins.gfm import gfm_plugin

from proofolio.content import anchors, emoji, formulas, maths, sanitize
from proofolio.content.markdown_rules import RULES, Held
from proofolio.content.picture_pairs import in_pairs
from proofolio.model.portfolio import Heading, SafeHtml

MAX_CHARACTERS: Final = 1_000_000
"""What is longer is shown up to here; no README or cell written by a person is."""
MAX_MARKS: Final = 4_000
"""In one paragraph, heading or cell of a table."""
_MARKS: Final = "[]()<`*_~$&\\^!?;:"
_SWALLOWERS: Final = (
    "title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext|select|svg|math|template|"
    "object|noscript|audio|video|canvas|button"
)
_SWALLOWS: Final = re.compile(rf"<({_SWALLOWERS})\b", re.IGNORECASE)
_ENDS: Final = re.compile(rf"</({_SWALLOWERS})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A Markdown text as the page shows it."""

    html: SafeHtml
    headings: tuple[Heading, ...]
    title: str
    """Plain text of the first heading of level 1; empty when there is none."""
    notices: tuple[str, ...]
    """What could not be shown as meant, for the author."""


def to_html(text: str) -> SafeHtml:
    """Markdown as safe HTML, armoured against being read as Markdown once more."""
    return render(text).html


def render(
    text: str,
    *,
    used_anchors: set[str] | None = None,
    macros: maths.Macros | None = None,
    colours: bool = False,
) -> Rendered:
    """Markdown as safe HTML, with its headings.

    Args:
        text: pulled Markdown, in GitHub's dialect: tables, task lists, footnotes, alerts, bare
            addresses, `$maths$`, raw HTML.
        used_anchors: ids that are taken on the page; those of this text are added to it.
        macros: what the formulas of the page share.
        colours: whether to keep the colours of words, as Jupyter does and GitHub does not.
    """
    text = formulas.without_pipes(text[:MAX_CHARACTERS])
    used = set() if used_anchors is None else used_anchors
    held = Held(macros=maths.Macros() if macros is None else macros, word=_unused_word(text))
    known = len(held.macros.undrawn)
    env: dict[str, Any] = {"held": held}
    if used:
        env["docId"] = str(len(used))  # keeps apart the footnotes of several texts on one page
    wild = in_pairs(_closed(_parser().render(text, env)))
    html = sanitize.clean(wild, colours=colours)
    html = held.put_back("var", html)
    html, headings = anchors.add(html, used)
    html = held.put_back("pre", html)
    if used_anchors is None:
        html = anchors.settle(html, used)
    title = next((heading.title for heading in headings if heading.level == 1), "")
    notices = tuple(f"A formula {why}." for why in held.macros.undrawn[known:])
    return Rendered(html=html, headings=headings, title=title, notices=notices)


def _closed(html: str) -> str:
    """The HTML with a tag that would swallow all that follows shown as text, as GitHub shows it.

    https://github.github.com/gfm/#disallowed-raw-html-extension-
    """
    if not _SWALLOWS.search(html):
        return html
    ends = {match[1].lower(): match.start() for match in _ENDS.finditer(html)}
    return _SWALLOWS.sub(
        lambda match: (
            match[0] if match.start() < ends.get(match[1].lower(), 0) else "&lt;" + match[0][1:]
        ),
        html,
    )


def _unused_word(text: str) -> str:
    """A word that the text cannot contain, since it would have to contain its own hash."""
    return "pf" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True})
    gfm_plugin(parser)
    formulas.plugin(parser)
    emoji.plugin(parser)
    parser.core.ruler.before("inline", "too_many_marks", _spare)
    parser.validateLink = _any_address  # type: ignore[method-assign]
    for name, rule in RULES.items():
        parser.add_render_rule(name, rule)
    return parser


def _spare(state: StateCore) -> None:
    """Leaves a paragraph as it is that has more marks than any author sets.

    To find which of them belong together takes time that grows with their square.
    """
    for token in state.tokens:
        if token.type == "inline" and sum(map(token.content.count, _MARKS)) > MAX_MARKS:
            token.type = "text"


def _any_address(url: str) -> bool:
    """Addresses are judged by the allow-list, after rendering."""
    return isinstance(url, str)
