"""Interactive output in a file of its own, for a sandboxed frame.

The page shows it by `<iframe sandbox="allow-scripts">`, so its origin is opaque: no cookies, no
storage, no way to the page around it. A policy of its own keeps it from fetching anything, and the
policy of the page that shows it (`frame-src 'self'`, in the theme) from going elsewhere. Opened directly, it would run on the learner's own origin;
therefore its content lies in a string and is written only where `self.origin` is `"null"`.
"""

import json
from html import escape
from typing import Final

from proofolio.content.escape import printable
from proofolio.content.escape import text as escape_text
from proofolio.model.portfolio import SafeHtml

_POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'unsafe-inline'; img-src data: blob:; font-src data:; media-src data: blob:; "
    "worker-src blob:; base-uri 'none'; form-action 'none'"
)
_HEAD: Final = """\
<!doctype html>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>html{{background:#fff;color:#111}}body{{margin:0;font:16px/1.5 system-ui,sans-serif}}</style>
<script>
if (self.origin !== "null") {{
  document.write("This file is a part of a notebook's page and is shown there only.");
}} else {{
  document.write({content});
}}
</script>
"""


def frame(html: str, title: str) -> bytes:
    """A frame file for HTML that brings its own scripts and needs no network.

    Args:
        html: pulled, untouched; it runs only in an opaque origin, under a policy that lets
            nothing be fetched.
        title: plain text, for those who cannot see the frame.
    """
    content = json.dumps(printable(html)).replace("<", "\\u003c").replace(">", "\\u003e")
    page = _HEAD.format(policy=escape(_POLICY, quote=True), title=escape(title), content=content)
    return page.encode()


def iframe(name: str, title: str, height: int = 480) -> SafeHtml:
    """The element that shows a frame file.

    Args:
        name: the asset's name.
        title: plain text.
        height: CSS pixels.
    """
    return SafeHtml(
        f'<iframe class="pf-frame" sandbox="allow-scripts" loading="lazy" '
        f'referrerpolicy="no-referrer" src="pf-asset:{escape_text(name)}" title="{escape_text(title)}" height="{height}">'
        "</iframe>"
    )
