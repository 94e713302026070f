"""What an address in a README or notebook means: a file of its own repository, an upload, or another host's; pure."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from proofolio.model.records import RepoRecord, filled_in

_HUB_UPLOADS: Final = "cdn-uploads.huggingface.co"
_HUB: Final = "huggingface.co"
_PAGES: Final = frozenset(
    {
        "actions", "branches", "commit", "commits", "compare", "contributors", "deployments", "discussions",
        "forks", "graphs", "issues", "labels", "milestones", "network", "packages", "projects", "pull", "pulls",
        "pulse", "releases", "security", "stargazers", "tags", "watchers", "wiki",
    }
)  # fmt: skip
"""What stands beside a repository's files on its host."""
_PARTS: Final = {
    "repository": r"(?P<owner>[^/]+(?:/[^/]+)*?)/(?P<name>[^/]+)",
    "ref": r"(?P<ref>.+)",
    "owner": r"(?P<owner>[^/]+)",
    "name": r"[^/]+",
    "path": r".+",
}
"""What a part of an address template matches; where a ref ends, the repository tells."""
_REF_AND_PATH: Final = "/{ref}/{path}"
"""How a template ends that can be read back."""
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
    urls = (url,) if url else ()
    if is_own(found, repo):
        return (found.path, *urls)
    return urls if found.owner.casefold() == repo.owner.casefold() else ()


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
    shown_at = filled_in(
        repo.addresses.file,
        repository=repo.full_name,
        ref=repo.default_branch,
        path=folder,
        safe="/",
    )
    if shown_at is None:
        return None
    page = posixpath.join(unquote(urlsplit(shown_at).path), path)
    climbed = posixpath.normpath(page)
    steps = climbed.strip("/").split("/")
    beside = steps[2] if len(steps) > 2 else ""
    resolved = _in_repository(f"{home.scheme}://{home.netloc}{climbed}", repo)
    is_file = resolved is not None and bool(resolved.path)
    if not (len(steps) == 2 or is_file or beside in _PAGES or beside == "-"):
        return None
    tail = f"?{parts.query}" if parts.query else ""
    tail += f"#{parts.fragment}" if parts.fragment else ""
    return f"{home.scheme}://{home.netloc}{quote(climbed, safe=_SAFE)}{tail}"


def is_own(found: InRepository, repo: RepoRecord) -> bool:
    """Tell whether a file is one of this repository, by its name now or an earlier one, in any case."""
    names = {name.casefold() for name in (repo.full_name, *repo.former_names)}
    return f"{found.owner}/{found.name}".casefold() in names


def raw_url(found: InRepository, repo: RepoRecord) -> str | None:
    """Return where the bytes of a file are, as its host tells."""
    return filled_in(
        repo.addresses.raw,
        repository=f"{found.owner}/{found.name}",
        ref=found.ref,
        path=found.path,
        safe=_SAFE,
    )


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
    where = repo.addresses
    of_files = (where.file, where.folder, where.raw, *where.others)
    match = _first(_readers(tuple(one for one in of_files if one.endswith(_REF_AND_PATH))), url)
    if match is None:
        return None
    rest = match["ref"].split("/")
    if rest[:2] == ["refs", "heads"]:
        rest = rest[2:]
    branch = repo.default_branch.split("/")
    length = len(branch) if rest[: len(branch)] == branch else 1
    path = posixpath.normpath("/".join(rest[length:])) if rest[length:] else ""
    if not rest or path.startswith(".."):
        return None
    return InRepository(
        owner=match["owner"], name=match["name"], ref="/".join(rest[:length]), path=path
    )


@cache
def _readers(templates: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return what reads back the addresses that were made of templates: of host and path, without a scheme."""
    return tuple(_reader(template) for template in templates if template)


def _reader(template: str) -> re.Pattern[str]:
    bare = template.partition("://")[2].removeprefix("www.").replace("{ref}/{path}", "{ref}")
    parts = re.split(r"\{(\w+)\}", bare)
    return re.compile(
        "".join(
            _PARTS.get(part, "") if number % 2 else re.escape(part)
            for number, part in enumerate(parts)
        )
    )


def _first(patterns: Iterable[re.Pattern[str]], url: str) -> re.Match[str] | None:
    parts = urlsplit(url)
    steps = [unquote(step) for step in parts.path.split("/") if step]
    bare = "/".join((parts.netloc.casefold().removeprefix("www."), *steps))
    return next(filter(None, (pattern.fullmatch(bare) for pattern in patterns)), None)


def _upload(url: str, repo: RepoRecord) -> str | None:
    """Return an upload's address in one spelling; None when the host does not serve a repository's own uploads."""
    parts = urlsplit(url)
    host = (parts.hostname or "").casefold()
    steps = [unquote(step) for step in parts.path.split("/") if step]
    owner = repo.owner.casefold()
    if parts.username or parts.port not in {None, 80, 443}:
        return None
    if host == _HUB:
        place = steps[1:] if steps[:1] in (["datasets"], ["spaces"]) else steps
        is_meant = (
            len(place) >= 5 and place[0].casefold() == owner and place[2] in {"resolve", "raw"}
        )
    elif host == _HUB_UPLOADS:
        is_meant = bool(steps)
    else:
        match = _first(_readers(repo.addresses.uploads), f"https://{host}{parts.path}")
        is_meant = match is not None and match.groupdict().get("owner", owner).casefold() == owner
    return f"https://{host}/{quote('/'.join(steps), safe=_SAFE)}" if is_meant else None


def is_upload(url: str, repo: RepoRecord) -> bool:
    """Tell whether an address is one of a picture that was put into a text: such never change."""
    return host_of(url) == _HUB_UPLOADS or _first(_readers(repo.addresses.uploads), url) is not None
