"""Where GitHub Pages will serve a portfolio, read from its folder: nothing has to be typed twice."""

import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from proofolio.boundary import problem_of
from proofolio.site.repository import repository_of

_DOMAIN: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_WORKFLOW: Final = Path(".github/workflows/portfolio.yml")
_OTHERS: Final = frozenset(
    {"bitbucket.org", "codeberg.org", "gitlab.com", "127.0.0.1", "localhost"}
)
"""Hosts whose pages are not GitHub's."""


def derived(root: Path) -> str:
    """Return the address that GitHub Pages gives a portfolio, ending in `/`; empty when its folder does not tell.

    A file `CNAME` names a domain of one's own; else the repository's remote `origin` tells: OWNER.github.io
    is served at the top of its domain, any other repository under its name, GitHub Enterprise under `pages.`
    (https://docs.github.com/en/pages/getting-started-with-github-pages/what-is-github-pages).

    Args:
        root: the portfolio's folder. Of a folder within a repository nothing is said unless the
            repository's own workflow publishes it.
    """
    domain = _domain(root / "CNAME")
    if domain:
        return f"https://{domain}/"
    repository = repository_of(root)
    is_whole = repository.root == root.resolve() or (repository.root / _WORKFLOW).is_file()
    parts = urlsplit(repository.page)
    host = (parts.hostname or "").lower()
    if not host or not is_whole or host in _OTHERS:
        return ""
    _, owner, name = parts.path.split("/")
    if host != "github.com":
        return f"https://pages.{host}/{owner}/{name}/"
    top = f"https://{owner.lower()}.github.io/"
    return top if name.lower() == f"{owner.lower()}.github.io" else f"{top}{name}/"


def _domain(file: Path) -> str:
    if not file.is_file() or problem_of(file.parent, file):
        return ""
    try:
        written = file.read_text("utf-8").strip().lower()
    except (OSError, UnicodeDecodeError):
        return ""
    return written if _DOMAIN.fullmatch(written) else ""
