"""What is needed to share a page: its address, words for each place, its code and its card."""

import difflib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from proofolio.boundary import check_writable
from proofolio.draft import make_draft, spoken_on
from proofolio.errors import InputError, Place
from proofolio.language import speaking
from proofolio.model.portfolio import Portfolio
from proofolio.model.share import Card
from proofolio.pages.cards import cards
from proofolio.pages.citations import catalogue
from proofolio.share.cards import picture_of
from proofolio.share.codes import FILE, is_code, qr_svg
from proofolio.share.short import short_paths
from proofolio.share.texts import Texts, texts
from proofolio.site import engine_config
from proofolio.store.files import write_atomically
from proofolio.workspace import Folders


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A page, ready to be shared."""

    title: str
    address: str
    short: str
    """A short address that leads there."""
    texts: Texts
    code: Path
    """Its QR code, an SVG in the site's folder; there after a build."""
    card: Path
    """Its picture, likewise."""


def share(root: Path, name: str, *, today: date) -> Shared:
    """Return what is needed to share a project, a post or the portfolio.

    Args:
        root: the portfolio's folder.
        name: the last part of an address, or the file of own words; empty for the portfolio.
        today: posts of a later date are not there to be shared.

    Raises:
        ProofolioError: nothing is called so, the site's address is not known, or as a build.
    """
    folders = Folders(root)
    address = engine_config.address(folders.config)
    if not address:
        raise InputError(
            "What is shared needs an address, and the site's is not known.",
            "Name your repository on GitHub (`git remote add origin …`), or write it in mkdocs.yml: `site_url: https://your-name.github.io/portfolio/`.",
            Place(path="mkdocs.yml"),
        )
    with speaking(spoken_on(folders)):
        portfolio = make_draft(folders, today=today).portfolio
        card = _named(portfolio, name.strip())
        said = texts(card, address + card.page)
        short = short_paths(made.page for made in cards(portfolio, catalogue(portfolio)))
    return Shared(
        title=card.title,
        address=address + card.page,
        short=address + short[card.page],
        texts=said,
        code=folders.site / card.page / FILE,
        card=folders.site / picture_of(card).path,
    )


def write_code(path: Path, address: str, root: Path) -> None:
    """Write an address as a QR code; another code is replaced, any other file is not.

    Args:
        path: of the SVG.
        address: what the code says.
        root: the portfolio's folder, in which no link is followed.

    Raises:
        InputError: the file is not to be an SVG, or something else is in its place.
    """
    if path.suffix.lower() != ".svg":
        raise InputError(
            f"A QR code is written as an SVG, and {path.name} is not called one.",
            "Give a name that ends in .svg: `--qr code.svg`.",
            Place(path=str(path)),
        )
    if os.path.lexists(path) and not _is_code(path):
        raise InputError(
            f"{path.name} is something else already.",
            "Give another name: what is there is not overwritten.",
            Place(path=str(path)),
        )
    place = Path(os.path.normpath(path.absolute()))
    if place.is_relative_to(home := Path(os.path.normpath(root.absolute()))):
        check_writable(home, place)
    write_atomically(path, qr_svg(address))


def _is_code(path: Path) -> bool:
    """Tell whether a file is a drawing with nothing but a code in it, as `qr_svg` makes them."""
    return path.is_file() and not path.is_symlink() and is_code(path.read_bytes())


def _named(portfolio: Portfolio, name: str) -> Card:
    made = {card.page: card for card in cards(portfolio, catalogue(portfolio))}
    if not name:
        return made[""]
    called = dict(_names(portfolio))
    path = called.get(name.removeprefix("./").strip("/"))
    if path is None:
        close = difflib.get_close_matches(name, called, n=1, cutoff=0.5)
        raise InputError(
            f"There is no project or post `{name}`.",
            f"Did you mean `{close[0]}`?"
            if close
            else "Give the last part of its address, as `proofolio status` and the site show it.",
            Place(path=name),
        )
    return made[path]


def _names(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """Yield what pages are called; of two with one name the project is meant."""
    for post in portfolio.posts:
        for name in (post.slug, post.source, Path(post.source).stem, post.path.strip("/")):
            yield name, post.path
    for project in portfolio.projects:
        own = f"projects/{project.slug}"
        for name in (own, f"{own}.md", project.repository or project.slug, project.slug):
            yield name, project.path
