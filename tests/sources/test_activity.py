"""How much the learner did, week by week: whose commits count, and what odd ones cost."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from proofolio.model.records import ActivityRecord
from proofolio.sources.git.activity import Learner, activity_of
from proofolio.sources.git.history import Authored, History
from tests.sources.conftest import Syncer

SyncerAt = Callable[..., Syncer]
LEARNER = Learner(
    login="Sample-Learner", account_id="7", names=frozenset({"sample learner"}),
    noreply=("users.noreply.github.com", "users.noreply.gitlab.com"),
)  # fmt: skip
UNTIL = datetime(2026, 11, 1, tzinfo=UTC)
MONDAY = int(datetime(2026, 10, 5, tzinfo=UTC).timestamp())
DAY_S = 86_400


def commit(email: str, name: str = "Somebody", at_s: int = MONDAY) -> Authored:
    return Authored(at_s=at_s, email=email, name=name)


def history(*commits: Authored, is_whole: bool = True) -> History:
    return History(
        commit="c" * 40, committed_at=UNTIL, commits=commits, is_whole=is_whole, touches={}
    )


def count(*commits: Authored, learner: Learner = LEARNER) -> int:
    activity = activity_of(history(*commits, commit("x@example.org")), learner, until=UNTIL)
    return sum(week.commits for week in activity.weeks)


@pytest.mark.parametrize(
    ("mine", "expected"),
    [
        (commit("7+old-name@users.noreply.github.com"), 1),
        (commit("sample-learner@users.noreply.github.com"), 1),
        (commit("7-old-name@users.noreply.gitlab.com"), 1),
        (commit("8-sample-learner@users.noreply.gitlab.com"), 1),
        (commit("8-other@users.noreply.gitlab.com"), 0),
        (commit("Me@Home.example", name="Sample Learner"), 1),
        (commit("me@home.example", name="sample-learner"), 1),
        (commit("sample55learner@home.example", name="Sample"), 1),
        (commit("another@home.example", name="Sample"), 0),
        (commit("8+other@users.noreply.github.com"), 0),
        (commit("7+sample-learner@users.noreply.example.org"), 0),
        (commit("me@home.example"), 0),
    ],
)
def test_commits_are_the_learners_by_name_login_or_id(mine: Authored, expected: int) -> None:
    assert count(mine) == expected


def test_an_address_that_is_known_once_is_known_for_every_commit() -> None:
    assert (
        count(
            commit("me@home.example", name="Sample Learner"), commit("me@home.example", name="sl")
        )
        == 2
    )


def test_githubs_word_on_an_address_is_believed() -> None:
    told = Learner(login="sample-learner", account_id="7", emails=frozenset({"me@home.example"}))
    assert count(commit("ME@home.example"), learner=told) == 1


def test_the_only_author_of_a_repository_is_the_learner() -> None:
    alone = [commit("me@home.example"), commit("bot@example.org", name="dependabot[bot]")]
    activity = activity_of(history(*alone), LEARNER, until=UNTIL)
    assert [week.commits for week in activity.weeks] == [1]


def test_weeks_begin_on_monday_and_empty_ones_are_left_out() -> None:
    days = [MONDAY - 1, MONDAY, MONDAY + 6 * DAY_S, MONDAY + 7 * DAY_S + 5, MONDAY + 20 * DAY_S]
    commits = [commit("a@b.example", at_s=at) for at in days]
    activity = activity_of(history(*commits, is_whole=False), LEARNER, until=UNTIL)
    assert [(week.monday, week.commits) for week in activity.weeks] == [
        (date(2026, 9, 28), 1), (date(2026, 10, 5), 2), (date(2026, 10, 12), 1), (date(2026, 10, 19), 1),
    ]  # fmt: skip
    assert not activity.is_whole


@pytest.mark.parametrize("at_s", [0, -5, 10**18, int(UNTIL.timestamp()) + 9 * DAY_S, 4_000_000_000])
def test_dates_that_cannot_be_are_left_out(at_s: int) -> None:
    mine = "sample-learner@users.noreply.github.com"
    assert count(commit(mine, at_s=at_s), commit(mine)) == 1


def pushed(syncer: Syncer, signed_in: bool) -> ActivityRecord:
    if signed_in:
        syncer.sign_in()
    syncer.github.account.emails.append("me@home.example")
    theirs = "Ann Other <ann@example.org>"
    for day, author in (("2026-02-02", theirs), ("2026-02-03", "Me <me@home.example>"), ("2026-02-08", "Me <me@home.example>")):  # fmt: skip
        syncer.github.edit(
            "project-01", {"a.py": day.encode()}, date=f"{day}T10:00:00Z", author=author
        )
    (repo,) = syncer.pull().repos
    assert repo.activity is not None
    return repo.activity


def test_with_a_token_every_address_of_the_learner_counts_and_nobody_elses(
    syncer_at: SyncerAt,
) -> None:
    activity = pushed(syncer_at(1), signed_in=True)
    assert [(week.monday, week.commits) for week in activity.weeks] == [
        (date(2025, 2, 24), 1), (date(2026, 2, 2), 2),
    ]  # fmt: skip
    assert activity.is_whole


def test_without_a_token_what_is_surely_the_learners_counts(syncer_at: SyncerAt) -> None:
    activity = pushed(syncer_at(1), signed_in=False)
    assert [(week.monday, week.commits) for week in activity.weeks] == [(date(2025, 2, 24), 1)]


def test_of_an_organisation_everybodys_commits_count(syncer_at: SyncerAt) -> None:
    activity = pushed(syncer_at(1, type="Organization"), signed_in=False)
    assert sum(week.commits for week in activity.weeks) == 4


def test_activity_costs_no_request_and_stays_as_long_as_nothing_is_pushed(
    syncer_at: SyncerAt,
) -> None:
    syncer = syncer_at(1)
    first = syncer.pull().repos
    assert syncer.asked("git") <= 5
    second = syncer.pull().repos
    assert syncer.asked("git") == 0
    assert second == first
