"""The timeline: what was first, what came after, and when nothing did."""

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from proofolio.assemble.projects import Plan
from proofolio.assemble.weekly_activity import began, bounds
from proofolio.model.curriculum import Milestone, Named, Span, Stage, Week
from proofolio.model.portfolio import Notebook, Post, Project
from proofolio.settings import Settings

QUIET: Final = 8
"""Weeks without anything that make a quiet time."""
_MOST_PROJECTS: Final = 12
_DEPLOYED: Final = frozenset({"dockerfile", "procfile", "app.py", "streamlit_app.py"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    day: date
    project: Project
    plan: Plan


def milestones(
    stages: Sequence[Stage],
    made: Sequence[tuple[Plan, Project]],
    posts: Sequence[Post],
    weeks: Sequence[Week],
    settings: Settings,
    as_of: date,
) -> tuple[Milestone, ...]:
    """Return the timeline, the oldest first.

    Args:
        stages: of the curriculum.
        made: each project with what it was made of.
        posts: of the log.
        weeks: what was done when.
        settings: the learner's own milestones.
        as_of: what lies beyond it has not happened.
    """
    begun = sorted(
        (
            _Begun(day=day, project=project, plan=plan)
            for plan, project in made
            if (day := began(plan)) is not None and not (plan.repo and plan.repo.is_fork)
        ),
        key=lambda one: (one.day, one.project.slug),
    )
    found = [
        *_firsts(begun, posts),
        *_projects(begun),
        *_finished(stages, as_of),
        *_own_milestones(settings),
        *_quiet(weeks, _read_since(made)),
    ]
    order = {"quiet": 0, "first": 1, "begun": 2, "finished": 3, "milestone": 4}
    passed = [milestone for milestone in found if milestone.day <= as_of]
    return tuple(sorted(passed, key=lambda one: (one.day, order[one.what], one.thing.name)))


def _firsts(begun: Sequence[_Begun], posts: Sequence[Post]) -> Iterator[Milestone]:
    notebooks = [
        (file.first, book)
        for one in begun
        for book in one.project.notebooks
        for file in (one.plan.repo.files if one.plan.repo else ())
        if file.path == book.file_name and file.first
    ]
    if notebooks:
        day, book = min(notebooks, key=lambda pair: (pair[0], _name(pair[1])))
        yield _milestone(day, "first", "First notebook", book.title, book.path)
    if begun:
        one = begun[0]
        yield _milestone(one.day, "first", "First project", one.project.title, one.project.path)
    shown = [post for post in posts if not post.mark]
    if shown:
        post = min(shown, key=lambda post: (post.date, post.path))
        yield _milestone(post.date, "first", "First post", post.title, post.path)
    deployed = [(_deployed(one), one.project) for one in begun if one.project.demo_url]
    if deployed:
        day, project = min(deployed, key=lambda pair: (pair[0], pair[1].slug))
        yield _milestone(day, "first", "First deployment", project.title, project.path)


def _name(book: Notebook) -> str:
    return book.file_name


def _deployed(one: _Begun) -> date:
    """Return since when a project that can be tried had what runs it; else when it began."""
    files = one.plan.repo.files if one.plan.repo else ()
    days = [
        file.first
        for file in files
        if file.first
        and (
            posixpath.basename(file.path).lower() in _DEPLOYED or file.path == one.project.facts.app
        )
    ]
    return min(days, default=one.day)


def _projects(begun: Sequence[_Begun]) -> Iterator[Milestone]:
    """Yield the projects after the first; of many only those that are featured."""
    for one in begun[1:]:
        if len(begun) <= _MOST_PROJECTS or one.project.featured:
            yield _milestone(one.day, "begun", "Began", one.project.title, one.project.path)


def _finished(stages: Sequence[Stage], as_of: date) -> Iterator[Milestone]:
    for stage in stages:
        for item in stage.items:
            if not item.is_finished:
                continue
            for number, span in enumerate(item.spans):
                if item.is_open and span is item.spans[-1]:
                    continue
                written = span.end or span.start
                known = bounds(Span(start=written, end=written), as_of)
                if known is not None:
                    label = "Finished" if number == 0 else _AGAIN.get(number, "Once more")
                    yield Milestone(
                        day=known[1],
                        written=written,
                        what="finished",
                        label=label,
                        thing=Named(name=item.name, path=item.url),
                    )


_AGAIN: Final = {1: "A second time", 2: "A third time"}


def _own_milestones(settings: Settings) -> Iterator[Milestone]:
    for entry in settings.curriculum.milestones:
        known = bounds(Span(start=entry.date, end=entry.date), date.max)
        if known is not None:
            yield Milestone(
                day=known[0],
                written=entry.date,
                what="milestone",
                label="",
                thing=Named(name=entry.name, path=entry.url),
            )


def _quiet(weeks: Sequence[Week], since: date) -> Iterator[Milestone]:
    """Yield the times without anything between two weeks with something, as far as histories were read."""
    for before, after in pairwise(weeks):
        first, last = before.monday + timedelta(days=7), after.monday - timedelta(days=1)
        if before.monday >= since and (after.monday - first).days >= 7 * QUIET:
            yield Milestone(
                day=first,
                written=first.isoformat(),
                what="quiet",
                label="",
                thing=Named(name=last.isoformat(), path=""),
            )


def _read_since(made: Iterable[tuple[Plan, Project]]) -> date:
    """Return from when on every commit is known."""
    cut_off = (
        plan.repo.activity.weeks[0].monday
        for plan, _ in made
        if plan.repo and plan.repo.activity and plan.repo.activity.weeks
        if not plan.repo.activity.is_whole
    )
    return max(cut_off, default=date.min)


def _milestone(day: date, what: str, label: str, name: str, path: str) -> Milestone:
    return Milestone(
        day=day,
        written=day.isoformat(),
        what="begun" if what == "begun" else "first",
        label=label,
        thing=Named(name=name, path=path),
    )
