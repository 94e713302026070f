"""The outputs of a code cell as safe HTML."""

import json
import re
from collections.abc import Iterable
from html import unescape
from typing import Any, Final

from proofolio.content import highlight, markdown, sanitize
from proofolio.content.escape import text
from proofolio.content.links import rewrite
from proofolio.model.portfolio import SafeHtml
from proofolio.notebooks import interactive, pictures, terminal
from proofolio.notebooks.pictures import Gallery
from proofolio.notebooks.read import joined

FOLD_LINES: Final = 200
MAX_LINES: Final = 5_000
MAX_CHARACTERS: Final = 1_000_000

_TABLE: Final = re.compile(r"<table\b.*?</table>", re.DOTALL)
_EMPTY: Final = re.compile(r"<(?!img|input|hr)[^<>]*>|&nbsp;|\s|&#10;|&#9;")
_WIDGET: Final = "application/vnd.jupyter.widget-view+json"
_CONTROL: Final = "A control that works only while the notebook runs."


def to_html(outputs: Iterable[dict[str, Any]], gallery: Gallery, where: str) -> SafeHtml:
    """All outputs of a cell, in order; empty when there is nothing to show.

    Args:
        outputs: as nbformat 4 has them.
        gallery: takes the images.
        where: the cell, for alternative texts and notices: 'cell 42'.
    """
    parts: list[str] = []
    for kind, output in _merged(outputs):
        if kind == "stream":
            part = _terminal(joined(output.get("text")), _stream_class(output))
        elif kind == "error":
            part = _error(output)
        else:
            part = _bundle(output, gallery, where)
        # Several progress bars of one cell need no more than one note.
        if part and not (part.startswith('<p class="pf-note">') and part in parts):
            parts.append(part)
    return SafeHtml("".join(parts))


def note(words: str) -> SafeHtml:
    """A quiet line in place of what cannot be shown."""
    return SafeHtml(f'<p class="pf-note">{text(words)}</p>')


