"""Fetch over HTTP: bounded in size, time and redirects, without cookies, without a `.netrc`."""

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.models import PreparedRequest

from proofolio.errors import SourceError
from proofolio.sources.limits import Answer
from proofolio.sources.patience import Patience
from proofolio.sources.unreadable import UnreadableError, Why, size_in_words

TIMEOUT_S = 15
"""To connect, and between two pieces."""
WHOLE_TIMEOUT_S = 120
MAX_REDIRECTS = 5

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
        message = Message()
        message["Content-Disposition"] = disposition
        return message.get_filename()

    @property
    def validator(self) -> str:
        """What changes when the file does: its ETag, else its date and length; may be empty."""
        etag = self.headers.get("etag", "")
        modified, size = self.headers.get("last-modified"), self.headers.get("content-length")
        return etag or (f"{modified} {size}" if modified and size else "")


def download(
    url: str,
    *,
    max_bytes: int,
    patience: Patience,
    headers: Mapping[str, str] | None = None,
    known: str = "",
) -> Download:
    """Fetch a file, again when the server asks to wait and our patience allows it.

    Args:
        url: where.
        max_bytes: a larger file is refused.
        patience: how long to wait.
        headers: `Authorization` among them is not passed on to another host.
        known: the `validator` of the file that is there already, which is not sent again.

    Raises:
        UnreadableError: no answer, or a broken one.
        SourceError: it is too large.
    """
    asked = dict(headers or {})
    if known.startswith(('"', "W/")):
        asked["If-None-Match"] = known
    try:
        with new_session() as session:
            return patience.ask(
                lambda: fetch(session, "GET", url, headers=asked, max_bytes=max_bytes, known=known)
            )
    except requests.Timeout:
        raise _no_answer(url, "it did not answer in time") from None
    except requests.TooManyRedirects:
        raise _no_answer(url, "it redirects in circles") from None
    except requests.RequestException:
        raise _no_answer(url, "the connection failed") from None


def fetch(
    session: requests.Session,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    max_bytes: int,
    body: bytes | None = None,
    known: str = "",
    redirects: bool = True,
) -> Download:
    """Ask once, and read the answer within the bounds.

    Raises:
        requests.RequestException: no answer, or a broken one.
        SourceError: it is too large.
    """
    began = time.monotonic()
    with session.request(
        method,
        url,
        headers=dict(headers),
        data=body,
        timeout=TIMEOUT_S,
        stream=True,
        allow_redirects=redirects,
    ) as response:
        head = Download(
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items()},
            url=response.url,
        )
        _LOG.info("%s %s: %s", method, response.url, response.status_code)
        if known and (head.status == 304 or (head.status == 200 and head.validator == known)):
            return Download(status=200, headers=head.headers, url=head.url, is_known=True)
        with _cut_off(response, began + WHOLE_TIMEOUT_S):
            data = _read(response, max_bytes)
    _LOG.debug("%s in %.2f s", size_in_words(len(data)), time.monotonic() - began)
    return Download(status=head.status, headers=head.headers, url=head.url, data=data)


def new_session() -> requests.Session:
    """A session that remembers nothing between two requests but the connection."""
    session = _Session()
    session.max_redirects = MAX_REDIRECTS
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers["User-Agent"] = "proofolio"
    session.auth = _unchanged
    adapter = HTTPAdapter(max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


class _Session(requests.Session):
    """Passes a token on to nobody, and looks into no `.netrc` after a redirect."""

    def rebuild_auth(self, prepared_request: PreparedRequest, response: requests.Response) -> None:
        asked, following = urlsplit(response.request.url), urlsplit(prepared_request.url)
        if asked[:2] != following[:2]:
            prepared_request.headers.pop("Authorization", None)


def _unchanged(request: PreparedRequest) -> PreparedRequest:
    return request


@contextmanager
def _cut_off(response: requests.Response, deadline: float) -> Iterator[None]:
    """End an answer that drips: each piece comes in time, the whole never does.

    Raises:
        requests.Timeout: it was ended.
    """
    is_late = threading.Event()

    def cut() -> None:
        is_late.set()
        with suppress(ValueError):
            response.raw.shutdown()

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except requests.RequestException:
        if not is_late.is_set():
            raise
    finally:
        timer.cancel()
    if is_late.is_set():
        raise requests.Timeout


def _read(response: requests.Response, max_bytes: int) -> bytes:
    data = bytearray()
    for chunk in response.iter_content(65_536):
        data += chunk
        if len(data) > max_bytes:
            raise SourceError(
                f"it is larger than {size_in_words(max_bytes)}",
                "Clear the largest outputs of the notebook (Edit → Clear all outputs).",
            )
    announced = response.headers.get("content-length", "")
    is_plain = "content-encoding" not in response.headers
    if is_plain and announced.isdecimal() and int(announced) != len(data):
        raise requests.ConnectionError
    return bytes(data)


def _no_answer(url: str, reason: str) -> UnreadableError:
    return UnreadableError(
        Why.UNREACHABLE,
        f"{urlsplit(url).netloc} could not be reached: {reason}",
        "Check the connection, then run `proofolio sync` again.",
    )
