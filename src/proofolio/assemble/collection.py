"""One repository that holds many projects: a portfolio, a bootcamp, a hundred days.

A folder with a README of its own, or one that the root's README lists, is a project when the repository
is a collection; a repository that is one thing stays one.
"""

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import partial
from typing import Final, Literal
from urllib.parse import unquote, urlsplit

from proofolio.assemble.folders import (
    README,
    chosen,
    folders_of,
    has_readme,
    is_all,
    is_part,
    is_work,
    numbered,
    root_notebooks,
    without_parts,
)
from proofolio.assemble.listed import Entry, Names, listed, words_of
from proofolio.assemble.section_places import Inside, with_sections
from proofolio.assemble.sections import Section, sections
from proofolio.assemble.slugs import slugify
from proofolio.model.portfolio import SafeHtml

_SAYS_MANY: Final = re.compile(
    r"portfolio|portafolio|portfólio|portefeuille|my[ _-]?(?:work|projects)|\bprojects\b|[_-]projects\b|projects[_-]"
    r"|proyectos|projetos|projets|projekte|proyek|collection of|showcase|coursework|course[ _-]?projects|kaggle"
    r"|capstones?\b|mini[ _-]?projects|作品集|项目集|프로젝트|포트폴리오|ポートフォリオ|مشاريع",
    re.IGNORECASE,
)
_SAYS_COURSE: Final = re.compile(
    r"\bcourse\b|curriculum|tutorial|lessons?\b|lectures?\b|\bbook\b|handbook|cheat[ _-]?sheet|\bnotes\b|hands-?on|cookbook",
    re.IGNORECASE,
)
_SAYS_ONE: Final = re.compile(
    r"(?:proyecto|projeto|projet)[ _-]final|final[ _-]project|abschlussprojekt",
    re.IGNORECASE,
)
"""One piece of work, in folders."""
_SAYS_JOURNAL: Final = re.compile(
    r"\d{2,3}[ _-]*(?:days?|dias?|días?|jours?|tage|天|日)[ _-]*(?:of|de|challenge|code|ml)?|(?:学习|机器学习)\d+天",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    r"(?:^|[^a-z])(?P<unit>day|d[ií]a|jour|tag|week|semana|semaine|woche)[\s_-]*0*(?P<number>\d{1,3})(?!\d)|第\s*(?P<chinese>\d{1,3})\s*[天周日]",
    re.IGNORECASE,
)
_MANIFESTS: Final = frozenset({"pyproject.toml", "setup.py", "setup.cfg"})
_LEAST_DAYS: Final = 5
_LEAST_UNSAID: Final = 3
"""Projects that make a collection of a repository that does not call itself one."""
_LEAST_SHARE: Final = 0.6
_NONE: Final = SafeHtml("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One project of a collection."""

    path: str
    """Its folder in the repository, or its notebook."""
    title: str
    """As the root's README calls it; may be empty."""
    line: str
    """As the root's README says it; may be empty."""
    group: str
    """The heading of the root's README that it stands under; may be empty."""
    section: SafeHtml = _NONE
    """What a section of the root's README tells of it; may be empty."""
    also: tuple[str, ...] = ()
    """Other folders and files that are its own."""

    @property
    def is_told(self) -> bool:
        """Whether the README alone tells of it: nothing of it lies in the repository."""
        return self.path.startswith("#")

    @property
    def folder(self) -> str:
        """Its folder; of a notebook the one that it lies in, which may be the root."""
        return posixpath.dirname(self.path) if is_work(self.path) else self.path

    def holds(self, path: str) -> bool:
        """Tell whether a file of the repository belongs to it."""
        return any(path == one or path.startswith(f"{one}/") for one in (self.path, *self.also))


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One entry of a journal."""

    number: int
    path: str
    """Its folder or file in the repository; empty when only the README tells of it."""
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a repository turned out to hold."""

    kind: Literal["one", "collection", "journal", "person"]
    """`person`: a README about its author, and no work."""
    members: tuple[Member, ...] = ()
    """Of a collection, in the order of its README; those that it does not list come last, by path."""
    days: tuple[Day, ...] = ()
    """Of a journal, by number."""
    told: tuple[Member, ...] = ()
    """Projects that the README of anything but a collection tells of, beside what lies there."""


ONE: Final = Contents(kind="one")
PERSON: Final = Contents(kind="person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """What is known of a repository when it is decided what it holds."""

    full_name: str
    description: str
    paths: tuple[str, ...]
    """Of every file that was pulled."""
    readme: SafeHtml
    """Of the root, rendered; links are as they were written."""
    readme_title: str
    is_of_person: bool = False
    """Whether its README introduces somebody."""


def contents(repo: Repository, split: bool | tuple[str, ...] | None = None) -> Contents:
    """Tell whether a repository is one thing, a collection of projects, or a journal.

    Args:
        repo: the repository.
        split: what `portfolio.yml` says: False keeps it one, True splits it, patterns name the folders
            and notebooks that are projects; None lets the repository speak.
    """
    if split is False:
        return ONE
    folders = folders_of(repo.paths)
    entries = _listed(repo, folders)
    if isinstance(split, tuple):
        return _collection(_matching(split, repo.paths, folders), entries)
    if split is None and (days := _days(repo, folders)):
        return Contents(kind="journal", days=days)
    many = _says_many(repo)
    told = _told(repo) if many or repo.is_of_person else ()
    inner = with_sections(
        entries,
        told,
        repo.paths,
        folders,
        Inside(repo.full_name, partial(inside, full_name=repo.full_name)),
    )
    only_told = [path for path in inner if path.startswith("#")]
    placed = [path for path in inner if not path.startswith("#")]
    many = many or (repo.is_of_person and len(placed) > 1)
    found = chosen(repo.paths, folders, placed, says_many=many)
    if entries or (len(found) > 1 and len(only_told) > len(placed)):
        # Where projects have links or folders, sections that lead to none are notes.
        sure = {f"#{slugify(one.title)}" for one in told if one.is_sure}
        only_told = [path for path in only_told if path in sure]
    is_many = bool(split) or many or _is_collection(repo, found, entries)
    is_collection = len(found) > 1 or (
        bool(only_told) and (bool(found) or not any(map(is_work, repo.paths)))
    )
    if is_many and is_collection:
        return _collection((*found, *only_told), inner)
    return replace(ONE, told=_members(only_told, inner)) if only_told else ONE


def told_by(repo: Repository) -> tuple[Member, ...]:
    """Return the projects that a README about a person tells of, and that lead to no repository of theirs."""
    inner = with_sections({}, _told(repo), (), (), Inside(repo.full_name, lambda _: None))
    return _members(inner, inner)


def _told(repo: Repository) -> tuple[Section, ...]:
    return sections(repo.readme, is_many=bool(_SAYS_MANY.search(repo.readme_title)))


def _collection(found: Iterable[str], entries: Mapping[str, Entry]) -> Contents:
    members = _members(found, entries)
    return Contents(kind="collection", members=members) if members else ONE


def _members(found: Iterable[str], entries: Mapping[str, Entry]) -> tuple[Member, ...]:
    order = {path: number for number, path in enumerate(entries)}
    paths = sorted(set(found), key=lambda path: (order.get(path, len(order)), _natural(path)))
    said = {path: entries[path] for path in paths if path in entries}
    nothing = Entry(path="", title="", line="", group="")
    return tuple(
        Member(
            path=path,
            title=entry.title,
            line=entry.line,
            group=entry.group,
            section=entry.section,
            also=entry.also,
        )
        for path in paths
        for entry in [said.get(path, nothing)]
    )


def _listed(repo: Repository, folders: Mapping[str, frozenset[str]]) -> dict[str, Entry]:
    """Return what the root's README lists: folder or notebook → what it says of it."""
    files = {path for path in repo.paths if is_work(path)}
    with_readme = {folder for folder in folders if has_readme(folder, folders)}
    named: dict[frozenset[str], str] = {}
    for folder in sorted(with_readme, key=lambda folder: -folder.count("/")):
        if not is_part(folder):
            named[words_of(posixpath.basename(folder))] = folder

    def resolve(link: str) -> str | None:
        path = inside(link, repo.full_name)
        if path is None:
            return None
        if README.fullmatch(posixpath.basename(path)):
            path = posixpath.dirname(path)
        if path in files and path.casefold().endswith((".ipynb", ".rmd", ".qmd")):
            return _home(path, with_readme)
        return path if path in folders else None

    names = Names(words=named, numbers=numbered(repo.paths))
    found = {entry.path: entry for entry in listed(repo.readme, resolve, names)}
    kept = without_parts({path: entry.group for path, entry in found.items()}, repo.paths)
    return {path: entry for path, entry in found.items() if path in kept or path in files}


def _home(notebook: str, with_readme: Collection[str]) -> str:
    """The folder that a notebook belongs to, if one above it has a README of its own; else the notebook."""
    folder = posixpath.dirname(notebook)
    while folder:
        if folder in with_readme and not is_part(folder):
            return folder
        folder = posixpath.dirname(folder)
    return notebook


def inside(link: str, full_name: str) -> str | None:
    """Return the path in the repository that a link of its root's README leads to; None when it leads elsewhere."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return None
    path = unquote(parts.path)
    if parts.scheme or parts.netloc:
        match = re.fullmatch(
            r"(?:/github)?/+([^/]+/[^/]+)(?:/-)?/(?:tree|blob|raw)/[^/]+/(.*)", path.rstrip("/")
        )
        is_raw = parts.netloc.casefold() == "raw.githubusercontent.com"
        if is_raw:
            match = re.fullmatch(r"/([^/]+/[^/]+)/(?:refs/heads/)?[^/]+/(.*)", path.rstrip("/"))
        # Its host, Colab and nbviewer name it alike.
        if not match or match[1].casefold() != full_name.casefold():
            return None
        path = match[2]
    clean = posixpath.normpath(path.replace("\\", "/")).strip("/") if path else ""
    return clean if clean and not clean.startswith("..") and clean != "." else None


def _says_many(repo: Repository) -> bool:
    said = f"{repo.full_name.rpartition('/')[2]} · {repo.description} · {repo.readme_title}"
    return bool(_SAYS_MANY.search(said))


def _is_collection(repo: Repository, found: Collection[str], entries: Mapping[str, Entry]) -> bool:
    if _says_many(repo):
        return True
    said = f"{repo.full_name} {repo.description} {repo.readme_title}"
    names = {path for path in repo.paths if "/" not in path}
    if (
        _SAYS_COURSE.search(said)
        or _SAYS_ONE.search(said)
        or names & _MANIFESTS
        or len(root_notebooks(repo.paths)) >= _LEAST_UNSAID
    ):
        return False
    if len(found) < _LEAST_UNSAID:
        return is_all(found, repo.paths)
    work = [path for path in repo.paths if is_work(path)]
    held = sum(any(path == one or path.startswith(f"{one}/") for one in found) for path in work)
    told = sum(path in entries for path in found)
    notes = sum(bool(_SAYS_COURSE.search(e.line)) for path, e in entries.items() if path in found)
    if 2 * notes > len(found):
        return False
    are_numbered = len(set(numbered(repo.paths).values()) & set(found)) >= _LEAST_UNSAID
    is_told = are_numbered or told >= 2 or len(found) > _LEAST_UNSAID
    return held >= _LEAST_SHARE * len(work) and is_told


def _days(repo: Repository, folders: Mapping[str, frozenset[str]]) -> tuple[Day, ...]:
    """Return the days of a journal; nothing when it is none."""
    said = f"{repo.full_name.rpartition('/')[2]} {repo.description} {repo.readme_title}"
    found: dict[int, Day] = {}
    places = [*sorted(folders, key=lambda f: (f.count("/"), f)), *filter(is_work, repo.paths)]
    for path in places:
        match = _DATED.search(posixpath.basename(path))
        if match:
            number = int(match["number"] or match["chinese"])
            title = posixpath.splitext(posixpath.basename(path))[0]
            title = _DATED.sub("", title, count=1).strip(" _-.:")
            found.setdefault(number, Day(number=number, path=path, title=title))
    if len(found) < _LEAST_DAYS:
        return ()
    work = [path for path in repo.paths if is_work(path)]
    held = sum(
        any(path == day.path or path.startswith(f"{day.path}/") for day in found.values())
        or bool(_DATED.search(path))
        for path in work
    )
    is_journal = bool(_SAYS_JOURNAL.search(said)) or held >= 0.8 * len(work)
    return tuple(found[number] for number in sorted(found)) if is_journal else ()


def _matching(
    patterns: tuple[str, ...], paths: Iterable[str], folders: Collection[str]
) -> list[str]:
    places = [*folders, *(path for path in paths if is_work(path))]
    wanted = [pattern.strip("/").removeprefix("./") for pattern in patterns]
    return [
        place
        for place in places
        if any(
            fnmatchcase(place, pattern) and place.count("/") == pattern.count("/")
            for pattern in wanted
        )
    ]


def _natural(path: str) -> tuple[object, ...]:
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.split(r"(\d+)", path.casefold())
    )
