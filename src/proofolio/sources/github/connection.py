"""A connection for PyGithub, with the bounds that its own lacks.

Its own reads answers of any length for any time, asks again for ever on status 202, and follows
redirects in circles.
"""

from collections.abc import ItemsView

from proofolio.sources.http import addresses
from proofolio.sources.http.download import Download, fetch
from proofolio.sources.http.exchange import HttpClient
from proofolio.sources.http.no_answer import NoAnswerError, Reason

MAX_BYTES = 50_000_000
"""A page of 100 repositories takes well under one."""


class _Answered:
    """An answer in the shape that PyGithub reads."""

    def __init__(self, answer: Download) -> None:
        self.status = answer.status
        self._answer = answer

    def getheaders(self) -> ItemsView[str, str]:
        return dict(self._answer.headers).items()

    def read(self) -> str:
        return self._answer.data.decode("utf-8", "replace")


class Connection:
    """What `Requester.requestJson` takes as `cnx`. A redirect is no answer: the API has none."""

    def __init__(self, host: str) -> None:
        self.host = host
        """With scheme and port: `https://api.github.com`."""
        # It was set, or is GitHub's own: an Enterprise Server often lies in a private network.
        self._client = HttpClient(trusted=addresses.origins([host]))

    def request(
        self,
        verb: str,
        url: str,
        input: str | None,  # noqa: A002 - the name that PyGithub uses
        headers: dict[str, str],
        stream: bool = False,
    ) -> None:
        """Prepare a request; `url` is a path with its query."""
        del stream
        self._asked = (verb, url, input, headers)

    def getresponse(self) -> _Answered:
        """Send it.

        Raises:
            NoAnswerError: no answer, or a broken one.
            ValueError: something that the API never answers.
        """
        verb, url, body, headers = self._asked
        try:
            answer = fetch(
                self._client,
                verb,
                f"{self.host}{url}",
                headers=headers,
                body=None if body is None else body.encode(),
                max_bytes=MAX_BYTES,
                redirects=False,
            )
        except NoAnswerError as error:
            if error.reason in {Reason.MALFORMED, Reason.TOO_LARGE}:
                raise ValueError("nothing that the API answers") from None
            raise
        if answer.status < 400 and answer.status != 200:
            raise ValueError(f"status {answer.status} is no answer of the API")
        return _Answered(answer)

    def close(self) -> None:
        """End the connection."""
        self._client.close()
