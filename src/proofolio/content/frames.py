"""Interactive output in a file of its own, for a sandboxed frame.

The page shows it by `<iframe sandbox="allow-scripts">`, so its origin is opaque: no cookies, no
storage, no way to the page around it. A policy of its own keeps it from fetching anything but our
libraries, and the policy of the page that shows it (`frame-src 'self'`, in the theme) from going
elsewhere. What no policy shuts (WebRTC, connections opened by a link) `vendor/frame.js` shuts.

The file holds what is to be drawn as data, never as markup, and `vendor/draw.js` draws it only
where `self.origin` is `"null"`: opened directly, it would run on the learner's own origin.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any, Final, Literal

from proofolio.content.escape import printable
from proofolio.content.escape import text as escape_text
from proofolio.model.portfolio import SafeHtml

Code = Literal["none", "called", "any"]
"""What of the author's code a frame runs: none, what a figure's own data name as functions, any."""

_POLICY: Final = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src data: blob:; font-src data:; media-src data: blob:; worker-src blob:; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
    "trusted-types default"
)
_SCRIPTS: Final[dict[Code, str]] = {
    "none": "",
    "called": " 'unsafe-eval'",
    "any": " 'unsafe-inline' 'unsafe-eval' blob:",
}
_FILE: Final = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
html{{background:#fff;color:#111;color-scheme:light}}
body{{margin:0;font:16px/1.5 system-ui,sans-serif}}
svg.marks{{max-width:100%;height:auto}}
</style>
{links}
<body>
<script type="application/json" id="pf-job">{job}</script>
{scripts}
"""

_TITLE: Final = re.compile(r"<title>([^<>]*)</title>\n")
_LINK: Final = re.compile(r'<link rel="stylesheet" href="([^"<>]*)">')
_JOB: Final = re.compile(r'<script type="application/json" id="pf-job">([^<>]*)</script>\n')
_SCRIPT: Final = re.compile(r'<script src="([^"<>]*)"></script>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a frame file loads, as addresses relative to it, in its order."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def frame(
    job: str, *, title: str, scripts: Sequence[str], styles: Sequence[str] = (), code: Code = "none"
) -> bytes:
    """Return a frame file.

    Args:
        job: JSON as `vendor/draw.js` reads it; what it holds may be pulled.
        title: plain text, for those who cannot see the frame.
        scripts: addresses relative to the frame, in the order in which they run; the first must be
            `frame.js`, the last `draw.js`.
        styles: addresses of style sheets, relative to the frame.
        code: what of the author's code may run.
    """
    links = "".join(f'<link rel="stylesheet" href="{escape(style)}">\n' for style in styles)
    return _FILE.format(
        policy=escape(_POLICY.format(scripts=_SCRIPTS[code]), quote=True),
        title=escape(printable(title)),
        links=links.rstrip(),
        job=printable(job).replace("<", "\\u003c").replace(">", "\\u003e"),
        scripts="\n".join(f'<script src="{escape(script)}"></script>' for script in scripts),
    ).encode()


def read(data: bytes) -> Loaded | None:
    """Return what a frame file loads; None for any file that `frame` would not write byte for byte."""
    try:
        page = data.decode()
    except UnicodeDecodeError:
        return None
    title, held = _TITLE.search(page), _JOB.search(page)
    if not title or not held:
        return None
    scripts = [unescape(address) for address in _SCRIPT.findall(page, held.end())]
    styles = [unescape(address) for address in _LINK.findall(page, title.end(), held.start())]
    written = (
        frame(held[1], title=unescape(title[1]), scripts=scripts, styles=styles, code=code)
        for code in _SCRIPTS
    )
    return Loaded(scripts=tuple(scripts), styles=tuple(styles)) if data in written else None


def job(kind: str, **values: Any) -> str:
    """Return JSON for `frame`; NaN and infinities, which JSON does not have, become null."""
    try:
        return json.dumps({"kind": kind, **values}, ensure_ascii=False, allow_nan=False)
    except ValueError:
        return json.dumps({"kind": kind, **_finite(values)}, ensure_ascii=False)


def iframe(name: str, title: str, height: int) -> SafeHtml:
    """Return the element that shows a frame file.

    Args:
        name: the asset's name.
        title: plain text.
        height: CSS pixels; the page's script sets the real one once the frame knows it.
    """
    return SafeHtml(
        f'<iframe class="pf-frame" sandbox="allow-scripts" loading="lazy" '
        f'referrerpolicy="no-referrer" src="pf-asset:{escape_text(name)}" '
        f'title="{escape_text(title)}" height="{height}"></iframe>'
    )


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return value
