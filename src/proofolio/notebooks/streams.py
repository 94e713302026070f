"""What a cell wrote while it ran: streams, plain results and tracebacks."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from proofolio.content.escape import text
from proofolio.language import gettext as _
from proofolio.model.portfolio import SafeHtml
from proofolio.notebooks import terminal
from proofolio.notebooks.read import joined

FOLD_LINES: Final = 200
MAX_LINES: Final = 5_000
MAX_CHARACTERS: Final = 1_000_000
FOLD_TRACE: Final = 32
"""Lines of a traceback beyond which only its end is open."""
TRACE_END: Final = 14

# `armour` writes some line breaks as a reference, always followed by a real one.
_LINE_END: Final = re.compile(r"\n|&#10;")
_EDITOR_LINK: Final = re.compile(
    r"<a href=(['\"])(?:vscode|file|command|cursor)[^'\"<>\n]*\1[^<>\n]*>"
)
_COLAB_HINT: Final = "NOTE: If your import is failing due to a missing package"


def merged(outputs: Iterable[dict[str, Any]], silent: frozenset[str]) -> list[dict[str, Any]]:
    """The outputs with the pieces of each stream joined, as they were on the screen.

    A progress bar that is drawn again after something else was printed continues where it stood:
    its earlier state goes.
    """
    settled = _without_redrawn(output for output in outputs if not _is_silent(output, silent))
    kept: list[dict[str, Any]] = []
    for name, group in groupby(settled, key=_stream_name):
        if name is None:
            kept.extend(group)
        else:
            content = "".join(output["text"] for output in group)
            kept.append({"output_type": "stream", "name": name, "text": content})
    return kept


def stream(output: dict[str, Any]) -> SafeHtml:
    """A stream as its terminal showed it; what went to stderr is told apart, quietly."""
    error = output.get("name") == "stderr"
    return terminal_text(output["text"], "pf-stream pf-stderr" if error else "pf-stream")


def terminal_text(content: str, css_class: str) -> SafeHtml:
    """Text with terminal codes as `<pre>`; long ones folded, endless ones cut."""
    cut = len(content) > MAX_CHARACTERS
    html: str = terminal.to_html(content[:MAX_CHARACTERS])
    if not html:
        return SafeHtml("")
    lines = _line_count(html)
    if lines > MAX_LINES:
        html, _unused = _split(html, MAX_LINES)
        cut = True
    block = f'<pre class="{css_class}">{html}</pre>'
    if cut:
        block += (
            '<p class="pf-note">'
            + _("The rest of this output was left out here; the notebook has it all.")
            + "</p>"
        )
    if lines > FOLD_LINES:
        return _folded(_("{number} lines of output").format(number=lines), block)
    return SafeHtml(block)


def error(output: dict[str, Any]) -> SafeHtml:
    """A traceback; of a long one only the end is open, where the error is named."""
    lines = output.get("traceback")
    trace = (
        "\n".join(line for line in lines if isinstance(line, str))
        if isinstance(lines, list)
        else ""
    )
    if not trace.strip():
        trace = f"{joined(output.get('ename'))}: {joined(output.get('evalue'))}"
    trace = _without_links(_without_hint(trace[-MAX_CHARACTERS:]))
    html = terminal.to_html(trace)
    count = _line_count(html)
    if count <= FOLD_TRACE:
        return SafeHtml(f'<pre class="pf-error">{html}</pre>') if html else SafeHtml("")
    above, end = _split(html, count - TRACE_END)
    if count > MAX_LINES:
        above, _unused = _split(above, MAX_LINES)
    folded = _folded(
        _("{number} lines of traceback above").format(number=count - TRACE_END),
        f'<pre class="pf-error">{above}</pre>',
    )
    return SafeHtml(f'{folded}<pre class="pf-error">{end}</pre>')


def _without_redrawn(outputs: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    last: dict[str, dict[str, Any]] = {}
    for output in outputs:
        name = _stream_name(output)
        if name is None:
            kept.append(output)
            continue
        content = joined(output.get("text"))
        before = last.get(name)
        if before is not None and before is not kept[-1] and content.startswith("\r"):
            before["text"] = before["text"][: before["text"].rfind("\n") + 1]
        last[name] = {"output_type": "stream", "name": name, "text": content}
        kept.append(last[name])
    return [output for output in kept if output.get("text") != "" or _stream_name(output) is None]


def _stream_name(output: dict[str, Any]) -> str | None:
    return str(output.get("name")) if output.get("output_type") == "stream" else None


def _is_silent(output: dict[str, Any], silent: frozenset[str]) -> bool:
    return bool(silent) and _stream_name(output) in silent


def _without_hint(trace: str) -> str:
    """Colab ends a failed import with words about a button of its own, beneath a line."""
    hint = trace.find(_COLAB_HINT)
    line = trace.rfind("\n", 0, trace.rfind("-----", max(0, hint - 200), hint)) if hint >= 0 else -1
    return trace[:line] if line >= 0 else trace


def _without_links(trace: str) -> str:
    """VS Code puts links to its own cells into tracebacks; of its `</a>`s only theirs go."""
    trace, count = _EDITOR_LINK.subn("", trace)
    return trace.replace("</a>", "", count)


def _line_count(html: str) -> int:
    return html.count("\n") + html.count("&#10;") + 1


def _split(html: str, lines: int) -> tuple[str, str]:
    """The first lines and the rest, cut where no `<span>` is open: spans never cross a line."""
    for number, match in enumerate(_LINE_END.finditer(html), 1):
        if number == lines:
            return html[: match.start()], html[match.end() :]
    return html, ""


def _folded(summary: str, inner: str) -> SafeHtml:
    return SafeHtml(f'<details class="pf-long"><summary>{text(summary)}</summary>{inner}</details>')
