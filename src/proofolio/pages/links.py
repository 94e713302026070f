"""Where buttons and lists lead."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from proofolio.assemble.links import relative
from proofolio.model.portfolio import Link

_SCHEMES = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A link that looks like a button."""

    label: str
    url: str
    """Absolute, or a path from the site's root."""
    primary: bool = False
    """The one thing to do on this page."""
    download: bool = False


def buttons(*labelled: tuple[str, str | None]) -> tuple[Button, ...]:
    """Make buttons of those labels that have an address; the first is the primary one."""
    kept = [(label, url) for label, url in labelled if url and is_safe(url)]
    return tuple(
        Button(label=label, url=url, primary=position == 0)
        for position, (label, url) in enumerate(kept)
    )


def safe(links: Iterable[Link]) -> tuple[Link, ...]:
    """Leave out links that a browser would run instead of open (`javascript:`)."""
    return tuple(link for link in links if is_safe(link.url))


def is_safe(url: str) -> bool:
    """Tell whether an address is a path of the site, a web page or an e-mail address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in _SCHEMES or not (parts.scheme or parts.netloc)


def href(page: str, target: str) -> str:
    """Return an address as it is written on a page, so that the site works under any sub-path.

    Args:
        page: the page's path from the site's root, ending in `/` or empty.
        target: an absolute address, or a path from the site's root.
    """
    return target if urlsplit(target).scheme else relative(page, target)


def is_outside(target: str) -> bool:
    """Tell whether an address leaves the site."""
    return bool(urlsplit(target).scheme)
