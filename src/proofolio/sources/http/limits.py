"""How long a server asks us to wait; pure.

GitHub's rules are followed by the letter: `retry-after`; else, when nothing is left of the quota,
`x-ratelimit-reset`; else, for a secondary limit, a minute that grows with each refusal
(https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api).
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

WINDOW_S = 3_600
"""A quota is renewed within the hour."""
_MINUTE_S = 60.0
_HICCUP_S = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered, as far as it decides whether to ask again."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    message: str = ""
    """Of GitHub's error, else empty."""
    says_limited: bool = False
    """GraphQL tells of a limit with status 200."""

    @property
    def is_limited(self) -> bool:
        """Whether a limit of requests is reached, primary or secondary."""
        if self.says_limited or self.status == 429:
            return True
        return self.status == 403 and (
            "rate limit" in self.message.lower()
            or "retry-after" in self.headers
            or has_none_left(self.headers)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A wait that may help."""

    least_s: float
    """Before this, asking again is useless or rude."""
    good_s: float
    """The same with something on top, so that not everybody comes back at once."""
    reason: str
    """For people: 'GitHub's limit of requests is reached'."""


def asked_wait(answer: Answer, attempt: int, now: datetime) -> Wait | None:
    """What to wait before asking again; None when waiting does not help.

    Args:
        answer: of the server.
        attempt: how often it was asked before.
        now: by this computer's clock; the server's own is believed where it tells the time.
    """
    said_s = _retry_after_s(answer.headers, now)
    if answer.is_limited:
        if said_s is not None:
            return Wait(least_s=said_s, good_s=said_s, reason=_limit_words(answer))
        if has_none_left(answer.headers) and (left_s := _until_reset_s(answer.headers, now)):
            return Wait(least_s=left_s, good_s=left_s, reason=_limit_words(answer))
        least_s = _MINUTE_S * 2**attempt
        return Wait(least_s=least_s, good_s=_later(least_s), reason=_limit_words(answer))
    if answer.status in {500, 502, 503, 504}:
        least_s = said_s if said_s is not None else _HICCUP_S * 2**attempt
        words = f"the server is having trouble (status {answer.status})"
        return Wait(least_s=least_s, good_s=_later(least_s), reason=words)
    return None


def lost_connection(attempt: int) -> Wait:
    """What to wait after there was no answer at all."""
    least_s = _HICCUP_S * 2**attempt
    return Wait(least_s=least_s, good_s=_later(least_s), reason="the connection was lost")


def has_none_left(headers: Mapping[str, str]) -> bool:
    """Whether the quota is used up."""
    return headers.get("x-ratelimit-remaining", "") == "0"


def _limit_words(answer: Answer) -> str:
    if has_none_left(answer.headers):
        limit = answer.headers.get("x-ratelimit-limit", "")
        per_hour = f" of {int(limit):,} an hour" if limit.isdecimal() and len(limit) < 9 else ""
        return f"the limit{per_hour} is used up"
    return "the server asks to slow down"


def _retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds or a date (RFC 9110)."""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text[:9])
    moment = _moment(text)
    return None if moment is None else max(0.0, (moment - _clock(headers, now)).total_seconds())


def _until_reset_s(headers: Mapping[str, str], now: datetime) -> float:
    """Until the quota is whole again; 0 when the server does not tell, or that time has passed."""
    text = headers.get("x-ratelimit-reset", "")
    if not text.isdecimal() or len(text) > 10:
        return 0.0
    left_s = int(text) - _clock(headers, now).timestamp()
    # A second more: both moments are cut to whole seconds.
    return min(left_s + 1, WINDOW_S) if left_s > 0 else 0.0


def _clock(headers: Mapping[str, str], now: datetime) -> datetime:
    """The server's clock, because ours may be wrong."""
    return _moment(headers.get("date", "")) or now


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _later(least_s: float) -> float:
    return least_s * random.uniform(1.0, 1.3)  # noqa: S311 - no secret
