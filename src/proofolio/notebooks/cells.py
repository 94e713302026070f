"""A code cell as the page shows it: code, form and outputs, folded as its author asked."""

from typing import Final

from proofolio.content import markdown, sanitize, tags
from proofolio.content.escape import text
from proofolio.language import gettext as _
from proofolio.model.portfolio import SafeHtml
from proofolio.notebooks import code, outputs, setup
from proofolio.notebooks.directives import CellOptions
from proofolio.notebooks.forms import Form
from proofolio.notebooks.pictures import Gallery
from proofolio.notebooks.read import Cell

_PLAIN_FORM: Final = "Code"


def body(cell: Cell, options: CellOptions, language: str, gallery: Gallery, where: str) -> SafeHtml:
    """What stands beside the cell's count; empty when there is nothing to show.

    Args:
        cell: a code cell.
        options: its, from `directives.read`.
        language: the kernel's, as Pygments calls it.
        gallery: takes the images.
        where: the cell, for alternative texts and notices: 'cell 42'.
    """
    shown = SafeHtml("")
    if options.output != "removed":
        shown = outputs.to_html(cell.outputs, gallery, where, options.silent)
    source = options.source if options.source.strip() and options.code != "removed" else ""
    block = code.block(source, language) if source else SafeHtml("")
    out = _out(shown, options)
    does = setup.does(source) if source else None
    if does:
        return SafeHtml(_folded("pf-setup", _("Set-up: {does}").format(does=does), block + out))
    if not block:
        return SafeHtml(out)
    return SafeHtml(_code(block, options) + out)


def _out(shown: SafeHtml, options: CellOptions) -> str:
    if not shown:
        return ""
    caption = sanitize.text(options.caption, 300)
    below = f'<p class="pf-caption">{text(caption)}</p>' if caption else ""
    out = f'<div class="pf-out">{shown}{below}</div>'
    return _folded("pf-folded", _("Output"), out) if options.output == "folded" else out


def _code(block: SafeHtml, options: CellOptions) -> str:
    form = options.form
    if options.code != "folded" and setup.is_licence(options.source):
        return _folded("pf-form", _("Licence"), block)
    if options.code != "folded":
        return block
    title = sanitize.text((form.title if form else "") or options.summary, 120)
    return _folded("pf-form", title or _(_PLAIN_FORM), block) + (_fields(form) if form else "")


def _fields(form: Form) -> str:
    """The form's words and the values that its fields had, as a reader of Colab sees them."""
    words = markdown.render(form.words, used_anchors=set(), colours=True).html if form.words else ""
    words = tags.attribute("id").sub(r"\1", words)
    rows = "".join(
        f"<div><dt>{text(name)}</dt><dd>{text(sanitize.text(value))}</dd></div>"
        for name, value in form.fields
    )
    fields = f'<dl class="pf-fields">{rows}</dl>' if rows else ""
    return f'<div class="pf-rich">{words}</div>{fields}' if words else fields


def _folded(css_class: str, summary: str, inner: str) -> str:
    return f'<details class="{css_class}"><summary>{text(summary)}</summary>{inner}</details>'
