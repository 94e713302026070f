"""Serves the site on this computer and builds it again when a watched file changes."""

import errno
import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

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
    mount_path: str = "/",
) -> None:
    """Serve the site until Ctrl-C; when a watched file changes, rebuild and reload the browser.

    Args:
        host: address to listen on.
        port: 0 takes a free one.
        site: what is served.
        watch: files and folders; those that do not exist yet are noticed when they appear, as long as
            the folder that they lie in exists.
        rebuild: called after a change; handles its own errors, for the last good site goes on.
        on_ready: told the address once it answers.
        mount_path: the sub-path that the site will have (`/portfolio/`).

    Raises:
        SystemProblemError: the port is taken or not allowed, or the host is not this computer.
    """
    server = _Server(rebuild, host, port, str(site), mount_path)
    server.on_ready = on_ready
    server.error_handler = lambda code: _error_page(site, code)
    server.watch_all([path.parent.resolve() / path.name for path in watch])
    try:
        with silenced():
            server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    except (OSError, OverflowError) as error:
        raise SystemProblemError(
            f"Nothing can listen on {host}:{port}: {error}.",
            _hint(error, port),
        ) from error
    finally:
        server.shutdown()


class _Server(LiveReloadServer):
    """MkDocs's server, which says when it is ready and on which port."""

    on_ready: Callable[[str], None]

    def server_activate(self) -> None:
        super().server_activate()
        self.url = f"http://{self.server_name_for_people()}:{self.server_port}{self.mount_path}"
        self.on_ready(self.url)

    def server_name_for_people(self) -> str:
        """Return the host as it is typed into a browser."""
        host = str(self.server_address[0])
        return f"[{host}]" if ":" in host else host

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
