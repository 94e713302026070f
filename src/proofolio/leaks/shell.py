"""Secrets that commands are given without a name: `mysql -p…`, `curl -u user:…`, `kaggle config set -v …`."""

import re
from typing import Final

from proofolio.leaks.values import is_drawn, is_password, is_tangled

COMMANDS: Final = (
    "mysql ", "mysqldump ", "sshpass ", "docker login", "redis-cli ", "curl ", "wget ", "mongo ", "mongosh ",
    "kaggle config", "smbclient ", "az login", "ftp ", "http ", "svn ", "podman login", "helm registry",
)  # fmt: skip
"""In lower case; what stands behind them on the line is read."""

_GIVEN: Final = re.compile(
    r"(?P<before>[^\n]{0,200}?\s)(?:(?:-p|-a|--pass|--passwd|-P)[ =]?|(?:-u|--user|-a|-U)[ =]?[\"']?[^\s:\"']{1,80}[:%]|-v[ ])"
    r"(?P<quote>[\"']?)(?P<secret>[^\s\"']{8,200})(?P=quote)(?=\s|$|[\"'|;&)`])"
)


def given_at(text: str, end: int, most: int) -> tuple[int, int, str] | None:
    """The password or key that a command is given: its start, end and itself.

    Args:
        text: everything.
        end: of the command's name.
        most: where the text ends that it belongs to.
    """
    match = _GIVEN.match(text, end - 1, most)
    if match is None:
        return None
    secret = match["secret"]
    if (is_password(secret) and is_tangled(secret)) or is_drawn(secret, "key"):
        return (*match.span("secret"), secret)
    return None
