"""Front matter of READMEs: Hugging Face's of Spaces and models, Jekyll's, Quarto's. Read as facts, never shown."""

import re
from collections.abc import Mapping
from typing import Any, Final

import yaml

_FRONT: Final = re.compile(
    r"\A\ufeff?(?:[^\S\n]*\n){0,3}---[^\S\n]*\n(?P<front>.{1,20000}?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)",
    re.DOTALL,
)
_KEY: Final = re.compile(r"^[A-Za-z_][\w-]{0,60}\s*:", re.MULTILINE)
_MOST: Final = 300
"""Characters of a fact."""


def split_front_matter(markdown: str) -> tuple[Mapping[str, str], str]:
    """Return the facts that stand between `---` at the top of a text, and the text without them.

    Only values of one word or sentence are facts; a block that is no YAML with keys is left in the text.
    """
    match = _FRONT.match(markdown.replace("\r\n", "\n")[:40_000])
    if match is None or not _KEY.search(match["front"]):
        return {}, markdown
    try:
        said: Any = yaml.safe_load(match["front"])
    except (yaml.YAMLError, ValueError, RecursionError):
        said = {}
    facts = said if isinstance(said, dict) else {}
    known = {
        str(key).casefold(): str(value)[:_MOST]
        for key, value in facts.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }
    return known, markdown.replace("\r\n", "\n")[match.end() :]
