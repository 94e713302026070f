"""Links within the site that lead nowhere: a page, a file or an anchor that is not there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from posixpath import normpath
from typing import Final
from urllib.parse import unquote, urlsplit

from proofolio.model.finding import Spot
from proofolio.publish.pages import SiteFile
from proofolio.publish.raw_findings import RawFinding

_ATTRIBUTES: Final = {
    "a": ("href",), "area": ("href",), "audio": ("src",), "embed": ("src",), "form": ("action",),
    "iframe": ("src",), "image": ("href", "xlink:href"), "img": ("src", "srcset"), "input": ("src",), "link": ("href",),
    "object": ("data",), "script": ("src",), "source": ("src", "srcset"), "track": ("src",),
    "use": ("href", "xlink:href"), "video": ("src", "poster"),
}  # fmt: skip
_ALWAYS: Final = frozenset({"", "top"})
"""Anchors that every page has (HTML standard, 'scrolling to a fragment')."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address on a page."""

    tag: str
    attribute: str
    url: str
    rel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinks:
    """Where a page leads, and where on it links may lead."""

    ids: tuple[str, ...]
    links: tuple[Link, ...]
    """The same one once."""


def read_links(file: SiteFile) -> PageLinks:
    """Read the links of a page."""
    return PageLinks(
        ids=tuple(dict.fromkeys(_ids(file))), links=tuple(dict.fromkeys(links_of(file)))
    )


@dataclass(slots=True)
class Links:
    """The links of a site, collected page by page."""

    address: str
    """Of the site, ending in `/`; empty when it is not known."""
    _paths: set[str] = field(default_factory=set)
    _ids: dict[str, frozenset[str]] = field(default_factory=dict)
    _links: list[tuple[str, Link]] = field(default_factory=list)

    def add(self, file: SiteFile) -> None:
        """Note what a file holds; call it for each file of the site."""
        self.note(file.path, read_links(file) if file.is_page else None)

    def note(self, path: str, page: PageLinks | None) -> None:
        """Note that there is a file, and what was read in it if it is a page."""
        self._paths.add(path)
        if page is not None:
            self._ids[path] = frozenset(page.ids)
            self._links.extend((path, link) for link in page.links)

    def broken(self) -> Iterator[RawFinding]:
        """Yield each link that leads nowhere, once every file was added."""
        for page, link in dict.fromkeys(self._links):
            wrong = self._wrong(page, link)
            if wrong:
                yield RawFinding(
                    rule="broken-link",
                    key=f"{link.url}\n{wrong}"
                    if link.url.startswith("/")
                    else f"{page}\n{link.url}",
                    severity="blocker",
                    message=f"A link leads nowhere: `{link.url[:200]}`. {wrong}",
                    hint="If it stands in a README, a notebook or a post of yours, mend it there and run `proofolio sync`.",
                    spot=Spot(path=f"site/{page}"),
                )

    def outside(self) -> Iterator[tuple[str, Link]]:
        """Yield the page and each link that leaves the site."""
        for page, link in self._links:
            if link.url.startswith(("http:", "https:", "//")) and not self._is_ours(link.url):
                yield page, link

    def _is_ours(self, url: str) -> bool:
        return bool(self.address) and f"{url}/".startswith(self.address)

    def _wrong(self, page: str, link: Link) -> str:
        """Return what is wrong with a link, in words; empty when it holds or leaves the site."""
        url = link.url.strip()
        if self._is_ours(url):
            url = url.removeprefix(self.address.rstrip("/")) or "/"
            url = urlsplit(self.address).path.rstrip("/") + url
        try:
            parts = urlsplit(url)
        except ValueError:
            return "It is not a web address."
        if parts.scheme or parts.netloc:
            return ""
        path = unquote(parts.path)
        if path.startswith("/"):
            root = urlsplit(self.address).path or "/"
            if not f"{path}/".startswith(root):
                return f"It leads out of the site, which begins at `{root}`."
            target = path.removeprefix(root.rstrip("/")).lstrip("/")
        else:
            folder = page.rpartition("/")[0]
            target = page if not path else normpath(f"{folder}/{path}") + "/" * path.endswith("/")
            target = target.lstrip("/")
            if target.startswith(".."):
                return "It leads out of the site."
        return self._missing(target, unquote(parts.fragment))

    def _missing(self, target: str, fragment: str) -> str:
        name = target.removeprefix("./")
        name = "" if name == "." else name
        as_page = f"{name.rstrip('/')}/index.html".lstrip("/")
        file = name if name in self._paths else as_page
        if file not in self._paths:
            return f"There is no page or file `{name or '/'}`."
        anchor = fragment.partition(":~:")[0]
        if anchor in _ALWAYS or file not in self._ids or anchor in self._ids[file]:
            return ""
        return f"Its page has no place `#{anchor}`."


def links_of(file: SiteFile) -> Iterator[Link]:
    """Yield every address on a page that a browser follows or loads."""
    for node in file.tree.css(",".join(_ATTRIBUTES)):
        tag, attributes = node.tag or "", node.attributes
        for name in _ATTRIBUTES[tag]:
            value = attributes.get(name)
            if not value or (
                tag == "link" and attributes.get("rel") in {"preconnect", "dns-prefetch"}
            ):
                continue
            for url in _candidates(value) if name == "srcset" else (value,):
                yield Link(tag, name, url, attributes.get("rel") or "")


def _candidates(srcset: str) -> Iterable[str]:
    return (part.split()[0] for part in srcset.split(", ") if part.split())


def _ids(file: SiteFile) -> Iterator[str]:
    for node in file.tree.css("[id],a[name]"):
        yield node.attributes.get("id") or node.attributes.get("name") or ""
