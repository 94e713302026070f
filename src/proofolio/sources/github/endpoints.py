"""Where GitHub and Google Drive answer, and with which token; the only reader of the environment."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from proofolio.errors import InputError, Place
from proofolio.sources.http import addresses
from proofolio.sources.http.addresses import Origin
from proofolio.sources.http.no_answer import NoAnswerError
from proofolio.sources.secrets import Token

TOKEN_VARIABLES = ("GITHUB_TOKEN", "GH_TOKEN")
GH_TIMEOUT_S = 5

_TOKEN = re.compile(r"[!-~]{1,1000}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Base addresses, without a trailing slash.

    GitHub Actions and GitHub Enterprise Server set the three of GitHub:
    https://docs.github.com/en/actions/reference/workflows-and-actions/variables
    """

    api: str
    graphql: str
    server: str
    drive: str
    uploads: str = ""
    """Where pictures of the hosts that serve uploads are asked for, as `ADDRESS/HOST/PATH`; the hosts themselves when empty."""

    @property
    def origins(self) -> frozenset[Origin]:
        """Who may lie in a private network or on this computer: a redirect to anybody else may not."""
        named = (self.api, self.graphql, self.server, self.drive, self.uploads)
        return addresses.origins(filter(None, named))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read `GITHUB_API_URL`, `GITHUB_GRAPHQL_URL`, `GITHUB_SERVER_URL`, `PROOFOLIO_DRIVE_URL`, `PROOFOLIO_UPLOADS_URL`.

        Raises:
            InputError: one of them is not an address that a token may be sent to.
        """
        api = _address(environment, "GITHUB_API_URL", "https://api.github.com")
        return cls(
            api=api,
            graphql=_address(environment, "GITHUB_GRAPHQL_URL", _graphql_beside(api)),
            server=_address(environment, "GITHUB_SERVER_URL", "https://github.com"),
            drive=_address(
                environment, "PROOFOLIO_DRIVE_URL", "https://drive.usercontent.google.com"
            ),
            uploads=_address(environment, "PROOFOLIO_UPLOADS_URL", "")
            if environment.get("PROOFOLIO_UPLOADS_URL", "").strip()
            else "",
        )


def find_token(environment: Mapping[str, str], endpoints: Endpoints) -> Token | None:
    """Look in `GITHUB_TOKEN`, `GH_TOKEN`, then ask the GitHub CLI if it is installed.

    Raises:
        InputError: a variable holds what cannot be a token.
    """
    for name in TOKEN_VARIABLES:
        if value := environment.get(name, "").strip():
            if not _TOKEN.fullmatch(value):
                # What is sent in a header is quoted by errors of the libraries on the way.
                raise InputError(
                    f"{name} holds characters that no token has.",
                    f"Copy the token again, or unset {name}: public work needs none.",
                    Place(path=name),
                )
            return Token(value=value, origin=name)
    program = shutil.which("gh", path=environment.get("PATH"))
    host = urlsplit(endpoints.server).hostname
    if program is None or host is None:
        return None
    try:
        answer = subprocess.run(
            [program, "auth", "token", "--hostname", host],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=GH_TIMEOUT_S,
            check=True,
        ).stdout.strip()
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return Token(value=answer, origin="`gh auth token`") if _TOKEN.fullmatch(answer) else None


def _graphql_beside(api: str) -> str:
    """Enterprise Server answers REST at `/api/v3` and GraphQL at `/api/graphql`."""
    return f"{api.removesuffix('/v3')}/graphql"


def _address(environment: Mapping[str, str], name: str, default: str) -> str:
    value = environment.get(name, "").strip().rstrip("/") or default
    try:
        parts = urlsplit(value)
        host = parts.hostname
        _ = parts.port
        addresses.parse(value)
    except (ValueError, NoAnswerError):
        host = None
    if host is None or parts.username or parts.scheme not in {"http", "https"}:
        raise InputError(
            f"{name} is not a web address: {value!r}",
            f"Unset {name}, or set it to an address such as {default}.",
            Place(path=name),
        )
    if parts.scheme == "http" and not addresses.is_this_computer(host):
        raise InputError(
            f"{name} begins with http://, which would send a token unencrypted.",
            f"Use an address that begins with https://, or unset {name}.",
            Place(path=name),
        )
    return value
