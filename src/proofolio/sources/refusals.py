"""What to tell a person when GitHub's API does not give what was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from requests import RequestException
from requests.exceptions import SSLError, Timeout

from proofolio.errors import SourceError
from proofolio.sources.endpoints import Token
from proofolio.sources.paths import printable

NEW_TOKEN = "https://github.com/settings/personal-access-tokens/new"  # noqa: S105 (an address)
_STATUS = "See https://www.githubstatus.com, then run `proofolio sync` again later."


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """Makes the errors about one account; each says what happened and what to do next."""

    login: str
    address: str
    """Of the API."""
    token: Token | None

    @property
    def host(self) -> str:
        """Of the API, for messages."""
        return urlsplit(self.address).netloc

    def unknown(self) -> SourceError:
        """No such account."""
        return SourceError(
            f"GitHub has no user or organisation named {self.login!r}.",
            "Check the spelling of `github` in portfolio.yml; it is the last part of "
            "https://github.com/NAME.",
        )

    def unreachable(self, error: RequestException) -> SourceError:
        """No answer at all; what was read before stands."""
        if isinstance(error, SSLError):
            reason = "its certificate could not be verified"
        elif isinstance(error, Timeout):
            reason = "it did not answer in time"
        else:
            reason = "the connection failed"
        return SourceError(
            f"GitHub could not be reached at {self.host}: {reason}.",
            "Check the connection (and GITHUB_API_URL, if it is set), then run "
            "`proofolio sync` again; what was read before is kept.",
        )

    def not_an_answer(self) -> SourceError:
        """A page or a broken answer where the API's JSON should be."""
        return SourceError(
            f"{self.host} answered something that is not GitHub's API.",
            "A sign-in page of the network you are in, or a proxy, may answer instead; open "
            f"{self.address} in a browser to see, then run `proofolio sync` again.",
        )

    def rate_limit(
        self, headers: Mapping[str, Any] | None = None, wait_s: float | None = None
    ) -> SourceError:
        """The hourly or a secondary limit is reached."""
        back_at = _back_at(headers or {}, wait_s).astimezone()
        if self.token is None:
            hint = (
                f"Come back at {back_at:%H:%M}, or set GITHUB_TOKEN: without a token GitHub allows "
                f"60 requests an hour, with one 5,000. Make one that reads public "
                f"repositories only: {NEW_TOKEN}"
            )
        else:
            hint = f"Run `proofolio sync` again at {back_at:%H:%M}; what was read before is kept."
        return SourceError("GitHub's limit of requests is reached.", hint)

    def status(self, status: int, message: str, headers: Mapping[str, Any] | None) -> SourceError:
        """An answer with a status that means failure."""
        headers = headers or {}
        said = printable(message)
        is_limited = "rate limit" in message.lower() or "retry-after" in headers
        if status == 429 or (status == 403 and (is_limited or _has_none_left(headers))):
            return self.rate_limit(headers)
        if status == 401:
            return self._bad_token()
        if status == 404:
            return self.unknown()
        if status >= 500:
            return SourceError(f"GitHub is having trouble (status {status}).", _STATUS)
        if status < 400:
            return self.not_an_answer()
        return SourceError(
            f"GitHub refused to answer (status {status}){f': {said}' if said else '.'}",
            self._token_hint(),
        )

    def no_owner(self, problems: Sequence[Any], headers: Mapping[str, Any]) -> SourceError:
        """A GraphQL answer without the account."""
        kinds = {problem.get("type") for problem in problems}
        if not problems or kinds == {"NOT_FOUND"}:
            return self.unknown()
        if any("RATE_LIMIT" in str(kind) for kind in kinds):
            return self.rate_limit(headers)
        said = printable(str(problems[0].get("message", "")))
        return SourceError(f"GitHub could not list {self.login}: {said}", self._token_hint())

    def _bad_token(self) -> SourceError:
        if self.token is None:
            return SourceError(f"{self.host} asks for a token.", f"Set GITHUB_TOKEN: {NEW_TOKEN}")
        if self.token.origin.startswith("`"):
            way_out = "Sign in again with `gh auth login`."
        else:
            way_out = (
                f"Unset {self.token.origin} (public work needs no token), or make a new one: "
                f"{NEW_TOKEN}"
            )
        return SourceError(f"GitHub does not accept the token from {self.token.origin}.", way_out)

    def _token_hint(self) -> str:
        if self.token is None:
            return _STATUS
        return f"The token from {self.token.origin} may not be allowed to: make one at {NEW_TOKEN}"


def _has_none_left(headers: Mapping[str, Any]) -> bool:
    return str(headers.get("x-ratelimit-remaining", "")) == "0"


def _back_at(headers: Mapping[str, Any], wait_s: float | None) -> datetime:
    """By GitHub's rules: `retry-after`, else `x-ratelimit-reset`, else at least a minute.

    https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
    """
    now = datetime.now(UTC)
    after = str(headers.get("retry-after", ""))
    resets = str(headers.get("x-ratelimit-reset", ""))
    wait = timedelta(seconds=60)
    if wait_s is not None:
        wait = timedelta(seconds=wait_s)
    elif after.isdecimal():
        wait = timedelta(seconds=int(after[:6]))
    elif resets.isdecimal() and _has_none_left(headers):
        wait = datetime.fromtimestamp(min(int(resets), 10**10), UTC) - now
    # A minute is added because the answer is shown without seconds.
    return now + max(wait, timedelta()) + timedelta(minutes=1)
