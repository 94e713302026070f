"""reStructuredText, as Python's older READMEs are written in, into safe HTML.

Docutils reads it with nothing that reaches outside of the text: no files, no raw HTML, no settings of
this computer. What it does not know, such as Sphinx's own directives, is left out, as GitHub does it.
"""

import logging
import re
from typing import Final

from proofolio.content import sanitize
from proofolio.content.escape import text as escape_text
from proofolio.model.portfolio import SafeHtml

MAX_CHARACTERS: Final = 100_000
"""What is longer is shown up to here."""
_SETTINGS: Final = {
    "_disable_config": True,
    "cloak_email_addresses": False,
    "doctitle_xform": True,
    "docinfo_xform": False,
    "embed_stylesheet": False,
    "file_insertion_enabled": False,
    "halt_level": 5,
    "initial_header_level": 2,
    "math_output": "LaTeX",
    "raw_enabled": False,
    "report_level": 5,
    "stylesheet_path": "",
    "syntax_highlight": "short",
    "toc_backlinks": False,
    "traceback": False,
}
_ROLE: Final = re.compile(r":[a-z][\w:+.-]{0,40}:`~?([^`<>\n]{1,200})`")
"""A role of Sphinx's: `:func:`foo``."""
_LOG: Final = logging.getLogger(__name__)


def to_html(text: str) -> SafeHtml:
    """Return a README in reStructuredText as safe HTML; as it was written when it cannot be read."""
    from docutils.core import publish_parts  # noqa: PLC0415 - most portfolios have none

    text = text[:MAX_CHARACTERS]
    try:
        parts = publish_parts(  # type: ignore[no-untyped-call]
            text, writer="html5", settings_overrides=dict(_SETTINGS)
        )
    except Exception as error:  # noqa: BLE001 - docutils trips over odd texts in many ways
        _LOG.info("not reStructuredText: %s", error)
        return SafeHtml(f"<pre>{escape_text(text)}</pre>")
    wild = _ROLE.sub(lambda role: f"<code>{_words_of_role(role[1])}</code>", parts["html_body"])
    return sanitize.clean(wild)


def _words_of_role(role: str) -> str:
    """Of `words <target>` the words."""
    return role.partition(" &lt;")[0]
