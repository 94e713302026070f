"""Text, notebooks and files of any kind → the secrets in them."""

from proofolio.leaks.files import (
    FoundLeak,
    cells_digest,
    find_in_file,
    line_of,
    secrets_in_file,
)
from proofolio.leaks.notebooks import read_json
from proofolio.leaks.scan import find_leaks, prepare
from proofolio.leaks.version import rules_version

__all__ = [
    "FoundLeak",
    "cells_digest",
    "find_in_file",
    "find_leaks",
    "line_of",
    "prepare",
    "read_json",
    "rules_version",
    "secrets_in_file",
]
