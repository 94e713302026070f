"""Writes down that a finding may stay, with its reason."""

from pathlib import Path
from typing import Final

from proofolio.errors import InputError, Place
from proofolio.settings.accepted_file import ACCEPTED_FILE, AcceptedFile, read_accepted
from proofolio.settings.yaml_file import check, parse
from proofolio.store.files import write_atomically

_HEAD: Final = """\
# Findings of `proofolio check` that are meant to be as they are. Each says why.
# Delete a line and the finding counts again.
accepted:
"""


def accept(root: Path, *, finding_id: str, what: str, reason: str) -> Path:
    """Write down that a finding may stay; what the file said before stays as it was.

    Args:
        root: the portfolio's folder.
        finding_id: eight hexadecimal digits.
        what: the finding in words.
        reason: why it may stay.

    Raises:
        InputError: the reason is empty, or the file cannot be read.
    """
    if not reason.strip():
        raise InputError(
            "A finding is accepted with a reason, for whoever reviews it later.",
            f'proofolio check --accept {finding_id} --reason "why it may stay"',
            Place(path=ACCEPTED_FILE),
        )
    file = root / ACCEPTED_FILE
    if finding_id in read_accepted(root):
        return file
    before = file.read_text("utf-8") if file.is_file() else _HEAD
    line = f"  - id: {_quoted(finding_id)}\n    finding: {_quoted(what)}\n    reason: {_quoted(reason.strip())}\n"
    after = before + ("" if before.endswith("\n") else "\n") + line
    check(parse(after, ACCEPTED_FILE), AcceptedFile)
    write_atomically(file, after.encode("utf-8"))
    return file


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
