"""`accepted.yml`: findings of `proofolio check` that are meant to be as they are, each with its reason."""

from pathlib import Path
from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from proofolio.boundary import check_readable
from proofolio.settings.scalars import File, Word
from proofolio.settings.yaml_file import check, parse

ACCEPTED_FILE: Final = "accepted.yml"


class AcceptedLine(File):
    """One finding."""

    id: Annotated[Word, Field(pattern="^[0-9a-f]{8}$")]
    finding: Word = ""
    """What it was, for whoever reviews the file."""
    reason: Annotated[Word, Field(min_length=1)]


class AcceptedFile(File):
    """All of them."""

    accepted: Annotated[tuple[AcceptedLine, ...], BeforeValidator(lambda value: value or ())] = ()


def read_accepted(root: Path) -> dict[str, str]:
    """Return the id of each accepted finding → its reason; nothing without the file.

    Raises:
        InputError: the file says something else, or gives no reason; with its line.
    """
    file = root / ACCEPTED_FILE
    check_readable(root, file)
    if not file.is_file():
        return {}
    document = parse(file.read_text("utf-8", "replace"), ACCEPTED_FILE)
    return {line.id: line.reason for line in check(document, AcceptedFile).accepted}
