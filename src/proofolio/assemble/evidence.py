"""Where each project shows which skill: its notebooks, its files, and what its repository says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from proofolio.assemble.addresses import outside
from proofolio.assemble.projects import Plan
from proofolio.assemble.scope import is_import
from proofolio.model.portfolio import Notebook, Project
from proofolio.model.records import BlobId, FileRecord, Get, NotebookRecord, RepoRecord
from proofolio.model.skills import Evidence
from proofolio.model.usage import Usage, Use
from proofolio.notebooks.text_formats import is_notebook_name, suffix_of
from proofolio.skills.match import Match, match
from proofolio.skills.repository import Sign, follows_course, signs_of
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
    plan: Plan, project: Project, usages: Mapping[BlobId, Usage], get: Get
) -> Iterator[Found]:
    """Find every place where a project shows a skill; arguments as in `skills`."""
    pages = {book.file_name: book for book in project.notebooks}
    ids = {book.path: _ids(book, get) for book in project.notebooks}
    repo = plan.repo
    if repo:
        dated = not is_import(plan.whole or repo)
        for file in repo.files:
            for one in _of_file(repo, project, file, pages.get(file.path), usages, ids):
                yield one if dated else _undated(one)
        for sign in signs_of(repo, get):
            yield (
                _of_sign(repo, project, sign) if dated else _undated(_of_sign(repo, project, sign))
            )
    for record in plan.notebooks:
        book = pages.get(record.key.removeprefix("local:") if record.folder else record.name)
        if book and record.blob in usages:
            yield from _of_record(project, record, book, usages[record.blob], ids)


def _of_file(
    repo: RepoRecord,
    project: Project,
    file: FileRecord,
    book: Notebook | None,
    usages: Mapping[BlobId, Usage],
    ids: Mapping[str, frozenset[str]],
) -> Iterator[Found]:
    usage = usages.get(file.blob)
    # What has no page of its own is a draft, or could not be read.
    if usage is None or (book is None and is_notebook_name(file.path)):
        return
    for found in _shown(usage, book):
        weight, why = _weight(repo, file, found.weight, found.why)
        url = _address(book, found, ids[book.path]) if book else outside(repo, file.path)
        first, last = _days(file)
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
                first=first,
                last=last,
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
                first=book.date,
                last=book.date,
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


def _of_sign(repo: RepoRecord, project: Project, sign: Sign) -> Found:
    file = next((file for file in repo.files if file.path == sign.path), None)
    weight, why = _weight(repo, file, sign.weight, sign.why)
    page = outside(repo, sign.path) if sign.path else repo.url
    first, last = _days(file)
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
            first=first,
            last=last,
            url=f"{page}#L{sign.line}" if page and sign.line else page or "",
            weight=weight,
            why=why,
        ),
    )


def _weight(
    repo: RepoRecord, file: FileRecord | None, weight: float, why: str
) -> tuple[float, str]:
    if repo.is_fork:
        return weight * _FORK, "The repository is a fork: others may have written it."
    if file and file.last is None and _knows_authors(repo):
        return weight * _OTHERS, "Only others have committed this file."
    if file and _COPIED.intersection(file.path.lower().split("/")[:-1]):
        return weight * _OTHERS, "It lies in a folder of copied code."
    if follows_course(repo):
        return weight * _COURSE, why or "The repository follows a course."
    return weight, why


def _knows_authors(repo: RepoRecord) -> bool:
    """Whether a file without a day of the learner's was written by others."""
    history = repo.activity
    return bool(history and history.is_whole and any(file.last for file in repo.files))


def _undated(found: Found) -> Found:
    """Leave out days that say when work was pushed, not when it was done."""
    return replace(found, evidence=replace(found.evidence, first=None, last=None))


def _days(file: FileRecord | None) -> tuple[date | None, date | None]:
    """Return when the learner first and last worked on a file, as far as the history tells.

    The day of the last push is none: a file of 2016 may be in it.
    """
    return (file.first, file.last or file.first) if file and file.first else (None, None)


def _ids(book: Notebook, get: Get) -> frozenset[str]:
    text = get(book.body.text).decode("utf-8", "replace")
    return frozenset(_CELL.findall(text))


def _address(book: Notebook, found: Match, ids: frozenset[str]) -> str:
    """Return where the cell is on the site; the page alone when the cell is left out, or cannot be told from another."""
    anchor = f"cell-{found.at.count}" if found.at.count else f"cell-c{found.at.cell}"
    is_one = anchor in ids and f"{anchor}-2" not in ids
    return f"{book.path}#{anchor}" if is_one else book.path
