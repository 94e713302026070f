"""How many requests are left, as GitHub counts them.

See https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Resource = Literal["core", "graphql"]

_WINDOW_S = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What is left in the current hour."""

    resource: Resource
    limit: int
    used: int
    reset: int
    """Seconds since 1970, UTC."""

    @property
    def remaining(self) -> int:
        """Requests, or points for GraphQL."""
        return max(0, self.limit - self.used)

    @property
    def headers(self) -> dict[str, str]:
        """The headers that GitHub sends with every answer."""
        return {
            "x-ratelimit-limit": str(self.limit),
            "x-ratelimit-remaining": str(self.remaining),
            "x-ratelimit-used": str(self.used),
            "x-ratelimit-reset": str(self.reset),
            "x-ratelimit-resource": self.resource,
        }


class Quota:
    """Counts per token (None: without one) and resource, in windows of an hour."""

    def __init__(
        self, tokens: Mapping[str, int], anonymous: int, clock: Callable[[], float]
    ) -> None:
        self.tokens = tokens
        self._anonymous = anonymous
        self._clock = clock
        self._lock = threading.Lock()
        self._used: dict[tuple[str | None, Resource], int] = {}
        self._reset: dict[tuple[str | None, Resource], int] = {}

    def look(self, token: str | None, resource: Resource) -> Allowance:
        """What is left, at no cost."""
        return self.take(token, resource, 0)

    def take(self, token: str | None, resource: Resource, cost: int = 1) -> Allowance:
        """Spends `cost` and returns what is left after it."""
        key = (token, resource)
        with self._lock:
            now = int(self._clock())
            if self._reset.get(key, 0) <= now:
                self._reset[key] = now + _WINDOW_S
                self._used[key] = 0
            self._used[key] = min(self._limit(token, resource), self._used[key] + cost)
            return Allowance(
                resource=resource,
                limit=self._limit(token, resource),
                used=self._used[key],
                reset=self._reset[key],
            )

    def leave(self, token: str | None, resource: Resource, remaining: int) -> None:
        """Makes `remaining` what is left of the current window."""
        allowance = self.look(token, resource)
        self.take(token, resource, allowance.remaining - remaining)

    def renew(self) -> None:
        """Begins every window anew."""
        with self._lock:
            self._reset.clear()
            self._used.clear()

    def _limit(self, token: str | None, resource: Resource) -> int:
        if token is not None:
            return self.tokens[token]
        # GraphQL needs a token.
        return self._anonymous if resource == "core" else 0
