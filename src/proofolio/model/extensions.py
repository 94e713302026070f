"""What a plug-in hands over, apart from page types and sources: looks, skill taxonomies, outputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from proofolio.model.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours for the whole site; an entry point in `proofolio.looks` leads to one."""

    style_sheet: Path | None
    """Read after Proofolio's own style sheet, and before the author's; None for no more than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """Skills and what shows each; an entry point in `proofolio.taxonomies` leads to one."""

    folder: Path
    """Its `.yml` files are read as those of `skills/taxonomy/` are (docs/reference/skills.md)."""


class Output(Protocol):
    """Makes files beside the site's pages; an entry point in `proofolio.outputs` leads to one."""

    def __call__(self, site: Site) -> Mapping[str, bytes]:
        """Return path from the site's root → bytes; none when there is nothing to write.

        Pure: no files, no clock, no network. A path that something else has is refused.
        """
        ...
