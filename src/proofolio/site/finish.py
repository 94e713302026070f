"""Makes the site of what the engine made, of what it was not handed, and of the pictures."""

import hashlib
import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from proofolio.content.links import replace_addresses
from proofolio.errors import InputError, Place, SystemProblemError
from proofolio.model.page import Insert
from proofolio.model.portfolio import Asset, Body, SafeHtml
from proofolio.model.records import Get
from proofolio.pages.render import PLACE_OF_BODY
from proofolio.site import search, tree
from proofolio.site.feeds import Feed, feeds
from proofolio.site.foreign import check_no_link
from proofolio.site.paths import check_folder

_PLACE = re.compile(r'<div data-pf-insert(?:="")?>\s*</div>')


def finish(
    site: Path,
    *,
    made: Path,
    inserts: Iterable[Insert],
    assets: Iterable[Asset],
    get: Get,
    ledger: Path,
    feed: Feed | None = None,
    picture: Callable[[str, tree.File], tree.File | None] = lambda _, file: file,
) -> tree.Changes:
    """Make the site folder hold exactly what a visitor gets; what did not change is not touched.

    Long texts are read and written one page at a time.

    Args:
        site: where the site goes; nothing else may be in it, but for dotfiles.
        made: what the engine made.
        inserts: what goes into its pages.
        assets: pictures, frames and downloads.
        get: returns the bytes of any blob named in the arguments.
        ledger: a file where it is kept what was written.
        feed: what the feeds say; without it there are none.
        picture: cleans a picture that the engine copied, given its path, or leaves it out.

    Raises:
        InputError: a page has lost the place for its insert, as an override of a template may cause,
            two files want one path, or something that is not ours is in the way.
        SystemProblemError: the disk refused, or a blob is gone.
    """
    check_no_link(site)
    check_folder(site)
    try:
        wanted = tree.Wanted()
        late = {f"{insert.url}index.html": insert for insert in inserts}
        for path, insert in late.items():
            if not (made / path).is_file():
                raise _lost(insert.url)
        for path in _files(made):
            file = picture(path, _finished(made / path, path, late, get))
            if file:
                wanted.add(path, file)
        for asset in assets:
            wanted.add(asset.path, tree.File(digest=asset.blob, read=partial(get, asset.blob)))
        if feed:
            for path, file in feeds(feed, wanted.files).items():
                wanted.add(path, file)
        site.mkdir(parents=True, exist_ok=True)
        return tree.bring_about(site.resolve(), wanted.files, ledger, alone=True)
    except OSError as error:
        raise SystemProblemError(
            f"The site could not be written: {error.strerror or error}.",
            "Check the free space and the permissions of this folder, then build again.",
            Place(path=str(error.filename or site)),
        ) from error


def _files(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    paths = (path.relative_to(folder).as_posix() for path in found)
    return sorted(path for path in paths if not path.startswith("."))


def _finished(file: Path, path: str, late: dict[str, Insert], get: Get) -> tree.File:
    plain = tree.of_file(file)
    if path in late:
        if not _PLACE.search(file.read_text("utf-8")):
            raise _lost(late[path].url)
        return _filled(plain, late[path], get)
    if path == search.INDEX:
        return search.with_sections(plain, {i.url: i.body.sections for i in late.values()}, get)
    return plain


def _filled(page: tree.File, insert: Insert, get: Get) -> tree.File:
    recipe = (page.digest, insert.html, insert.body.text, insert.body.resolved)
    return tree.File(
        digest=hashlib.sha256(repr(recipe).encode()).hexdigest(),
        read=_reader(page.read, insert, get),
    )


def _reader(read: Callable[[], bytes], insert: Insert, get: Get) -> Callable[[], bytes]:
    def filled() -> bytes:
        before, after = _PLACE.split(read().decode("utf-8"), maxsplit=1)
        start, _, end = insert.html.partition(PLACE_OF_BODY)
        return "".join((before, start, _body(insert.body, get), end, after)).encode("utf-8")

    return filled


def _body(body: Body, get: Get) -> SafeHtml:
    text = SafeHtml(get(body.text).decode("utf-8"))
    resolved = dict(body.resolved)
    return replace_addresses(text, lambda attribute, value: resolved.get((attribute, value), value))


def _lost(url: str) -> InputError:
    return InputError(
        "A notebook found no place on its page.",
        "Check that your own templates (`custom_dir` in mkdocs.yml) still print `page.content`.",
        Place(path=url),
    )
