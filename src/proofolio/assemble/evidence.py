"""Where each project shows which skill: its notebooks, its files, and what its repository says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from proofolio.assemble.addresses import outside
from proofolio.assemble.coursework import CourseWork
from proofolio.assemble.projects import Plan
from proofolio.assemble.scope import imported
from proofolio.model.portfolio import Notebook, Project
from proofolio.model.records import BlobId, FileRecord, Get, NotebookRecord, RepoRecord
from proofolio.model.skills import Evidence
from proofolio.model.usage import Marks, Usage, Use
from proofolio.notebooks.text_formats import is_notebook_name, suffix_of
from proofolio.skills.match import Match, match
from proofolio.skills.repository import Sign, signs_of
from proofolio.skills.taxonomy import Entry, entry_named

_FORK: Final = 0.2
_OTHERS: Final = 0.2
_COURSE: Final = 0.6
_COPIED: Final = frozenset(
    {"vendor", "vendored", "third_party", "thirdparty", "external", "extern"}
)
_CODE: Final = {".py": "python", ".r": "r", ".jl": "julia"}
_CELL: Final = re.compile(r'<div class="pf-cell" id="([^"<>]{1,80})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A skill in one place."""

    entry: Entry
    evidence: Evidence
    notebook: str
    """Path of its page; empty for other files."""


def files_of_code(plans: Iterable[Plan]) -> dict[BlobId, str]:
    """Return the files that show skills by their code, each once, with their language."""
    files = (file for plan in plans if plan.repo for file in plan.repo.files)
    told = ((file.blob, _CODE.get(suffix_of(file.path))) for file in files)
    return {blob: language for blob, language in told if language}


def evidence(
    plan: Plan, project: Project, course: CourseWork, usages: Mapping[BlobId, Usage], get: Get
) -> Iterator[Found]:
    """Find every place where a project shows a skill; arguments as in `skills`."""
    pages = {book.file_name: book for book in project.notebooks}
    ids = {book.path: _ids(book, get) for book in project.notebooks}
    repo = plan.repo
    if repo:
        undated = imported(plan.whole or repo)
        for file in repo.files:
            days = _days(file, usages.get(file.blob), undated)
            for one in _of_file(repo, project, file, pages.get(file.path), course, usages, ids):
                yield _dated(one, days)
        by_path = {file.path: file for file in repo.files}
        for sign in signs_of(repo, get):
            days = _days(by_path.get(sign.path), None, undated)
            yield _dated(_of_sign(repo, project, sign, course), days)
    for record in plan.notebooks:
        book = pages.get(record.key.removeprefix("local:") if record.folder else record.name)
        if book and record.blob in usages:
            yield from _of_record(project, record, book, usages[record.blob], ids)


def _of_file(
    repo: RepoRecord,
    project: Project,
    file: FileRecord,
    book: Notebook | None,
    course: CourseWork,
    usages: Mapping[BlobId, Usage],
    ids: Mapping[str, frozenset[str]],
) -> Iterator[Found]:
    usage = usages.get(file.blob)
    # What has no page of its own is a draft, or could not be read.
    if usage is None or (book is None and is_notebook_name(file.path)):
        return
    for found in _shown(usage, book):
        weight, why = _weight(repo, file, course, usage.marks, (found.weight, found.why))
        url = _address(book, found, ids[book.path]) if book else outside(repo, file.path)
        if url and not book:
            url = f"{url}#L{found.at.line}"
        yield Found(
            entry=found.entry,
            notebook=book.path if book else "",
            evidence=Evidence(
                project=project.slug,
                repository=repo.full_name,
                path=file.path,
                cell=found.at.cell,
                count=found.at.count,
                line=None if book else found.at.line,
                used=found.used,
                commit=repo.head_commit,
                first=None,
                last=None,
                url=url or "",
                weight=weight,
                why=why,
                depth=found.depth,
            ),
        )


def _of_record(
    project: Project,
    record: NotebookRecord,
    book: Notebook,
    usage: Usage,
    ids: Mapping[str, frozenset[str]],
) -> Iterator[Found]:
    for found in _shown(usage, book):
        yield Found(
            entry=found.entry,
            notebook=book.path,
            evidence=Evidence(
                project=project.slug,
                repository="",
                path=record.name,
                cell=found.at.cell,
                count=found.at.count,
                line=None,
                used=found.used,
                commit="",
                first=usage.marks.first or book.date,
                last=usage.marks.last or book.date,
                url=_address(book, found, ids[book.path]),
                weight=found.weight,
                why=found.why,
                depth=found.depth,
            ),
        )


