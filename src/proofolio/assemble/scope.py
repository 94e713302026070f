"""A part of a repository as a repository of its own: its files, its days, its languages."""

import posixpath
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Final

from proofolio.assemble.collection import Member
from proofolio.assemble.folders import is_work
from proofolio.content.hosted import picture_keys
from proofolio.content.links import addresses
from proofolio.model.records import FileRecord, Language, RepoRecord

_LANGUAGES: Final = {
    ".py": "Python", ".ipynb": "Jupyter Notebook", ".r": "R", ".rmd": "R", ".qmd": "R", ".jl": "Julia",
    ".sql": "SQL", ".scala": "Scala",
}  # fmt: skip
"""GitHub counts languages for whole repositories only."""


_MANY: Final = 8
"""Files that nobody makes in a day."""
_NEARLY_ALL: Final = 0.8
_FEW: Final = 2
"""Commits that are no history: `Initial commit`, `Add files via upload`."""


def scoped(repo: RepoRecord, member: Member, *, alone: bool) -> RepoRecord:
    """Return what a repository is to one of the projects that it holds.

    Paths stay as they are. What GitHub says of the whole (its line, topics, stars, homepage) is not said
    of a part.

    Args:
        repo: the whole.
        member: the part.
        alone: whether its notebook is the only one of its folder, so that the files beside it are its own.
    """
    files = tuple(file for file in repo.files if _belongs(file.path, member, alone=alone))
    shown = {
        key
        for attribute, value in addresses(member.section)
        if attribute == "src"
        for key in (value, *picture_keys(value, "", repo))
    }
    days = [day for file in files for day in (file.first, file.last) if day]
    return replace(
        repo,
        files=files,
        skipped=tuple(file for file in repo.skipped if member.holds(file.path)),
        web_pictures=tuple(
            one
            for one in repo.web_pictures or ()
            if any(_belongs(path, member, alone=alone) for path in one.shown_by)
            or (member.section and shown & {one.url, *picture_keys(one.url, "", repo)})
        ),
        plots=tuple(file for file in repo.plots if _belongs(file.path, member, alone=alone)),
        description="",
        homepage="",
        topics=(),
        stars=0,
        pin_rank=None,
        languages=_languages(files),
        committed_at=_noon(max(days)) if days else repo.committed_at,
        created_at=_noon(min(days)) if days else repo.created_at,
    )


def apart(repo: RepoRecord, members: tuple[Member, ...]) -> RepoRecord:
    """Return what is a collection's own: nothing that lies in its parts, or that they alone show."""
    pictures = tuple(
        one
        for one in repo.web_pictures or ()
        if not all(any(m.holds(path) for m in members) for path in one.shown_by)
    )
    files = tuple(file for file in repo.files if not any(m.holds(file.path) for m in members))
    return replace(repo, files=files, web_pictures=pictures, plots=())


def imported(repo: RepoRecord) -> frozenset[date]:
    """Return the days on which so much came at once, and stayed so, that it was only pushed then.

    They are those of which nearly all files are, those with more notebooks than anybody makes in a day,
    and all of a history of one or two commits.
    """
    still = [f for f in repo.files if f.first and f.first == (f.last or f.first)]
    by_day = Counter(file.first for file in still if file.first)
    notebooks = Counter(f.first for f in still if f.first and is_work(f.path))
    dated = sum(file.first is not None for file in repo.files)
    found = {day for day, count in notebooks.items() if count >= _MANY}
    if dated >= _MANY:
        found |= {day for day, count in by_day.items() if count >= _NEARLY_ALL * dated}
    history = repo.activity
    if history and history.is_whole and 0 < sum(week.commits for week in history.weeks) <= _FEW:
        found |= set(by_day)
    return frozenset(found)


def _belongs(path: str, member: Member, *, alone: bool) -> bool:
    if member.holds(path):
        return True
    return alone and member.folder != "" and posixpath.dirname(path) == member.folder


def _languages(files: tuple[FileRecord, ...]) -> tuple[Language, ...]:
    sizes: Counter[str] = Counter()
    for file in files:
        name = _LANGUAGES.get(posixpath.splitext(file.path)[1].casefold())
        if name:
            sizes[name] += file.size_bytes
    return tuple(Language(name=name, size_bytes=size) for name, size in sizes.most_common())


def _noon(day: object) -> datetime:
    return datetime.combine(day, time(12), UTC)  # type: ignore[arg-type]
