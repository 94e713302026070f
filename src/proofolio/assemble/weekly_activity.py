"""In which weeks the learner took in, and in which they gave out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from proofolio.assemble.projects import Plan
from proofolio.errors import Problem
from proofolio.model.curriculum import Span, Stage, Week
from proofolio.model.portfolio import Post
from proofolio.notebooks.text_formats import is_notebook_name

ONLY_IN: Final = 6
"""Weeks of taking in, without giving anything, after which the author is told."""
_WEEK: Final = timedelta(days=7)
_FIRST_YEAR: Final = 1970


def weeks(
    stages: Sequence[Stage], plans: Sequence[Plan], posts: Sequence[Post], as_of: date
) -> tuple[Week, ...]:
    """Return what was done in each week up to a day, the oldest first; empty weeks are left out.

    Something that was gone through counts in every week from its start to its end, or to that day if
    it is still being done; without an end in the time of its start, without a start nowhere.
    """
    found: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for monday in _studied(stages, as_of):
        found[monday]["items"] += 1
    for day, what, number in (*_of_projects(plans), *_of_posts(posts)):
        if day <= as_of:
            found[monday_of(day)][what] += number
    return tuple(Week(monday=monday, **found[monday]) for monday in sorted(found))


def monday_of(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())


def began(item: Plan) -> date | None:
    """Return when a project began: with its first file or commit of the learner's, else with its repository."""
    if item.repo is None:
        return None
    activity = None if item.member else item.repo.activity
    days = [file.first for file in item.repo.files if file.first]
    days += [activity.weeks[0].monday] if activity and activity.weeks and not days else []
    return min(days, default=item.repo.created_at.date())


def bounds(span: Span, as_of: date) -> tuple[date, date] | None:
    """Return the first and the last day of a span as far as it has passed; None when it did not begin, or says no start."""
    first = _first_day(span.start)
    if first is None or first > as_of:
        return None
    last = _last_day(span.end) if span.end else as_of
    return first, min(last, as_of)


def only_in(found: Iterable[Week], as_of: date) -> Iterator[Problem]:
    """Yield a word for the author who has taken in for six weeks and given nothing."""
    since = monday_of(as_of) - ONLY_IN * _WEEK
    latest = [week for week in found if week.monday >= since]
    first = next((week for week in latest if week.learning_count), None)
    if first is None or any(week.building_count for week in latest):
        return
    if first.monday <= since + _WEEK:
        yield Problem(
            message="For six weeks you have only breathed in: nothing was built, written or shared.",
            hint="Breathe out: a small notebook, or a post about one thing that you understood. `proofolio new post --weekly` begins one.",
        )


def _studied(stages: Sequence[Stage], as_of: date) -> Iterator[date]:
    for stage in stages:
        for item in stage.items:
            mondays: set[date] = set()
            for span in item.spans:
                is_open = item.is_open and span is item.spans[-1]
                end = span.end or ("" if is_open else span.start)
                if (known := bounds(Span(start=span.start, end=end), as_of)) is None:
                    continue
                monday = monday_of(max(known[0], date(_FIRST_YEAR, 1, 5)))
                while monday <= known[1]:
                    mondays.add(monday)
                    monday += _WEEK
            yield from mondays


def _of_projects(plans: Sequence[Plan]) -> Iterator[tuple[date, str, int]]:
    # Projects of one repository share its commits.
    counted: set[str] = set()
    for item in plans:
        if item.repo is None:
            continue
        is_new = item.repo.host_id not in counted
        counted.add(item.repo.host_id)
        for week in item.repo.activity.weeks if item.repo.activity and is_new else ():
            yield week.monday, "commits", week.commits
        for file in item.repo.files:
            if file.first and is_notebook_name(file.path):
                yield file.first, "notebooks", 1
        if (day := began(item)) is not None and not item.repo.is_fork:
            yield day, "projects", 1


def _of_posts(posts: Sequence[Post]) -> Iterator[tuple[date, str, int]]:
    for post in posts:
        if not post.mark:
            yield post.date, "learned" if post.kind == "learned" else "posts", 1


def _first_day(written: str) -> date | None:
    if not written:
        return None
    year, month, day = [*map(int, written.split("-")), 1, 1][:3]
    return date(year, month, day)


def _last_day(written: str) -> date:
    year, *rest = map(int, written.split("-"))
    if len(rest) == 2:
        return date(year, *rest)
    month = rest[0] if rest else 12
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
