"""Headings, paragraphs and items of a README's HTML, as patterns: for what reads lines and needs no tree."""

import re
from typing import Final

BLOCK: Final = re.compile(
    r"<(?P<tag>h[1-6]|p|li)\b[^<>]*>(?P<inner>(?:(?!</?(?:p|li|h[1-6]|ul|ol|table|pre)\b).)*+)",
    re.DOTALL,
)
"""A block up to the next that begins or ends; `inner` may hold marks within a line."""
TAG: Final = re.compile(r"<[^<>]*>")
