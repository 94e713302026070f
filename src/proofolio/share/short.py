"""Short addresses of pages: `s/k3f9/`, to be read out or typed from a sheet of paper."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from proofolio.model.site import Site
from proofolio.share.redirects import redirect_page

FOLDER: Final = "s/"
_SIGNS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""None of them is taken for another when it is read from paper."""
_LENGTH: Final = 4


def short_paths(pages: Iterable[str]) -> Mapping[str, str]:
    """Return page → its short path (`s/k3f9/`), the same at each build; of two that met one is longer.

    Args:
        pages: their paths from the site's root.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for page in sorted(pages):
        name = _name(page)
        length = next(n for n in range(_LENGTH, len(name) + 1) if name[:n] not in taken)
        taken.add(name[:length])
        found[page] = f"{FOLDER}{name[:length]}/"
    return found


def output(site: Site) -> dict[str, bytes]:
    """Return the files that lead from short addresses to the pages that can be shared."""
    paths = short_paths(site.titles)
    return {
        f"{paths[page]}index.html": redirect_page(
            title, target=f"../../{page}", address=site.address + page, language=site.language
        )
        for page, title in site.titles.items()
    }


def _name(page: str) -> str:
    number = int.from_bytes(hashlib.sha256(page.encode("utf-8", "replace")).digest())
    signs = []
    while number:
        number, rest = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[rest])
    return "".join(signs)
