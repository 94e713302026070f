"""One HTTP request and its answer, bounded from the first byte; the only user of urllib3.

Every read goes through `_Metered`, so headers, `100 Continue`, chunks and bodies share one deadline
and one allowance of bytes. Whatever the libraries on the way trip over is a `NoAnswerError`.
"""

import functools
import http.client
import io
import os
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_ import create_urllib3_context

from proofolio.sources.http import addresses, proxies
from proofolio.sources.http.addresses import Address, Origin, Place
from proofolio.sources.http.no_answer import NoAnswerError, Reason

TIMEOUT_S = 15
"""To connect, and between two pieces."""
MAX_HEAD_BYTES = 300_000
"""Status lines and headers, those of `100 Continue` among them."""
_PIECE_BYTES = 65_536
_CA_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    data: bytes = b""
    """Empty when the body was not asked for."""


Head = Callable[[Reply], bool]
"""Told status and headers, says whether the body is wanted."""


def always(_: Reply) -> bool:
    """Want every body."""
    return True


@dataclass(slots=True, kw_only=True)
class _Bounds:
    """What is left to one request."""

    deadline: float
    left_bytes: int = MAX_HEAD_BYTES
    is_head: bool = True
    responses: list[http.client.HTTPResponse] = field(default_factory=list)
    """All that were begun; not each failure of a library closes what it began."""

    def pause_s(self) -> float:
        """How long the next step may take."""
        left_s = self.deadline - time.monotonic()
        if left_s <= 0:
            raise NoAnswerError(Reason.LATE)
        return min(TIMEOUT_S, left_s)

    def count(self, size_bytes: int) -> None:
        self.left_bytes -= size_bytes
        if self.left_bytes < 0:
            raise NoAnswerError(Reason.MALFORMED if self.is_head else Reason.TOO_LARGE)

    def begin_body(self, max_bytes: int) -> None:
        """Allow the body; twice as much, because chunks have frames."""
        self.is_head = False
        self.left_bytes += 2 * max_bytes


@dataclass(slots=True, kw_only=True)
class HttpClient:
    """Asks one thing at a time, and remembers nothing but the connection to whom it asked last."""

    trusted: frozenset[Origin] = frozenset()
    """Who may lie on this computer or in a private network, because the settings name it."""
    _connection: HTTPConnection | None = None
    _leads_to: Origin | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        max_bytes: int,
        deadline: float,
        body: bytes | None = None,
        wants_body: Head = always,
    ) -> Reply:
        """Ask once; a redirect is an answer like any other.

        Args:
            method: of HTTP.
            url: where.
            headers: beside `Host`, `User-Agent` and `Accept-Encoding`.
            max_bytes: a body that is longer, after it was unpacked, is refused.
            deadline: by `time.monotonic`, for all of it.
            body: what is sent.
            wants_body: decides by status and headers whether the body is read.

        Raises:
            NoAnswerError: no answer, or a broken one.
        """
        address = addresses.parse(url)
        bounds = _Bounds(deadline=deadline)
        try:
            reply = self._ask(method, address, headers, body, max_bytes, bounds, wants_body)
        except NoAnswerError:
            self.close()
            raise
        except Exception as error:
            # What a server sends decides what these libraries raise: ValueError, KeyError, a
            # UnicodeError of a codec. Each is a broken answer, and none is our caller's to know.
            self.close()
            raise NoAnswerError(_reason(error)) from error
        except BaseException:
            self.close()
            raise
        finally:
            for response in bounds.responses:
                response.close()
        return reply

    def _ask(
        self,
        method: str,
        address: Address,
        headers: Mapping[str, str],
        body: bytes | None,
        max_bytes: int,
        bounds: _Bounds,
        wants_body: Head,
    ) -> Reply:
        connection, more = self._connect(address, bounds)
        connection.timeout = bounds.pause_s()
        connection.response_class = functools.partial(_Response, bounds=bounds)  # type: ignore[assignment]
        connection.request(
            method,
            address.url if more is not None else address.target,
            body=body,
            headers={
                "User-Agent": "proofolio",
                "Accept-Encoding": "gzip",
                **headers,
                **(more or {}),
                "Host": address.host,
            },
            preload_content=False,
        )
        response = connection.getresponse()
        bounds.begin_body(max_bytes)
        names = {name.lower(): value for name, value in response.headers.items()}
        head = Reply(status=response.status, headers=names)
        if not wants_body(head):
            self.close()
            return head
        data = _read(response, max_bytes)
        return Reply(status=head.status, headers=names, data=data)

    def _connect(
        self, address: Address, bounds: _Bounds
    ) -> tuple[HTTPConnection, dict[str, str] | None]:
        """Return a connection, and the headers for a proxy that is asked with the whole address."""
        proxy = proxies.proxy_for(address)
        forwarded = proxy.headers if proxy and address.origin.scheme == "http" else None
        if self._connection is not None:
            if self._leads_to == address.origin and self._connection.is_connected:
                self._connection._bounds = bounds  # type: ignore[attr-defined]  # noqa: SLF001
                return self._connection, forwarded
            self.close()
        is_trusted = address.origin in self.trusted
        if proxy and not is_trusted and proxies.is_private_by_name(address.origin.host):
            raise NoAnswerError(Reason.PRIVATE)
        whom = proxy.origin if proxy else address.origin
        places = addresses.places_of(
            whom, deadline=bounds.deadline, is_trusted=is_trusted or proxy is not None
        )
        if address.origin.scheme == "https":
            connection: HTTPConnection = _Https(whom.host, whom.port, ssl_context=_tls())
            if proxy:
                connection.set_tunnel(
                    address.origin.host, address.origin.port, headers=proxy.headers, scheme="http"
                )
        else:
            connection = _Http(whom.host, whom.port)
        connection._places, connection._bounds = places, bounds  # type: ignore[attr-defined]  # noqa: SLF001
        self._connection, self._leads_to = connection, address.origin
        return connection, forwarded