def _shown(usage: Usage, book: Notebook | None) -> Iterator[Match]:
    """Yield what a file's code shows; of a notebook its language, too, which GitHub counts as Jupyter's."""
    language = entry_named(usage.language) if book else None
    if language and language.kind == "language" and (usage.uses or usage.language != "python"):
        # Of some languages no use is told; that a notebook is written in them is.
        whole = Use(kind="call", name=usage.language, cell=None, count=None, line=1, times=1)
        at = usage.uses[0] if usage.uses else whole
        yield Match(entry=language, at=at, used=(language.name,), weight=1.0, why="")
    yield from match(usage)


def _of_sign(repo: RepoRecord, project: Project, sign: Sign, course: CourseWork) -> Found:
    file = next((file for file in repo.files if file.path == sign.path), None)
    weight, why = _weight(repo, file, course, Marks(), (sign.weight, sign.why))
    page = outside(repo, sign.path) if sign.path else repo.url
    return Found(
        entry=sign.entry,
        notebook="",
        evidence=Evidence(
            project=project.slug,
            repository=repo.full_name,
            path=sign.path,
            cell=None,
            count=None,
            line=sign.line,
            used=(sign.used,),
            commit=repo.head_commit,
            first=None,
            last=None,
            url=f"{page}#L{sign.line}" if page and sign.line else page or "",
            weight=weight,
            why=why,
        ),
    )


def _weight(
    repo: RepoRecord,
    file: FileRecord | None,
    course: CourseWork,
    marks: Marks,
    found: tuple[float, str],
) -> tuple[float, str]:
    """Return how much evidence weighs, and why it is less than it would be by itself."""
    weight, why = found
    if repo.is_fork:
        return weight * _FORK, "The repository is a fork: others may have written it."
    if file and file.last is None and _knows_authors(repo):
        return weight * _OTHERS, "Only others have committed this file."
    if course.is_own:
        return weight, why
    if marks.copyright:
        return weight * _OTHERS, f"It carries the copyright of {marks.copyright}."
    if file and _COPIED.intersection(file.path.lower().split("/")[:-1]):
        return weight * _OTHERS, "It lies in a folder of copied code."
    if said := course.of(file.path if file else ""):
        return weight * _COURSE, why or f"It is course work. {said}"
    return weight, why


def _knows_authors(repo: RepoRecord) -> bool:
    """Whether a file without a day of the learner's was written by others."""
    history = repo.activity
    return bool(history and history.is_whole and any(file.last for file in repo.files))


def _dated(found: Found, days: tuple[date | None, date | None]) -> Found:
    return replace(found, evidence=replace(found.evidence, first=days[0], last=days[1]))


def _days(
    file: FileRecord | None, usage: Usage | None, imported: frozenset[date]
) -> tuple[date | None, date | None]:
    """Return when the learner first and last worked on a file, as far as anything tells.

    The commits that touched it tell, unless all of them are of a day on which everything was pushed at
    once; and the notebook's own metadata, which knows of work before the first commit. The day of the
    last push is none: a file of 2016 may be in it.
    """
    if file is None:
        return None, None
    first, last = file.first, file.last or file.first
    if first is None or (first == last and first in imported):
        first = last = None
    if usage and usage.marks.first and usage.marks.last:
        ran = (usage.marks.first, usage.marks.last)
        # Cells may have run elsewhere, later, by somebody who made a copy.
        if file.first is None or ran[1] <= (file.last or file.first):
            first = min(first, ran[0]) if first else ran[0]
            last = max(last, ran[1]) if last else ran[1]
    return first, last


def _ids(book: Notebook, get: Get) -> frozenset[str]:
    text = get(book.body.text).decode("utf-8", "replace")
    return frozenset(_CELL.findall(text))


def _address(book: Notebook, found: Match, ids: frozenset[str]) -> str:
    """Return where the cell is on the site; the page alone when the cell is left out, or cannot be told from another."""
    anchor = f"cell-{found.at.count}" if found.at.count else f"cell-c{found.at.cell}"
    is_one = anchor in ids and f"{anchor}-2" not in ids
    return f"{book.path}#{anchor}" if is_one else book.path
