"""What notebooks are called that do not say it themselves, and what tells equal titles apart."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from proofolio.model.portfolio import Notebook, NotebookCard

MAX_SENTENCE: Final = 60
"""Characters of a first sentence that still make a title."""

_NUMBER: Final = re.compile(r"^[\[(]?\d+(?:\.\d+)*[\])]?(?:[ .)-]+|$)")
_COPY: Final = re.compile(
    r"^(?:copy of |copia de |kopie von |copie de )+|(?: copy| \(\d+\))+$", re.IGNORECASE
)
_INITIALS: Final = re.compile(r"^[a-z]{2,3}(?= (?:[a-z]{3,}))")
"""Of cookiecutter-data-science's names: `1.0-jqp-initial-data-exploration`."""
_VAGUE: Final = frozenset(
    {
        "analysis", "answer", "answers", "assignment", "baseline", "best", "blend", "chapter", "class",
        "code", "colab", "day", "demo", "draft", "eda", "ex", "exam", "example", "exercise", "exercises",
        "file", "final", "hands", "homework", "hw", "index", "jupyter", "kaggle", "lab", "lb", "lbs",
        "lecture", "lesson", "main", "ml", "model", "module", "my", "nb", "new", "note", "notebook",
        "notes", "old", "on", "part", "practice", "practise", "project", "quiz", "script", "section",
        "session", "solution", "solutions", "starter", "step", "submission", "task", "temp", "template",
        "test", "tmp", "unit", "untitled", "ver", "version", "week", "work", "workbook",
    }
)  # fmt: skip
"""Words that say nothing of what a notebook is about."""
_CHORE: Final = re.compile(
    r"\b(?:licen[sc]e|copyright|set.?up|install\w*|imports?|importing|librar(?:y|ies)|packages|dependenc\w*|mount\w*|config\w*|table of contents|contents"
    r"|(?:load|read|get|import)\w* (?:the )?(?:data(?:set)?|libraries|packages|modules)|introduction|overview|about|references)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(
    r"[^.!?\u3002\uff01\uff1f]{12,}?(?=[.!?](?:\s|$)|[\u3002\uff01\uff1f]|$)"
)


def title(card: NotebookCard, path: str) -> str:
    """Return what a notebook is called: as it says, else as its file, unless that says nothing.

    `1.0-jqp-initial-data-exploration.ipynb` is `Initial data exploration`; `Untitled (3).ipynb` is
    called by its first heading that is no chore, else by its first sentence, when that is short.
    """
    if card.title and not is_vague(card.title):
        return card.title
    named = of_file(path)
    if named and not is_vague(named):
        return card.title or named
    return _of_contents(card) or card.title or named or "Notebook"


def of_file(path: str) -> str:
    """Make a title of a file name: `02_train-model.ipynb` → `Train model`; empty when nothing is left."""
    stem = posixpath.splitext(posixpath.basename(path))[0]
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    bare = _COPY.sub("", words).strip()
    said = _NUMBER.sub("", bare).strip()
    if said != bare:
        said = _INITIALS.sub("", said).strip()
    # A number says more than nothing: `Day 5`, `2023`.
    said = said or bare or words
    return said[:1].upper() + said[1:]


def with_own_titles(notebooks: Sequence[Notebook]) -> tuple[Notebook, ...]:
    """Give notebooks of one project different titles: equal ones get what differs, in brackets.

    That is the file's name, when those differ, else the folder; a file that says more than its title
    is called as the file is.
    """
    groups: dict[str, list[Notebook]] = defaultdict(list)
    for book in notebooks:
        groups[_plain(book.title)].append(book)
    wanted: dict[str, str] = {}
    for books in groups.values():
        if len(books) > 1:
            wanted |= _apart(books)
    taken: set[str] = set()
    told = []
    for book in notebooks:
        name = wanted.get(book.path, book.title)
        if _plain(name) in taken:
            name = f"{book.title} ({book.file_name})"
        taken.add(_plain(name))
        told.append(replace(book, title=name) if name != book.title else book)
    return tuple(told)


def _apart(books: Sequence[Notebook]) -> Mapping[str, str]:
    stems = {book.path: _worded(book.file_name) for book in books}
    folders = _folders(book.file_name for book in books)
    have_own = len({_plain(stem) for stem in stems.values()}) == len(books)
    told = {}
    for book in books:
        stem, folder = stems[book.path], folders.get(book.file_name, "")
        here = _plain(book.title)
        if have_own and here in _plain(stem) and _plain(stem) != here:
            told[book.path] = stem
        elif have_own and _plain(stem) != here:
            told[book.path] = f"{book.title} ({stem})"
        elif folder:
            told[book.path] = f"{book.title} ({folder})"
    return told


def _folders(files: Iterable[str]) -> Mapping[str, str]:
    """File → the innermost folder of it that is not everybody's."""
    paths = {file: file.split("/")[:-1] for file in files}
    common = set.intersection(*(set(parts) for parts in paths.values())) if paths else set()
    found = {}
    for file, parts in paths.items():
        own = [part for part in parts if part not in common]
        if own:
            found[file] = own[-1].replace("_", " ").replace("-", " ").strip()
    return found


def _worded(path: str) -> str:
    """A file's name as words, its number kept: `02_train-model.ipynb` → `02 train model`."""
    stem = posixpath.splitext(posixpath.basename(path))[0]
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]


def _of_contents(card: NotebookCard) -> str:
    headings = (heading.title.strip(" .:#") for heading in card.headings)
    heading = next((it for it in headings if 3 < len(it) <= 90 and not _CHORE.search(it)), "")
    if heading and not is_vague(heading):
        return heading
    match = _SENTENCE.match(card.description.strip())
    sentence = match[0].strip() if match else ""
    return sentence if 12 <= len(sentence) <= MAX_SENTENCE else ""


def is_vague(name: str) -> bool:
    """Tell whether a name says nothing of what a notebook is about: `Untitled (3)`, `Best lbs`, `hw2`."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return all(word in _VAGUE or (len(word) == 1 and word.isascii()) for word in words)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
