"""Puts into the built pages what the engine was not handed."""

import re
from collections.abc import Mapping
from pathlib import Path

from proofolio.errors import InputError, Place

_PLACE = re.compile(r'<div data-pf-fragment="?([\w-]+)"?>\s*</div>')


def fill(site: Path, fragments: Mapping[str, Mapping[str, str]]) -> None:
    """Replace each `<div data-pf-fragment="ID"></div>` by its HTML.

    Args:
        site: the folder that the engine wrote.
        fragments: page URL from the site's root → id → HTML.

    Raises:
        InputError: a page has lost a place for a fragment, as an override of a template may cause.
    """
    for url, parts in fragments.items():
        if parts:
            _fill_page(site / url / "index.html", url, parts)


def _fill_page(file: Path, url: str, parts: Mapping[str, str]) -> None:
    placed: set[str] = set()

    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name not in parts:
            return match[0]
        placed.add(name)
        return parts[name]

    text = _PLACE.sub(put, file.read_text("utf-8")) if file.is_file() else ""
    missing = parts.keys() - placed
    if missing:
        raise InputError(
            f"{len(missing)} of {len(parts)} notebook cells found no place on the page.",
            "Check that your own templates (`custom_dir` in mkdocs.yml) still print `page.content`.",
            Place(path=url),
        )
    file.write_text(text, "utf-8", newline="\n")
