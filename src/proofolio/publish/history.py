"""Secrets in the history of a repository: in any file of any commit, and in what commits say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from proofolio.model.finding import Spot
from proofolio.model.leak import Leak
from proofolio.publish.raw_findings import RawFinding, doubtful
from proofolio.publish.searched import SearchCache
from proofolio.sources.git import objects as git_objects
from proofolio.sources.git.mirror import newest, tips
from proofolio.sources.git.objects import Change, GitFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A repository whose history is on this disk."""

    name: str
    """`owner/name`."""
    git: GitFolder
    branches: tuple[str, ...] = ()
    """Where what is public of it is named; all branches and tags unless they are said."""


@dataclass(slots=True)
class Count:
    """What was looked at."""

    commits: int = 0
    files: int = 0
    absent: int = 0
    """Files that were not fetched, for they are too large."""


def in_history(
    history: History,
    cache: SearchCache,
    count: Count,
    on_done: Callable[[int, int], None] = lambda _done, _total: None,
) -> Iterator[RawFinding]:
    """Yield each secret with the first commit that has it there, its day, and whether it is there still.

    Args:
        history: where to look.
        cache: remembers what was searched.
        count: is added to.
        on_done: told how many files were searched, of how many.
    """
    git = history.git
    among = git_objects.commits(git, tips(git, *history.branches))
    absent = git_objects.missing(git)
    first: dict[tuple[str, str], Change] = {}
    for change in git_objects.changes(git, among):
        if change.blob not in absent:
            first.setdefault((change.path, change.blob), change)
    texts = {text.id: text for text in git_objects.texts(git, among)}
    current = newest(git, *history.branches)
    count.commits += len(among)
    count.files += len({blob for _, blob in first})
    count.absent += len(absent)
    for one in cache.search(git, first, on_done=on_done):
        change = first[one.path, one.blob]
        day = texts[change.commit].at.date()
        for found in one.looked.leaks if one.looked else ():
            spot = Spot(
                path=f"{history.name}/{one.path}",
                line=found.line,
                cell=found.cell,
                commit=change.commit,
                note=_note(day, is_current=one.blob in current),
            )
            yield _raw_finding(found.leak, spot, history.name)
    for text in texts.values():
        for found in cache.search_text(text.id, text.message).leaks:
            spot = Spot(
                path=f"{history.name}, the commit's message",
                commit=text.id,
                note=_note(text.at.date(), is_current=False),
            )
            yield _raw_finding(found.leak, spot, history.name)


def _note(day: date, *, is_current: bool) -> str:
    return f"{day}, {'and still there' if is_current else 'not there any more'}"


def _raw_finding(leak: Leak, spot: Spot, name: str) -> RawFinding:
    if leak.doubt:
        return doubtful(leak, spot)
    where = f" at {leak.revoke}" if leak.revoke else " where you got it"
    return RawFinding(
        rule="secret",
        key=leak.fingerprint,
        severity="leak",
        message=f"{leak.name} `{leak.masked}` is in the public history of {name}.",
        hint=f"Revoke it now{where}: whoever cloned the repository has it. Then accept this, with the day. Rewriting the history takes it out of no copy.",
        spot=spot,
        url=leak.revoke,
    )
