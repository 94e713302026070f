"""How the parts of a Markdown text become HTML where we differ from the parser's own way."""

import re
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from proofolio.content import formulas, highlight, maths
from proofolio.model.portfolio import SafeHtml

_ALERTS: Final = {
    # GitHub's five kinds, in the dress of Material's own.
    "NOTE": "note",
    "TIP": "tip",
    "IMPORTANT": "info",
    "WARNING": "warning",
    "CAUTION": "danger",
}

Env = MutableMapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Held:
    """HTML of our own making that waits, behind placeholders, until the pulled text was cleaned."""

    macros: maths.Macros
    word: str
    """Which the text cannot contain."""
    parts: list[SafeHtml] = field(default_factory=list)

    def keep(self, tag: str, part: SafeHtml) -> str:
        """The placeholder: an element that may stand where the part will."""
        self.parts.append(part)
        return f"<{tag}>{self.word}-{len(self.parts) - 1}</{tag}>"

    def put_back(self, tag: str, html: SafeHtml) -> SafeHtml:
        """The HTML with its placeholders of one kind replaced by what they stand for."""
        if not self.parts:
            return html
        pattern = re.compile(rf"<{tag}>{self.word}-(\d+)</{tag}>")
        return SafeHtml(pattern.sub(lambda match: self.parts[int(match[1])], html))


def _fence(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: Env
) -> str:
    token = tokens[index]
    language = (token.info.split() or [""])[0].strip("{}.").split(",")[0]
    if language == "math":
        return _held_formula(token.content, display=True, env=env) + "\n"
    held: Held = env["held"]
    return held.keep("pre", highlight.block(token.content, language)) + "\n"


def _code_block(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: Env
) -> str:
    held: Held = env["held"]
    return held.keep("pre", highlight.block(tokens[index].content, "text")) + "\n"


def _formula(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: Env
) -> str:
    token = tokens[index]
    return _held_formula(token.content, display=token.info == "display", env=env)


def _html_block(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: Env
) -> str:
    return formulas.in_html(
        tokens[index].content, lambda tex, display: _held_formula(tex, display=display, env=env)
    )


def _held_formula(tex: str, *, display: bool, env: Env) -> str:
    held: Held = env["held"]
    return held.keep("var", maths.to_html(tex, display=display, macros=held.macros))


def _image(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env
) -> str:
    for child in tokens[index].children or ():
        if child.type == "formula":
            child.type = "text"
    return self.image(tokens, index, options, env)


def _alert_open(_self: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    kind = _ALERTS.get(tokens[index].info.upper(), "note")
    return f'<div class="admonition {kind}">\n'


def _alert_title_open(*_: Any) -> str:
    return '<p class="admonition-title">'


def _footnote_caption(_self: RendererHTML, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return str(tokens[index].meta["id"] + 1)


RULES: Final[dict[str, Callable[..., str]]] = {
    "fence": _fence,
    "code_block": _code_block,
    "formula": _formula,
    "formula_block": _formula,
    "html_block": _html_block,
    "image": _image,
    "alert_open": _alert_open,
    "alert_title_open": _alert_title_open,
    "footnote_caption": _footnote_caption,
}
"""Kind of token → how it is rendered."""
