"""Fetch one file over HTTP: bounded in size, time and redirects, without cookies."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.models import PreparedRequest
from urllib3 import Retry

from proofolio.errors import SourceError
from proofolio.sources.unreadable import size_in_words

TIMEOUT_S = 15
"""To connect, and between two pieces."""
WHOLE_TIMEOUT_S = 120
MAX_REDIRECTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """What a server answered."""

    status: int
    data: bytes
    url: str
    """After redirects."""
    file_name: str | None
    """As the server calls it; not checked."""


def download(url: str, *, max_bytes: int, headers: Mapping[str, str] | None = None) -> Download:
    """Fetch a file.

    Args:
        url: where.
        max_bytes: a larger file is refused.
        headers: `Authorization` among them is not passed on to another host.

    Raises:
        SourceError: no answer, a broken one, or one that is too large.
    """
    try:
        with (
            _session() as session,
            session.get(
                url, headers=dict(headers or {}), timeout=TIMEOUT_S, stream=True
            ) as response,
        ):
            data = _read(response, max_bytes)
            return Download(
                status=response.status_code,
                data=data,
                url=response.url,
                file_name=_file_name(response.headers.get("content-disposition")),
            )
    except requests.Timeout:
        raise _no_answer(url, "it did not answer in time") from None
    except requests.TooManyRedirects:
        raise _no_answer(url, "it redirects in circles") from None
    except requests.RequestException:
        raise _no_answer(url, "the connection failed") from None


class _Session(requests.Session):
    """Looks into no `.netrc`, neither for the first request nor after a redirect."""

    def rebuild_auth(self, prepared_request: PreparedRequest, response: requests.Response) -> None:
        asked, following = urlsplit(response.request.url), urlsplit(prepared_request.url)
        if asked[:2] != following[:2]:
            prepared_request.headers.pop("Authorization", None)


def _session() -> requests.Session:
    session = _Session()
    session.max_redirects = MAX_REDIRECTS
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers["User-Agent"] = "proofolio"
    session.auth = _unchanged
    retry = Retry(
        total=2,
        backoff_factor=0.3,
        status_forcelist=[500, 502, 503, 504],
        respect_retry_after_header=False,
        raise_on_status=False,
    )
    adapter = HTTPAdapter(max_retries=retry)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def _unchanged(request: PreparedRequest) -> PreparedRequest:
    return request


def _read(response: requests.Response, max_bytes: int) -> bytes:
    deadline = time.monotonic() + WHOLE_TIMEOUT_S
    data = bytearray()
    for chunk in response.iter_content(65_536):
        data += chunk
        if len(data) > max_bytes:
            raise SourceError(
                f"it is larger than {size_in_words(max_bytes)}",
                "Clear the largest outputs of the notebook (Edit → Clear all outputs).",
            )
        if time.monotonic() > deadline:
            raise requests.Timeout
    announced = response.headers.get("content-length", "")
    is_plain = "content-encoding" not in response.headers
    if is_plain and announced.isdecimal() and int(announced) != len(data):
        raise requests.ConnectionError
    return bytes(data)


def _file_name(disposition: str | None) -> str | None:
    """The name in a `Content-Disposition` (RFC 6266), in either of its two notations."""
    if not disposition:
        return None
    message = Message()
    message["Content-Disposition"] = disposition
    return message.get_filename()


def _no_answer(url: str, reason: str) -> SourceError:
    return SourceError(
        f"{urlsplit(url).netloc} could not be reached: {reason}",
        "Check the connection, then run `proofolio sync` again.",
    )
