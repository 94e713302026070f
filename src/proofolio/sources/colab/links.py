"""Every way in which a Colab notebook is addressed; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from proofolio.errors import SourceError

COLAB = "https://colab.research.google.com"

_COLAB_HOSTS = frozenset({"colab.research.google.com", "colab.sandbox.google.com"})
_DRIVE_HOSTS = frozenset(
    {"drive.google.com", "docs.google.com", "drive.usercontent.google.com"}
)  # fmt: skip
_GITHUB_HOSTS = frozenset({"github.com", "www.github.com", "githubtocolab.com"})
_NAME = re.compile(r"(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}")
_DRIVE_ID = re.compile(r"[A-Za-z0-9_-]{10,120}")
_GIST_ID = re.compile(r"[0-9a-f]{5,40}")
_LOGIN = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveAddress:
    """A file on Google Drive."""

    file_id: str
    resource_key: str | None = None
    """Older files that were shared by link need it."""

    @property
    def colab_url(self) -> str:
        """Opens it in Colab."""
        return f"{COLAB}/drive/{self.file_id}"

    @property
    def view_url(self) -> str:
        """Shows it on Drive."""
        return f"https://drive.google.com/file/d/{self.file_id}/view"


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHubAddress:
    """A file on GitHub."""

    owner: str
    repo: str
    ref_and_path: str
    """`main/notebooks/a.ipynb`; where the branch's name ends only the repository can tell."""

    @property
    def colab_url(self) -> str:
        """Opens it in Colab."""
        return f"{COLAB}/github/{self._tail}"

    @property
    def view_url(self) -> str:
        """Shows it on GitHub."""
        return f"https://github.com/{self._tail}"

    @property
    def _tail(self) -> str:
        return f"{self.owner}/{self.repo}/blob/{quote(self.ref_and_path)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GistAddress:
    """A gist, or one file of it."""

    gist_id: str
    owner: str | None = None
    file: str | None = None


Address = DriveAddress | GitHubAddress | GistAddress


def parse(link: str) -> Address:
    """Understand a link to a notebook.

    Args:
        link: as copied from the browser's address bar, a 'Share' dialogue or a badge.

    Raises:
        SourceError: it is none, with a hint about which links are.
    """
    text = link.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        url = urlsplit(text)
        host = (url.hostname or "").casefold()
    except ValueError:
        raise _not_understood(link) from None
    parts = [unquote(part) for part in url.path.split("/") if part]
    address: Address | None = None
    if url.scheme not in {"http", "https"}:
        address = None
    elif host in _COLAB_HOSTS:
        address = _colab(url, parts, link)
    elif host in _DRIVE_HOSTS:
        address = _drive(url, parts)
    elif host in _GITHUB_HOSTS:
        address = _github(parts)
    elif host == "raw.githubusercontent.com" and len(parts) >= 4:
        address = _github([*parts[:2], "blob", *parts[2:]])
    elif host == "gist.github.com":
        address = _gist(parts)
    if address is None:
        raise _not_understood(link)
    return address


def _colab(url: SplitResult, parts: Sequence[str], link: str) -> Address | None:
    file_id = _first(url.fragment, "fileId") or _first(url.query, "fileId", "id")
    if file_id is not None:
        if _DRIVE_ID.fullmatch(file_id):
            return DriveAddress(file_id=file_id)
        if file_id.startswith(("http://", "https://")) and file_id != link:
            return parse(file_id)
    match [part for part in parts if part not in {"notebooks", "notebook"}]:
        case ["drive", file_id, *_] if _DRIVE_ID.fullmatch(file_id):
            return DriveAddress(file_id=file_id, resource_key=_first(url.query, "resourcekey"))
        case ["github", *rest]:
            return _github(rest)
        case ["gist", *rest]:
            return _gist(rest)
    if parts[:1] == ["notebooks"]:
        raise SourceError(
            f"{link} is one of Google's own notebooks.",
            "Use File → Save a copy in Drive, share the copy, and give its link instead.",
        )
    return None


def _drive(url: SplitResult, parts: Sequence[str]) -> DriveAddress | None:
    after_d = parts[parts.index("d") + 1 :][:1] if "d" in parts else []
    file_id = after_d[0] if after_d else _first(url.query, "id")
    if file_id is None or not _DRIVE_ID.fullmatch(file_id):
        return None
    return DriveAddress(file_id=file_id, resource_key=_first(url.query, "resourcekey"))


def _github(parts: Sequence[str]) -> GitHubAddress | None:
    match parts:
        case [owner, repo, "blob" | "raw" | "tree", _, _, *_] if (
            _NAME.fullmatch(owner)
            and _NAME.fullmatch(repo)
            and parts[-1].casefold().endswith(".ipynb")
        ):
            return GitHubAddress(
                owner=owner, repo=repo.removesuffix(".git"), ref_and_path="/".join(parts[3:])
            )
    return None


def _gist(parts: Sequence[str]) -> GistAddress | None:
    match parts:
        case [owner, gist_id, *rest] if _LOGIN.fullmatch(owner) and _GIST_ID.fullmatch(gist_id):
            file = rest[0] if rest and rest[0].lower().endswith(".ipynb") else None
            return GistAddress(gist_id=gist_id, owner=owner, file=file)
        case [gist_id, *_] if _GIST_ID.fullmatch(gist_id):
            return GistAddress(gist_id=gist_id)
    return None


def _first(query: str, *names: str) -> str | None:
    values = parse_qs(query)
    return next((values[name][0] for name in names if name in values), None)


def _not_understood(link: str) -> SourceError:
    return SourceError(
        f"{link!r} is not a link to a notebook that can be read.",
        f"Links look like {COLAB}/drive/…, {COLAB}/github/USER/REPO/blob/BRANCH/FILE.ipynb or "
        "https://gist.github.com/USER/…; in Colab, use Share → Copy link.",
    )
