"""Ask a web API that the learner named, and get JSON or a reason: for sources without a library of their own."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from proofolio.errors import SourceError
from proofolio.model.sync_request import PullContext
from proofolio.sources.http import addresses
from proofolio.sources.http.addresses import Origin
from proofolio.sources.http.download import Download, download
from proofolio.sources.http.patience import Patience
from proofolio.sources.unreadable import UnreadableError

MAX_ANSWER_BYTES = 30_000_000
MAX_PAGES = 50
"""Of one list; whoever has more gets the first."""


class JsonApi:
    """A web API at one address: bounded in bytes, time and redirects, as patient as `--wait` allows.

    Args:
        base: its address, as the learner wrote it; it may lie in a private network, what it leads to may not.
        label: what people call it: `GitLab`.
        context: of the source that asks.
        headers: sent with each request, and to no other host: a token, say.

    Raises:
        SourceError: `headers` would be sent unencrypted.
    """

    def __init__(
        self,
        base: str,
        *,
        label: str,
        context: PullContext,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.base = base.rstrip("/")
        if headers:
            _refuse_unencrypted(self.base, label)
        self.label = label
        self.requests = 0
        """How many were sent."""
        self._patience = Patience(
            subject=label, report=context.report, left_s=context.request.wait_s
        )
        self._headers = {"Accept": "application/json", **(headers or {})}

    @property
    def origins(self) -> frozenset[Origin]:
        """Where it is, which may be a private network: for `GitHost.trusted`."""
        return addresses.origins([self.base])

    @property
    def waited_s(self) -> float:
        """How long it made us wait, for `SourceResult.waited_s`."""
        return self._patience.waited_s

    def get(self, path: str, **parameters: str | int) -> Any:
        """Return the JSON at a path.

        Args:
            path: from the base, with a slash before it; what is no plain character in it is quoted.
            parameters: of the query.

        Raises:
            SourceError: there is none, in plain words.
        """
        return self._json(self._ask(path, parameters))

    def pages(self, path: str, **parameters: str | int) -> tuple[list[Any], bool]:
        """Return the items of a list that comes in pages (`page`, `per_page`), and whether these are all.

        Raises:
            SourceError: the first page cannot be read, in plain words.
        """
        items: list[Any] = []
        for page in range(1, MAX_PAGES + 1):
            found = self.get(path, **parameters, page=page, per_page=100)
            if not isinstance(found, list):
                raise self._not_understood()
            items += found
            if len(found) < 100:
                return items, True
        return items, False

    def _ask(self, path: str, parameters: Mapping[str, str | int]) -> Download:
        self.requests += 1
        query = f"?{urlencode(parameters)}" if parameters else ""
        try:
            answer = download(
                f"{self.base}{quote(path, safe='/%')}{query}",
                max_bytes=MAX_ANSWER_BYTES,
                patience=self._patience,
                headers=self._headers,
                trusted=self.origins,
            )
        except UnreadableError as error:
            raise SourceError(
                f"{self.label} could not be read: {error.message}.", error.hint
            ) from error
        if answer.status in {404, 410}:
            raise SourceError(
                f"{self.label} has nothing at {path}.", "Check the names in portfolio.yml."
            )
        if answer.is_limited:
            raise SourceError(
                f"{self.label} asks to slow down.",
                "Run `proofolio sync` again later, or with `--wait 30`; what was read before is kept.",
            )
        if answer.status in {401, 403}:
            raise SourceError(
                f"{self.label} refused to answer (status {answer.status}).",
                "Check whether it is public, or the token if you set one.",
            )
        if answer.status != 200:
            raise SourceError(
                f"{self.label} did not answer as it should (status {answer.status}).",
                "Run `proofolio sync` again later; what was read before is kept.",
            )
        return answer

    def _json(self, answer: Download) -> Any:
        try:
            return json.loads(answer.data)
        except (ValueError, RecursionError):
            raise self._not_understood() from None

    def _not_understood(self) -> SourceError:
        return SourceError(
            f"{self.label} answered something that is not what its API promises.",
            f"Open {self.base} in a browser: is it the address of the server?",
        )


def _refuse_unencrypted(base: str, label: str) -> None:
    parts = urlsplit(base)
    if parts.scheme != "https" and not addresses.is_this_computer(parts.hostname or ""):
        raise SourceError(
            f"{label} is at an address that begins with {parts.scheme}://, which would send a token unencrypted.",
            "Use an address that begins with https://, or unset the token.",
        )
