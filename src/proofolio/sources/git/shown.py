"""Which pictures the READMEs and notebooks of a repository show; pure."""

import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from html import unescape
from typing import Any, Final

from proofolio.content.badges import is_badge
from proofolio.content.covers import says_nothing
from proofolio.content.hosted import in_full, is_upload, picture_keys
from proofolio.model.records import RepoRecord
from proofolio.notebooks.text_formats import is_notebook_name
from proofolio.sources.git.files import README, is_image

_MAX_TEXT: Final = 500_000
# Each alternative is linear: no pattern in it can match the same text in two ways.
_REFERENCE: Final = re.compile(
    r"""\]\(\s*<(?P<angled>[^<>\n]{1,500})>"""
    r"""|\]\(\s*(?P<inline>[^\s()<>]{1,500}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,200})?)"""
    r"""|^\s{0,3}\[[^\]\n]{1,200}\]:\s*<?(?P<definition>[^\s<>]{1,500})"""
    r"""|\b(?:src|href)\s*=\s*(?:"(?P<double>[^"\n]{1,500})"|'(?P<single>[^'\n]{1,500})')"""
    r"""|\bsrcset\s*=\s*["'](?P<srcset>[^"'\n]{1,500})"""
    r"""|^[ \t]{0,20}\.\.[ ](?:\|[^|\n]{1,100}\|[ ])?(?:image|figure)::[ ]+(?P<directive>\S{1,500})""",
    re.IGNORECASE | re.MULTILINE,
)
"""What may name a file of the repository: pictures, and links to them."""
_PICTURE: Final = re.compile(
    r"""!\[[^\[\]]{0,300}\]\(\s*(?:<(?P<angled>[^<>\n]{1,1000})>|(?P<inline>[^\s()<>]{1,1000}))"""
    r"""|<(?:img|source)\b[^<>]{0,1000}?\bsrc(?:set)?\s*=\s*["']?(?P<source>[^\s"'<>]{1,1000})"""
    r"""|^[ \t]{0,20}\.\.[ ](?:\|[^|\n]{1,100}\|[ ])?(?:image|figure)::[ ]+(?P<directive>\S{1,500})""",
    re.IGNORECASE | re.MULTILINE,
)
"""What shows a picture, wherever it lies."""
_FILM: Final = re.compile(r"\.(?:mp4|m4v|mov|webm|ogv|ogg|mp3|wav)(?:[?#]|\Z)", re.IGNORECASE)
"""What `<source>` names in a film or sound."""
_DEFINED: Final = re.compile(r"^\s{0,3}\[[^\]\n]{1,200}\]:\s*<?([^\s<>]{1,1000})", re.MULTILINE)


class Shown:
    """Collects what one repository shows, while its files are read."""

    def __init__(self, repo: RepoRecord) -> None:
        self._repo = repo
        self._by: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        self._elsewhere: defaultdict[str, set[str]] = defaultdict(set)
        self._illustrated: set[str] = set()

    def __call__(self, path: str, data: bytes) -> frozenset[str]:
        """Note what a file shows; return the paths of the repository's pictures among it."""
        text, folder = _text(path, data), posixpath.dirname(path)
        for address in _addresses(_PICTURE, text):
            if is_badge(address) or _FILM.search(address):
                continue
            if keys := picture_keys(address, folder, self._repo):
                self._by[keys].add(path)
                if README.fullmatch(_name(path)) and not says_nothing(keys[0]):
                    self._illustrated.add(folder)
            elif full := in_full(address, folder, self._repo):
                self._elsewhere[full].add(path)
        for address in _DEFINED.findall(text) if "![" in text else ():
            keys = picture_keys(unescape(address), folder, self._repo)
            if len(keys) == 2 and is_image(keys[0]):
                self._by[keys].add(path)
            elif keys and is_upload(keys[0], self._repo):
                # Their addresses have no suffix to tell a picture by.
                self._by[keys].add(path)
        found = {
            key
            for address in _addresses(_REFERENCE, text)
            for key in picture_keys(address, folder, self._repo)[:1]
        }
        return frozenset(key for key in found if not _is_web(key) and is_image(key))

    def illustrated(self) -> frozenset[str]:
        """Return the folders whose README shows a picture."""
        return frozenset(self._illustrated)

    def uploads(self, kept: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return address → the files that show it, of what is to be asked for.

        Args:
            kept: paths of the repository's files that were kept, or could not be.
        """
        found: defaultdict[str, set[str]] = defaultdict(set)
        for keys, paths in self._by.items():
            if any(map(_is_web, keys)) and not any(key in kept for key in keys):
                found[next(filter(_is_web, keys))] |= paths
        return {url: tuple(sorted(found[url])) for url in sorted(found)}

    def missing(self, kept: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return path → the files that show it, of what is not in the repository.

        Args:
            kept: paths of the repository's files that were kept, or could not be.
        """
        found: defaultdict[str, set[str]] = defaultdict(set)
        for keys, paths in self._by.items():
            if is_image(keys[0]) and not any(_is_web(key) or key in kept for key in keys):
                found[keys[0]] |= paths
        return {path: tuple(sorted(found[path])) for path in sorted(found)}

    def elsewhere(self) -> dict[str, tuple[str, ...]]:
        """Return address → the files that show it, of what lies on other hosts."""
        return {url: tuple(sorted(self._elsewhere[url])) for url in sorted(self._elsewhere)}


def _is_web(key: str) -> bool:
    return "://" in key


def _name(path: str) -> str:
    return posixpath.basename(path).casefold()


def _text(path: str, data: bytes) -> str:
    """The Markdown, or what it is, of a README or notebook."""
    name = _name(path)
    if name.endswith(".ipynb"):
        return "\n\n".join(_prose(data))[:_MAX_TEXT]
    if README.fullmatch(name) or is_notebook_name(name):
        return data[:_MAX_TEXT].decode("utf-8", "replace")
    return ""


def _addresses(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        for group, value in match.groupdict().items():
            if not value:
                continue
            if group == "srcset":
                yield from (unescape(part.split()[0]) for part in value.split(",") if part.strip())
            else:
                yield unescape(value)


def _prose(data: bytes) -> Iterator[str]:
    """The text of a notebook's Markdown cells; nothing when it cannot be read."""
    try:
        notebook: Any = json.loads(data)
    except (ValueError, RecursionError):
        return
    if not isinstance(notebook, dict):
        return
    sheets = notebook.get("worksheets")
    holders = [notebook, *(sheets if isinstance(sheets, list) else [])]
    for holder in holders:
        cells = holder.get("cells") if isinstance(holder, dict) else None
        for cell in cells if isinstance(cells, list) else []:
            if isinstance(cell, dict) and cell.get("cell_type") == "markdown":
                yield _joined(cell.get("source"))


def _joined(source: object) -> str:
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""