class _Dials:
    """Connects to addresses that were looked up and checked before."""

    _places: tuple[Place, ...]
    _bounds: _Bounds

    def _new_conn(self) -> socket.socket:
        lost: OSError | None = None
        for family, place in self._places:
            sock = socket.socket(family, socket.SOCK_STREAM)
            try:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.settimeout(self._bounds.pause_s())
                sock.connect(place)
            except OSError as error:
                lost = error
                sock.close()
            except BaseException:
                sock.close()
                raise
            else:
                return sock
        raise lost or OSError


class _Http(_Dials, HTTPConnection):
    pass


class _Https(_Dials, HTTPSConnection):
    pass


class _Response(http.client.HTTPResponse):
    """Reads status, headers and body through the meter."""

    def __init__(self, sock: socket.socket, *args: Any, bounds: _Bounds, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        bounds.responses.append(self)
        self.fp = io.BufferedReader(_Metered(sock, self.fp.detach(), bounds))


class _Metered(io.RawIOBase):
    """What arrives on a socket, no later and no more than is allowed."""

    def __init__(self, sock: socket.socket, raw: io.RawIOBase, bounds: _Bounds) -> None:
        super().__init__()
        self._sock, self._raw, self._bounds = sock, raw, bounds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        self._sock.settimeout(self._bounds.pause_s())
        size_bytes = self._raw.readinto(buffer)
        self._bounds.count(size_bytes or 0)
        return size_bytes

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._raw.close()


def _read(response: urllib3.BaseHTTPResponse, max_bytes: int) -> bytes:
    is_plain = "content-encoding" not in response.headers
    if is_plain and (getattr(response, "length_remaining", None) or 0) > max_bytes:
        raise NoAnswerError(Reason.TOO_LARGE)
    # Its value is handed over without a copy.
    data = io.BytesIO()
    for piece in response.stream(_PIECE_BYTES, decode_content=True):
        data.write(piece)
        if data.tell() > max_bytes:
            raise NoAnswerError(Reason.TOO_LARGE)
    return data.getvalue()


def _reason(error: BaseException) -> Reason:
    causes = tuple(_causes(error))
    if any(isinstance(one, TimeoutError | urllib3.exceptions.TimeoutError) for one in causes):
        return Reason.LATE
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in causes):
        return Reason.CERTIFICATE
    if any(isinstance(one, urllib3.exceptions.InvalidChunkLength) for one in causes):
        return Reason.MALFORMED
    is_lost = OSError | http.client.IncompleteRead | urllib3.exceptions.ProtocolError
    if any(isinstance(one, UnicodeError) for one in causes) or not isinstance(error, is_lost):
        return Reason.MALFORMED
    return Reason.LOST


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    met: set[int] = set()
    while error is not None and id(error) not in met:
        met.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


@functools.cache
def _tls() -> ssl.SSLContext:
    """Made once: to read the certificates takes longer than a request."""
    named = next(filter(None, map(os.environ.get, _CA_VARIABLES)), "") or certifi.where()
    context = create_urllib3_context()
    is_folder = Path(named).is_dir()
    context.load_verify_locations(
        cafile=None if is_folder else named, capath=named if is_folder else None
    )
    return context
