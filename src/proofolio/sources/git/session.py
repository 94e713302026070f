"""Run git in an empty, temporary repository that knows nothing of this computer's settings."""

import base64
import errno
import logging
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from proofolio.errors import Place, ProofolioError, SystemProblemError
from proofolio.sources.git.process import Bounds, OutOfSpaceError, OutOfTimeError, run
from proofolio.sources.secrets import Token, without_secrets
from proofolio.sources.unreadable import (
    UnreadableError,
    Why,
    explain,
    no_space,
    too_large,
    too_slow,
)
from proofolio.store.snapshots import SCRATCH

_LOG = logging.getLogger(__name__)

OLDEST_GIT = (2, 31)
"""The first that takes configuration from the environment, where others cannot see a token."""
_NO_ROOM_BYTES = 1_000_000
_INSTALL = "Install it from https://git-scm.com/downloads, then run the command again."

_CONFIG = {
    # Nothing of the repository or of this computer takes part.
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.askPass": "",
    "credential.helper": "",
    "init.templateDir": "",
    "init.defaultBranch": "main",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "fetch.recurseSubmodules": "false",
    # git's own choice when it fetches missing objects: ask for these and offer nothing.
    "fetch.negotiationAlgorithm": "noop",
    "protocol.version": "2",
    "protocol.allow": "never",
    # A server that sends under 1 kB/s for 30 s has died.
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "30",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of one repository is read."""

    max_file_bytes: int
    max_repo_bytes: int
    timeout_s: float = 300.0
    scratch: Path | None = None
    """Where it is unpacked; by default the system's folder for temporary files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A repository to read from."""

    url: str
    """Its web address, without a user name or password."""
    token: Token | None = None
    """Only for what cannot be read without one."""
    stop: Event = field(default_factory=Event)
    """Set it, from any thread, to give up at once."""


class Session:
    """A repository to read into, a temporary one unless it is to be kept; a context manager that removes the rest.

    Args:
        remote: where it is read from.
        limits: how much is read.
        kept: the folder of a repository that stays, and may be there already.
    """

    def __init__(self, remote: Remote, limits: Limits, kept: Path | None = None) -> None:
        self._remote = remote
        self._kept = kept
        self._limits = limits
        self._deadline = time.monotonic() + limits.timeout_s
        self._program = git_program()
        self._exit = ExitStack()
        self._runs = 0
        self._packets: Path | None = None

    def __enter__(self) -> Self:
        scratch = self._limits.scratch
        try:
            if scratch:
                scratch.mkdir(parents=True, exist_ok=True)
            folder = self._exit.enter_context(
                tempfile.TemporaryDirectory(prefix=SCRATCH, dir=scratch, ignore_cleanup_errors=True)
            )
        except OSError as error:
            raise _disk_problem(error) from error
        self._folder = Path(folder)
        self._repository = self._kept or self._folder / "repository"
        try:
            if self._kept:
                self._kept.mkdir(parents=True, exist_ok=True)
            self.local("init", "--quiet", "--bare", str(self._repository))
            self.local("config", "remote.origin.url", self._remote.url)
        except BaseException:
            self._exit.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._exit.close()

    def local(self, *arguments: str, given: bytes = b"") -> Path:
        """Run a git command that reads the temporary repository; returns the file it printed to."""
        # What is fetched and what is unpacked from it lie side by side.
        return self._git(arguments, {}, given, 3 * self._limits.max_repo_bytes)

    def network(
        self, *arguments: str, given: bytes = b"", settings: Mapping[str, str] | None = None
    ) -> Path:
        """Run a git command that talks to the remote, and to it alone."""
        scheme = urlsplit(self._remote.url).scheme
        config = {f"protocol.{scheme}.allow": "always", **(settings or {})}
        if self._remote.token is not None:
            secret = base64.b64encode(f"x-access-token:{self._remote.token.value}".encode())
            config[f"http.{self._remote.url}.extraHeader"] = (
                f"Authorization: Basic {secret.decode()}"
            )
            config["http.followRedirects"] = "false"
        return self._git(arguments, config, given, self._limits.max_repo_bytes)

    def answers_as_git(self) -> bool:
        """Tell an empty repository from a web page in its place, which git takes for one, too."""
        self._packets = self._folder / "packets"
        self.network("ls-remote", "--quiet", "origin")
        return self._packets.exists() and self._packets.stat().st_size > 0

    def _git(
        self,
        arguments: tuple[str, ...],
        config: Mapping[str, str],
        given: bytes,
        max_bytes: int,
    ) -> Path:
        self._runs += 1
        _LOG.info("git %s", " ".join(arguments))
        output = self._folder / f"{self._runs}.out"
        bounds = Bounds(
            folder=self._kept or self._folder,
            max_bytes=max_bytes,
            deadline=self._deadline,
            stop=self._remote.stop,
        )
        try:
            status, stderr = run(
                [self._program, *arguments],
                environment=self._environment(config),
                bounds=bounds,
                output=output,
                given=given,
            )
        except OutOfSpaceError:
            raise too_large(self._limits.max_repo_bytes) from None
        except OutOfTimeError:
            raise too_slow(self._limits.timeout_s) from None
        except OSError as error:
            raise _disk_problem(error) from error
        if status != 0:
            raise self._explained(stderr)
        return output

    def _explained(self, stderr: str) -> ProofolioError:
        problem = explain(stderr.replace(str(self._folder), ""))
        is_vague = isinstance(problem, UnreadableError) and problem.why is Why.OTHER
        # On a full disk there is no room for what git says of it either.
        if is_vague and shutil.disk_usage(self._folder).free < _NO_ROOM_BYTES:
            return no_space()
        return problem

    def _environment(self, config: Mapping[str, str]) -> dict[str, str]:
        environment = isolated(self._repository, home=self._folder, settings=config)
        if self._packets:
            environment["GIT_TRACE_PACKET"] = str(self._packets)
        return environment


def isolated(
    repository: Path, *, home: Path, settings: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return this process's environment for git, without any setting of this computer's and without secrets.

    Args:
        repository: git's folder.
        home: a folder that holds no `.netrc`.
        settings: what is set beside that nothing of the repository or of this computer takes part.
    """
    kept = {"GIT_SSL_CAINFO", "GIT_SSL_CAPATH"}
    environment = {
        name: value
        for name, value in without_secrets(os.environ).items()
        if name in kept or not name.startswith(("GIT_", "SSH_"))
    }
    environment |= {
        "GIT_DIR": str(repository),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "LC_ALL": "C",
    }
    all_settings = {**_CONFIG, **(settings or {})}
    environment["GIT_CONFIG_COUNT"] = str(len(all_settings))
    for index, (key, value) in enumerate(all_settings.items()):
        environment[f"GIT_CONFIG_KEY_{index}"] = key
        environment[f"GIT_CONFIG_VALUE_{index}"] = value
    return environment


@cache
def git_program() -> str:
    """Path of git.

    Raises:
        SystemProblemError: it is missing, or older than `OLDEST_GIT`.
    """
    program = shutil.which("git")
    if program is None:
        raise SystemProblemError("git is not installed, or not on the PATH.", _INSTALL)
    try:
        said = subprocess.run(
            [program, "--version"],
            env=without_secrets(os.environ),
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise SystemProblemError("git does not start.", _INSTALL) from error
    version = re.search(r"(\d+)\.(\d+)", said)
    if version is None or (int(version[1]), int(version[2])) < OLDEST_GIT:
        oldest = ".".join(map(str, OLDEST_GIT))
        raise SystemProblemError(
            f"git {oldest} or newer is needed; this is {said.strip()}.", _INSTALL
        )
    return program


def _disk_problem(error: OSError) -> SystemProblemError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return no_space()
    return SystemProblemError(
        f"What is read cannot be unpacked: {error.strerror or error}.",
        "Check who owns the folder, and that you may write there.",
        Place(path=str(error.filename)) if error.filename else None,
    )
