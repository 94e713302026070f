"""Which projects are the work for a course, and what says so; the learner has the last word."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from proofolio.assemble.projects import Plan
from proofolio.assemble.readme import readme_file
from proofolio.model.portfolio import Project
from proofolio.model.records import BlobId, FileRecord, Get, RepoRecord
from proofolio.model.usage import Usage
from proofolio.settings import Settings
from proofolio.skills.coursework import file_named_so, folder_named_so, named_so, readme_says_so

_HALF: Final = 0.5
"""Share of a project's notebooks that were set as exercises from which all of it is course work."""
_FEWEST: Final = 2
_MOST_BYTES: Final = 100_000
"""Of a README."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWork:
    """What says that a project, or a file of it, is the work for a course."""

    why: str = ""
    """In plain words, as a sentence, for all of it; empty when it is not."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Path → why, for files that are."""
    is_own: bool = False
    """The learner says that it is their own work, whatever it looks like."""

    def of(self, path: str) -> str:
        """Return why a file is course work; empty when it is not."""
        return self.why or self.files.get(path, "")


def coursework(
    item: Plan, settings: Settings, usages: Mapping[BlobId, Usage], get: Get
) -> CourseWork:
    """Tell whether a project is course work.

    Args:
        item: what it is made of.
        settings: `own_work` and `course_work` of `portfolio.yml`; front matter's `kind` goes before both.
        usages: what its notebooks use, with what they say of themselves.
        get: returns the bytes of any blob.
    """
    kind = item.words.front.kind if item.words else ""
    chosen = settings.portfolio
    names = _names(item)
    if kind == "course work" or (not kind and names & _keys(chosen.course_work)):
        return CourseWork(why="You say that it is course work.")
    if kind or names & _keys(chosen.own_work):
        return CourseWork(is_own=True)
    if item.repo is None:
        return CourseWork()
    if why := _said(item, get):
        return CourseWork(why=why)
    return _by_files(item.repo, item.folder, usages)


def with_kind(project: Project, found: CourseWork) -> Project:
    """Call a project course work that is, unless something else is known of it."""
    if found.why and not project.kind:
        return replace(project, kind="course work")
    return project


def _said(item: Plan, get: Get) -> str:
    """Return what a repository's names or the READMEs above a project say."""
    whole = item.whole or item.repo
    if whole is None:
        return ""
    if name := named_so((whole.name, whole.description[:500], *whole.topics)):
        return f"Its repository is called so: {name}."
    folder = item.folder
    if folder and (name := folder_named_so(f"{folder}/x")):
        return f"Its folder is called so: {name}."
    for readme in _readmes(whole, folder):
        if line := readme_says_so(get(readme.blob)[:_MOST_BYTES].decode("utf-8-sig", "replace")):
            return f"Its README says so: {line.rstrip('.')}."
    return ""


def _readmes(repo: RepoRecord, folder: str) -> Iterator[FileRecord]:
    """Yield the README of a project's folder, and that of the repository."""
    first = readme_file(repo)
    if folder:
        for file in repo.files:
            above, name = posixpath.split(file.path)
            if above == folder and name.casefold().startswith("readme"):
                yield file
    if first:
        yield first


def _by_files(repo: RepoRecord, root: str, usages: Mapping[BlobId, Usage]) -> CourseWork:
    files: dict[str, str] = {}
    examined = 0
    for file in repo.files:
        usage = usages.get(file.blob)
        if usage is None:
            continue
        examined += 1
        within = file.path.removeprefix(f"{root}/") if root else file.path
        if usage.marks.exercise:
            files[file.path] = f"It was set as an exercise: “{usage.marks.exercise.strip()}”."
        elif folder := folder_named_so(within):
            files[file.path] = f"It lies in a folder of exercises: {folder}."
        elif name := file_named_so(within):
            files[file.path] = f"It is called as an exercise is: {name}."
    if len(files) >= max(min(_FEWEST, (examined + 1) // 2), 1, examined * _HALF):
        return CourseWork(why=next(iter(files.values())), files=files)
    return CourseWork(files=files)


def _names(item: Plan) -> set[str]:
    """Everything that a project may be called in `portfolio.yml`, in lower case."""
    repo = item.whole or item.repo
    names = {item.slug}
    if repo:
        full, folder = repo.full_name.casefold(), item.folder.casefold()
        names |= {full, repo.name.casefold()}
        if folder:
            names |= {
                folder,
                folder.rpartition("/")[2],
                f"{full}/{folder}",
                f"{repo.name.casefold()}/{folder}",
            }
    return names


def _keys(names: tuple[str, ...]) -> set[str]:
    return {name.strip("/").casefold() for name in names}
