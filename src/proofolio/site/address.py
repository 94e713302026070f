"""Where GitHub Pages will serve a portfolio, read from its folder: nothing has to be typed twice."""

import re
from configparser import ConfigParser, Error
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_REMOTE: Final = re.compile(
    r"(?:https?://(?:[^@/]+@)?|ssh://(?:[^@/]+@)?|git@)(?P<host>[\w.-]+)(?::\d+)?[:/](?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?"
)
_DOMAIN: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_WORKFLOW: Final = Path(".github/workflows/portfolio.yml")


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
    match = _REMOTE.fullmatch(_origin(root))
    if not match:
        return ""
    host, owner, name = match["host"].lower(), match["owner"].lower(), match["name"]
    if host in {"127.0.0.1", "localhost", "gitlab.com", "bitbucket.org", "codeberg.org"}:
        return ""
    if host != "github.com":
        return f"https://pages.{host}/{match['owner']}/{name}/"
    if name.lower() == f"{owner}.github.io":
        return f"https://{owner}.github.io/"
    return f"https://{owner}.github.io/{name}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """Where the portfolio itself is kept."""

    host: str
    owner: str
    name: str

    @property
    def url(self) -> str:
        """Its page for people."""
        return f"https://{self.host}/{self.owner}/{self.name}"


def repository_of(root: Path) -> Repository | None:
    """Return the repository that `origin` names; None when it names none that has a page."""
    match = _REMOTE.fullmatch(_origin(root, anywhere=True))
    if not match:
        return None
    return Repository(host=match["host"].lower(), owner=match["owner"], name=match["name"])


def _domain(file: Path) -> str:
    try:
        said = file.read_text("utf-8").strip().lower()
    except (OSError, UnicodeDecodeError):
        return ""
    return said if _DOMAIN.fullmatch(said) else ""


def _origin(root: Path, *, anywhere: bool = False) -> str:
    for folder in (root, *root.resolve().parents):
        git = folder / ".git"
        if git.is_dir() and (anywhere or folder == root or (folder / _WORKFLOW).is_file()):
            config = ConfigParser(strict=False, interpolation=None, allow_no_value=True)
            try:
                config.read_string((git / "config").read_text("utf-8"))
            except (OSError, UnicodeDecodeError, Error):
                return ""
            return config.get('remote "origin"', "url", fallback="") or ""
    return ""
