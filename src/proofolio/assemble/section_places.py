"""Where in its repository the work lies that a section of the README tells of."""

import posixpath
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Final

from proofolio.assemble.folders import is_part, is_work, number_of
from proofolio.assemble.listed import Entry, words_of
from proofolio.assemble.sections import Section
from proofolio.assemble.slugs import slugify

_MARKED: Final = re.compile(r"\(([^()]{3,160})\)|<code>([^<>]{3,120})</code>|:\s*([\w./-]{4,120})")
"""What stands in brackets, as code, or after a colon, where people write the name of a file."""
_NUMBER: Final = re.compile(
    r"\W*P(?:roje\w{1,3}|royecto)?[\s._#°º-]*0*(?P<number>\d{1,2})(?!\d)", re.IGNORECASE
)
"""How a heading is numbered that tells of one of somebody's projects: `P2 — Sales`."""
_READ: Final = 400
_LEAST_NAME: Final = 4
_MOST_TEXT: Final = 20_000


class Inside:
    """Tells which links of a README stay in its repository, and which lead to another of its owner's."""

    def __init__(self, full_name: str, resolve: Callable[[str], str | None]) -> None:
        owner, _, name = full_name.partition("/")
        self._resolve = resolve
        self._other = re.compile(
            rf"(?:https?:)?//(?:www\.)?github\.com/{re.escape(owner)}/(?!{re.escape(name)}(?:[/#?]|\Z))[\w.-]+",
            re.IGNORECASE,
        )

    def path(self, link: str) -> str | None:
        """Return the path that a link leads to; None when it leads elsewhere."""
        return self._resolve(link)

    def leads_to_own(self, links: Iterable[str]) -> bool:
        """Tell whether a section leads to another repository of the owner's, which is a project by itself."""
        return any(map(self._other.match, links))


def with_sections(
    entries: Mapping[str, Entry],
    told: Iterable[Section],
    paths: Sequence[str],
    folders: Collection[str],
    inside: Inside,
) -> dict[str, Entry]:
    """Return what a README lists and what it tells of, in its order: path → what it says.

    What lies nowhere in the repository has `#` and its title's words in the place of a path.

    Args:
        entries: what it lists, in its order.
        told: what it tells of, in its order.
        paths: every file.
        folders: every folder.
        inside: tells which path of the repository a link leads to.
    """
    names = _names(paths, folders)
    left = dict(entries)
    found: dict[str, Entry] = {}
    for section in told:
        if inside.leads_to_own(section.links):
            continue
        targets = _targets(section, left.keys() | found.keys(), inside)
        if len(targets) > 1 and all(one in entries for one in targets):
            continue  # It holds several.
        places = targets[:1] or _places(section, names, folders, paths, inside)
        path = places[0] if places else f"#{slugify(section.title)}"
        for listed in list(left) if path in left else ():
            entry = left.pop(listed)
            found[listed] = entry
            if listed == path:
                break
        first = found.get(path)
        found[path] = Entry(
            path=path,
            title=first.title if first and first.title else section.title,
            line=first.line if first else "",
            group=first.group if first else section.group,
            section=section.html,
            also=() if targets else places[1:],
        )
    return found | left


def _targets(section: Section, known: Collection[str], inside: Inside) -> tuple[str, ...]:
    """Return what a section leads to of what its README is known to list."""
    found = []
    for href in section.links:
        path = inside.path(href)
        while path:
            if path in known:
                found.append(path)
                break
            path = posixpath.dirname(path)
    return tuple(dict.fromkeys(found))


def _names(paths: Iterable[str], folders: Collection[str]) -> dict[str, str]:
    """Return what files and folders with work are called → path; a name of several is none's."""
    work = [path for path in paths if is_work(path)]
    places = [folder for folder in folders if not is_part(folder) and _holds_work(folder, work)]
    named: dict[str, str] = {}
    twice: set[str] = set()
    for path in (*places, *work):
        name = posixpath.basename(path).casefold()
        if name in named:
            twice.add(name)
        named[name] = path
    return {name: path for name, path in named.items() if name not in twice} | {
        path.casefold(): path for path in (*places, *work)
    }


def _holds_work(folder: str, work: Iterable[str]) -> bool:
    return any(path.startswith(f"{folder}/") for path in work)


def _places(
    section: Section,
    names: Mapping[str, str],
    folders: Collection[str],
    paths: Sequence[str],
    inside: Inside,
) -> tuple[str, ...]:
    """Return the folders and files that a section names, as text or by a link to what lies in them."""
    found = [names[name] for name in _said_names(section) if name in names]
    found = found or _called_so(section, folders, paths)
    work = [path for path in paths if is_work(path)]
    for href in section.links:
        path = inside.path(href)
        if path and (place := _top(path, folders, work)):
            found.append(place)
    return tuple(
        path
        for path in dict.fromkeys(found)
        if not any(path.startswith(f"{other}/") for other in found)
    )


def _called_so(section: Section, folders: Collection[str], paths: Sequence[str]) -> list[str]:
    """Return the folder that has a section's number, or whose name's words its heading holds: `P2 — Sales` is `Projet-2-sales`."""
    number = _NUMBER.match(section.raw_title)
    if number:
        tops = {
            at: folder
            for folder in folders
            if "/" not in folder and (at := _number(folder)) is not None
        }
        if len(tops) > 1 and int(number["number"]) in tops:
            return [tops[int(number["number"])]]
    title = _words(section.title)
    said = title | _words(section.raw_title)
    work = [path for path in paths if is_work(path)]
    fits = [
        (len(name), folder)
        for folder in folders
        if not is_part(folder) and _holds_work(folder, work)
        for name in [_words(posixpath.basename(folder))]
        if name and (name <= said or (title <= name and len(title) > 1))
        if len(name) > 1 or name == said
    ]
    most = max(fits, default=None)
    return [folder for size, folder in sorted(fits) if most and size == most[0]][:1]


def _number(folder: str) -> int | None:
    """Return the number of a folder: that of a project, or the one that it begins with, as in `01_EDA`."""
    first = re.match(r"0*(\d{1,2})[\s._-]+[^\W\d]", folder)
    return int(first[1]) if first else number_of(folder)


def _words(name: str) -> frozenset[str]:
    """Return the words of a name, without numbers and accents."""
    plain = unicodedata.normalize("NFKD", name)
    return words_of("".join(sign for sign in plain if not unicodedata.combining(sign)))


def _said_names(section: Section) -> Iterator[str]:
    title = section.raw_title.strip("*_`/ ").casefold()
    yield title
    yield from (word for word in re.split(r"[\s,;]+", title) if "_" in word)
    yield re.sub(r"\s*\([^()]*\)$", "", title)
    head = section.html[:_MOST_TEXT]
    marked = (unescape(part) for match in _MARKED.findall(head[: 4 * _READ]) for part in match)
    for part in marked:
        for name in re.split(r"\s*(?:,|;|->|→|\band\b|&|\+)\s*", part):
            plain = name.strip().strip("`*\"' /").casefold()
            if len(plain) >= _LEAST_NAME:
                yield plain


def _top(path: str, folders: Collection[str], work: Iterable[str]) -> str:
    """Return the highest folder of a file that holds work and is no part of something; else the file, if it is work."""
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        folder = "/".join(parts[:depth])
        if folder in folders and not is_part(folder) and _holds_work(folder, work):
            return folder
    return path if path in work else ""
