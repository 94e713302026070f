"""HTTP/1.1 on the loopback interface: requests in, answers out, and every thread accounted for."""

import contextlib
import json
import socket
import socketserver
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

Kind = Literal["rest", "graphql", "git", "drive", "raw", "upload"]
"""What a request is for; `raw` is the bytes of one file of a repository or gist."""

_MAX_BODY_BYTES = 64_000_000


def segments(path: str) -> tuple[str, ...]:
    """The parts of a path, decoded; empty ones and the query are left out."""
    return tuple(unquote(part) for part in urlsplit(path).path.split("/") if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it arrived."""

    method: str
    path: str
    """With the query."""
    kind: Kind
    authorization: str | None
    """The header, as it was sent."""
    body: bytes
    headers: Mapping[str, str]
    """Names in lower case."""

    @property
    def segments(self) -> tuple[str, ...]:
        """See `segments`."""
        return segments(self.path)

    @property
    def query(self) -> Mapping[str, str]:
        """The query's parameters; of a repeated one the last."""
        return dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))


class ByteStream(Protocol):
    """A body that is sent while it is made."""

    def __iter__(self) -> Iterator[bytes]:
        """The parts, none of them empty."""

    def close(self) -> None:
        """Ends it; called once, in any case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent back."""

    status: int
    body: bytes | ByteStream = b""
    """A stream is sent in chunks."""
    headers: Mapping[str, str] = field(default_factory=dict)
    announced_bytes: int | None = None
    """A `Content-Length` that is not the body's, for a fault."""
    reset: bool = False
    """Drop the connection instead of answering."""
    drips_s: float = 0
    """Seconds between any two bytes of the body."""


def json_answer(status: int, value: Any, headers: Mapping[str, str] | None = None) -> Answer:
    """An answer in JSON, as GitHub's API labels it."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    kind = {"content-type": "application/json; charset=utf-8"}
    return Answer(status=status, body=body, headers={**kind, **(headers or {})})


def html_answer(status: int, body: str) -> Answer:
    """A web page."""
    headers = {"content-type": "text/html; charset=utf-8"}
    return Answer(status=status, body=body.encode(), headers=headers)


class LoopbackServer(ThreadingHTTPServer):
    """Serves `answer` on 127.0.0.1 until it is closed, then leaves no thread or socket behind."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 64

    def __init__(
        self,
        port: int,
        answer: Callable[[str, str, Mapping[str, str], bytes], Answer],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.answer = answer
        self.clock = clock
        self.defects: list[BaseException] = []
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", port), _Handler)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), name="stand-in")

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`."""
        return f"http://127.0.0.1:{self.server_port}"

    def start(self) -> None:
        """Begins to answer, in threads of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Ends every connection and waits for every thread."""
        self.shutdown()
        self._thread.join()
        with self._lock:
            for connection in self._open:
                # Wakes the threads that wait for the next request of a kept-alive connection.
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remembers the connection, then handles it in a thread."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forgets the connection and closes it."""
        with self._lock:
            self._open.discard(request)
            super().shutdown_request(request)

    def server_bind(self) -> None:
        """Binds without asking for the machine's name, which may take seconds offline."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keeps a defect; a client that went away is none."""
        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError):
            self.defects.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "GitHub.com"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1
    server: LoopbackServer

    def do_GET(self) -> None:
        body = self._body()
        if body is None:
            self.close_connection = True
            self._send(json_answer(413, {"message": "Payload too large"}))
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            answer = self.server.answer(self.command, self.path, headers, body)
        except Exception as defect:  # noqa: BLE001 - kept, and raised when the stand-in is closed
            self.server.defects.append(defect)
            answer = json_answer(500, {"message": f"The stand-in failed: {defect!r}"})
        self._send(answer)

    do_HEAD = do_POST = do_GET  # noqa: N815 - the names that the standard library calls

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Says nothing: `StandIn.requests` has it all."""

    def _body(self) -> bytes | None:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return self._chunks()
        length = int(self.headers.get("Content-Length", "0"))
        return self.rfile.read(length) if length <= _MAX_BODY_BYTES else None

    def _chunks(self) -> bytes | None:
        body = bytearray()
        while size := int(self.rfile.readline().split(b";")[0], 16):
            if len(body) + size > _MAX_BODY_BYTES:
                return None
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return bytes(body)

    def _send(self, answer: Answer) -> None:
        if answer.reset:
            self._reset()
            return
        self.send_response_only(answer.status)
        self.send_header("server", self.version_string())
        if "date" not in answer.headers:
            self.send_header("date", self.date_time_string(self.server.clock()))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if isinstance(answer.body, bytes):
            self._send_whole(answer.body, answer)
        else:
            self._send_chunks(answer.body)

    def _send_whole(self, body: bytes, answer: Answer) -> None:
        length = len(body) if answer.announced_bytes is None else answer.announced_bytes
        if answer.status not in {204, 304}:
            self.send_header("content-length", str(length))
        if length != len(body):
            self.close_connection = True
        self.end_headers()
        if self.command != "HEAD" and answer.status not in {204, 304}:
            step = 1 if answer.drips_s else max(1, len(body))
            for start in range(0, len(body), step):
                self.wfile.write(body[start : start + step])
                if answer.drips_s:
                    self.wfile.flush()
                    time.sleep(answer.drips_s)

    def _send_chunks(self, stream: ByteStream) -> None:
        try:
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()
            for part in stream:
                self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
                self.wfile.flush()
            self.wfile.write(b"0\r\n\r\n")
        finally:
            stream.close()

    def _reset(self) -> None:
        # Lingering for no time makes the kernel answer with RST instead of FIN.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()
