"""Whose commits are the learner's, in which weeks they were made and on which files; pure.

They are counted from the history that git fetches with the trees: that costs no request, reaches
further back than GitHub's own count of a year, and is the same with and without a token.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from proofolio.model.records import ActivityRecord, FileRecord, WeekRecord
from proofolio.sources.git.history import Authored, History

_GIT_BEGAN = datetime(2005, 4, 7, tzinfo=UTC)
_LETTERS = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """By what the commits of an account are known."""

    login: str
    account_id: str
    names: frozenset[str] = frozenset()
    """In lower case."""
    emails: frozenset[str] = frozenset()
    """Those that GitHub says are the account's, in lower case; never stored."""
    noreply: tuple[str, ...] = ()
    """Hosts of the addresses that their host gives people who show none: `users.noreply.github.com`."""
    is_everybody: bool = False
    """An organisation writes no commits, its people do."""


def activity_of(history: History, learner: Learner, *, until: datetime) -> ActivityRecord:
    """Count the learner's commits by week.

    Args:
        history: of the default branch.
        learner: whose commits count.
        until: when the repository was last pushed to; a commit of a later week claims too much.
    """
    emails = _emails(history.commits, learner)
    weeks = Counter(
        moment.date() - timedelta(days=moment.weekday())
        for commit in history.commits
        if commit.email.casefold() in emails and (moment := _moment(commit.at_s, until)) is not None
    )
    return ActivityRecord(
        weeks=tuple(WeekRecord(monday=day, commits=weeks[day]) for day in sorted(weeks)),
        is_whole=history.is_whole,
    )


def dated(
    files: Iterable[FileRecord], history: History, learner: Learner, *, until: datetime
) -> tuple[FileRecord, ...]:
    """Say of files when the learner first and last worked on them; arguments as in `activity_of`."""
    emails = _emails(history.commits, learner)
    found = []
    for file in files:
        days = [
            moment.date()
            for touch in history.touches.get(file.path, ())
            if touch.email.casefold() in emails
            for at_s in (touch.first_s, touch.last_s)
            if (moment := _moment(at_s, until)) is not None
        ]
        found.append(replace(file, first=min(days, default=None), last=max(days, default=None)))
    return tuple(found)


def _emails(commits: Sequence[Authored], learner: Learner) -> frozenset[str]:
    """The learner's addresses in this repository.

    An address is known by GitHub's word, by the login or id in GitHub's own kind of address, or by
    the name beside it. Who is the only author of a repository is the learner, too: it is theirs.
    """
    if learner.is_everybody:
        return frozenset(commit.email.casefold() for commit in commits)
    people = {commit.email.casefold() for commit in commits if "[bot]" not in commit.name}
    known = {
        commit.email.casefold()
        for commit in commits
        if commit.name.casefold() in learner.names | {learner.login.casefold()}
    }
    known |= {email for email in people if email in learner.emails or _is_noreply(email, learner)}
    known |= {commit.email.casefold() for commit in commits if _is_called_so(commit, learner)}
    return frozenset(known or (people if len(people) == 1 else ()))


def _is_called_so(commit: Authored, learner: Learner) -> bool:
    """Whether a name that a computer was set up with is a short form of the login, and so is the address.

    `sample <sample55learner@…>` is `samplelearner`: git was told a first name only, and an address that GitHub
    does not know.
    """
    login = _letters(learner.login)
    words = [_letters(word) for word in commit.name.split()]
    address = _LETTERS.findall(commit.email.partition("@")[0].casefold())
    return (
        all(len(word) >= _LEAST_LETTERS and word in login for word in words)
        and bool(words and address)
        and "".join(address) == login
    )


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))


def _is_noreply(email: str, learner: Learner) -> bool:
    """`ID+LOGIN@users.noreply.HOST`, with `-` on some hosts, or without the id.

    https://docs.github.com/en/account-and-profile/reference/email-addresses-reference,
    https://docs.gitlab.com/user/profile/#use-an-automatically-generated-private-commit-email
    """
    user, _, host = email.partition("@")
    if host not in learner.noreply:
        return False
    account_id, _, login = user.partition("+") if "+" in user else user.partition("-")
    names = {user.rpartition("+")[2], login if account_id.isdigit() else ""}
    return learner.login.casefold() in names or account_id == learner.account_id


def _moment(at_s: int, until: datetime) -> datetime | None:
    try:
        moment = datetime.fromtimestamp(at_s, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if _GIT_BEGAN <= moment <= until + timedelta(days=7) else None
