"""Serves the site on this computer and builds it again when a watched file changes."""

import errno
import ipaddress
import os
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from proofolio.errors import SystemProblemError
from proofolio.site.engine_words import silenced

_LAST_PORT = 65535


def serve(
    *,
    host: str,
    port: int,
    site: Path,
    watch: Sequence[Path],
    rebuild: Callable[[], None],
    on_ready: Callable[[str], None],
    prepare: Callable[[], object] = lambda: None,
    mount_path: str = "/",
) -> None:
    """Serve the site until Ctrl-C; when a watched file changes, rebuild and reload the browser.

    Only requests for this computer's own names are answered: a web page that lets its name lead here
    (DNS rebinding) would read drafts.

    Args:
        host: address to listen on.
        port: 0 takes a free one.
        site: what is served.
        watch: files and folders; those that do not exist yet are noticed when they appear, as long as
            the folder that they lie in exists.
        rebuild: called after a change; handles its own errors, for the last good site goes on.
        on_ready: told the address once it answers.
        prepare: builds the site, once it is certain that something can listen.
        mount_path: the sub-path that the site will have (`/portfolio/`).

    Raises:
        SystemProblemError: the port is taken or not allowed, or the host is not this computer.
    """
    server = _Server(rebuild, host, port, str(site), mount_path)
    server.on_ready = on_ready
    server.error_handler = lambda code: _error_page(site, code)
    try:
        _bind(server, host, port)
        prepare()
        server.watch_all([path.parent.resolve() / path.name for path in watch])
    except BaseException:
        server.server_close()
        raise
    try:
        with silenced():
            server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()


def open_to(host: str) -> str:
    """Return the address by which other computers reach what listens on a host; empty when none can."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "" if host.lower() in _OWN_NAMES else host
    if address.is_loopback:
        return ""
    return _in_brackets(_own_address(address.version) if address.is_unspecified else host)


def is_own_name(given: str | None, host: str) -> bool:
    """Tell whether the header `Host` names this computer.

    The port is not looked at: a tunnel has another one, and a page that asks here cannot choose it.

    Args:
        given: the header.
        host: address that is listened on.
    """
    try:
        name = (urlsplit(f"//{given}").hostname or "") if given else ""
    except ValueError:
        return False
    if name in _OWN_NAMES or name == host.lower():
        return True
    if not open_to(host):
        return False
    own = socket.gethostname().lower()
    return _is_address(name) or name in {own, f"{own}.local"}


_OWN_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def _is_address(name: str) -> bool:
    """Tell whether a host is an IP address, which no name's server can lead elsewhere."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _own_address(version: int) -> str:
    """Return this computer's address in its network; nothing is sent to find out."""
    family, somewhere = (
        (socket.AF_INET, "192.0.2.1") if version == 4 else (socket.AF_INET6, "2001:db8::1")
    )
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((somewhere, 9))
            return str(probe.getsockname()[0])
    except OSError:
        return socket.gethostname()


def _in_brackets(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _bind(server: "_Server", host: str, port: int) -> None:
    try:
        server.server_bind()
    except (OSError, OverflowError) as error:
        raise SystemProblemError(
            f"Nothing can listen on {host}:{port}: {error}.",
            _hint(error, port),
        ) from error


class _Server(LiveReloadServer):
    """MkDocs's server, which says when it is ready and on which port."""

    on_ready: Callable[[str], None]
    _is_bound = False

    def server_bind(self) -> None:
        """Take the port, once."""
        if not self._is_bound:
            super().server_bind()
            self._is_bound = True

    def serve_request(
        self, environ: Mapping[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer requests for this computer's own names."""
        if is_own_name(environ.get("HTTP_HOST"), str(self.server_address[0])):
            return super().serve_request(environ, start_response)
        text = (
            b"This preview answers at the address that `proofolio serve` printed, and at no other."
        )
        start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
        return [text]

    def server_activate(self) -> None:
        super().server_activate()
        self.url = f"http://{self.server_name_for_people()}:{self.server_port}{self.mount_path}"
        self.on_ready(self.url)

    def server_name_for_people(self) -> str:
        """Return the host as it is typed into a browser."""
        host = str(self.server_address[0])
        is_any = _is_address(host) and ipaddress.ip_address(host).is_unspecified
        return "localhost" if is_any else _in_brackets(host)

    def watch_all(self, paths: Sequence[Path]) -> None:
        """Watch files and folders, and the folders that hold them for those that come and go."""
        for path in paths:
            if path.is_dir():
                self.watch(str(path))
        parents = {path.parent for path in paths if path.parent.is_dir()}
        for parent in sorted(parents):
            # Not recursive: beside the learner's files lie the site and the docs tree, which we write.
            self._watched_paths.setdefault(str(parent), 1)
            self.observer.schedule(_Comings(self, frozenset(paths)), str(parent))

    def changed(self, path: str) -> None:
        """Ask for a rebuild, and watch what is inside when the path is a folder that is new."""
        if Path(path).is_dir():
            if path in self._watched_paths:
                return
            self.watch(path)
        elif path in self._watched_paths:
            self.unwatch(path)
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()


class _Comings(FileSystemEventHandler):
    """Listens in a folder for the paths that are asked for, whether they exist yet or not."""

    def __init__(self, server: _Server, paths: frozenset[Path]) -> None:
        self._server = server
        self._paths = paths

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in {os.fsdecode(event.src_path), os.fsdecode(event.dest_path)}:
            if Path(path) in self._paths:
                self._server.changed(path)


def _error_page(site: Path, code: int) -> bytes | None:
    file = site / f"{code}.html"
    return file.read_bytes() if file.is_file() else None


def _hint(error: Exception, port: int) -> str:
    """Say what to do about an address that cannot be listened on."""
    if isinstance(error, socket.gaierror) or (
        isinstance(error, OSError) and error.errno == errno.EADDRNOTAVAIL
    ):
        return "The host must be a name or address of this computer: leave `--host` out, or write `--host 127.0.0.1`."
    if isinstance(error, PermissionError):
        return "Ports below 1024 belong to the system: choose another one, such as `proofolio serve --port 8000`."
    other = port + 1 if 0 < port < _LAST_PORT else 8000
    return f"Stop what uses this port, or choose another one: `proofolio serve --port {other}`."
