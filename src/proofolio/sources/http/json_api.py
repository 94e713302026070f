"""Ask a web API that the learner named, and get JSON or a reason: for sources without a library of their own."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

from proofolio.errors import SourceError
from proofolio.model.sync_request import PullContext
from proofolio.sources.http import addresses
from proofolio.sources.http.addresses import Origin
from proofolio.sources.http.download import Download, download
from proofolio.sources.http.no_answer import NoAnswerError
from proofolio.sources.http.patience import Patience
from proofolio.sources.unreadable import UnreadableError

MAX_ANSWER_BYTES = 30_000_000
MAX_PAGES = 50
"""Of one list; whoever has more gets the first."""
_LINK = re.compile(r"<([^<>]{1,2000})>([^<]{0,500})")
"""Address and parameters of each link of a `Link` header (RFC 8288)."""
_NEXT = re.compile(r"""\brel\s*=\s*["']?[^"',;]*\bnext\b""", re.IGNORECASE)


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

    def pages(
        self, path: str, *, size_parameter: str = "per_page", **parameters: str | int
    ) -> tuple[list[Any], bool]:
        """Return the items of a list that comes in pages, and whether these are all.

        Asks for `page=1` and on, a hundred items each. Whether there is another page says `Link: rel="next"`,
        which is followed; a server without it is asked until it has sent as many as `X-Total-Count` or
        `X-Total` says, an empty page, or nothing new. After 50 pages it ends, and these are not all.

        Args:
            path: as for `get`.
            size_parameter: what the API calls the number of items on a page: `limit` for Forgejo and Gitea.
            parameters: of the query, beside these two.

        Raises:
            SourceError: a page cannot be read, in plain words.
        """
        items: list[Any] = []
        seen: set[str] = set()
        following = ""
        for page in range(1, MAX_PAGES + 1):
            asked = {**parameters, "page": page, size_parameter: 100}
            answer = self._ask(path, asked, following)
            found = self._json(answer)
            if not isinstance(found, list):
                raise self._not_understood()
            new = [item for item in found if json.dumps(item, sort_keys=True) not in seen]
            seen.update(json.dumps(item, sort_keys=True) for item in new)
            items += new
            following = self._following(answer)
            if not following and (not new or _is_last(answer, len(items))):
                return items, True
        return items, False

    def _following(self, answer: Download) -> str:
        """Return where the next page is, empty when that is not said; no token goes to another host."""
        for address, said in _LINK.findall(answer.headers.get("link", "")):
            if _NEXT.search(said):
                with suppress(ValueError, NoAnswerError):
                    url = urljoin(answer.url, address)
                    return url if addresses.origins([url]) <= self.origins else ""
        return ""

    def _ask(self, path: str, parameters: Mapping[str, str | int], address: str = "") -> Download:
        self.requests += 1
        query = f"?{urlencode(parameters)}" if parameters else ""
        try:
            answer = download(
                address or f"{self.base}{quote(path, safe='/%')}{query}",
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


def _is_last(answer: Download, count: int) -> bool:
    """Tell whether a server says that no page follows: by a `Link` without `next`, or by how many there are."""
    link = answer.headers.get("link", "")
    if link and not any(_NEXT.search(said) for _, said in _LINK.findall(link)):
        return True
    total = answer.headers.get("x-total-count") or answer.headers.get("x-total") or ""
    return total.isdecimal() and count >= int(total)


def _refuse_unencrypted(base: str, label: str) -> None:
    parts = urlsplit(base)
    if parts.scheme != "https" and not addresses.is_this_computer(parts.hostname or ""):
        raise SourceError(
            f"{label} is at an address that begins with {parts.scheme}://, which would send a token unencrypted.",
            "Use an address that begins with https://, or unset the token.",
        )
