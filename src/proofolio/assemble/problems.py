"""Which problems a project solved: what its words name, where its code does that kind of work."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from proofolio.assemble.evidence import Found
from proofolio.assemble.projects import Plan
from proofolio.content.sanitize import text
from proofolio.model.portfolio import Project
from proofolio.model.records import BlobId
from proofolio.model.skills import deepest
from proofolio.model.usage import Usage, Written
from proofolio.skills.problems import (
    HEADING,
    PARAGRAPH,
    SENTENCE,
    TITLE,
    Told,
    are_rivals,
    by_hand,
    first_own,
    headings_of,
    is_demo,
    is_example,
    problems,
    sentence,
    told,
)
from proofolio.skills.taxonomy import Entry

_OF_EACH: Final = 3
"""Words of each work that a problem takes."""
_BY_PROJECT: Final = 3
"""Files that stand for what only the project says of all of them."""
_HEADING: Final = re.compile(r"<h[1-6]\b[^>]*>(.*?)</h[1-6]>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_PARAGRAPH: Final = re.compile(r"<(?:p|li)\b[^>]*>(.*?)</(?:p|li)>", re.DOTALL)


def problems_solved(
    plan: Plan, project: Project, found: Sequence[Found], usages: Mapping[BlobId, Usage]
) -> Iterator[Found]:
    """Yield the problems that a project solved, each cited where the work is done.

    What a file says of itself goes before what the project says of all its files.

    Args:
        plan: what the project is made of.
        project: the project.
        found: what its code shows.
        usages: what its files use.
    """
    by_file: dict[str, list[Found]] = {}
    for item in found:
        place = item.evidence
        if place.path and not is_example(place.path) and (place.cell or place.line):
            by_file.setdefault(place.path, []).append(item)
    if not by_file:
        return
    of_files = _usages(plan, usages)
    by_project = _said_by(plan, project)
    own = {
        path: first_own(_said_by_file(plan, path, of_files.get(path)), by_project)
        for path in by_file
    }
    written = {path: dict(_written(of_files.get(path))) for path in by_file}
    for entry in problems():
        done = {
            path: made
            for path, its in by_file.items()
            if (made := _done(entry, its, written[path].get(entry.name)))
        }
        if not all(map(is_demo, done)):
            done = {path: made for path, made in done.items() if not is_demo(path)}
        for path, made in done.items():
            if entry.name in own[path]:
                yield _with(made, own[path][entry.name][1])
        if entry.name in by_project:
            left = [
                made
                for path, made in done.items()
                if not any(are_rivals(entry.name, other) for other in own[path])
            ]
            left.sort(key=lambda item: -item.evidence.weight)
            for made in left[:_BY_PROJECT]:
                yield _with(made, by_project[entry.name][1])


def _usages(plan: Plan, usages: Mapping[BlobId, Usage]) -> Mapping[str, Usage]:
    files = plan.repo.files if plan.repo else ()
    found = {file.path: usages[file.blob] for file in files if file.blob in usages}
    return found | {one.name: usages[one.blob] for one in plan.notebooks if one.blob in usages}


def _said_by(plan: Plan, project: Project) -> Told:
    """Return what a project's name, sentence and README name."""
    repo = plan.repo
    readme = f"{project.story}{project.readme}"
    parts = [(project.title, TITLE), (posixpath.basename(plan.folder), TITLE)]
    parts += sentence(project.summary)
    if repo and not plan.folder:
        parts += [(repo.name, TITLE), *sentence(repo.description)]
        parts += [(topic, SENTENCE) for topic in repo.topics]
    parts += [(_plain(words), HEADING) for words in _HEADING.findall(readme)]
    parts += [(_plain(words), PARAGRAPH) for words in _PARAGRAPH.findall(readme)]
    return told(parts)


def _plain(html: str) -> str:
    return text(_TAG.sub(" ", html), 600)


def _said_by_file(plan: Plan, path: str, usage: Usage | None) -> Told:
    """Return what a file's name within its project, and a notebook's headings, name."""
    within = path.removeprefix(f"{plan.folder}/") if plan.folder else path
    name = posixpath.splitext(within)[0]
    return told([(name, TITLE), *headings_of(usage.headings if usage else ())])


def _written(usage: Usage | None) -> Iterator[tuple[str, Written]]:
    for entry, one in by_hand(usage) if usage else ():
        yield entry.name, one


def _done(entry: Entry, its: Iterable[Found], written: Written | None) -> Found | None:
    """Return where a file does a problem's kind of work; None where it does not, or shows it without words."""
    every = list(its)
    work = entry.signs.get("work", ())
    if any(item.entry.name == entry.name and item.evidence.is_firm for item in every):
        return None
    able = [item for item in every if item.entry.name in work]
    able.sort(key=lambda item: (-item.evidence.weight, work.index(item.entry.name)))
    best = _together(able) if able else None
    if written and (best is None or best.evidence.depth != "from scratch"):
        near = max(every, key=lambda i: (i.evidence.cell == written.cell, i.evidence.weight))
        return _at(entry, near, written)
    return replace(best, entry=entry) if best else None


def _together(able: Sequence[Found]) -> Found:
    """Cite the first of some works in a file, with all that was used and as deep as the deepest."""
    place = able[0].evidence
    used = dict.fromkeys(word for item in able for word in item.evidence.used[:_OF_EACH])
    depth = deepest(item.evidence.depth for item in able)
    return replace(able[0], evidence=replace(place, used=tuple(used), depth=depth))


def _at(entry: Entry, near: Found, written: Written) -> Found:
    """Cite a class or function that is written in a file, of which something else is cited already."""
    page, _, _ = near.evidence.url.partition("#")
    is_there = near.evidence.cell == written.cell and written.cell is not None
    at = near.evidence.url if is_there else page
    place = replace(
        near.evidence,
        cell=written.cell,
        count=written.count,
        line=None if written.cell else written.line,
        url=f"{page}#L{written.line}" if page and not written.cell else at,
        used=(written.name[:60],),
        depth="from scratch",
    )
    return replace(near, entry=entry, evidence=place)


def _with(made: Found, words: str) -> Found:
    """Say which words name the problem, before what was called."""
    used = (f"“{words[:58]}”", *made.evidence.used)
    return replace(made, evidence=replace(made.evidence, used=used[:6]))
