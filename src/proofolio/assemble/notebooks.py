"""Notebooks of a project → their pages."""

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from proofolio.assemble.headlines import title
from proofolio.assemble.links import Origin, resolve
from proofolio.assemble.slugs import distinct, slugify
from proofolio.model.portfolio import Asset, Body, Notebook, NotebookCard, Picture
from proofolio.model.runnable import Runnability
from proofolio.notebook_check import praise
from proofolio.notebooks.text_formats import IPYNB

_SHARED = "assets/"
"""What an asset's name begins with that all pages share: it is a path from the site's root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A notebook and where it was found."""

    path: str
    """In its repository or folder; a file name for one that stands alone."""
    card: NotebookCard
    runnability: Runnability | None
    """None when it could not be examined."""
    date: date | None
    colab_url: str | None
    source_url: str | None


def place(sources: Sequence[Source], project: str) -> dict[str, str]:
    """Give each notebook of a project its page: path in the repository → path from the site's root.

    The page is called as the file is. Of two files with one name the first by path keeps it, the other
    takes its folder's name in front.
    """
    paths = sorted(source.path for source in sources)
    preferred = [(slugify(_stem(path)), slugify(posixpath.splitext(path)[0])) for path in paths]
    return {
        path: f"{project}{slug}/"
        for path, slug in zip(paths, distinct(preferred, {"files"}), strict=True)
    }


def build(
    source: Source,
    pages: Mapping[str, str],
    origin: Callable[[str], Origin],
    pictures: Mapping[str, Picture],
) -> tuple[Notebook, tuple[Asset, ...]]:
    """Lay a notebook out for its page; returns it with the files that it needs.

    Args:
        source: the notebook.
        pages: as `place` gave them.
        origin: folder in the repository → how links from there resolve.
        pictures: path in the repository → picture that the site serves.
    """
    page = pages[source.path]
    card = source.card
    slug = page.rstrip("/").rsplit("/", 1)[1]
    served = {
        asset.path: asset.path if asset.path.startswith(_SHARED) else f"{page}{asset.path}"
        for asset in card.assets
    }
    suffix = posixpath.splitext(source.path)[1] or IPYNB
    download = Asset(path=f"{page}{slug}{suffix}", blob=card.download)
    notebook = Notebook(
        slug=slug,
        path=page,
        title=title(card, source.path),
        description=card.description,
        file_name=source.path,
        date=card.date or source.date,
        cell_count=card.cell_count,
        language=card.language,
        colab_url=source.colab_url,
        source_url=source.source_url,
        download=download.path,
        headings=card.headings,
        praise=praise(source.runnability) if source.runnability else (),
        should_run=bool(source.colab_url) and _should_run(source.runnability),
        body=_body(card, origin(posixpath.dirname(source.path)), page, served),
        cover=_preferred(source, pictures)
        or (replace(card.cover, path=served[card.cover.path]) if card.cover else None),
    )
    assets = (Asset(path=served[asset.path], blob=asset.blob) for asset in card.assets)
    return notebook, (*assets, download)


def _preferred(source: Source, pictures: Mapping[str, Picture]) -> Picture | None:
    """Return the picture that the notebook itself names, seen from its folder or from the root."""
    preferred = source.card.preferred_cover.lstrip("/")
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(source.path), preferred))
    return pictures.get(beside) or pictures.get(preferred) if preferred else None


def _body(card: NotebookCard, origin: Origin, page: str, served: Mapping[str, str]) -> Body:
    resolved = (
        (address, resolve(address, origin, page=page, assets=served)) for address in card.addresses
    )
    return Body(
        text=card.text,
        resolved=tuple((address, target) for address, target in resolved if target != address[1]),
        sections=card.sections,
    )


def _should_run(runnability: Runnability | None) -> bool:
    return runnability is not None and runnability.grade in {"A", "B", "C"}


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]
