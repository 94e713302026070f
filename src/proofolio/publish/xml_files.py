"""What would run in a picture or another file of XML that a visitor opens by itself."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final
from xml.etree import ElementTree as ET

from selectolax.lexbor import LexborHTMLParser

_SUFFIXES: Final = frozenset({".svg", ".xhtml", ".xht", ".xml", ".mathml"})
_ACTIVE: Final = frozenset({"script", "handler", "iframe", "frame", "object", "embed", "applet"})
_TARGETS: Final = frozenset({"href", "src", "action", "formaction", "data", "from", "to", "values"})
_LEADS: Final = re.compile(
    r"(?:^|;)[\s\0-\x1f]*(?:javascript|vbscript|data:text/html)", re.IGNORECASE
)
_SHEET: Final = re.compile(rb"<\?xml-stylesheet\b[^>]*", re.IGNORECASE)
_PLAIN_SHEET: Final = re.compile(rb"\stype\s*=\s*[\"']text/css[\"']", re.IGNORECASE)


def is_xml(path: str) -> bool:
    """Whether a browser reads a file as XML, in which scripts run as on a page."""
    return PurePosixPath(path).suffix.lower() in _SUFFIXES


def acts_in_xml(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield what would run, and its text: elements and attributes count, words do not."""
    for sheet in _SHEET.findall(data):
        if not _PLAIN_SHEET.search(sheet):
            yield "a style sheet that may run", sheet.decode("utf-8", "replace")
    for tag, attributes, text in _elements(data):
        if tag in _ACTIVE:
            yield f"<{tag}> in a picture", text[:500] or str(sorted(attributes))
        for name, value in attributes:
            if name.startswith("on") or (name in _TARGETS and _LEADS.search(value)):
                yield f"`{name}` in a picture", value[:500]


_Element = tuple[str, list[tuple[str, str]], str]
"""Name and attributes without prefixes, in lower case, and its text."""


def _elements(data: bytes) -> Iterable[_Element]:
    """Read every element; a browser runs what stands before a fault, so a damaged file is read, too."""
    try:
        # expat fetches nothing, and bounds what entities may grow to.
        root = ET.fromstring(data)  # noqa: S314
    except (ET.ParseError, ValueError, LookupError, RecursionError):
        return _of_markup(data)
    return (
        (_local(node.tag), [(_local(name), value) for name, value in node.items()], node.text or "")
        for node in root.iter()
        if isinstance(node.tag, str)
    )


def _of_markup(data: bytes) -> Iterator[_Element]:
    for node in LexborHTMLParser(data).css("*"):
        attributes = [(_local(name), value or "") for name, value in node.attributes.items()]
        yield _local(node.tag or ""), attributes, node.text()


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2].lower()
