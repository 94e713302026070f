"""What an address in a README or notebook means: a file of its own repository, an upload, or another host's; pure."""

import posixpath
import re
from dataclasses import dataclass
from html import unescape
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from proofolio.model.records import RepoRecord

_GITHUB: Final = frozenset({"github.com", "www.github.com"})
_RAW: Final = frozenset({"raw.githubusercontent.com", "raw.github.com"})
_UPLOADS: Final = frozenset({"user-images.githubusercontent.com", "cdn-uploads.huggingface.co"})
_HUB: Final = "huggingface.co"
_ANY_REF: Final = frozenset({"blob", "raw", "tree"})
_PAGES: Final = frozenset(
    {
        "actions", "branches", "commit", "commits", "compare", "contributors", "deployments", "discussions",
        "forks", "graphs", "issues", "labels", "milestones", "network", "packages", "projects", "pull", "pulls",
        "pulse", "releases", "security", "stargazers", "tags", "watchers", "wiki",
    }
)  # fmt: skip
"""What stands beside a repository's files on GitHub."""
_SAFE: Final = "/:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True, kw_only=True)
class InRepository:
    """A file or folder of a repository on the code host."""

    owner: str
    name: str
    ref: str
    """A branch, tag or commit."""
    path: str
    """From the repository's root; empty for the root."""


def picture_keys(value: str, folder: str, repo: RepoRecord) -> tuple[str, ...]:
    """Return what a picture's address stands for, best first; nothing when it lies on another host.

    A key is a path in the repository, or the address of an upload that begins with `https://`.

    Args:
        value: as it was pulled.
        folder: of the text that shows it.
        repo: whose text it is.
    """
    absolute = in_full(value, folder, repo)
    if absolute is None:
        path = _relative_path(value, folder)
        return (path,) if path else ()
    found = _in_repository(absolute, repo)
    if found is None:
        url = _upload(absolute, repo)
        return (url,) if url else ()
    url = raw_url(found, repo)
    if is_own(found, repo):
        return (found.path, url)
    return (url,) if found.owner.casefold() == repo.owner.casefold() else ()


def own_path(value: str, folder: str, repo: RepoRecord) -> str | None:
    """Return the path in the repository that a link means, as it is on the default branch; None when it leads elsewhere."""
    absolute = in_full(value, folder, repo)
    if absolute is None:
        return _relative_path(value, folder)
    found = _in_repository(absolute, repo)
    if found is None or not is_own(found, repo):
        return None
    current = {repo.default_branch, repo.head_commit, "main", "master", "HEAD"}
    return found.path if found.ref in current else None


def in_full(value: str, folder: str, repo: RepoRecord) -> str | None:
    """Return an address with its host, when it names one or climbs out of the repository as `../../issues` does.

    GitHub shows a README of `docs/` at `OWNER/NAME/blob/BRANCH/docs/`, and its links lead from there.
    """
    value = unescape(value.strip())
    if value.startswith("//"):
        value = f"https:{value}"
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return value if parts.scheme in {"http", "https"} and parts.netloc else None
    path = unquote(parts.path)
    if path.startswith("/") or not posixpath.normpath(posixpath.join(folder, path)).startswith(
        ".."
    ):
        return None
    home = urlsplit(repo.url)
    if not home.netloc:
        return None
    page = posixpath.join(home.path, "blob", repo.default_branch, folder, path)
    climbed = posixpath.normpath(page)
    steps = climbed.strip("/").split("/")
    is_file = len(steps) > 4 and steps[2] in _ANY_REF
    if not (len(steps) == 2 or is_file or (len(steps) > 2 and steps[2] in _PAGES)):
        return None
    tail = f"?{parts.query}" if parts.query else ""
    tail += f"#{parts.fragment}" if parts.fragment else ""
    return f"{home.scheme}://{home.netloc}{quote(climbed, safe=_SAFE)}{tail}"


def is_own(found: InRepository, repo: RepoRecord) -> bool:
    """Tell whether a file is one of this repository, by its name now or an earlier one, in any case."""
    names = {name.casefold() for name in (repo.full_name, *repo.former_names)}
    return f"{found.owner}/{found.name}".casefold() in names


def raw_url(found: InRepository, repo: RepoRecord) -> str:
    """Return where the bytes of a file are."""
    place = f"{found.owner}/{found.name}"
    path = quote(f"{found.ref}/{found.path}", safe=_SAFE)
    home = urlsplit(repo.url)
    if home.hostname is None or home.hostname in _GITHUB:
        return f"https://raw.githubusercontent.com/{place}/{path}"
    return f"{home.scheme}://{home.netloc}/{place}/raw/{path}"


def host_of(value: str) -> str:
    """Return the host that an address names, without `www.`; empty when it names none."""
    try:
        host = urlsplit(f"https:{value}" if value.startswith("//") else value).hostname
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")[:100]


def _relative_path(value: str, folder: str) -> str | None:
    bare = unquote(unescape(value).partition("#")[0].partition("?")[0]).replace("\\", "/")
    if not bare or "//" in bare[:8] or re.match(r"[a-z][a-z0-9+.-]*:", bare, re.IGNORECASE):
        return None
    joined = bare if bare.startswith("/") else posixpath.join(folder, bare)
    path = posixpath.normpath(joined).lstrip("/")
    return None if path.startswith("..") or path == "." else path


def _in_repository(url: str, repo: RepoRecord) -> InRepository | None:
    parts = urlsplit(url)
    steps = [unquote(step) for step in parts.path.split("/") if step]
    host = (parts.hostname or "").casefold()
    home = urlsplit(repo.url)
    if host in _GITHUB or (parts.netloc and parts.netloc == home.netloc):
        if len(steps) < 4 or steps[2] not in _ANY_REF:
            return None
        owner, name, rest = steps[0], steps[1], steps[3:]
    elif host in _RAW:
        owner, name, rest = steps[0] if steps else "", "".join(steps[1:2]), steps[2:]
    elif host == "media.githubusercontent.com" and steps[:1] == ["media"]:
        owner, name, rest = "".join(steps[1:2]), "".join(steps[2:3]), steps[3:]
    else:
        return None
    if rest[:2] == ["refs", "heads"]:
        rest = rest[2:]
    branch = repo.default_branch.split("/")
    length = len(branch) if rest[: len(branch)] == branch else 1
    path = posixpath.normpath("/".join(rest[length:])) if rest[length:] else ""
    if not owner or not name or not rest or path.startswith(".."):
        return None
    return InRepository(owner=owner, name=name, ref="/".join(rest[:length]), path=path)


def _upload(url: str, repo: RepoRecord) -> str | None:
    """Return an upload's address in one spelling; None when the host does not serve a repository's own uploads."""
    parts = urlsplit(url)
    host = (parts.hostname or "").casefold()
    steps = [unquote(step) for step in parts.path.split("/") if step]
    owner = repo.owner.casefold()
    if host in _GITHUB:
        is_attached = steps[:2] == ["user-attachments", "assets"] and len(steps) == 3
        is_asset = len(steps) >= 5 and steps[2] == "assets" and steps[0].casefold() == owner
        is_meant, host = is_attached or is_asset, "github.com"
    elif host == _HUB:
        place = steps[1:] if steps[:1] in (["datasets"], ["spaces"]) else steps
        is_meant = (
            len(place) >= 5 and place[0].casefold() == owner and place[2] in {"resolve", "raw"}
        )
    else:
        is_meant = host in _UPLOADS and bool(steps)
    if not is_meant or parts.username or parts.port not in {None, 80, 443}:
        return None
    return f"https://{host}/{quote('/'.join(steps), safe=_SAFE)}"
