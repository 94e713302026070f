"""Values into HTML, and HTML into a form that no later reader mistakes for Markdown."""

import html
import re

from proofolio.model.portfolio import SafeHtml

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANK_LINE = re.compile(r"\n(?=[ ]*\n)")


def text(value: str) -> SafeHtml:
    """Plain text as HTML; also fit for a double-quoted attribute."""
    return armour(html.escape(printable(value), quote=True))


def printable(value: str) -> str:
    r"""The value with control characters and lone surrogates replaced by U+FFFD; keeps tab, LF, CR.

    They are replaced, not removed: removing could join what they kept apart (`java\x02script:`).
    """
    return _UNPRINTABLE.sub("\ufffd", value)


def armour(markup: str) -> SafeHtml:
    """The same HTML to a browser, without what an engine around it would act on.

    Python-Markdown expands tabs and empties blank lines even inside a raw HTML block; CommonMark
    ends such a block at a blank line; template plugins read `{{` and `{%`. None of these is left.
    """
    markup = markup.replace("{", "&#123;")
    if "\r" in markup:
        markup = markup.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in markup:
        markup = markup.replace("\t", "&#9;")
    return SafeHtml(_BLANK_LINE.sub("&#10;", markup))
