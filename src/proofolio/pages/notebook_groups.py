"""A project's notebooks as its page lists them: by folder, those of one title told apart by what differs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from proofolio.assemble.numbering import numbered
from proofolio.model.portfolio import Notebook

_MOST: Final = 12
"""Notebooks that are shown at once; more are folded, by folder."""
_NAMELESS: Final = re.compile(r"untitled|notebook|copy of|copia|\bwip\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A row of the list."""

    number: int
    title: str
    hint: str
    """What tells it from another of the same title: a folder or a file's name; empty when none has it."""
    path: str
    cell_count: int
    shows_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookGroup:
    """The notebooks of one folder."""

    name: str
    """The folder, below the one that all share; empty for that one itself."""
    books: tuple[Book, ...]
    is_folded: bool


def notebook_groups(notebooks: Sequence[Notebook]) -> tuple[NotebookGroup, ...]:
    """Group notebooks by folder, in their order; folded when they are more than fit beside the text."""
    shared = _shared([_folder(book.file_name) for book in notebooks])
    titles = Counter(book.title.casefold() for book in notebooks)
    rows = [
        (_below(_folder(book.file_name), shared), _book(number, book, titles))
        for number, book in numbered(notebooks)
    ]
    rows.sort(key=lambda row: (row[0] != "", row[0]))
    names = list(dict.fromkeys(name for name, _ in rows))
    many = len(rows) > _MOST
    found = []
    for name, group in groupby(rows, key=lambda row: row[0]):
        books = tuple(_told_apart([book for _, book in group]))
        is_first = name == names[0] and len(books) <= _MOST
        found.append(NotebookGroup(name=name, books=books, is_folded=many and not is_first))
    return tuple(found)


def _book(number: int, book: Notebook, titles: Counter[str]) -> Book:
    stem = book.file_name.rpartition("/")[2].rpartition(".")[0] or book.file_name
    is_shared = titles[book.title.casefold()] > 1
    return Book(
        number=number,
        title=book.title,
        hint=_readable(stem) if is_shared and _readable(stem) != book.title else "",
        path=book.path,
        cell_count=book.cell_count,
        shows_number=not book.title.startswith(f"{number}."),
    )


def _told_apart(books: list[Book]) -> list[Book]:
    """Leave out a hint that no other book of the folder needs, and what only repeats the title."""
    titles = Counter(book.title.casefold() for book in books)
    return [
        book
        if titles[book.title.casefold()] > 1 or _NAMELESS.search(book.title)
        else Book(
            number=book.number,
            title=book.title,
            hint="",
            path=book.path,
            cell_count=book.cell_count,
            shows_number=book.shows_number,
        )
        for book in books
    ]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _shared(folders: Sequence[str]) -> str:
    """Return the folder that holds all others; empty for the root."""
    parts = [folder.split("/") if folder else [] for folder in folders]
    kept = []
    for level in zip(*parts, strict=False):
        if len(set(level)) > 1:
            break
        kept.append(level[0])
    return "/".join(kept)


def _below(folder: str, shared: str) -> str:
    return folder.removeprefix(shared).strip("/")


def _readable(stem: str) -> str:
    return " ".join(re.sub(r"[_-]+", " ", stem).split())
