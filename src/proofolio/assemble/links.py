"""Where a link or an image of a pulled text leads on the site."""

import posixpath
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from proofolio.content.anchors import meant_by
from proofolio.content.hosted import in_full, own_path, picture_keys
from proofolio.content.links import replace_addresses
from proofolio.content.sanitize import ID_PREFIX
from proofolio.model.portfolio import Address, SafeHtml
from proofolio.model.records import RepoRecord

_SCHEMES = {
    "gh-dark-mode-only": "#only-dark",
    "only-dark": "#only-dark",
    "gh-light-mode-only": "#only-light",
    "only-light": "#only-light",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a text was pulled from, as its links see it."""

    folder: str
    """The text's folder in the repository; empty for the root."""
    pages: Mapping[str, str]
    """Path in the repository → page, from the site's root."""
    files: Mapping[str, str]
    """Path in the repository → served file, from the site's root."""
    outside: Callable[[str], str | None]
    """Path in the repository → address on the host at that commit; None when there is no host."""
    anchors: Callable[[str], Collection[str] | None] = lambda _: None
    """Path in the repository → the ids on its page; None when they are not known."""
    repo: RepoRecord | None = None
    """Whose own absolute addresses, and addresses that climb out of it to pages of its host, are understood."""
    sites: Mapping[str, str] = field(default_factory=dict)
    """Address on a host, as `address_key` writes it → the page of this site that shows what is there."""


def resolve_links(html: SafeHtml, origin: Origin, *, page: str) -> SafeHtml:
    """Make every link and image of a pulled text work on a page of the site.

    A relative link leads to the page of the site where there is one, else to the file on its host at
    that commit. An image is served by the site or not shown: nobody's visit is told to another host.

    Args:
        html: links relative to where it was pulled from.
        origin: where that was.
        page: the page's path from the site's root, ending in `/` or empty.
    """
    return replace_addresses(
        html, lambda attribute, value: resolve((attribute, value), origin, page=page)
    )


def resolve(
    address: Address, origin: Origin, *, page: str, assets: Mapping[str, str] | None = None
) -> str | None:
    """Return where one address leads from a page, or None when it leads nowhere.

    Args:
        address: as it was pulled.
        origin: where that was.
        page: the page's path from the site's root, ending in `/` or empty.
        assets: name → served file, for `pf-asset:NAME`.
    """
    attribute, value = address
    if value.startswith("pf-asset:"):
        target = (assets or {}).get(value.removeprefix("pf-asset:"))
        return None if target is None else relative(page, target)
    if value.startswith("#"):
        return value
    if not _is_address(value):
        return None
    return _src(value, origin, page) if attribute == "src" else _href(value, origin, page)


def relative(page: str, target: str) -> str:
    """Return the way from one place of the site to another, both from its root; works under any sub-path."""
    base = page.rsplit("/", 1)[0] if "/" in page else ""
    path, _, fragment = target.partition("#")
    way = posixpath.relpath(path or ".", base or ".")
    slash = "/" if (not path or path.endswith("/")) and not way.endswith("/") else ""
    return quote(way + slash) + (f"#{fragment}" if fragment else "")


def _is_address(value: str) -> bool:
    try:
        urlsplit(value)
    except ValueError:
        return False
    return True


def _src(value: str, origin: Origin, page: str) -> str | None:
    if value.startswith("data:"):
        return value
    if origin.repo:
        keys = picture_keys(value, origin.folder, origin.repo)
    else:
        path = _repository_path(value, origin)
        keys = () if path is None else (path,)
    served = next((origin.files[key] for key in keys if key in origin.files), None)
    if served is None:
        return None
    # The engine's theme shows such a picture in its scheme only, as GitHub does.
    scheme = _SCHEMES.get(urlsplit(value).fragment, "")
    return relative(page, served + scheme)


def _href(value: str, origin: Origin, page: str) -> str | None:
    path = _repository_path(value, origin)
    if path is None:
        if origin.repo and not value.startswith("//"):
            value = in_full(value, origin.folder, origin.repo) or value
        if not urlsplit(value).scheme:
            return None
        return _on_site(value, origin, page) or value
    fragment = urlsplit(value).fragment
    target = origin.pages.get(path)
    if target is not None:
        anchor = _anchor(unquote(fragment), origin.anchors(path)) if fragment else None
        return relative(page, f"{target}#{quote(anchor)}" if anchor else target)
    if urlsplit(value).scheme:
        return _on_site(value, origin, page) or value
    address = origin.outside(path)
    if address and (there := _on_site(address, origin, page)):
        return there
    return f"{address}#{quote(fragment)}" if address and fragment else address


def _on_site(address: str, origin: Origin, page: str) -> str | None:
    """Return the way to the page of this site that shows what is at an address; None when there is no other."""
    there = origin.sites.get(address_key(address))
    return relative(page, there) if there and there != page else None


def address_key(url: str) -> str:
    """Return an address in the form that `Origin.sites` is asked by: no branch, no case, no slash at its end.

    `https://github.com/o/r/tree/main/a/b/` and `https://github.com/O/r/blob/0ab…/a/b` are one place.
    """
    parts = urlsplit(url)
    steps = [unquote(step) for step in parts.path.split("/") if step]
    if len(steps) > 3 and steps[2] == "-":
        del steps[2]
    if len(steps) > 3 and steps[2] in {"tree", "blob", "raw"}:
        del steps[2:4]
    if steps and steps[-1].casefold().startswith("readme"):
        del steps[-1]
    return f"{parts.netloc}/{'/'.join(steps)}".casefold()


def _anchor(fragment: str, known: Collection[str] | None) -> str | None:
    """Return the id that a fragment means on another page: the top of the page is better than nowhere."""
    wanted = ID_PREFIX + fragment
    return wanted if known is None else meant_by(wanted, known)


def _repository_path(value: str, origin: Origin) -> str | None:
    """Return the path in the repository that a link means, or None when it leads elsewhere."""
    if origin.repo and in_full(value, origin.folder, origin.repo):
        return own_path(value, origin.folder, origin.repo)
    parts = urlsplit(value)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(origin.folder, path)
    normal = posixpath.normpath(joined) if joined else ""
    return None if normal.startswith("..") else normal.removeprefix("./").replace("\\", "/")
