"""What a handler of the REST API is given, and the ways in which it can decline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.standin.account import Repository
from tests.standin.hub import Hub
from tests.standin.web import Answer, Request, json_answer

_MAX_PER_PAGE = 100


class RefusedError(Exception):
    """The call ends with an error in GitHub's shape."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.answer = refusal(status, message, headers)


def refusal(status: int, message: str, headers: dict[str, str] | None = None) -> Answer:
    """An error in GitHub's shape."""
    value = {
        "message": message,
        "documentation_url": "https://docs.github.com/rest",
        "status": str(status),
    }
    return json_answer(status, value, headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of the REST API, by somebody whose token was checked."""

    hub: Hub
    request: Request
    token: str | None

    def repository(self, owner: str, name: str) -> Repository:
        """The repository that a path names.

        Raises:
            RefusedError: 404 if there is none that the caller may see, 301 if it was renamed.
        """
        found = self.hub.visible(owner, name, signed_in=self.token is not None)
        if found is None:
            raise RefusedError(404, "Not Found")
        if found.name.casefold() != name.casefold():
            # From /repos/OWNER/OLD/rest to /repositories/ID/rest, as GitHub does.
            address = urlsplit(self.request.path)
            rest = "".join(f"/{part}" for part in address.path.split("/")[6:])
            query = f"?{address.query}" if address.query else ""
            location = f"{self.hub.url}/api/v3/repositories/{found.id}{rest}{query}"
            raise RefusedError(301, "Moved Permanently", {"location": location})
        return found

    def page(self, items: Sequence[Any]) -> tuple[Sequence[Any], dict[str, str]]:
        """The part of a list that is asked for, and the `Link` header to the others."""
        size = min(_MAX_PER_PAGE, max(1, self.number("per_page", 30)))
        number = max(1, self.number("page", 1))
        last = max(1, -(-len(items) // size))
        targets: dict[str, int] = {}
        if number < last:
            targets |= {"next": number + 1, "last": last}
        if number > 1:
            targets |= {"prev": min(number - 1, last), "first": 1}
        links = [f'<{self._page_url(page)}>; rel="{rel}"' for rel, page in targets.items()]
        part = items[(number - 1) * size : number * size]
        return part, {"link": ", ".join(links)} if links else {}

    def number(self, name: str, default: int) -> int:
        """A parameter of the query that is a whole number; GitHub ignores what is not."""
        text = self.request.query.get(name, "")
        return int(text) if text.isdecimal() else default

    def _page_url(self, page: int) -> str:
        query = urlencode({**self.request.query, "page": page})
        return f"{self.hub.url}{urlsplit(self.request.path).path}?{query}"
