"""The receipt: what a site will expose, and what is new, changed and gone since it was published last."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from proofolio.publish.links import Link, links_of
from proofolio.publish.pages import site_files
from proofolio.publish.personal import emails_in
from proofolio.store.files import write_atomically

_LOADS: Final = frozenset(
    {"script", "img", "iframe", "source", "video", "audio", "track", "embed", "object", "image"}
)
_DOWNLOADS: Final = (".ipynb", ".pdf", ".json", ".yaml", ".txt", ".csv", ".zip")
_NO_DOWNLOAD: Final = ("search/", "assets/", "sitemap", "robots.txt", "feed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What visitors will get."""

    address: str
    """Of the site, ending in `/`; empty when it is not known."""
    files: Mapping[str, str]
    """Path → SHA-256."""
    pages: int
    size_bytes: int
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    """Pages alone, by their addresses within the site."""
    scripts: tuple[str, ...]
    """That pages load, and how many write into themselves as `(in the page)`."""
    frames: tuple[str, ...]
    loads: tuple[tuple[str, int], ...]
    """Hosts that a visitor's browser asks without a click → from how many pages."""
    links: tuple[tuple[str, int], ...]
    """Hosts that pages link to → from how many pages."""
    repositories: tuple[str, ...]
    """`owner/name` on GitHub that pages link to."""
    emails: tuple[str, ...]
    downloads: tuple[str, ...]


def receipt(
    site: Path, *, address: str, before: Mapping[str, str], repositories: frozenset[str]
) -> Receipt:
    """Look through a site and tell what it exposes.

    Args:
        site: the folder.
        address: where it will be; may be empty.
        before: path → SHA-256 of what was published last; empty when nothing was.
        repositories: `owner/name` of those that were pulled.
    """
    files: dict[str, str] = {}
    size_bytes = 0
    scripts: set[str] = set()
    frames: set[str] = set()
    loads: Counter[str] = Counter()
    links: Counter[str] = Counter()
    named: set[str] = set()
    emails: set[str] = set()
    for file in site_files(site):
        files[file.path] = hashlib.sha256(file.data).hexdigest()
        size_bytes += len(file.data)
        if not file.is_of_the_theme:
            emails |= emails_in(file.words).keys()
        if not file.is_page:
            continue
        found = list(links_of(file))
        scripts |= {_name(link.url) for link in found if link.tag == "script"}
        if 'id="pf-job"' in file.source:
            frames.add(file.path)
        outside = [(link, _host(link.url)) for link in found]
        hosts = {
            (_is_loaded(link), host) for link, host in outside if host and host != _host(address)
        }
        loads.update(host for is_loaded, host in hosts if is_loaded)
        links.update(host for is_loaded, host in hosts if not is_loaded)
        named |= _repositories(found) & repositories
    pages = {path for path in files if _is_page(path)}
    return Receipt(
        address=address,
        files=files,
        pages=len(pages),
        size_bytes=size_bytes,
        new=_places(pages - before.keys()),
        changed=_places({path for path in pages & before.keys() if files[path] != before[path]}),
        gone=_places({path for path in before.keys() - files.keys() if _is_page(path)}),
        scripts=tuple(sorted(scripts)),
        frames=tuple(sorted(frames)),
        loads=tuple(loads.most_common()),
        links=tuple(links.most_common()),
        repositories=tuple(sorted(named, key=str.lower)),
        emails=tuple(sorted(emails)),
        downloads=tuple(sorted(path for path in files if _is_download(path))),
    )


def read_published(file: Path, target: str) -> Mapping[str, str]:
    """Return path → SHA-256 of what was last brought to a place; empty when nothing was."""
    try:
        kept = json.loads(file.read_text("utf-8"))
        return {str(path): str(digest) for path, digest in kept[target].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_published(file: Path, target: str, files: Mapping[str, str]) -> None:
    """Remember what was brought to a place; nothing when it was taken away."""
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        kept = {}
    kept = {**kept, target: dict(files)} if isinstance(kept, dict) else {target: dict(files)}
    write_atomically(file, json.dumps(kept, indent=0, sort_keys=True).encode())


def _is_page(path: str) -> bool:
    return path.endswith("/index.html") or path == "index.html"


def _places(paths: set[str]) -> tuple[str, ...]:
    return tuple(sorted(path.removesuffix("index.html") or "/" for path in paths))


def _is_loaded(link: Link) -> bool:
    return link.tag in _LOADS or (
        link.tag == "link" and link.rel in {"stylesheet", "preload", "icon"}
    )


def _is_download(path: str) -> bool:
    return path.endswith(_DOWNLOADS) and not path.startswith(_NO_DOWNLOAD)


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.netloc.lower() if parts.scheme in {"http", "https", ""} else ""


def _name(source: str) -> str:
    return (
        source
        if _host(source)
        else source[source.find("assets/") :]
        if "assets/" in source
        else source
    )


def _repositories(found: list[Link]) -> set[str]:
    paths = (urlsplit(link.url).path.strip("/").split("/") for link in found if _host(link.url))
    return {"/".join(parts[:2]) for parts in paths if len(parts) >= 2}
