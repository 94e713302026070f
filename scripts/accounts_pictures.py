"""Pictures that a README or a notebook shows on GitHub, and that the site neither shows nor speaks of."""

import json
import posixpath
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

BADGES = re.compile(
    r"shields\.io|badge|badgen\.net|colab-badge|komarev\.com|github-readme-stats|streak-stats"
    r"|readme-typing-svg|capsule-render|skillicons\.dev|travis-ci|codecov\.io|visitor"
)
"""What is a sign and no picture: to leave it out needs no word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A picture that is lost without a word."""

    repository: str
    source: str
    """The file that shows it."""
    address: str


def lost(
    repository: str,
    git_dir: Path,
    notebooks: Iterable[str],
    *,
    folders: Iterable[str] = ("",),
    shown: Iterable[str],
    told: str,
    absent: Iterable[str],
) -> Iterator[Lost]:
    """Yield what is lost of one repository; a picture is known by the name of its file.

    Args:
        repository: its name.
        git_dir: as it was served.
        notebooks: those that have a page, by their path.
        folders: whose READMEs are shown.
        shown: names of the files of all pictures on the site.
        told: everything that the commands said.
        absent: files that were not served.
    """
    names = [_plain(name) for name in shown]
    gone = {posixpath.basename(path) for path in absent}
    for source, text in _texts(git_dir, notebooks, set(folders)):
        for address in dict.fromkeys(_addresses(text)):
            name = unquote(posixpath.basename(urlsplit(address).path))
            stem = _plain(posixpath.splitext(name)[0])
            if name in gone or any(one.startswith(stem) for one in names if stem):
                continue
            if name not in told and address not in told:
                yield Lost(repository=repository, source=source, address=address)


def _texts(git_dir: Path, notebooks: Iterable[str], folders: set[str]) -> Iterator[tuple[str, str]]:
    for path in _git(git_dir, "ls-tree", "-r", "--name-only", "-z", "HEAD").split("\0"):
        folder, name = posixpath.split(path)
        if folder in folders and name.lower() in {"readme.md", "readme.markdown", "readme"}:
            yield path, _git(git_dir, "cat-file", "blob", f"HEAD:{path}")
    for path in notebooks:
        yield path, "\n\n".join(_prose(_git(git_dir, "cat-file", "blob", f"HEAD:{path}")))


def _prose(notebook: str) -> Iterator[str]:
    try:
        raw: Any = json.loads(notebook)
        for cell in raw["cells"]:
            if cell["cell_type"] == "markdown":
                yield "".join(cell["source"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return


def _addresses(text: str) -> Iterator[str]:
    tree = LexborHTMLParser(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))
    for node in tree.css("img[src]"):
        address = node.attributes["src"] or ""
        if address and not address.startswith(("data:", "attachment:")):
            try:
                urlsplit(address)
            except ValueError:
                continue
            if not BADGES.search(address):
                yield address


def _plain(name: str) -> str:
    return "".join(letter for letter in unquote(name).lower() if letter.isalnum())


def _git(git_dir: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "--git-dir", git_dir, *arguments],
        check=False,
        capture_output=True,
    )
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
