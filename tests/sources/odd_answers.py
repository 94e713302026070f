"""What a server can answer that is no good answer, byte by byte, and a server that answers so."""

import gzip
import json
import socket
import struct
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qs, urlsplit

NOTEBOOK = json.dumps(
    {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
        {"id": "a", "cell_type": "markdown", "metadata": {}, "source": "# Odd"}
    ]}
).encode()  # fmt: skip
OK = b"HTTP/1.1 200 OK\r\n"
DRIPS_S = 0.02
PUT_BACK = "Connection: close\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """One way to answer."""

    name: str
    send: Callable[["Server"], Iterable[bytes]]
    says: str
    """Part of what the learner reads of a file on Drive; empty where the file is read all the same."""
    is_slow: bool = False
    """Whether it ends by the limit of time alone."""


def _of(*parts: bytes) -> Callable[["Server"], Iterable[bytes]]:
    return lambda _: parts


def _good(headers: str = "", body: bytes = NOTEBOOK, status: str = "200 OK") -> bytes:
    """A whole answer with a right length."""
    head = f"HTTP/1.1 {status}\r\n{PUT_BACK}{headers}Content-Length: {len(body)}\r\n\r\n"
    return head.encode("latin-1") + body


def _raw(headers: str, body: bytes = NOTEBOOK) -> bytes:
    """An answer without a length of our making."""
    return OK + f"{PUT_BACK}{headers}\r\n".encode("latin-1") + body


def _endless(head: bytes, piece: bytes) -> Callable[["Server"], Iterable[bytes]]:
    def send(_: "Server") -> Iterator[bytes]:
        yield head
        while True:
            yield piece

    return send


def _drip(head: bytes, piece: bytes) -> Callable[["Server"], Iterable[bytes]]:
    def send(server: "Server") -> Iterator[bytes]:
        yield head
        while not server.over.wait(DRIPS_S):
            yield piece

    return send


def _silence(server: "Server") -> Iterator[bytes]:
    server.over.wait()
    yield b""


def _reset(_: "Server") -> Iterator[bytes]:
    yield b""
    raise ConnectionResetError


def _redirect(place: str, body: bytes = b"", headers: str = "") -> Callable[["Server"], Iterable[bytes]]:  # fmt: skip
    def send(server: "Server") -> Iterator[bytes]:
        where = place.replace("FORBIDDEN", str(server.forbidden_port)).replace("SELF", server.url)
        yield f"HTTP/1.1 302 Found\r\n{PUT_BACK}Location: {where}\r\n{headers}\r\n".encode(
            "latin-1"
        )
        yield body

    return send


def _redirect_with_endless_body(_: "Server") -> Iterator[bytes]:
    yield b"HTTP/1.1 302 Found\r\nLocation: /good\r\n\r\n"
    while True:
        yield b"A" * 65_536


def _bomb(times: int = 1) -> bytes:
    """1.5 GB of zeros; gzip may come in parts."""
    packed = gzip.compress(bytes(10_000_000)) * 150
    for _ in range(times - 1):
        packed = gzip.compress(packed)
    return packed


def _chunked(body: bytes) -> bytes:
    return _raw("Transfer-Encoding: chunked\r\n", body)


_LATE, _LOST = "did not answer in time", "the connection failed"
_BROKEN, _LARGE = "not HTTP that can be read", "it is larger than"
_NO_NOTEBOOK, _BAD = "not a notebook", "not a web address"
_PRIVATE = "leads into a private network"


def _odd(name: str, send: Callable[["Server"], Iterable[bytes]] | bytes, says: str) -> Odd:
    made = _of(send) if isinstance(send, bytes) else send
    return Odd(name=name, send=made, says=says, is_slow=says == _LATE)


ODD: tuple[Odd, ...] = (
    # No answer.
    _odd("the connection is closed without a byte", b"", _LOST),
    _odd("the connection is reset", _reset, _LOST),
    _odd("silence", _silence, _LATE),
    # What is not HTTP.
    _odd("a thousand zero bytes", bytes(1_000), _BROKEN),
    _odd("a line of words", b"hello\r\n\r\n", _BROKEN),
    _odd("HTTP/0.9: a page without a head", b"<html><body>hello</body></html>", _BROKEN),
    _odd("an SSH server", b"SSH-2.0-OpenSSH_9.9\r\n", _BROKEN),
    _odd("an alert of TLS", b"\x15\x03\x01\x00\x02\x02\x28", _BROKEN),
    _odd("a frame of HTTP/2", b"\x00\x00\x06\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x80", _BROKEN),
    # Status lines.
    _odd("a status of letters", b"HTTP/1.1 abc OK\r\n\r\n", _BROKEN),
    _odd("status 99999", b"HTTP/1.1 99999 OK\r\n\r\n", _BROKEN),
    _odd("status -200", b"HTTP/1.1 -200 OK\r\n\r\n", _BROKEN),
    _odd("status 000", b"HTTP/1.1 000 OK\r\n\r\n", _BROKEN),
    _odd("a status of 5,000 digits", b"HTTP/1.1 " + b"2" * 5_000 + b" OK\r\n\r\n", _BROKEN),
    _odd("HTTP/9.9", b"HTTP/9.9 200 OK\r\n\r\n", _BROKEN),
    _odd("half of a status line", b"HTTP/1.", _BROKEN),
    _odd("a status line of 100 kB", b"HTTP/1.1 200 " + b"A" * 100_000 + b"\r\n\r\n", _BROKEN),
    _odd("a status line without end", _endless(b"HTTP/1.1 200 ", b"A" * 65_536), _BROKEN),
    _odd("a status line that drips", _drip(b"HTTP/1.1 200 ", b"A"), _LATE),
    _odd("status 101", b"HTTP/1.1 101 Switching Protocols\r\n\r\n", _NO_NOTEBOOK),
    _odd("status 204 with a body", _good(status="204 No Content"), _NO_NOTEBOOK),
    _odd("status 206", _good(status="206 Partial Content"), _NO_NOTEBOOK),
    _odd("status 304, not asked for", _good(status="304 Not Modified", body=b""), _NO_NOTEBOOK),
    _odd("status 418", _good(status="418 I'm a teapot"), _NO_NOTEBOOK),
    _odd("status 999", _good(status="999 No"), "is having trouble"),
    _odd("100 Continue without end", _endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500), _BROKEN),
    _odd("100 Continue that drips", _drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), _LATE),
    _odd("103 Early Hints", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + _good(), _NO_NOTEBOOK),
    # Headers.
    _odd("headers that drip", _drip(OK, b"X: y\r\n"), _LATE),
    _odd("a header that drips", _drip(OK + b"X: ", b"y"), _LATE),
    _odd("50 MB of headers", _endless(OK, b"X-Filler: " + b"y" * 60_000 + b"\r\n"), _BROKEN),
    _odd("headers without end", _endless(OK, b"X: y\r\n" * 5_000), _BROKEN),
    _odd("a header of 100 kB", _good(f"X: {'y' * 100_000}\r\n"), _BROKEN),
    _odd("headers that stop in the middle", OK + b"Content-Le", _NO_NOTEBOOK),
    _odd("a header without a colon", _good("what is this\r\n"), ""),
    _odd("a header without a name", _good(": y\r\n"), ""),
    _odd("a header with a zero byte", _good("X: a\0b\r\n"), ""),
    _odd("headers in UTF-8", OK + "Café: naïve ☃\r\n".encode() + b"Connection: close\r\n\r\n" + NOTEBOOK, ""),
    _odd("a folded header", _good("Content-Disposition: attachment;\r\n filename=a.ipynb\r\n"), ""),
    _odd("lines that end in LF alone", _good().replace(b"\r\n", b"\n"), ""),
    # Lengths.
    _odd("Content-Length of 5,000 digits", _raw(f"Content-Length: {'9' * 5_000}\r\n"), ""),
    _odd("Content-Length of 4,000 digits", _raw(f"Content-Length: {'9' * 4_000}\r\n"), _LARGE),
    _odd("Content-Length: -5", _raw("Content-Length: -5\r\n"), ""),
    _odd("Content-Length: abc", _raw("Content-Length: abc\r\n"), ""),
    _odd("Content-Length: 0x10", _raw("Content-Length: 0x10\r\n"), ""),
    _odd("two lengths", _raw("Content-Length: 5\r\nContent-Length: 9\r\n"), _BROKEN),
    _odd("a length of 10 GB", _raw("Content-Length: 10000000000\r\n"), _LARGE),
    _odd("a length that is too long", _raw(f"Content-Length: {len(NOTEBOOK) + 9}\r\n"), _LOST),
    _odd("a length that is too short", _raw("Content-Length: 9\r\n"), _NO_NOTEBOOK),
    _odd("length 0", _good(body=b""), _NO_NOTEBOOK),
    _odd("a body without end", _endless(OK + b"\r\n", b"A" * 65_536), _LARGE),
    _odd("a body that drips", _drip(OK + b"Content-Length: 300000\r\n\r\n", b"A"), _LATE),
    # Chunks.
    _odd("a chunk of size -5", _chunked(b"-5\r\nhello\r\n0\r\n\r\n"), _BROKEN),
    _odd("a chunk of size -1, without end", _endless(_chunked(b"-1\r\n"), b"A" * 65_536), _LARGE),
    _odd("a chunk of size xyz", _chunked(b"xyz\r\nhello\r\n0\r\n\r\n"), _BROKEN),
    _odd("a chunk's size of 5,000 digits", _chunked(b"F" * 5_000 + b"\r\nhello\r\n"), _LOST),
    _odd("a chunk of 200 TB", _chunked(b"B5E620F48000\r\nhello"), _LOST),
    _odd("a chunk's line without end", _endless(_chunked(b"5;"), b"a" * 65_536), _LOST),
    _odd("a chunk without its end", _chunked(b"5\r\nhelloXX5\r\nhello\r\n0\r\n\r\n"), _NO_NOTEBOOK),
    _odd("chunks that stop", _chunked(b"5\r\nhello\r\n"), _LOST),
    _odd("chunks of one byte, without end", _endless(_chunked(b""), b"1\r\nA\r\n" * 9_000), _LARGE),
    _odd("chunks that drip", _drip(_chunked(b""), b"1\r\nA\r\n"), _LATE),
    _odd("trailers without end", _endless(_chunked(b"1\r\nA\r\n0\r\n"), b"X: y\r\n" * 9_000), _LARGE),
    _odd("chunked and a length", _raw("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (len(NOTEBOOK), NOTEBOOK)), ""),
    _odd("Transfer-Encoding: gzip", _raw("Transfer-Encoding: gzip\r\n", gzip.compress(NOTEBOOK)), _NO_NOTEBOOK),
    # Encodings.
    _odd("gzip that is none", _good("Content-Encoding: gzip\r\n"), _BROKEN),
    _odd("half of gzip", _good("Content-Encoding: gzip\r\n", gzip.compress(NOTEBOOK)[:60]), _NO_NOTEBOOK),
    _odd("deflate that is none", _good("Content-Encoding: deflate\r\n"), _BROKEN),
    _odd("br", _good("Content-Encoding: br\r\n", b"\x00\x01\x02"), _NO_NOTEBOOK),
    _odd("an encoding that nobody knows", _good("Content-Encoding: x-odd\r\n", b"\x00\x01"), _NO_NOTEBOOK),
    _odd("1.5 GB in 1.5 MB of gzip", lambda _: [_good("Content-Encoding: gzip\r\n", _bomb())], _LARGE),
    _odd("1.5 GB in gzip in gzip", lambda _: [_good("Content-Encoding: gzip, gzip\r\n", _bomb(2))], _LARGE),
    _odd("a hundred times gzip", _good(f"Content-Encoding: {', '.join(['gzip'] * 100)}\r\n"), _BROKEN),
    # Redirects.
    _odd("a redirect to http://[::1", _redirect("http://[::1"), _BAD),
    _odd("a redirect to nothing", _redirect(""), _NO_NOTEBOOK),
    _odd("a redirect to http://", _redirect("http://"), "redirects in circles"),
    _odd("a redirect to a port 99999", _redirect("http://127.0.0.1:99999/"), _BAD),
    _odd("a redirect to a file", _redirect("file:///etc/passwd"), _BAD),
    _odd("a redirect to ftp", _redirect("ftp://127.0.0.1:FORBIDDEN/"), _BAD),
    _odd("a redirect to javascript", _redirect("javascript:alert(1)"), _BAD),
    _odd("a redirect with a user", _redirect("http://a:b@127.0.0.1:FORBIDDEN/"), _BAD),
    _odd("a redirect of 9,000 characters", _redirect(f"http://example.org/{'a' * 9_000}"), _BAD),
    _odd("a redirect with zero bytes", _redirect("http://exa\0mple.org/"), _BAD),
    _odd("a redirect to this computer", _redirect("http://127.0.0.1:FORBIDDEN/"), _PRIVATE),
    _odd("a redirect to localhost", _redirect("http://localhost:FORBIDDEN/"), _PRIVATE),
    _odd("a redirect to [::1]", _redirect("http://[::1]:FORBIDDEN/"), _PRIVATE),
    _odd("a redirect to a mapped address", _redirect("http://[::ffff:127.0.0.1]:FORBIDDEN/"), _PRIVATE),
    _odd("a redirect to 0.0.0.0", _redirect("http://0.0.0.0:FORBIDDEN/"), _PRIVATE),
    _odd("a redirect to 2130706433", _redirect("http://2130706433:FORBIDDEN/"), _PRIVATE),
    _odd("a redirect to 0x7f.1", _redirect("http://0x7f.1:FORBIDDEN/"), _PRIVATE),
    _odd("a redirect to 10.0.0.1", _redirect("http://10.0.0.1/"), _PRIVATE),
    _odd("a redirect to a cloud's metadata", _redirect("http://169.254.169.254/latest/"), _PRIVATE),
    _odd("a redirect in circles", _redirect("SELF/download?id=again"), "redirects in circles"),
    _odd("a redirect with a body without end", _redirect_with_endless_body, ""),
    _odd("a redirect with 1.5 GB in gzip", _redirect("/good", b"\x1f\x8b", "Content-Encoding: gzip\r\n"), ""),
    # What headers say.
    _odd("a file name in idna", _good("Content-Disposition: attachment; filename*=idna''x%ff\r\n"), ""),
    _odd("a file name in half of UTF-16", _good("Content-Disposition: attachment; filename*=utf-16''%ff\r\n"), ""),
    _odd("a file name in no charset", _good("Content-Disposition: attachment; filename*=no-such''a\r\n"), ""),
    _odd("a file name of half a character", _good("Content-Disposition: attachment; filename*=unicode_escape''%5cud800\r\n"), ""),
    _odd("a file name of 60 kB", _good(f"Content-Disposition: attachment; filename={'a' * 60_000}\r\n"), ""),
    _odd("a file name that leads out", _good('Content-Disposition: attachment; filename="../../\x1b[31m.ipynb"\r\n'), ""),
    _odd("a charset that nobody knows", _good("Content-Type: application/json; charset=no-such\r\n"), ""),
    _odd("an ETag of 60 kB", _good(f'ETag: "{"a" * 60_000}"\r\n'), ""),
    _odd("a folded ETag", _good('ETag: "a\r\n b"\r\n'), ""),
    _odd("Retry-After of 5,000 digits", _good(f"Retry-After: {'9' * 5_000}\r\n", status="429 Slow"), "allows no more downloads"),
    _odd("dates that are none", _good("Date: 99 Foo 99999\r\nLast-Modified: \xff\r\n"), ""),
    # Bodies.
    _odd("brackets in brackets", _good(body=b"[" * 200_000), _NO_NOTEBOOK),
    _odd("a number of 5,000 digits", _good(body=b'{"nbformat": ' + b"9" * 5_000 + b"}"), _NO_NOTEBOOK),
    _odd("a notebook in UTF-16", _good(body=NOTEBOOK.decode().encode("utf-16")), ""),
    _odd("bytes that are no text", _good(body=b"\xff\xfe\x00\xd8" * 99), _NO_NOTEBOOK),
)  # fmt: skip


class Server:
    """Sends these bytes as they are: at `/download?id=N` and below `/N/` the answer of that number.

    All else is a notebook.

    Beside it listens `forbidden_port`, where nobody may ever connect.
    """

    def __init__(
        self, also: Mapping[str, Callable[["Server"], Iterable[bytes]]] | None = None
    ) -> None:
        self.also = also or {}
        """Path without the query → what is sent there."""
        self.over = threading.Event()
        self.intruders = 0
        self.asked: list[str] = []
        self._sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
        self.url = f"http://127.0.0.1:{self._sockets[0].getsockname()[1]}"
        self.forbidden_port: int = self._sockets[1].getsockname()[1]
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        for listening, answer in zip(self._sockets, (self._answer, self._count), strict=True):
            self._begin(self._listen, listening, answer)
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for listening in self._sockets:
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            listening.close()
        for thread in list(self._threads):
            thread.join()

    def _begin(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments)
        self._threads.append(thread)
        thread.start()

    def _listen(self, listening: socket.socket, answer: Callable[[socket.socket], None]) -> None:
        while not self.over.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            self._begin(self._serve, connection, answer)

    def _serve(self, connection: socket.socket, answer: Callable[[socket.socket], None]) -> None:
        with connection:
            connection.settimeout(60)
            with suppress(OSError):
                answer(connection)
                # Closed with something unread, the last bytes would be lost.
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65_536):
                    pass

    def _count(self, _: socket.socket) -> None:
        self.intruders += 1

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65_536)
            if not piece:
                return
            head += piece
        target = head.split(b" ")[1].decode()
        self.asked.append(target)
        try:
            for piece in self._chosen(target)(self):
                connection.sendall(piece)
        except ConnectionResetError:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()

    def _chosen(self, target: str) -> Callable[["Server"], Iterable[bytes]]:
        parts = urlsplit(target)
        if parts.path in self.also:
            return self.also[parts.path]
        number = parse_qs(parts.query).get("id", [""])[0].removeprefix("odd-answer-")
        # An API that lies below a number answers everything so.
        number = number or parts.path.split("/")[1]
        if number == "again":
            return _redirect("SELF/download?id=again")
        return ODD[int(number)].send if number.isdecimal() else _of(_good())


def drive_id(number: int) -> str:
    """The file on Drive that is answered so."""
    return f"odd-answer-{number:03}"


def whole(body: bytes) -> Callable[[Server], Iterable[bytes]]:
    """Send that, well."""
    return _of(_good(body=body))
