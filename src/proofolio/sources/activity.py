"""Whose commits are the learner's, and in which weeks they were made; pure.

They are counted from the history that git fetches with the trees: that costs no request, reaches
further back than GitHub's own count of a year, and is the same with and without a token.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from proofolio.model.records import ActivityRecord, WeekRecord

_GIT_BEGAN = datetime(2005, 4, 7, tzinfo=UTC)
_NOREPLY = ("users.noreply.github.com", "noreply.github.com")


@dataclass(frozen=True, slots=True, kw_only=True)
class Authored:
    """Who wrote a commit, and when. Both are what the author's computer claimed."""

    at_s: int
    """Seconds since 1970, UTC."""
    email: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """By what the commits of an account are known."""

    login: str
    account_id: str
    names: frozenset[str] = frozenset()
    """In lower case."""
    emails: frozenset[str] = frozenset()
    """Those that GitHub says are the account's, in lower case; never stored."""
    is_everybody: bool = False
    """An organisation writes no commits, its people do."""


def activity_of(
    commits: Sequence[Authored], learner: Learner, *, is_whole: bool, until: datetime
) -> ActivityRecord:
    """Count the learner's commits by week.

    Args:
        commits: of the default branch.
        learner: whose commits count.
        is_whole: whether these are all.
        until: when the repository was last pushed to; a commit of a later week claims too much.
    """
    emails = _emails(commits, learner)
    weeks = Counter(
        moment.date() - timedelta(days=moment.weekday())
        for commit in commits
        if (learner.is_everybody or commit.email.casefold() in emails)
        and (moment := _moment(commit.at_s, until)) is not None
    )
    return ActivityRecord(
        weeks=tuple(WeekRecord(monday=day, commits=weeks[day]) for day in sorted(weeks)),
        is_whole=is_whole,
    )


def _emails(commits: Sequence[Authored], learner: Learner) -> frozenset[str]:
    """The learner's addresses in this repository.

    An address is known by GitHub's word, by the login or id in GitHub's own kind of address, or by
    the name beside it. Who is the only author of a repository is the learner, too: it is theirs.
    """
    people = {commit.email.casefold() for commit in commits if "[bot]" not in commit.name}
    known = {
        commit.email.casefold()
        for commit in commits
        if commit.name.casefold() in learner.names | {learner.login.casefold()}
    }
    known |= {email for email in people if email in learner.emails or _is_noreply(email, learner)}
    return frozenset(known or (people if len(people) == 1 else ()))


def _is_noreply(email: str, learner: Learner) -> bool:
    """`ID+LOGIN@users.noreply.github.com`, or without the id.

    https://docs.github.com/en/account-and-profile/reference/email-addresses-reference
    """
    user, _, host = email.partition("@")
    account_id, plus, login = user.rpartition("+")
    if host not in _NOREPLY:
        return False
    return login == learner.login.casefold() or (bool(plus) and account_id == learner.account_id)


def _moment(at_s: int, until: datetime) -> datetime | None:
    try:
        moment = datetime.fromtimestamp(at_s, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if _GIT_BEGAN <= moment <= until + timedelta(days=7) else None


def read_log(printed: str) -> Iterable[tuple[str, int, Authored]]:
    """Read what `git log` printed with `LOG_FORMAT`: commit, when it was committed, and by whom."""
    fields = printed.split("\0")
    for commit, committed_s, at_s, email, name in zip(*[iter(fields)] * 5, strict=False):
        yield commit, _number(committed_s), Authored(at_s=_number(at_s), email=email, name=name)


LOG_FORMAT = "%H%x00%ct%x00%at%x00%ae%x00%an"
"""With `-z`: five fields a commit, each closed by NUL, which none of them can hold."""


def _number(text: str) -> int:
    """A commit may carry any number for its date, or none."""
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 20 else 0
