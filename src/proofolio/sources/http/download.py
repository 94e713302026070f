"""Fetch a file over HTTP: the one way to every host that is not GitHub's API.

Size, time, redirects and addresses are bounded; no cookies, no `.netrc`, no token to another host.
"""

import logging
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin, urlsplit

from proofolio.errors import SourceError
from proofolio.sources.http import addresses
from proofolio.sources.http.addresses import Origin
from proofolio.sources.http.exchange import HttpClient, Reply
from proofolio.sources.http.limits import Answer
from proofolio.sources.http.no_answer import NoAnswerError, Reason
from proofolio.sources.http.patience import Patience
from proofolio.sources.unreadable import UnreadableError, Why, size_in_words

WHOLE_TIMEOUT_S = 120
"""For one attempt, redirects and all."""
MAX_REDIRECTS = 5

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSED_ON = frozenset({"accept", "if-none-match"})
"""Headers that another host may see."""
_VALIDATOR = re.compile(r"[ -~]{1,500}")
"""What can be kept, and sent back in a header."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download(Answer):
    """What a server answered."""

    data: bytes = b""
    """Empty when it is what `known` stands for."""
    url: str = ""
    """After redirects."""
    is_known: bool = False
    """The file is the one that `known` stands for."""

    @property
    def file_name(self) -> str | None:
        """As the server calls it (RFC 6266), not checked."""
        disposition = self.headers.get("content-disposition")
        if not disposition:
            return None
        # A header can name any codec, and each fails in its own way.
        with suppress(Exception):
            message = Message()
            message["Content-Disposition"] = disposition
            return message.get_filename()
        return None

    @property
    def validator(self) -> str:
        """What changes when the file does: its ETag, else its date and length; may be empty."""
        etag = self.headers.get("etag", "")
        modified, size = self.headers.get("last-modified"), self.headers.get("content-length")
        found = etag or (f"{modified} {size}" if modified and size else "")
        return found if _VALIDATOR.fullmatch(found) else ""


def download(
    url: str,
    *,
    max_bytes: int,
    patience: Patience,
    headers: Mapping[str, str] | None = None,
    known: str = "",
    trusted: frozenset[Origin] = frozenset(),
) -> Download:
    """Fetch a file, again when the server asks to wait and our patience allows it.

    Args:
        url: where; also what was pulled: it may be anything.
        max_bytes: a larger file is refused.
        patience: how long to wait.
        headers: of them `Accept` alone is passed on to another host.
        known: the `validator` of the file that is there already, which is not sent again.
        trusted: who may lie in a private network; see `Endpoints.origins`.

    Raises:
        UnreadableError: no answer, or a broken one.
        SourceError: it is too large.
    """
    asked = dict(headers or {})
    if known.startswith(('"', "W/")):
        asked["If-None-Match"] = known
    try:
        with HttpClient(trusted=trusted) as client:
            return patience.ask(
                lambda: fetch(client, "GET", url, headers=asked, max_bytes=max_bytes, known=known)
            )
    except NoAnswerError as error:
        raise _refused(url, error.reason, max_bytes) from None


def fetch(
    client: HttpClient,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    max_bytes: int,
    body: bytes | None = None,
    known: str = "",
    redirects: bool = True,
) -> Download:
    """Ask once, follow redirects, and read the answer within the bounds.

    Each redirect is checked as the first address was, and what it carries is not read.

    Raises:
        NoAnswerError: no answer, or a broken one.
    """
    began = time.monotonic()
    place, sent = url, dict(headers)
    for _ in range(MAX_REDIRECTS + 1):
        reply = client.ask(
            method,
            place,
            headers=sent,
            max_bytes=max_bytes,
            deadline=began + WHOLE_TIMEOUT_S,
            body=body,
            wants_body=lambda head: not ((redirects and _leads_on(head)) or _is_known(head, known)),
        )
        _LOG.info("%s %s: %s", method, place, reply.status)
        if redirects and (following := _leads_on(reply)):
            following = _joined(place, following)
            if addresses.parse(following).origin != addresses.parse(place).origin:
                # Whatever else is sent may be a token.
                sent = {name: value for name, value in sent.items() if name.lower() in _PASSED_ON}
            place = following
            continue
        _LOG.debug("%s in %.2f s", size_in_words(len(reply.data)), time.monotonic() - began)
        answer = Download(status=reply.status, headers=reply.headers, url=place, data=reply.data)
        if _is_known(reply, known):
            return Download(status=200, headers=answer.headers, url=place, is_known=True)
        return answer
    raise NoAnswerError(Reason.CIRCLES)


def _leads_on(head: Reply) -> str:
    """Where a redirect leads, as it was sent; empty when it is none."""
    return head.headers.get("location", "") if head.status in _REDIRECTS else ""


def _joined(place: str, following: str) -> str:
    try:
        # Headers are read as Latin-1; servers send UTF-8.
        return urljoin(place, following.encode("latin-1").decode("utf-8", "replace"))
    except ValueError:
        raise NoAnswerError(Reason.BAD_ADDRESS) from None


def _is_known(head: Reply, known: str) -> bool:
    if not known:
        return False
    answer = Download(status=head.status, headers=head.headers)
    return head.status == 304 or (head.status == 200 and answer.validator == known)


def _refused(url: str, reason: Reason, max_bytes: int) -> SourceError:
    if reason is Reason.TOO_LARGE:
        return SourceError(
            f"it is larger than {size_in_words(max_bytes)}",
            "Clear the largest outputs of the notebook (Edit → Clear all outputs).",
        )
    host = _host_of(url)
    if reason in {Reason.PRIVATE, Reason.BAD_ADDRESS, Reason.CIRCLES, Reason.MALFORMED}:
        return UnreadableError(
            Why.OTHER, f"{host} did not answer as it should: {reason.value}", "Check the link."
        )
    return UnreadableError(
        Why.UNREACHABLE,
        f"{host} could not be reached: {reason.value}",
        "Check the connection, then run `proofolio sync` again.",
    )


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2][:200]
    except ValueError:
        return "the server"
