"""How long a server is waited for: by the letter of what it says, and never longer than was said."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from proofolio.model.records import Event
from proofolio.sources.http.limits import Answer, asked_wait
from proofolio.sources.http.no_answer import NoAnswerError, Reason
from proofolio.sources.http.patience import Patience

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SPENT = {"x-ratelimit-remaining": "0", "x-ratelimit-limit": "60"}


def at(moment: datetime) -> str:
    return str(int(moment.timestamp()))


def least_s(
    status: int, headers: dict[str, str], attempt: int = 0, message: str = ""
) -> float | None:
    wait = asked_wait(Answer(status=status, headers=headers, message=message), attempt, NOW)
    if wait is None:
        return None
    assert wait.least_s <= wait.good_s <= wait.least_s * 1.3
    return wait.least_s


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        (429, {"retry-after": "7"}, 7),
        (403, {"retry-after": "7", "x-ratelimit-remaining": "50"}, 7),
        # `retry-after` is heeded first, as GitHub's rules have it.
        (403, {"retry-after": "7", **SPENT, "x-ratelimit-reset": at(NOW + timedelta(minutes=9))}, 7),
        (403, {**SPENT, "x-ratelimit-reset": at(NOW + timedelta(minutes=9))}, 541),
        (429, {**SPENT, "x-ratelimit-reset": at(NOW + timedelta(minutes=9))}, 541),
        (429, {"retry-after": format_datetime(NOW + timedelta(seconds=30))}, 30),
        # No quota is renewed later than in an hour, whatever is said.
        (403, {**SPENT, "x-ratelimit-reset": at(NOW + timedelta(days=300))}, 3600),
        (403, {**SPENT, "x-ratelimit-reset": at(NOW - timedelta(days=1))}, 60),
        (403, {**SPENT, "x-ratelimit-reset": "soon"}, 60),
        (429, {}, 60),
        (429, {"retry-after": "soon"}, 60),
        (503, {"retry-after": "5"}, 5),
        (403, {}, None),
        (404, {}, None),
        (200, {}, None),
    ],
)  # fmt: skip
def test_a_server_is_waited_for_by_the_letter(
    status: int, headers: dict[str, str], expected: float | None
) -> None:
    assert least_s(status, headers) == expected


def test_a_secondary_limit_without_a_header_is_a_minute_that_grows() -> None:
    said = "You have exceeded a secondary rate limit."
    quota_left = {"x-ratelimit-remaining": "42"}
    assert [least_s(403, quota_left, n, said) for n in range(4)] == [60, 120, 240, 480]


@pytest.mark.parametrize("skew", [timedelta(days=-400), timedelta(minutes=-20), timedelta(days=3)])
def test_the_servers_clock_counts_not_this_computers(skew: timedelta) -> None:
    theirs = NOW + skew
    headers = {
        **SPENT,
        "x-ratelimit-reset": at(theirs + timedelta(minutes=9)),
        "date": format_datetime(theirs),
    }
    assert least_s(403, headers) == 541


class Server:
    """Gives these answers one after the other; then all is well."""

    def __init__(self, *answers: Answer | Exception) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self) -> Answer:
        self.asked += 1
        answer = self.answers.pop(0) if self.answers else Answer(status=200)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found: list[float] = []
    monkeypatch.setattr(
        "proofolio.sources.http.patience.pause", lambda _, wait_s: found.append(wait_s)
    )
    return found


def patience(left_s: float, report: Callable[[Event], None] = lambda _: None) -> Patience:
    return Patience(subject="GitHub", report=report, left_s=left_s)


def test_waits_end_with_the_time_that_was_said(slept: list[float]) -> None:
    busy = [Answer(status=429, headers={"retry-after": "25"})] * 9
    server, waits = Server(*busy), patience(60)
    assert waits.ask(server).status == 429
    assert slept == [25, 25]
    assert server.asked == 3
    # What is left is not enough for the next one, neither.
    assert waits.ask(Server(*busy)).status == 429
    assert slept == [25, 25]
    assert waits.waited_s == 50


def test_more_patience_waits_for_a_whole_quota_and_says_until_when(slept: list[float]) -> None:
    told: list[Event] = []
    reset = at(datetime.now(UTC) + timedelta(minutes=20))
    spent = Answer(status=403, headers={**SPENT, "x-ratelimit-reset": reset})
    assert patience(3600, told.append).ask(Server(spent)).status == 200
    assert 1190 < sum(slept) < 1210
    (event,) = told
    assert event.detail == "the limit of 60 an hour is used up"
    assert event.until is not None
    assert event.until - datetime.now(UTC) > timedelta(minutes=19)


def test_no_patience_asks_once(slept: list[float]) -> None:
    server = Server(Answer(status=429, headers={"retry-after": "1"}))
    assert patience(0).ask(server).status == 429
    assert (server.asked, slept) == (1, [])


def test_waits_of_no_time_come_to_an_end(slept: list[float]) -> None:
    server = Server(*[Answer(status=429, headers={"retry-after": "0"})] * 100)
    assert patience(60).ask(server).status == 429
    assert server.asked == 5


def test_a_lost_connection_is_tried_once_more_and_a_slow_one_not(slept: list[float]) -> None:
    lost, slow = NoAnswerError(Reason.LOST), NoAnswerError(Reason.LATE)
    assert patience(60).ask(Server(lost)).status == 200
    with pytest.raises(NoAnswerError, match="connection failed"):
        patience(60).ask(Server(lost, lost))
    with pytest.raises(NoAnswerError, match="in time"):
        patience(60).ask(Server(slow))


def test_a_wait_ends_when_the_sync_does() -> None:
    waits = patience(3600)
    server = Server(*[Answer(status=429, headers={"retry-after": "1800"})] * 9)
    thread = threading.Thread(target=waits.ask, args=(server,))
    thread.start()
    waits.stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert server.asked == 1
