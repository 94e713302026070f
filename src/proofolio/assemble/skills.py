"""Skills with their evidence, from what the code of all projects uses."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from proofolio.assemble.addresses import outside
from proofolio.assemble.projects import Plan
from proofolio.assemble.slugs import distinct, slugify
from proofolio.model.portfolio import Notebook, Project
from proofolio.model.records import BlobId, FileRecord, Get, NotebookRecord, RepoRecord
from proofolio.model.skills import Evidence, Skill
from proofolio.model.usage import Usage
from proofolio.skills.match import Match, match
from proofolio.skills.repository import Sign, signs_of
from proofolio.skills.taxonomy import Entry

_KINDS: Final = ("ability", "language", "tool")
_MAIN_TOOLS: Final = 5
_FIRM: Final = 0.6
_FORK: Final = 0.2
_CELL: Final = re.compile(r'<div class="pf-cell" id="([^"<>]{1,80})"')
_MORE: Final = 0.25
"""What another notebook or file of one project adds to the first."""
_MOST: Final = 8
"""Notebooks and files of one project beyond which nothing is added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    entry: Entry
    evidence: Evidence
    notebook: str
    """Path of its page; empty for other files."""


def skills(
    plans: Sequence[Plan], projects: Sequence[Project], usages: Mapping[BlobId, Usage], get: Get
) -> tuple[Skill, ...]:
    """Return every skill that the projects show: abilities, languages, tools, each the strongest first.

    Args:
        plans: what each project is made of.
        projects: the same projects, in the same order.
        usages: what notebooks and files of Python use, by their bytes' address.
        get: returns the bytes of any blob.
    """
    by_name: dict[str, list[_Found]] = {}
    for plan, project in zip(plans, projects, strict=True):
        for found in _of_project(plan, project, usages, get):
            by_name.setdefault(found.entry.name, []).append(found)
    slugs = distinct([(slugify(name), slugify(name)) for name in by_name])
    made = [_skill(slug, found) for slug, found in zip(slugs, by_name.values(), strict=True)]
    made.sort(key=lambda skill: (_KINDS.index(skill.kind), -skill.strength, skill.slug))
    tools = [skill for skill in made if skill.kind == "tool" and _is_firm(skill)]
    main = {skill.slug for skill in tools[:_MAIN_TOOLS]}
    return tuple(
        replace(skill, is_main=skill.slug in main or (skill.kind == "ability" and _is_firm(skill)))
        for skill in made
    )


def with_skills(project: Project, found: Iterable[Skill]) -> Project:
    """Name on a project and its notebooks the skills that they show."""
    all_skills = tuple(found)
    return replace(
        project,
        skills=tuple(skill.slug for skill in all_skills if project.slug in skill.projects),
        notebooks=tuple(
            replace(book, skills=tuple(s.slug for s in all_skills if book.path in s.notebooks))
            for book in project.notebooks
        ),
    )


def used_files(plans: Iterable[Plan]) -> dict[BlobId, str]:
    """Return the notebooks and files of Python that show skills: path by address."""
    found: dict[BlobId, str] = {}
    for plan in plans:
        for file in plan.repo.files if plan.repo else ():
            if file.path.lower().endswith((".ipynb", ".py")):
                found[file.blob] = file.path
        found |= {record.blob: record.name for record in plan.notebooks}
    return found


def _of_project(
    plan: Plan, project: Project, usages: Mapping[BlobId, Usage], get: Get
) -> Iterator[_Found]:
    pages = {book.file_name: book for book in project.notebooks}
    ids = {book.path: _ids(book, get) for book in project.notebooks}
    repo = plan.repo
    if repo:
        for file in repo.files:
            yield from _of_file(repo, project, file, pages.get(file.path), usages, ids)
        for sign in signs_of(repo, get):
            yield _of_sign(repo, project, sign)
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
) -> Iterator[_Found]:
    usage = usages.get(file.blob)
    # What has no page of its own is a draft, or could not be read.
    if usage is None or (book is None and file.path.lower().endswith(".ipynb")):
        return
    for found in match(usage):
        weight, why = _weight(repo, found.weight, found.why)
        url = _address(book, found, ids[book.path]) if book else outside(repo, file.path)
        if url and not book:
            url = f"{url}#L{found.at.line}"
        yield _Found(
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
                day=repo.committed_at.date(),
                url=url or "",
                weight=weight,
                why=why,
            ),
        )


def _of_record(
    project: Project,
    record: NotebookRecord,
    book: Notebook,
    usage: Usage,
    ids: Mapping[str, frozenset[str]],
) -> Iterator[_Found]:
    for found in match(usage):
        yield _Found(
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
                day=book.date,
                url=_address(book, found, ids[book.path]),
                weight=found.weight,
                why=found.why,
            ),
        )


def _of_sign(repo: RepoRecord, project: Project, sign: Sign) -> _Found:
    weight, why = _weight(repo, sign.weight, sign.why)
    page = outside(repo, sign.path) if sign.path else repo.url
    return _Found(
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
            day=repo.committed_at.date(),
            url=f"{page}#L{sign.line}" if page and sign.line else page or "",
            weight=weight,
            why=why,
        ),
    )


def _weight(repo: RepoRecord, weight: float, why: str) -> tuple[float, str]:
    if repo.is_fork:
        return weight * _FORK, "The repository is a fork: others may have written it."
    return weight, why


def _ids(book: Notebook, get: Get) -> frozenset[str]:
    text = get(book.body.text).decode("utf-8", "replace")
    return frozenset(_CELL.findall(text))


def _address(book: Notebook, found: Match, ids: frozenset[str]) -> str:
    """Return where the cell is on the site; the page alone when the cell is left out, or cannot be told from another."""
    anchor = f"cell-{found.at.count}" if found.at.count else f"cell-c{found.at.cell}"
    is_one = anchor in ids and f"{anchor}-2" not in ids
    return f"{book.path}#{anchor}" if is_one else book.path


def _skill(slug: str, found: Sequence[_Found]) -> Skill:
    entry = found[0].entry
    ranked = sorted(found, key=lambda f: (-f.evidence.weight, f.evidence.project, f.evidence.path))
    weights: dict[str, list[float]] = {}
    for item in ranked:
        weights.setdefault(item.evidence.project, []).append(item.evidence.weight)
    strengths = {name: of_one[0] + _MORE * sum(of_one[1:_MOST]) for name, of_one in weights.items()}
    days = [item.evidence.day for item in ranked if item.evidence.day]
    return Skill(
        slug=slug,
        name=entry.name,
        kind=entry.kind,
        group=entry.group,
        evidence=tuple(item.evidence for item in ranked),
        first=min(days, default=None),
        last=max(days, default=None),
        projects=tuple(sorted(strengths, key=lambda name: (-strengths[name], name))),
        notebooks=tuple(dict.fromkeys(item.notebook for item in ranked if item.notebook)),
        strength=round(sum(strengths.values()), 3),
        is_claimed=False,
        is_main=False,
        esco=entry.esco,
        path="",
    )


def _is_firm(skill: Skill) -> bool:
    return any(evidence.weight >= _FIRM for evidence in skill.evidence)
