"""What to tell a person when GitHub's API does not give what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from proofolio.errors import SourceError
from proofolio.sources.http.limits import Answer, asked_wait
from proofolio.sources.http.no_answer import Reason
from proofolio.sources.paths import printable
from proofolio.sources.secrets import Token

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

    def unreachable(self, reason: Reason) -> SourceError:
        """No answer at all; what was read before stands."""
        return SourceError(
            f"GitHub could not be reached at {self.host}: {reason.value}.",
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

    def rate_limit(self, answer: Answer) -> SourceError:
        """The hourly or a secondary limit is reached, and to wait for it takes too long."""
        back_at = come_back(answer)
        if self.token is None:
            hint = (
                f"Come back at {back_at}, or set GITHUB_TOKEN: without a token GitHub allows "
                f"60 requests an hour, with one 5,000. Make one that reads public "
                f"repositories only: {NEW_TOKEN}"
            )
        else:
            hint = f"Run `proofolio sync` again at {back_at}; what was read before is kept."
        return SourceError("GitHub's limit of requests is reached.", hint)

    def status(self, answer: Answer) -> SourceError:
        """An answer with a status that means failure."""
        said = printable(answer.message).rstrip(".")
        if answer.is_limited:
            return self.rate_limit(answer)
        if answer.status == 401:
            return self._bad_token()
        if answer.status == 404:
            return self.unknown()
        if answer.status >= 500:
            return SourceError(f"GitHub is having trouble (status {answer.status}).", _STATUS)
        if answer.status < 400:
            return self.not_an_answer()
        return SourceError(
            f"GitHub refused to answer (status {answer.status}){f': {said}' if said else ''}.",
            self._token_hint(),
        )

    def no_owner(self, problems: Sequence[Any]) -> SourceError:
        """A GraphQL answer without the account."""
        kinds = {problem.get("type") for problem in problems}
        if not problems or kinds == {"NOT_FOUND"}:
            return self.unknown()
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


def come_back(answer: Answer) -> str:
    """When a refusal because of a limit is over: `14:05`, by this computer's clock."""
    now = datetime.now(UTC)
    wait = asked_wait(answer, 0, now)
    wait_s = min(wait.least_s, 100 * 3600) if wait else 0
    # A minute is added because the answer is shown without seconds.
    back_at = (now + timedelta(seconds=wait_s, minutes=1)).astimezone()
    return f"{back_at:%H:%M}" if wait_s < 12 * 3600 else f"{back_at:%H:%M on %d %B}"