def _merged(outputs: Iterable[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Outputs with neighbouring pieces of one stream joined, as they were on the screen."""
    merged: list[tuple[str, dict[str, Any]]] = []
    for output in outputs:
        kind = str(output.get("output_type"))
        if kind == "stream" and merged and merged[-1][0] == "stream":
            last = merged[-1][1]
            if last.get("name") == output.get("name"):
                last["text"] = joined(last.get("text")) + joined(output.get("text"))
                continue
        merged.append((kind, dict(output) if kind == "stream" else output))
    return merged


def _stream_class(output: dict[str, Any]) -> str:
    return "pf-stream pf-stderr" if output.get("name") == "stderr" else "pf-stream"


def _terminal(content: str, css_class: str) -> SafeHtml:
    cut = len(content) > MAX_CHARACTERS
    html = terminal.to_html(content[:MAX_CHARACTERS]).rstrip("\n ")
    html = re.sub(r"(?:\s|&#10;|&#9;)+\Z", "", html)
    if not html:
        return SafeHtml("")
    # `armour` writes some line breaks as a reference, always followed by a real one.
    lines = html.count("\n") + html.count("&#10;") + 1
    if lines > MAX_LINES:
        html = _first_lines(html)
        cut = True
    block = f'<pre class="{css_class}">{html}</pre>'
    if cut:
        block += note("The rest of this output was left out here; the notebook has it all.")
    if lines > FOLD_LINES:
        return SafeHtml(
            f'<details class="pf-long"><summary>{lines} lines of output</summary>{block}</details>'
        )
    return SafeHtml(block)


def _first_lines(html: str) -> str:
    """The first lines, cut where no `<span>` is open: spans never cross a line."""
    for number, match in enumerate(re.finditer(r"\n|&#10;", html), 1):
        if number == MAX_LINES:
            return html[: match.start()]
    return html


def _error(output: dict[str, Any]) -> SafeHtml:
    lines = output.get("traceback")
    trace = (
        "\n".join(line for line in lines if isinstance(line, str))
        if isinstance(lines, list)
        else ""
    )
    if not trace.strip():
        trace = f"{joined(output.get('ename'))}: {joined(output.get('evalue'))}"
    # VS Code puts links to its own cells into tracebacks.
    trace = re.sub(r"</?a\b[^>\n]*>", "", trace)
    return _terminal(trace, "pf-error")


def _bundle(output: dict[str, Any], gallery: Gallery, where: str) -> SafeHtml:
    """The richest form of a result that a page can show."""
    data = output.get("data")
    if not isinstance(data, dict):
        return SafeHtml("")
    image = _image(data, gallery, where)
    if "text/html" in data:
        html = _html(joined(data["text/html"]), image, data, gallery, where)
        if html:
            return html
    if image:
        return image
    if _WIDGET in data:
        return note(_CONTROL)
    if isinstance(data.get("text/markdown"), str | list):
        rendered = markdown.render(joined(data["text/markdown"]), used_anchors=set()).html
        return SafeHtml(f'<div class="pf-rich">{_without_ids(rendered, gallery, where)}</div>')
    if "text/latex" in data:
        return SafeHtml(
            f'<div class="pf-math-block">{text(_tex(joined(data["text/latex"])))}</div>'
        )
    if any(key.startswith("application/vnd.") and "colab" not in key for key in data):
        return interactive.missing("An interactive figure")
    if "application/json" in data:
        code = json.dumps(data["application/json"], indent=2, ensure_ascii=False)
        return highlight.block(code[:MAX_CHARACTERS], "json")
    return _terminal(joined(data.get("text/plain")), "pf-text")


def _image(data: dict[str, Any], gallery: Gallery, where: str) -> SafeHtml:
    for media_type in pictures.TYPES:
        if media_type in data:
            name = gallery.keep(media_type, joined(data[media_type]), where)
            if name:
                alt = f"Figure from {where}"
                gallery.consider_cover(name, alt)
                return gallery.image(name, alt)
    return SafeHtml("")


def _html(
    html: str, image: SafeHtml, data: dict[str, Any], gallery: Gallery, where: str
) -> SafeHtml:
    plain = joined(data.get("text/plain"))
    if "colab-df" in html:
        table = _TABLE.search(html)
        html = table[0] if table else html
    elif "sk-top-container" in html or "sk-text-repr-fallback" in html:
        return _terminal(plain, "pf-text")
    elif interactive.is_interactive(html):
        return interactive.show(html, image, gallery, where)
    if len(html) > MAX_CHARACTERS * 3:
        return note("This output is too large for a page; the notebook has it all.")
    embedded = interactive.embedded(html)
    clean = _resolved(sanitize.clean(html, ids=False), gallery, where)
    if not _EMPTY.sub("", clean):
        return embedded or image
    clean = SafeHtml(
        clean.replace("<table", '<div class="pf-table"><table').replace(
            "</table>", "</table></div>"
        )
    )
    return SafeHtml(f'<div class="pf-rich">{clean}</div>{embedded}')


def _without_ids(html: SafeHtml, gallery: Gallery, where: str) -> SafeHtml:
    return _resolved(
        SafeHtml(re.sub(r"(<[a-z][^<>]*?)\sid=\"[^\"]*\"", r"\1", html)), gallery, where
    )


def _resolved(html: SafeHtml, gallery: Gallery, where: str) -> SafeHtml:
    """Images that lie in the HTML itself as files."""
    if "data:" not in html:
        return html

    def keep(_: str, url: str) -> str | None:
        if not url.startswith("data:"):
            return url
        name = gallery.keep_data_url(url, where)
        return f"pf-asset:{name}" if name else None

    return rewrite(html, keep)


def _tex(latex: str) -> str:
    return unescape(latex).strip().strip("$").strip()
